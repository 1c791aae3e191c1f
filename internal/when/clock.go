package when

import (
	"strconv"
	"strings"
)

// clock reads a time of day and gives it as T14:40.
func (p *parser) clock(i int) (string, int) {
	t := p.tok(i)
	if v, j := p.thaiEvening(i); j > i {
		return v, j
	}
	if t.num {
		if v, j := p.hourMinute(i, 0); j > i {
			return v, j
		}
		return p.hour(i)
	}
	if v, j := p.halfDayBefore(i); j > i {
		return v, j
	}
	if v, j := p.hourInWords(i); j > i {
		return v, j
	}
	switch {
	case t.firm(noon) && !p.tok(i-1).num:
		if v, j := p.markedHour(i+1, atNoon); j > i+1 { // 中午12点
			return v, j
		}
		return "T12:00", i + 1
	case t.firm(midnight) && !p.tok(i-1).num:
		return "T00:00", i + 1
	}
	return "", i
}

// thaiEvening reads the hours that Thai counts from six in the evening: หนึ่งทุ่ม is 19:00.
func (p *parser) thaiEvening(i int) (string, int) {
	n, ok := p.tok(i).has(number)
	if p.tok(i).num {
		n, ok = p.tok(i).val, true
	}
	if v, marked := p.tok(i + 1).has(mark); !ok || !marked || v != 'n' || n < 1 || n > 6 {
		return "", i
	}
	return timeOfDay(n+18, 0, -1, 0), i + 2
}

// hourInWords reads las dos de la tarde, ten in the evening, vijf uur 's middags, الساعة الخامسة مساء.
func (p *parser) hourInWords(i int) (string, int) {
	t, announced := p.tok(i), p.tok(i-1).firm(at)
	n, ok := t.has(number)
	if !ok && announced {
		n, ok = t.has(ordinal)
	}
	if !ok || !t.firm(number) && !t.firm(ordinal) || n < 1 || n > 12 {
		return "", i
	}
	named := p.hourWord(i + 1)
	k := i + 1
	if named {
		k++
	}
	shift, j := p.halfOfDay(k, 0)
	switch {
	case j > k && (announced || named || p.lex.hoursInWords()),
		announced && (p.tok(i+1).is(clockWord) || p.lex.prefixed() && !named):
		return timeOfDay(n, 0, -1, shift), j
	}
	return "", i
}

// hourWord reports whether token i is a word for hours, of the day or of time.
func (p *parser) hourWord(i int) bool {
	u := p.tok(i)
	return valueOf(u, unit) == 'h' || u.is(clockWord)
}

// halfOfDay reads the word for a half of the day at token i, as what it adds to the hour.
func (p *parser) halfOfDay(i, shift int) (int, int) {
	t := p.tok(i)
	switch {
	case t.is(pm) && valueOf(t, pm) == 'n':
		return atNight, i + 1
	case t.is(pm):
		return afternoon, i + 1
	case t.is(am):
		return morning, i + 1
	}
	return shift, i
}

// What the words beside an hour say of it; 0 when nothing says.
const (
	morning   = -1 // before noon: 12 is midnight
	afternoon = 12 // after noon
	atNight   = 24 // from five in the evening until four in the morning
	atNoon    = 13 // about noon, from ten to three
)

// hoursInWords reports whether newspapers write the hour in words before its half of the day. Elsewhere "one" before
// such a word is an article, or the word is one for day or night too.
func (l *lexicon) hoursInWords() bool {
	switch l.lang {
	case "en", "es", "pt", "it", "fr", "th":
		return true
	}
	return false
}

// nightsCount reports whether a number before the word for night or morning counts them: 3 malam, three nights.
func (l *lexicon) nightsCount() bool { return l.lang == "id" || l.lang == "vi" || l.lang == "fa" }

// halfDayBefore reads 下午3点半, 오후 3시, शाम 5 बजे, akşam saat 5.
func (p *parser) halfDayBefore(i int) (string, int) {
	shift, k := p.halfOfDay(i, 0)
	if k == i {
		return "", i
	}
	if announced := p.tok(k).firm(at); announced || p.tok(k).gap && !p.lex.unspaced() {
		if announced {
			k++
		}
		return p.hourAfterHalf(i, k, shift, announced)
	}
	if !p.tok(k).num {
		return "", i
	}
	if v, j := p.markedHour(k, shift); j > k {
		return v, j
	}
	if v, j := p.hourMinute(k, shift); j > k && p.lex.unspaced() {
		return v, j
	}
	return "", i
}

