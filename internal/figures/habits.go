package figures

// What only one or a few languages do with number words.

import (
	"slices"
	"strings"
	"unicode"
)

// ownWord reports whether a number of one word is one: Vietnamese không is "not" and năm "year" as a rule, Hebrew
// המאה the century, Turkish on binlerce tens of thousands.
func (r *reader) ownWord(n num) bool {
	word := r.lx.fold(n.textOf(r.s))
	switch r.lx.tag {
	case "de": // darauf achten, zu achten: at the end of a clause the verb, not the eighth
		c := firstRune(r.s[n.end:])
		return word != "achten" || !unicode.IsPunct(c) && n.end < len(r.s) || r.alone(n)
	case "he":
		return word != "המאה" && word != "במאה"
	case "tr":
		next := r.s[r.spaces(n.end):]
		next = next[:wordEnd(next, 0)]
		return !strings.HasSuffix(next, "lerce") && !strings.HasSuffix(next, "larca") && !strings.HasPrefix(next, "yıllar") &&
			!(word == "on" && next == "the") // an English name
	case "it": // quando sei solo: the verb
		next := r.s[r.spaces(n.end):]
		next = next[:wordEnd(next, 0)]
		plural := strings.HasSuffix(next, "i") || strings.HasSuffix(next, "e")
		return word != "sei" || !r.besideAny(n, "", "stato stata un una il la lo in solo sola qui tu sicuro sicura") &&
			(plural || !r.besideAny(n, "quando se che tu ci ti non chi dove come perché già cosa", ""))
	case "sv": // sex med män
		return word != "sex" || !r.besideAny(n, "via genom oskyddat", "med utan mellan")
	case "pt": // na sexta, quinta-feira
		rest := r.s[n.end:]
		c := firstRune(strings.TrimLeft(rest, " "))
		weekday := word == "segunda" || word == "terca" || word == "quarta" || word == "quinta" || word == "sexta"
		return !weekday || rest != "" && !strings.HasPrefix(rest, "-") && !unicode.IsPunct(c)
	case "vi":
	default:
		return true
	}
	switch word {
	case "không", "lăm", "nhăm", "mốt", "tư":
		return r.alone(n)
	case "năm":
		rest := r.s[r.spaces(n.end):]
		if r.besideAny(n, "những nhiều các mỗi từng hằng", "") {
			return false
		}
		if r.besideAny(n, "còn thành khoảng chỉ gồm", "") {
			return true
		}
		for _, c := range [...]string{"người", "con ", "cái", "chiếc", "cuộc", "ngày", "tháng", "lần", "vụ",
			"năm", "tuổi", "phút", "giờ", "tuần",
			"trận", "nước", "quốc gia", "điểm", "thành", "đội", "cơ quan", "chính", "bộ", "nhà", "công ty",
			"bên", "loại", "dự án"} {
			if strings.HasPrefix(rest, c) {
				return true
			}
		}
		return r.alone(n)
	}
	return true
}

// besideAny reports whether one of the words of before stands before a number, or one of after behind it.
func (r *reader) besideAny(n num, before, after string) bool {
	head := strings.Fields(r.s[max(0, n.start-24):n.start])
	next := r.s[r.spaces(n.end):]
	next = next[:wordEnd(next, 0)]
	return len(head) > 0 && slices.Contains(strings.Fields(before), strings.ToLower(head[len(head)-1])) ||
		next != "" && slices.Contains(strings.Fields(after), next)
}

// withParts reports whether s[i:end] is the "with" that leads in a fraction: cinco con tres cuartos.
func (r *reader) withParts(i, end int) bool {
	return r.lx.tag == "es" && r.s[i:end] == "con" || r.lx.tag == "pt" && r.s[i:end] == "com"
}

// noHalf reports whether the word for half s[i:end] is the beginning or the end of a phrase that tells no half.
func (r *reader) noHalf(i, end int) bool {
	if r.phrasesWith(i, 'N') {
		return true
	}
	it, start := r.phraseBefore(end)
	return it != nil && it.class == 'N' && start < i
}

