package gold

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"polydigest/internal/digest"
)

var (
	englishNumber = regexp.MustCompile(
		`(?i)(\d[\d,]*(?:\.\d+)?)[\s-]*(thousand|million|billion|trillion|crore|lakh|bn|%)?`)
	digits   = regexp.MustCompile(`\d+(?:[.,\s\x{00a0}\x{202f}'’٫٬]\d+)*`)
	digitRun = regexp.MustCompile(`\d+`)
	scales   = map[string]float64{"thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9,
		"trillion": 1e12}
)

// strangers returns the numbers of an English statement that stand neither in the quotes, nor among the
// figures and times of the claim, nor among those of the facts whose sentences it cites. It reads digits
// only: a number that a quote spells out is known only through the key.
func strangers(c digest.Claim, facts []Fact) []float64 {
	known := map[float64]bool{}
	runs := map[string]bool{} // digits without their separators: 1,2 milioni has the run 12, as 1.2 million has
	for _, q := range supports(c) {
		for _, grouped := range digits.FindAllString(western(q), -1) {
			for _, run := range append(digitRun.FindAllString(grouped, -1), onlyDigits(grouped)) {
				runs[run] = true
				if v, err := strconv.ParseFloat(run, 64); err == nil {
					known[v] = true
				}
			}
		}
	}
	for _, f := range c.Figures {
		addNumbers(known, f.Value)
	}
	for _, w := range []*digest.When{c.When, c.Said} {
		if w != nil {
			addNumbers(known, strings.ReplaceAll(w.EDTF, "-", " "))
		}
	}
	for _, f := range facts {
		for _, figure := range f.Figures {
			addNumbers(known, figure.Value)
		}
		addNumbers(known, strings.ReplaceAll(f.Statement, "-", " "))
	}
	var out []float64
	for _, m := range englishNumber.FindAllStringSubmatch(c.Statement.Text, -1) {
		v := scaled(m)
		mantissa, _ := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
		if !known[v] && !known[mantissa] && !runs[onlyDigits(m[1])] && !known[v+12] { // 7 p.m. is 19 o'clock
			out = append(out, v)
		}
	}
	return out
}

// figureShare returns the share of a fact's figures that stand in an English statement.
func figureShare(statement string, f Fact) float64 {
	if len(f.Figures) == 0 {
		return 0
	}
	stated := map[float64]bool{}
	addNumbers(stated, statement)
	for w := range contentWords(statement) {
		addNumbers(stated, w)
	}
	found := 0
	for _, figure := range f.Figures {
		if v, err := strconv.ParseFloat(figure.Value, 64); err == nil && stated[v] {
			found++
		}
	}
	return float64(found) / float64(len(f.Figures))
}

// addNumbers adds the numbers of s, written as in English.
func addNumbers(set map[float64]bool, s string) {
	for _, m := range englishNumber.FindAllStringSubmatch(s, -1) {
		set[scaled(m)] = true
	}
}

func scaled(m []string) float64 {
	v, _ := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
	if scale := scales[strings.ToLower(m[2])]; scale > 0 {
		v *= scale
	}
	return math.Round(v*1e6) / 1e6
}

// western writes every script's decimal digits as 0 to 9.
func western(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.IsDigit(r) {
			return r
		}
		zero := r // Unicode has the ten digits of a script in a row, zero first
		for unicode.IsDigit(zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + r - zero
	}, s)
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