// hourAfterHalf reads the hour at token k, which a word before it (saat) or behind it (बजे) says to be one.
func (p *parser) hourAfterHalf(i, k, shift int, announced bool) (string, int) {
	t := p.tok(k)
	n, ok := t.has(number)
	if t.num {
		if v, j := p.hourMinute(k, shift); j > k {
			return v, j
		}
		n, ok = t.val, t.isHour() && !t.part && !t.ord
	}
	switch {
	case !ok || n < 1 || n > 12:
	case p.tok(k + 1).is(clockWord):
		return timeOfDay(n, 0, -1, shift), k + 2
	case announced:
		return timeOfDay(n, 0, -1, shift), k + 1
	}
	return "", i
}

// isHour reports whether a number may be an hour of the day.
func (t *token) isHour() bool {
	return t.num && !t.han && t.val <= 24 && 1 <= t.digits && t.digits <= 2
}

// hourMinute reads 14:40, 2:40 p.m., 14:40:05, 14h40, 18.37 Uhr.
func (p *parser) hourMinute(i, shift int) (string, int) {
	h, m := p.tok(i), p.tok(i+2)
	if !h.isHour() || !m.num || m.digits != 2 || m.val > 59 || !p.beforeMinutes(i+1) {
		return "", i
	}
	j, seconds := i+3, -1
	switch t, s := p.tok(j), p.tok(j+1); {
	case t.r == ':' && !t.gap && s.num && s.digits == 2 && s.val < 60:
		seconds = s.val
		j += 2
	case t.r == ':' && p.tok(i+1).r == ':':
		return "", i
	}
	if p.tok(j).is(clockWord) {
		j++
	}
	shift, j = p.halfOfDay(j, shift)
	return timeOfDay(h.val, m.val, seconds, shift), j
}

// beforeMinutes reports whether token i stands between an hour and its minutes: a colon, an h, or a dot where something
// else says that it is a time.
func (p *parser) beforeMinutes(i int) bool {
	s, m := p.tok(i), p.tok(i+1)
	h := p.hourWord(i) && s.end-s.start == 1
	switch {
	case (s.gap || m.gap) && !(h && p.lex.lang == "fr"): // 19 h 30, as French typography has it
		return false
	case s.r == ':' || s.r == '：' || h:
		return true
	}
	_, half := p.halfOfDay(i+2, 0)
	return s.r == '.' && (p.tok(i+2).is(clockWord) || half > i+2 || p.announced(i-1))
}

// announced reports whether what stands before token i says that it is a time; alle may also lead to a price.
func (p *parser) announced(i int) bool {
	prev := p.tok(i - 1)
	return prev.firm(at) && (p.lex.lang != "it" || strings.HasSuffix(p.text[prev.start:prev.end], "ore"))
}

// hour reads 5 p.m., 5 o'clock, 18 Uhr, 10時05分, alle 18.
func (p *parser) hour(i int) (string, int) {
	if v, j := p.markedHour(i, 0); j > i {
		return v, j
	}
	t, u := p.tok(i), p.tok(i+1)
	atHour := p.tok(i - 1).is(at)
	if t.part || !t.isHour() || t.ord && !(atHour && p.hourWord(i+1)) {
		return "", i
	}
	switch {
	case t.val == 12 && u.firm(noon):
		return "T12:00", i + 2
	case t.val == 12 && u.firm(midnight):
		return "T00:00", i + 2
	}
	shift, j := p.halfOfDay(i+1, 0)
	if j > i+1 && t.val <= 12 && (!p.lex.unspaced() || p.lex.thai) && (atHour || !p.lex.nightsCount()) {
		return timeOfDay(t.val, 0, -1, shift), j
	}
	shift, j = p.halfOfDay(i+2, 0)
	switch {
	case p.hourWord(i+1) && (j > i+2 && t.val <= 12 || p.tellsTime(u, atHour)): // 2 giờ chiều, 18 Uhr
		return timeOfDay(t.val, 0, -1, shift), j
	case p.bareHour(i):
		return timeOfDay(t.val, 0, -1, 0), i + 1
	}
	return "", i
}

// tellsTime reports whether the word u for hours makes the number before it a time of day: "at" stands before it, or u
// is not the word for hours of time.
func (p *parser) tellsTime(u *token, atHour bool) bool {
	if atHour {
		return true
	}
	if valueOf(u, unit) == 'h' || !u.is(clockWord) {
		return false
	}
	switch p.lex.lang {
	case "es", "pt", "ru":
		return false
	case "vi":
		return true
	}
	return u.end-u.start > 1
}

