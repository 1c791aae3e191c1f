package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/figures"
	"polydigest/internal/when"
)

// A dateChange puts another day, month or year into a date of a claim.
type dateChange struct {
	alteration
	part  int // of year-month-day
	value string
}

// monthNames are the names that newspapers print, in the case that follows a day.
var monthNames = map[string]string{
	"en": "January February March April May June July August September October November December",
	"fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
	"de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
	"es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
	"it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
	"pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
	"nl": "januari februari maart april mei juni juli augustus september oktober november december",
	"ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
	"pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
	"ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
	"hi": "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
}

// dateChanges gives another year, day and month for every date of a text that holds them in digits of ASCII, or a
// month's name.
func dateChanges(text, lang string) []dateChange {
	var out []dateChange
	base, _, _ := strings.Cut(lang, "-")
	for _, t := range when.Find(text, lang, "") {
		if t.Kind != when.Date || strings.Contains(t.EDTF, "X") {
			continue
		}
		for i := t.Start; i < t.End; {
			end := i
			for end < t.End && text[end] >= '0' && text[end] <= '9' {
				end++
			}
			if end > i {
				if c, ok := changeNumber(text, i, end, t); ok {
					out = append(out, c)
				}
				i = end
				continue
			}
			_, w := utf8.DecodeRuneInString(text[i:])
			i += w
		}
		names := strings.Fields(monthNames[base])
		for k, name := range names {
			at := strings.Index(t.Text, name)
			if at < 0 || followedByLetter(t.Text[at+len(name):]) {
				continue
			}
			other := (k + 5) % 12
			out = append(out, dateChange{alteration{t.Start + at, t.Start + at + len(name), names[other],
				"another date"}, 1, fmt.Sprintf("%02d", other+1)})
		}
	}
	return out
}

func followedByLetter(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(c)
}

// changeNumber changes the digits text[i:end] of a date when its reading has them as its year, month or day.
func changeNumber(text string, i, end int, t when.Time) (dateChange, bool) {
	n, err := strconv.Atoi(text[i:end])
	if err != nil || n == 0 {
		return dateChange{}, false
	}
	value := t.EDTF
	if t.Known != "" {
		value = t.Known
	}
	parts := strings.Split(value, "-")
	part := slices.Index(parts[:min(3, len(parts))], fmt.Sprintf("%02d", n))
	if end-i == 4 && len(parts[0]) == 4 {
		part = slices.Index(parts[:1], text[i:end])
	}
	other := ""
	switch part {
	case 0:
		other = strconv.Itoa(n - 3)
	case 1:
		other = strconv.Itoa((n+4)%12 + 1)
	case 2:
		other = strconv.Itoa((n+11)%28 + 1)
	default:
		return dateChange{}, false
	}
	return dateChange{alteration{i, end, other, "another date"}, part, fmt.Sprintf("%02s", other)}, true
}

// stands reports whether the quote has a date with the new part, or the number elsewhere.
func (c dateChange) stands(quote figures.Quote) bool {
	for _, t := range when.Find(quote.Text, quote.Lang, "") {
		for edtf := range strings.SplitSeq(t.EDTF+"/"+t.Known, "/") {
			if parts := strings.Split(edtf, "-"); len(parts) > c.part && parts[c.part] == c.value {
				return true
			}
		}
	}
	return slices.ContainsFunc(figures.Find(quote.Text, quote.Lang, ""), func(f figures.Figure) bool {
		return f.Value == strings.TrimLeft(c.value, "0")
	})
}