// andHalf reads the number after साढ़े.
func (r *reader) andHalf(i, end int) (num, bool) {
	pos := r.spaces(end)
	n := num{start: i, end: wordEnd(r.s, pos), exp: -1}
	if v, _ := digitAt(r.s, pos); v >= 0 {
		nm := r.lx.numeralAt(r.s, pos)
		n.val, n.end, n.digits = nm.val, nm.end, true
	} else if at, _, ok := r.atomAt(pos, n.end); ok && at.is&isCardinal != 0 {
		n.val = whole(at.cardinal)
	}
	v, ok := n.val.plus(dec{m: 5, e: -1})
	n.val = v
	if !ok || v.cmp(whole(1)) < 0 || v.e < -1 {
		return n, false
	}
	r.powers(&n)
	return n, true
}

// ofPart reads पांच का आठवां भाग, the eighth part of five.
func (r *reader) ofPart(n *num) {
	pos := r.spaces(n.end)
	end := wordEnd(r.s, pos)
	if w := r.s[pos:end]; w != "का" && w != "की" && w != "के" {
		return
	}
	pos = r.spaces(end)
	if part, ok := r.words(pos, wordEnd(r.s, pos), 1); ok && part.ordinal && part.val.cmp(whole(3)) >= 0 {
		n.val, n.end, n.fraction = n.val.over(part.val), part.end, true
	}
}

// avos reads três vinte avos, three twentieths.
func (r *reader) avos(n *num) {
	pos := r.spaces(n.end)
	end := wordEnd(r.s, pos)
	if end == pos {
		return
	}
	den, ok := r.words(pos, end, 1)
	if !ok || den.ordinal || den.fraction || den.val.m == 0 {
		return
	}
	rest := r.s[r.spaces(den.end):]
	if w := rest[:wordEnd(rest, 0)]; w == "avos" || w == "avo" {
		n.val, n.end, n.fraction = n.val.over(den.val), len(r.s)-len(rest)+len(w), true
	}
}

// takeHalf reads the compounds that end in "and a half": twaalfeneenhalf, zwölfeinhalb.
func (r *reader) takeHalf(a *acc, n *num, parts []atom) bool {
	last := len(parts) - 1
	if r.lx.tag != "nl" && r.lx.tag != "de" || a.used || last < 2 || parts[last].is&isHalf == 0 {
		return false
	}
	parts = parts[:last]
	if p := parts[len(parts)-1]; p.cardinal == 1 && len(parts) > 1 {
		parts = parts[:len(parts)-1]
	}
	if p := parts[len(parts)-1]; p.is&isJoin != 0 && p.is&isCardinal == 0 {
		parts = parts[:len(parts)-1]
	}
	if len(parts) == last || len(parts) == 0 || !r.takeAll(a, n, parts, false) {
		return false
	}
	v, ok := whole(a.value()).plus(dec{m: 5, e: -1})
	n.val, n.fraction = v, true
	return ok
}

// partsFollow reports whether the plural of an ordinal follows i: cinquièmes.
func (r *reader) partsFollow(i int) bool {
	pos := r.skip(i)
	at, _, ok := r.atomAt(pos, wordEnd(r.s, pos))
	return ok && pos > i && at.is&isPlural != 0
}

// definiteAt gives the end of a noun with its article, in the singular, after i, or 0: خمس الساعة is a fifth of the
// hour, where five hours are خمس ساعات.
func (r *reader) definiteAt(i int) int {
	pos := r.spaces(i)
	end := wordEnd(r.s, pos)
	word := r.s[pos:end]
	if _, _, number := r.atomAt(pos, end); number || pos == i || !strings.HasPrefix(word, "ال") ||
		strings.HasSuffix(word, "ات") {
		return 0
	}
	return end
}

// partOf reads Vietnamese hai phần ba, two thirds.
func (r *reader) partOf(n *num) {
	pos := r.spaces(n.end)
	end := wordEnd(r.s, pos)
	if r.lx.fold(r.s[pos:end]) != "phần" {
		return
	}
	pos = r.spaces(end)
	end = wordEnd(r.s, pos)
	at, _, ok := r.atomAt(pos, end)
	if den := whole(at.cardinal); ok && at.power == 0 && at.cardinal > 1 && n.val.cmp(den) < 0 {
		n.top, n.part = n.val, den
		n.val, n.end, n.fraction, n.weak = n.val.over(den), end, true, false
	}
}

