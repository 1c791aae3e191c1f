// Package injection recognises sentences of a document that speak to the reader's software instead of the reader:
// orders to an assistant, orders to forget earlier ones, demands on the form of "your answer", counterfeit marks of a
// chat. It reads words and their places, in the languages of its lexicon; it asks no model.
//
// What it finds is no boundary: a document can say anything in words that no list has. The boundary is package verify,
// which holds whatever a model says to the documents' own words. A sentence that is found here is therefore marked and
// ranked last, never dropped: a report on such orders may quote one.
package injection

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Addresses reports whether a sentence speaks to the software of whoever reads it. lang is the sentence's language
// (BCP 47, "" or "und" when unknown); orders in English and in the script's other languages are found in any document.
func Addresses(sentence, lang string) bool {
	s := plain(sentence)
	if len(s) > longest {
		s = s[:longest]
	}
	low := spaced(s)
	if (strings.ContainsAny(s, "<[#:%") || strings.Contains(low, " begin ") || strings.Contains(low, " end ")) && marks.MatchString(s) {
		return true
	}
	base, _, _ := strings.Cut(lang, "-")
	for _, l := range lexicons() {
		if (l.lang == base || l.foreign(s)) && l.orders(s, low) {
			return true
		}
	}
	return false
}

// longest is how much of a sentence is read, in bytes: what a question shows of one is no longer either.
const longest = 4000

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
