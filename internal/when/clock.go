package when

import (
	"fmt"
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

// hourInWords reads las dos de la tarde, às sete da noite, ten in the evening.
func (p *parser) hourInWords(i int) (string, int) {
	n, ok := p.tok(i).has(number)
	half := p.tok(i + 1)
	switch {
	case !ok || !p.tok(i).firm(number) || n < 1 || n > 12 || !p.lex.hoursInWords():
	case half.firm(pm):
		return timeOfDay(n, 0, -1, 12), i + 2
	case half.firm(am):
		return timeOfDay(n, 0, -1, -1), i + 2
	}
	return "", i
}

// hoursInWords reports whether newspapers write the hour in words before its half of the day. Elsewhere "one" before
// such a word is an article, or the word is one for day or night too.
func (l *lexicon) hoursInWords() bool {
	switch l.lang {
	case "en", "es", "pt", "it", "fr":
		return true
	}
	return false
}

// nightsCount reports whether a number before the word for night or morning counts them: 3 malam, three nights.
func (l *lexicon) nightsCount() bool { return l.lang == "id" || l.lang == "vi" || l.lang == "fa" }

// halfDayBefore reads 下午3点半, 오후 3시, and, in Arabic, nothing: there the half follows.
func (p *parser) halfDayBefore(i int) (string, int) {
	t := p.tok(i)
	shift := 0
	switch {
	case t.is(pm):
		shift = 12
	case t.is(am):
		shift = -1
	default:
		return "", i
	}
	k := i + 1
	if !p.tok(k).num || p.tok(k).gap && !p.lex.unspaced() {
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

// hourMinute reads 14:40, 2:40 p.m., 14:40:05, 14h40, 18.37 Uhr.
func (p *parser) hourMinute(i, shift int) (string, int) {
	h, s, m := p.tok(i), p.tok(i+1), p.tok(i+2)
	u, _ := s.has(unit)
	spaced := p.lex.lang == "fr" && (u == 'h' || s.is(clockWord)) && s.end-s.start == 1 // 19 h 30, as French typography has it
	if !m.num || m.digits != 2 || m.val > 59 || h.val > 24 || h.digits > 2 || h.digits == 0 || (s.gap || m.gap) &&
		!spaced || h.han {
		return "", i
	}
	j := i + 3
	switch {
	case s.r == ':' || s.r == '：':
	case u == 'h' && s.end-s.start == 1:
	case s.is(clockWord) && s.end-s.start == 1:
	case s.r == '.' && (p.tok(j).is(clockWord) || p.tok(j).is(pm) || p.tok(j).is(am) || p.tok(i-1).firm(at) &&
		p.lex.lang != "it"):
	default:
		return "", i
	}
	seconds := -1
	if p.tok(j).r == ':' && p.tok(j+1).num && p.tok(j+1).digits == 2 && !p.tok(j).gap && p.tok(j+1).val < 60 {
		seconds = p.tok(j + 1).val
		j += 2
	} else if s.r == ':' && p.tok(j).r == ':' {
		return "", i
	}
	if p.tok(j).is(clockWord) {
		j++
	}
	switch {
	case p.tok(j).is(pm):
		shift, j = 12, j+1
	case p.tok(j).is(am):
		shift, j = -1, j+1
	}
	return timeOfDay(h.val, m.val, seconds, shift), j
}

// hour reads 5 p.m., 5 o'clock, 18 Uhr, 10時05分, alle 18.
func (p *parser) hour(i int) (string, int) {
	if v, j := p.markedHour(i, 0); j > i {
		return v, j
	}
	t, u := p.tok(i), p.tok(i+1)
	if t.part || t.val > 24 || t.digits > 2 || t.digits == 0 || t.han || t.ord {
		return "", i
	}
	v, _ := u.has(unit)
	atHour := p.tok(i - 1).is(at)
	shift, j := 0, i+2
	switch {
	case u.is(am) && t.val <= 12 && (!p.lex.unspaced() || p.lex.thai) && (atHour || !p.lex.nightsCount()):
		shift = -1
	case u.is(pm) && t.val <= 12 && (!p.lex.unspaced() || p.lex.thai) && (atHour || !p.lex.nightsCount()):
		shift = 12
	case (v == 'h' || u.is(clockWord)) && p.tok(j).is(pm) && t.val <= 12: // 2 giờ chiều
		shift, j = 12, j+1
	case (v == 'h' || u.is(clockWord)) && p.tok(j).is(am) && t.val <= 12:
		shift, j = -1, j+1
	case u.is(clockWord) && (atHour || v != 'h' && u.end-u.start > 1 && p.lex.lang != "es" && p.lex.lang != "pt" &&
		p.lex.lang != "ru"), v == 'h' && atHour:
		if p.tok(j).is(am) {
			shift, j = -1, j+1
		} else if p.tok(j).is(pm) {
			shift, j = 12, j+1
		}
	case p.tok(i-1).firm(at) && !u.is(unit) && u.r != '%' && !(p.lex.lang == "ru" && u.word && len(u.entries) == 0) && p.lex.lang != "en" && p.lex.lang != "zh":
		j = i + 1
	default:
		return "", i
	}
	return timeOfDay(t.val, 0, -1, shift), j
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

// timeOfDay formats; shift is 12 for the afternoon, -1 for the morning, 0 when nothing says.
func timeOfDay(h, m, s, shift int) string {
	switch {
	case shift == 12 && h < 12:
		h += 12
	case shift == -1 && h == 12:
		h = 0
	}
	if s >= 0 {
		return fmt.Sprintf("T%02d:%02d:%02d", h, m, s)
	}
	return fmt.Sprintf("T%02d:%02d", h, m)
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