// aged reads Italian sedicenne, ventitreenne: the number in full or without its last vowel.
func (r *reader) aged(i, end int) (num, bool) {
	if r.lx.tag != "it" || end-i < len("seienne") || end-i > longestWord || !strings.EqualFold(r.s[end-4:end-1], "enn") {
		return num{}, false
	}
	word := r.lx.fold(r.s[i:end])
	stem, ok := strings.CutSuffix(word[:len(word)-1], "enn")
	if !ok {
		return num{}, false
	}
	for _, vowel := range [...]string{"", "i", "a", "e", "o"} {
		try := reader{s: stem + vowel, lx: r.lx}
		if n, ok := try.words(0, len(try.s), 1); ok && n.end == len(try.s) && !n.ordinal && !n.fraction {
			return num{start: i, end: end, val: n.val, unit: "age"}, true
		}
	}
	return num{}, false
}

// percentBefore reports whether s[i:end] is a percent word that stands before its number.
func (r *reader) percentBefore(i, end int) bool {
	for _, it := range r.lx.before[r.lx.fold(r.s[i:end])] {
		if it.class == '%' {
			return true
		}
	}
	return false
}

// moreOrdinal reads the rest of an ordinal whose every word is one: trzydziesty czwarty, vigésimo quinto, الخامس
// والعشرين.
func (r *reader) moreOrdinal(n *num) {
	for range 2 {
		pos := r.skip(n.end)
		end := wordEnd(r.s, pos)
		at, glued, ok := r.atomAt(pos, end)
		if !ok || pos == n.end {
			return
		}
		v := at.ordinal
		if at.is&isOrdinal == 0 {
			v = at.cardinal
		}
		low := n.val.cmp(whole(10)) < 0
		switch {
		case r.lx.tag == "ar" && low && (v == 10 && !glued || glued && v >= 20 && v < 100 && v%10 == 0):
		case r.lx.tag != "en" && at.is&isOrdinal != 0 && v < 10 && v > 0 && n.val.e == 1 && n.val.m > 1:
		case r.lx.tag != "en" && at.is&isOrdinal != 0 && v < 100 && v > 0 && n.val.e >= 2:
		default:
			return
		}
		n.val, _ = n.val.plus(whole(v))
		n.end = end
	}
}

// vague reports a compound that is tens or hundreds of thousands: Zehntausende, tiotusentals, tienduizenden.
func (r *reader) vague(i, end int) bool {
	word := r.lx.fold(r.s[i:end])
	switch r.lx.tag {
	case "de":
		return strings.HasSuffix(word, "ende") || strings.HasSuffix(word, "enden") || strings.HasSuffix(word, "erte")
	case "sv":
		return strings.HasSuffix(word, "tals")
	case "nl":
		return strings.HasSuffix(word, "enden")
	}
	return false
}

// year reads "nineteen eighty-four" and "twenty twenty-five" in English.
func (r *reader) year(n *num, a acc) {
	v := a.value()
	if r.lx.tag != "en" || a.last > 0 || v < 13 || v > 20 {
		return
	}
	pos := r.skip(n.end)
	end := wordEnd(r.s, pos)
	at, _, ok := r.atomAt(pos, end)
	if !ok || at.is&isCardinal == 0 || at.cardinal < 10 || at.cardinal > 99 || pos == n.end {
		return
	}
	low := at.cardinal
	n.end = end
	if low%10 == 0 && low > 10 {
		pos = r.skip(end)
		end = wordEnd(r.s, pos)
		if at, _, ok = r.atomAt(pos, end); ok && pos > n.end && at.is&isCardinal != 0 && at.cardinal > 0 &&
			at.cardinal < 10 {
			low += at.cardinal
			n.end = end
		}
	}
	n.val = whole(v*100 + low)
}

// ordinalPart reads un vingt-cinquième, whose denominator is an ordinal of several words.
func (r *reader) ordinalPart(n *num) {
	pos := r.spaces(n.end)
	end := wordEnd(r.s, pos)
	if pos == n.end || end == pos || n.scaled || n.val.e < 0 {
		return
	}
	if den, ok := r.words(pos, end, 1); ok && den.ordinal && den.end > end && den.val.cmp(whole(20)) > 0 {
		n.val, n.end, n.fraction, n.part = n.val.over(den.val), den.end, true, den.val
	}
}

// milesNotMillions reports Czech mil without the stop of mil.
func (r *reader) milesNotMillions(i, end int) bool {
	return r.lx.tag == "cs" && r.s[i:end] == "mil" && !strings.HasPrefix(r.s[end:], ".")
}
