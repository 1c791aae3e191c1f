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
	n.name = n.name || r.nameAhead(n)
	end := wordEnd(r.s, n.end)
	if end == n.end || n.name {
		return
	}
	if n.digits && r.s[n.end:end] == "G" && n.val.cmp(whole(6)) > 0 { // 10G, but not 5G
		n.val.e += 9
		n.val, n.end, n.scaled = n.val.norm(), end, true
		n.exp += 9
		return
	}
	n.name = r.nameBehind(n.end, end)
}

// nameAhead reports whether the letters or the word before a number make it a part of a name: F-16, G20, iPhone 15.
func (r *reader) nameAhead(n *num) bool {
	before, w := utf8.DecodeLastRuneInString(r.s[:n.start])
	switch {
	case n.start == 0 || n.start == r.done && rungs[r.out[len(r.out)-1].Unit].family != "": // the 20 of 1h20
	case before == '-' || before == '‑' || before == '–' && n.start > w:
		prev, _ := utf8.DecodeLastRuneInString(r.s[:n.start-w])
		return isLetter(prev) && !apartRune(prev) && !r.lowerWord(n.start-w)
	case isLetter(before) && !apartRune(before):
		it, start := r.phraseBefore(n.start)
		return (it == nil || it.class != 'c' && it.class != 'b') && start < n.start && !r.onlyPrefixes(n.start)
	case before == ' ':
		return r.lx.nameBefore(r.s[:n.start-1])
	}
	return false
}

// nameBehind reports whether the letters s[i:end] make the number before them a part of a name: 3D. Powers, units,
// currencies and the marks of ordinals do not.
func (r *reader) nameBehind(i, end int) bool {
	after, _ := utf8.DecodeRuneInString(r.s[i:])
	if apartRune(after) || !unicode.Is(unicode.Latin, after) {
		return false
	}
	if at, _, ok := r.atomAt(i, end); ok && (at.power > 0 || at.times > 0) {
		return false
	}
	return r.phrases(i, func(it *item) bool {
		return it.class == 'u' && !r.loneCapital(i) || it.class == 'c' || it.class == '%' || it.class == 's' || it.class == 'H'
	}) < 0
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
