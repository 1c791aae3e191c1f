package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inName marks numbers that are part of a name: G20, F-16, Covid-19, 3D, iPhone 15.
func (r *reader) inName(n *num) {
	if n.val.same(whole(19)) && isCovid(r.s[max(0, n.start-24):n.start]) {
		n.end = n.start // no number at all
		return
	}
	before, w := utf8.DecodeLastRuneInString(r.s[:n.start])
	switch {
	case n.start == 0 || n.start == r.done && rungs[r.out[len(r.out)-1].Unit].family != "": // the 20 of 1h20
	case before == '-' || before == '‑' || before == '–' && n.start > w:
		prev, _ := utf8.DecodeLastRuneInString(r.s[:n.start-w])
		if isLetter(prev) && !apartRune(prev) && !r.lowerWord(n.start-w) {
			n.name = true
		}
	case isLetter(before) && !apartRune(before):
		if it, start := r.phraseBefore(n.start); (it == nil || it.class != 'c' && it.class != 'b') &&
			start < n.start {
			n.name = !r.onlyPrefixes(n.start)
		}
	case before == ' ' && r.lx.nameBefore(r.s[:n.start-1]):
		n.name = true
	}
	end := wordEnd(r.s, n.end)
	if end == n.end || n.name {
		return
	}
	after, _ := utf8.DecodeRuneInString(r.s[n.end:])
	if apartRune(after) || !unicode.Is(unicode.Latin, after) {
		return
	}
	if at, _, ok := r.atomAt(n.end, end); ok && (at.power > 0 || at.times > 0) {
		return
	}
	if n.digits && r.s[n.end:end] == "G" && n.val.cmp(whole(6)) > 0 { // 10G, but not 5G
		n.val.e += 9
		n.val, n.end, n.scaled = n.val.norm(), end, true
		n.exp += 9
		return
	}
	known := r.phrases(n.end, func(it *item) bool {
		return it.class == 'u' && !r.loneCapital(n.end) || it.class == 'c' || it.class == '%' ||
			it.class == 's' || it.class == 'H'
	})
	n.name = known < 0
}

// isCovid reports whether text ends in the name of the disease.
func isCovid(text string) bool {
	text = strings.ToLower(strings.TrimRight(text, "-‑– ־"))
	for _, name := range [...]string{"covid", "ковид", "کووید", "كوفيد", "कोविड", "โควิด", "קוביד", "코로나", "コロナ", "新冠"} {
		if strings.HasSuffix(text, name) {
			return true
		}
	}
	return false
}

// loneCapital reports one capital letter at i: 5G is no weight, but W and V are units.
func (r *reader) loneCapital(i int) bool {
	c := r.s[i]
	return c >= 'A' && c <= 'Z' && c != 'W' && c != 'V' && wordEnd(r.s, i) == i+1
}

// lowerWord reports whether the word that ends at i is in lower case, of a script without case, or a preposition that
// is glued on by a hyphen.
func (r *reader) lowerWord(i int) bool {
	for range 16 {
		c, n := utf8.DecodeLastRuneInString(r.s[:i])
		if i == 0 || !isLetter(c) {
			return true
		}
		if unicode.IsUpper(c) {
			return false
		}
		i -= n
	}
	return true
}

// onlyPrefixes reports whether only glued prepositions and articles stand before i: و25, ב25.
func (r *reader) onlyPrefixes(i int) bool {
	for range 4 {
		c, n := utf8.DecodeLastRuneInString(r.s[:i])
		if i == 0 || !isLetter(c) {
			return true
		}
		if !containsRune(r.lx.prefixes, c) && c != 'ل' {
			return false
		}
		i -= n
	}
	return false
}

// nameBefore reports whether text ends in a product or thing that is numbered.
func (lx *lexicon) nameBefore(text string) bool {
	start := len(text)
	for start > 0 && len(text)-start < 16 && text[start-1] != ' ' {
		start--
	}
	switch strings.ToLower(text[start:]) {
	case "boeing", "airbus", "iphone", "ipad", "galaxy", "windows", "xbox", "playstation", "formula", "formel",
		"covid",
		"apollo", "falcon", "boeings", "android", "ps", "formule", "fórmula", "area", "soyuz", "chang'e", "pixel",
		"opus", "studio":
		return true
	}
	return false
}
