package lineage

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// numbers returns the numbers of a sentence by value, as far as digits write them. Separators are read by shape:
// a group of three digits behind any of them belongs to the number, one or two digits behind a comma or point are
// decimals. Myriads behind digits (12億) multiply.
func numbers(s string) []anchor {
	var found []anchor
	for i := 0; i < len(s); {
		if digit, size := digitAt(s[i:]); digit < 0 {
			i += size
			continue
		}
		value, size := readNumber(s[i:])
		i += size
		if unit, width := myriad(s[i:]); unit > 0 {
			value = strings.TrimRight(shift(value, unit), ".")
			i += width
		}
		found = append(found, numberAnchor(value))
	}
	return found
}

// numberAnchor weighs a number: the longer, the less by chance. Years stand in every second text.
func numberAnchor(value string) anchor {
	a := anchor{key: hashString("#" + value), number: true}
	switch digits := len(strings.Trim(value, "0.")); {
	case len(value) == 4 && (value[:2] == "19" || value[:2] == "20"):
		a.weight = 1.2
	case len(value) == 1:
		a.weight, a.number = 0.4, false
	case len(value) == 2:
		a.weight = 1.2
	default:
		a.weight = min(3, 1.5+0.5*float64(digits-1))
	}
	return a
}

// digitAt returns the digit at the start of s as an ASCII digit, or -1, and the length of the character.
func digitAt(s string) (digit rune, size int) {
	r, size := utf8.DecodeRuneInString(s)
	if !unicode.IsDigit(r) {
		return -1, max(size, 1)
	}
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return '0' + r - zero, size
}

// readNumber reads digits and separators at the start of s.
func readNumber(s string) (value string, size int) {
	var whole, part []byte
	decimals := false
	for i := 0; i < len(s); {
		d, n := digitAt(s[i:])
		if d >= 0 {
			if decimals {
				part = append(part, byte(d))
			} else {
				whole = append(whole, byte(d))
			}
			i += n
			size = i
			continue
		}
		sep := separator(s[i:])
		if sep == 0 || decimals {
			break
		}
		group := countDigits(s[i+sep:])
		switch {
		case group == 3 && len(whole) <= 3 || group == 3 && len(whole) > 3 && s[i] != '.':
			i += sep
		case group > 0 && group != 3 && (s[i] == '.' || s[i] == ','):
			decimals = true
			i += sep
		default:
			sep = 0
		}
		if sep == 0 {
			break
		}
	}
	value = strings.TrimLeft(string(whole), "0")
	if value == "" {
		value = "0"
	}
	if fraction := strings.TrimRight(string(part), "0"); fraction != "" {
		value += "." + fraction
	}
	return value, size
}

// separator returns the length of a mark that may stand inside a number.
func separator(s string) int {
	for _, mark := range []string{".", ",", "'", "’", "\u00a0", "\u202f", "٬", "٫", " "} {
		if strings.HasPrefix(s, mark) {
			return len(mark)
		}
	}
	return 0
}

func countDigits(s string) int {
	n := 0
	for len(s) > 0 {
		d, size := digitAt(s)
		if d < 0 {
			break
		}
		n++
		s = s[size:]
	}
	return n
}

// myriad returns the power of ten of the unit at the start of s, and its length.
func myriad(s string) (power, size int) {
	for _, u := range []struct {
		mark  string
		power int
	}{{"万", 4}, {"萬", 4}, {"만", 4}, {"億", 8}, {"亿", 8}, {"억", 8}, {"兆", 12}, {"조", 12}, {"千", 3}, {"천", 3}, {"百", 2}} {
		if strings.HasPrefix(s, u.mark) {
			return u.power, len(u.mark)
		}
	}
	return 0, 0
}

// shift moves the decimal point of value to the right.
func shift(value string, places int) string {
	whole, part, _ := strings.Cut(value, ".")
	for range places {
		next := byte('0')
		if part != "" {
			next, part = part[0], part[1:]
		}
		whole += string(next)
	}
	whole = strings.TrimLeft(whole, "0")
	if part != "" {
		return whole + "." + part
	}
	return whole
}
