package figures

// What only one or a few languages do with number words.

import (
	"slices"
	"strings"
	"unicode"
)

// ownWord reports whether a number of one word is one, and no other word that is written the same.
func (r *reader) ownWord(n num) bool {
	word := r.lx.fold(n.textOf(r.s))
	switch r.lx.tag {
	case "de": // darauf achten, zu achten: at the end of a clause the verb, not the eighth
		return word != "achten" || !unicode.IsPunct(firstRune(r.s[n.end:])) && n.end < len(r.s) || r.alone(n)
	case "he": // the century
		return word != "המאה" && word != "במאה"
	case "tr": // on binlerce, tens of thousands; on yıllar; On the, an English name
		next := r.nextTo(n)
		return !strings.HasSuffix(next, "lerce") && !strings.HasSuffix(next, "larca") && !strings.HasPrefix(next, "yıllar") &&
			!(word == "on" && next == "the")
	case "it":
		return word != "sei" || r.six(n)
	case "sv": // sex med män
		return word != "sex" || !r.besideAny(n, "via genom oskyddat", "med utan mellan")
	case "pt": // na sexta, quinta-feira
		rest := r.s[n.end:]
		c := firstRune(strings.TrimLeft(rest, " "))
		weekday := word == "segunda" || word == "terca" || word == "quarta" || word == "quinta" || word == "sexta"
		return !weekday || rest != "" && !strings.HasPrefix(rest, "-") && !unicode.IsPunct(c)
	case "vi":
		return r.vietnameseNumber(n, word)
	}
	return true
}

// nextTo gives the word after n.
func (r *reader) nextTo(n num) string {
	next := r.s[r.spaces(n.end):]
	return next[:wordEnd(next, 0)]
}

// six tells the Italian six from the verb: quando sei solo.
func (r *reader) six(n num) bool {
	if r.besideAny(n, "", "stato stata un una il la lo in solo sola qui tu sicuro sicura") {
		return false
	}
	next := r.nextTo(n)
	plural := strings.HasSuffix(next, "i") || strings.HasSuffix(next, "e")
	return plural || !r.besideAny(n, "quando se che tu ci ti non chi dove come perché già cosa", "")
}

// vietnameseNumber tells numbers from words of every day: không is "not" and năm "year" as a rule.
func (r *reader) vietnameseNumber(n num, word string) bool {
	if unicode.IsUpper(firstRune(n.textOf(r.s))) && unicode.IsUpper(firstRune(r.nextTo(n))) { // Ba Lan is Poland
		return false
	}
	switch word {
	case "không", "lăm", "nhăm", "mốt", "tư":
		return r.alone(n)
	case "năm":
		counts := r.besideAny(n, "còn thành khoảng chỉ gồm", "") || startsWithAny(r.s[r.spaces(n.end):], vietnameseCounted...)
		return !r.besideAny(n, "những nhiều các mỗi từng hằng", "") && (counts || r.alone(n))
	}
	return true
}

// vietnameseCounted are words that năm counts five of.
var vietnameseCounted = []string{"người", "con ", "cái", "chiếc", "cuộc", "ngày", "tháng", "lần", "vụ", "năm", "tuổi", "phút",
	"giờ", "tuần", "trận", "nước", "quốc gia", "điểm", "thành", "đội", "cơ quan", "chính", "bộ", "nhà", "công ty", "bên", "loại",
	"dự án"}

// besideAny reports whether one of the words of before stands before a number, or one of after behind it.
func (r *reader) besideAny(n num, before, after string) bool {
	head := strings.Fields(r.s[max(0, n.start-24):n.start])
	next := r.nextTo(n)
	return len(head) > 0 && slices.Contains(strings.Fields(before), strings.ToLower(head[len(head)-1])) ||
		next != "" && slices.Contains(strings.Fields(after), next)
}

