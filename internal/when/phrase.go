package when

import (
	"strconv"
	"strings"
	"time"
)

// Phrase writes an EDTF date in English words, in which [Find] finds it again: "summer 2020", "February 2024", "the
// 1990s", "from 2024-05-03 to 2024-05-05". A day and a year stay in figures. It is for those who read no EDTF: a
// language model, and the readers of dates in running text.
func Phrase(edtf string) string {
	if from, to, ok := strings.Cut(edtf, "/"); ok {
		switch {
		case from == "" || from == "..":
			return "until " + Phrase(to)
		case to == "" || to == "..":
			return "since " + Phrase(from)
		}
		return "from " + Phrase(from) + " to " + Phrase(to)
	}
	core := strings.TrimRight(edtf, "~?%")
	out := phraseOf(core)
	if strings.ContainsAny(edtf[len(core):], "~%") {
		out = "about " + out
	}
	return out
}

// phraseOf is Phrase of one point or span of time without marks.
func phraseOf(s string) string {
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.Format("January 2006")
	}
	if year, part, ok := strings.Cut(s, "-"); ok && len(part) == 2 && "21" <= part && part <= "24" {
		return [...]string{"spring ", "summer ", "autumn ", "winter "}[part[1]-'1'] + year
	}
	if years, ok := strings.CutSuffix(s, "XX"); ok {
		if n, err := strconv.Atoi(years); err == nil {
			return "the " + nth(n+1) + " century"
		}
	}
	if decade, ok := strings.CutSuffix(s, "X"); ok {
		return "the " + decade + "0s"
	}
	return s
}

// nth writes an English ordinal.
func nth(n int) string {
	end := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}
