// Package injection recognises sentences of a document that speak to the reader's software instead of the reader:
// orders to an assistant, orders to forget earlier ones, demands on the form of "your answer", counterfeit marks of a
// chat. It reads words and their places, in the languages of its lexicon; it asks no model.
//
// What it finds is no boundary: a document can say anything in words that no list has. The boundary is package verify,
// which holds whatever a model says to the documents' own words. A sentence that is found here is therefore marked and
// ranked last, never dropped: a report on such orders may quote one.
package injection

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Addresses reports whether a sentence speaks to the software of whoever reads it. lang is the sentence's language
// (BCP 47, "" or "und" when unknown); orders in English and in the script's other languages are found in any document.
func Addresses(sentence, lang string) bool {
	base, _, _ := strings.Cut(lang, "-")
	for s := plain(sentence); ; s = s[piece-overlap:] {
		if part := s[:min(piece, len(s))]; addresses(part, base) {
			return true
		}
		if len(s) <= piece {
			return false
		}
	}
}

// A long sentence is read in pieces of so many bytes, each of which begins before the last one's end.
const (
	piece   = 4000
	overlap = 400
)

func addresses(s, lang string) bool {
	low := spaced(s)
	marked := strings.ContainsAny(s, "<[#:%") || strings.Contains(low, " begin ") || strings.Contains(low, " end ")
	if marked && marks.MatchString(s) {
		return true
	}
	in, seen := written(s), sightOf(low)
	return slices.ContainsFunc(lexicons(), func(l *lexicon) bool {
		return (l.lang == lang || l.script&in != 0) && l.orders(s, low, seen)
	})
}

// plain is a sentence as a model reads it: compatibility forms folded, invisible characters taken out, and letters
// hidden in tag characters brought to light (Unicode block Tags, U+E0020 to U+E007E, repeats ASCII).
func plain(s string) string {
	tagged := func(r rune) bool { return r >= 0xE0020 && r <= 0xE007E }
	if i := strings.IndexFunc(s, tagged); i >= 0 {
		s = s[:i] + ". " + s[i:] // what is hidden begins a sentence of its own
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case tagged(r):
			return r - 0xE0000
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFKC.String(s))
}