// bareHour reports whether the number at token i is an hour because of what leads to it alone: alle 18.
func (p *parser) bareHour(i int) bool {
	u := p.tok(i + 1)
	switch p.lex.lang {
	case "en", "zh":
		return false
	case "ru":
		if u.word && len(u.entries) == 0 {
			return false
		}
	}
	return p.tok(i-1).firm(at) && !u.is(unit) && u.r != '%'
}

// markedHour reads 3时15分, 3点半, 오후 3시 30분 after a half of the day, if one was said. 3点 alone is 3 points.
func (p *parser) markedHour(i, shift int) (string, int) {
	t, u := p.tok(i), p.tok(i+1)
	v, ok := u.has(mark)
	if !ok || v != 'h' || t.part || t.val > 24 {
		return "", i
	}
	j, minute, second := i+2, 0, -1
	next, _ := p.tok(j + 1).has(mark)
	sec, _ := p.tok(j + 3).has(mark)
	switch {
	case p.tok(j).is(halfPast):
		minute, j = 30, j+1
	case p.tok(j).num && next == 'm' && p.tok(j).val < 60:
		minute, j = p.tok(j).val, j+2
		if p.tok(j).num && sec == 's' && p.tok(j).val < 60 {
			second, j = p.tok(j).val, j+2
		}
	case shift == 0 && p.tok(i-1).is(rel) && !p.tok(i-1).num: // 今晚7点
	case shift == 0 && strings.HasPrefix(p.text[u.start:], "点") && u.end-u.start == 3,
		shift == 0 && strings.HasPrefix(p.text[u.start:], "點") && u.end-u.start == 3:
		return "", i
	}
	return timeOfDay(t.val, minute, second, shift), j
}

// timeOfDay formats.
func timeOfDay(h, m, s, shift int) string {
	switch {
	case shift == afternoon && h < 12, shift == atNight && h > 4 && h < 12, shift == atNoon && h < 4:
		h += 12
	case (shift == morning || shift == atNight) && h == 12:
		h = 0
	}
	clock := "T" + two(h) + ":" + two(m)
	if s >= 0 {
		clock += ":" + two(s)
	}
	return clock
}

// duration reads a number and a unit of time and gives an ISO 8601 duration: three days is P3D, 1.5 hours PT1.5H.
func (p *parser) duration(i int) (string, int) {
	t := p.tok(i)
	if v, ok := t.has(dual); ok {
		return iso("2", byte(v)), i + 1
	}
	value, k := p.amount(i)
	if k == i {
		return "", i
	}
	if p.tok(k).dash() && !p.tok(k).gap && !p.tok(k+1).gap {
		k++
	}
	u := p.tok(k)
	for _, e := range u.entries {
		switch {
		case e.is == unit && !e.weak && e.v != 'e' && e.v != 'H' && (u.end-u.start > 2 || !p.tok(k).gap && u.end-u.start > 1),
			(e.is == ago || e.is == hence) && strings.IndexByte("hms", byte(e.v)) >= 0,
			e.is == mark && e.v == 'y' && t.digits < 4 && p.text[u.start:u.end] != "年度":
			return iso(value, byte(e.v)), k + 1
		}
	}
	return "", i
}

// amount reads the number of a duration, with a decimal part or digit groups.
func (p *parser) amount(i int) (string, int) {
	t := p.tok(i)
	if n, ok := t.has(number); ok && !t.num {
		return strconv.Itoa(n), i + 1
	}
	if !t.num || t.ord {
		return "", i
	}
	value, k := strconv.Itoa(t.val), i+1
	if i > 0 && t.part && digitBeside(p.text[:t.start], true) {
		return "", i
	}
	for t.part && (p.tok(k).r == '.' || p.tok(k).r == ',') && p.tok(k+1).num && !p.tok(k+1).gap {
		if n := p.tok(k + 1); n.digits == 3 {
			value += p.text[n.start:n.end]
		} else if !strings.Contains(value, ".") {
			value += "." + strconv.Itoa(n.val)
		} else {
			return "", i
		}
		k += 2
	}
	return value, k
}

// iso gives n units as an ISO 8601 duration.
func iso(n string, u byte) string {
	times := func(f int) string {
		v, err := strconv.Atoi(n)
		if err != nil {
			return n
		}
		return strconv.Itoa(v * f)
	}
	switch u {
	case 'y':
		return "P" + n + "Y"
	case 'q':
		return "P" + times(3) + "M"
	case 'M':
		return "P" + n + "M"
	case 'w':
		return "P" + n + "W"
	case 'f':
		return "P" + times(2) + "W"
	case 'd':
		return "P" + n + "D"
	case 'D':
		return "P" + times(10) + "Y"
	case 'C':
		return "P" + times(100) + "Y"
	}
	return "PT" + n + strings.ToUpper(string(u))
}
