package verify

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold makes two writings of the same words equal: compatibility forms, case, white space, quotation marks and
// dashes. It is for looking words up, never for offsets.
func Fold(s string) string {
	s = cases.Fold().String(norm.NFKC.String(s))
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			return -1
		case unicode.Is(unicode.Pd, r):
			return '-'
		case unicode.In(r, unicode.Pi, unicode.Pf) || r == '"' || r == '`':
			return '\''
		}
		return r
	}, s)
}
