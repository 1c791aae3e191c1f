package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SiteName is s as a domain would write it: letters and digits without accents, spaces and hyphens.
func SiteName(s string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(s))
}