// nthPart makes a part of an ordinal before the Spanish, Portuguese or Italian word for part: una quinta parte, a terça
// parte. It may be the fifth of several parts too.
func (r *reader) nthPart(n *num) {
	pos := r.spaces(n.end)
	end := wordEnd(r.s, pos)
	if w := r.s[pos:end]; w != "parte" || n.ordinal && n.val.cmp(whole(3)) < 0 {
		return
	}
	if n.ordinal {
		n.val, n.part, n.ordinal, n.fraction = whole(1).over(n.val), n.val, false, true
	}
	n.end = end
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

// besides are the Hindi words for the part that a number is above a whole one: that which follows, after पौने the one
// before it.
var besides = map[string]dec{"साढे": {m: 5, e: -1}, "सवा": {m: 25, e: -2}, "पौने": {m: 75, e: -2}}

// beside reads the number after साढ़े, सवा or पौने: three and a half, two and a quarter, a quarter less than two.
func (r *reader) beside(i, end int, part dec) (num, bool) {
	pos := r.spaces(end)
	n := num{start: i, end: wordEnd(r.s, pos), exp: part.e}
	if v, _ := digitAt(r.s, pos); v >= 0 {
		nm := r.lx.numeralAt(r.s, pos)
		n.val, n.end, n.digits = nm.val, nm.end, true
	} else if at, _, ok := r.atomAt(pos, n.end); ok && at.is&isCardinal != 0 {
		n.val = whole(at.cardinal)
	}
	told := n.val.m > 0 && n.val.e == 0 && n.val.den <= 1
	if told && part.m == 75 {
		n.val.m--
	}
	n.val, _ = n.val.plus(part)
	if told {
		r.powers(&n)
	}
	return n, told
}

// ofPart reads पांच का आठवां भाग, the eighth part of five.
func (r *reader) ofPart(n *num, depth int) {
	pos := r.spaces(n.end)
	end := wordEnd(r.s, pos)
	if w := r.s[pos:end]; w != "का" && w != "की" && w != "के" {
		return
	}
	pos = r.spaces(end)
	if part, ok := r.words(pos, wordEnd(r.s, pos), depth); ok && part.ordinal && part.val.cmp(whole(3)) >= 0 {
		n.val, n.end, n.fraction = n.val.over(part.val), part.end, true
	}
}

// dividedAt reports whether the Hindi number before i is divided: तीन बटे पांच, दो का पांचवां. An ordinal may have up to
// four words.
func (r *reader) dividedAt(i int) bool {
	if it, _ := r.phrase(i, '/'); it != nil {
		return true
	}
	pos := r.spaces(i)
	end := wordEnd(r.s, pos)
	if w := r.s[pos:end]; w != "का" && w != "की" && w != "के" {
		return false
	}
	for range 4 {
		pos = r.spaces(end)
		end = wordEnd(r.s, pos)
		switch at, _, ok := r.atomAt(pos, end); {
		case !ok || end == pos:
			return false
		case at.is&isOrdinal != 0:
			return at.ordinal >= 3
		}
	}
	return false
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
	if end-i < len("seienne") || end-i > longestWord || !strings.EqualFold(r.s[end-4:end-1], "enn") {
		return num{}, false
	}
	word := r.lx.fold(r.s[i:end])
	stem, ok := strings.CutSuffix(word[:len(word)-1], "enn")
	if !ok || word == "ottenne" { // obtained
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
	if _, _, parts := r.tensParts(pos, end); parts { // twenty twenty-fifths
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

// ordinalPart reads un vingt-cinquième and vingt vingt-cinquièmes, whose denominators are ordinals of several words. In
// English one in the singular is a part of one only, and no adjective: one twenty-first-century idea.
func (r *reader) ordinalPart(n *num) {
	pos := r.spaces(n.end)
	end := wordEnd(r.s, pos)
	if pos == n.end || end == pos || n.scaled || n.val.e < 0 {
		return
	}
	if den, after, ok := r.tensParts(pos, end); ok {
		n.val, n.end, n.fraction = n.val.over(den), after, true
		return
	}
	den, ok := r.words(pos, end, 1)
	if !ok || !den.ordinal || den.end == end || den.val.cmp(whole(20)) <= 0 {
		return
	}
	part := num{start: n.start, end: den.end, val: n.val.over(den.val), fraction: true, part: den.val}
	if r.lx.tag == "fr" || n.val.same(whole(1)) && r.partOfWhole(part) {
		n.val, n.end, n.fraction, n.part = part.val, part.end, true, part.part
	}
}

// tensParts reads the plural of an ordinal of tens and units that begins with the word s[i:end]: twenty-fifths,
// vingt-cinquièmes.
func (r *reader) tensParts(i, end int) (den dec, after int, ok bool) {
	tens, _, ok := r.atomAt(i, end)
	if !ok || tens.cardinal < 20 || tens.cardinal > 90 || tens.cardinal%10 != 0 {
		return dec{}, 0, false
	}
	pos := r.skip(end)
	after = wordEnd(r.s, pos)
	unit, _, ok := r.atomAt(pos, after)
	return whole(tens.cardinal + unit.ordinal), after, ok && pos > end && unit.is&isPlural != 0 && unit.ordinal < 10
}

// milesNotMillions reports Czech mil without the stop of mil.
func (r *reader) milesNotMillions(i, end int) bool {
	return r.lx.tag == "cs" && r.s[i:end] == "mil" && !strings.HasPrefix(r.s[end:], ".")
}

// hundreds reports whether French cents after digits, which end at i, are hundreds and no coins: 4 mille 3 cents, 3 cents
// et 21.
func (r *reader) hundreds(n *num, i int) bool {
	if !n.digits || n.val.cmp(whole(10)) >= 0 {
		return false
	}
	and := r.spaces(i)
	end := wordEnd(r.s, and)
	if at, _, ok := r.atomAt(and, end); !ok || at.is&isJoin == 0 {
		return false
	}
	pos := r.spaces(end)
	if v, _ := digitAt(r.s, pos); v >= 0 {
		return true
	}
	at, _, ok := r.atomAt(pos, wordEnd(r.s, pos))
	return ok && at.is&(isMinus|isCardinal) != 0
}

// partOfWhole reports whether a number is a part in words that what is around it tells from an ordinal: a fifth of the
// vote, cut by a fifth, but the possibility of a seventh.
func (r *reader) partOfWhole(n num) bool {
	return n.fraction && (r.alone(n) || strings.HasPrefix(strings.TrimLeft(r.s[n.end:], " "), "of ") ||
		strings.HasSuffix(r.s[:n.start], "by "))
}

// inParts reads Turkish dörtte üç, three in four: the number of the parts in the locative, then how many of them.
func (r *reader) inParts(n *num) {
	part := r.lx.fold(n.textOf(r.s))
	pos := r.spaces(n.end)
	if n.digits { // 5'te 1
		mark := strings.TrimLeft(r.s[n.end:], "'’")
		end := wordEnd(mark, 0)
		if part, pos = mark[:end], r.spaces(len(r.s)-len(mark)+end); len(mark) == len(r.s[n.end:]) {
			return
		}
	}
	if pos >= len(r.s) || n.scaled || n.val.same(whole(2)) || strings.HasSuffix(r.s[:n.start], "aat ") || !slices.Contains(locatives, part[max(0, len(part)-2):]) || n.val.cmp(whole(10)) > 0 && !n.val.same(whole(1000)) {
		return
	}
	top, end := dec{}, wordEnd(r.s, pos)
	if v, w := digitAt(r.s, pos); v > 0 && n.digits {
		top, end = whole(uint64(v)), pos+w
	} else if at, _, ok := r.atomAt(pos, end); ok {
		top = whole(at.cardinal)
	} else if strings.HasPrefix(r.s[pos:end], "biri") {
		top = whole(1)
	}
	if top.m > 0 && top.cmp(n.val) < 0 {
		n.top, n.part, n.val, n.fraction, n.end, n.weak = top, n.val, top.over(n.val), true, end, false
	}
}

// locatives are the endings of the Turkish locative.
var locatives = []string{"te", "ta", "de", "da"}

// millionsOf reads the M that Nordic papers write before the code of a currency: 30 MUSD, 1,2 MSEK.
func (r *reader) millionsOf(n *num, i, end int) {
	if end-i != 4 || r.s[i] != 'M' || n.fraction || !isUpper(r.s[i:end]) {
		return
	}
	code := r.lx.after[r.lx.fold(r.s[i+1:end])]
	if slices.ContainsFunc(code, func(it item) bool { return it.class == 'c' }) && n.multiply(atom{power: 6}, true) {
		n.end = i + 1
	}
}
