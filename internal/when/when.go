// Package when finds dates, times of day and durations in running text and gives them as EDTF, the Extended
// Date/Time Format of the Library of Congress and ISO 8601-2, level 1. It also says whether a date follows from
// others. It is pure and needs no model.
//
// What is found, in any order that a language writes it, with month names and with digits of any script:
//
//	5 February 2024, 2024年2月5日, 令和6年2月5日, ٥ فبراير ٢٠٢٤, 5 กุมภาพันธ์ 2567   2024-02-05
//	February 2024, 2024年2月                                            2024-02
//	in 2024, 2024年, (2019), 民國113年                                     2024, 2019
//	summer 2020, 2020年夏天                                               2020-22
//	third quarter of 2020, 2020年上半年                                     2020-07/2020-09, 2020-01/2020-06
//	the 1990s, 20世纪, XXe siècle                                         199X, 19XX
//	from 3 to 5 May 2024, 5月3日から5日, 2020–2022                          2024-05-03/2024-05-05
//	yesterday, 去年8月, lundi, il y a deux jours, last Tuesday             by the document's date
//	14:40, 3 p.m., 下午3点半                                              T14:40
//	three days, 6 Monate, 10年間                                         P3D
//
// A year of the Buddhist, Minguo, Japanese, Hijri or Persian reckoning is converted where the text says which it is,
// by an era name, a month name, or the custom of its language; Hijri dates by the tabular calendar, which may differ
// from a sighted one by a day. Quarters, halves, weeks and weekends have no code of their own in level 1 and come as
// intervals. A plain number is a year only when its neighbours say so: after "in", "since", "year", before 年 or год,
// alone in brackets, or in a range of years.
//
// Month, weekday and unit names, "yesterday" and its kind, and the patterns of "3 days ago" are from Unicode CLDR
// (cldr.txt, made by gen); inflected forms, seasons, prepositions and small number words are the package's own
// (words.txt).
package when

import (
	"strings"
	"sync"

	"polydigest/internal/digest"
)

// A Time is an expression of time in a text.
type Time struct {
	Start, End int    // bytes, half-open
	Text       string // as written
	Kind       string // date, time, duration

	// EDTF is the value: EDTF level 1 for a date, "T14:40" for a time of day, an ISO 8601 duration as "P3D". It is
	// empty for a date that needs the document's own date when that is not known.
	EDTF string

	// Basis is TimeRelative for a date that the words alone do not fix ("Monday", "5 May", 去年).
	Basis digest.TimeBasis

	// Known is what the words of a relative date say, whatever the document's date: "XXXX-05-12" for a day of a
	// year not given, "XXXX-05-12-W2" with its weekday, "XXXX-05", "XXXX-XX-12", "XXXX-WXX-2" for a Tuesday, "d-1"
	// for yesterday, "d~1" for a word that is yesterday or tomorrow, "y-1-08" for August of last year, "W2-1" for
	// last Tuesday. It is empty for stated dates. Equal expressions have equal strings in every language.
	Known string
}

// The kinds of a Time.
const (
	Date     = "date"
	Clock    = "time"
	Duration = "duration"
)

// Find returns the dates, times of day and durations of a text in order; they never overlap. lang is the text's
// BCP 47 tag; with one that the package does not know, digits and English names are read. ref is the date of the
// document as EDTF, by which relative expressions are resolved; "" leaves them open.
func Find(text, lang, ref string) []Time {
	lex := lexiconFor(lang)
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	p.read(text, lex)
	p.ref = parseRef(ref)
	p.found = p.found[:0]
	for i := 0; i < len(p.t); {
		if !p.t[i].any(opening) {
			i++
			continue
		}
		t, next := p.at(i)
		if next == i {
			i++
			continue
		}
		t.Start, t.End = p.t[i].start, p.t[next-1].end
		t.Text = text[t.Start:t.End]
		p.found = append(p.found, t)
		i = next
	}
	return append([]Time(nil), p.found...)
}

var parsers = sync.Pool{New: func() any { return new(parser) }}

// at returns the expression that starts at token i and the token after it, or i when there is none.
func (p *parser) at(i int) (Time, int) {
	if m, j := p.span(i); j > i {
		m.ahead = m.ahead || m.bare() && p.toCome(i, j)
		t := Time{Kind: Date, Basis: digest.TimeStated}
		if m.relative() {
			t.Basis, t.Known = digest.TimeRelative, m.known()
		}
		t.EDTF = m.edtf(p.ref)
		if from, to, _ := strings.Cut(t.EDTF, "/"); from == to { // one day in two calendars
			t.EDTF = from
		}
		return t, j
	}
	if v, j := p.clock(i); j > i {
		return Time{Kind: Clock, EDTF: v, Basis: digest.TimeStated}, j
	}
	if v, j := p.duration(i); j > i {
		return Time{Kind: Duration, EDTF: v, Basis: digest.TimeStated}, j
	}
	return Time{}, i
}
