package when

import (
	"fmt"
	"strconv"
	"time"
)

// A moment is what an expression of a date says, before it is resolved. Zero fields are not said.
type moment struct {
	year     int
	hasYear  bool
	month    int
	day      int
	season   int // 21 to 24
	quarter  int
	half     int
	weekday  int
	span     byte // 'D': the decade, 'C': the century that starts with year
	approx   bool
	from, to string // bounds that are already days: a year of another calendar

	unit byte // counted from the document's date, in this unit; 0 for none
	off  int
	dir  int8 // of a weekday or month without number: last -1, this 0, next 1
	said bool // dir was said

	ahead bool // a weekday or day that is still to come: until Wednesday; tomorrow, Sunday; will meet on Friday

	end  *moment // the last of a range
	open bool    // the range has no end
}

// eitherDay is the off of a word for both yesterday and tomorrow, as the Hindi कल; it is resolved to yesterday, since
// news tells what was.
const eitherDay = 100

func (m *moment) relative() bool {
	if m.end != nil && m.end.relative() {
		return true
	}
	return m.unit != 0 || !m.hasYear && m.from == ""
}

// bare reports whether the moment is a weekday or the day of a month, and nothing more.
func (m *moment) bare() bool {
	return m.unit == 0 && !m.hasYear && !m.said && m.month == 0 && m.end == nil && (m.weekday != 0 || m.day != 0)
}

// reference is the document's date as far as it is known.
type reference struct {
	day       time.Time
	precision byte // 'd', 'M', 'y', or 0 when nothing is known
}

func parseRef(edtf string) reference {
	if edtf == "" {
		return reference{}
	}
	from, to, err := Bounds(edtf)
	if err != nil || from == "" || to == "" {
		return reference{}
	}
	a, b := parseDay(from), parseDay(to)
	r := reference{day: a, precision: 'd'}
	switch {
	case a.Equal(b):
	case a.Year() == b.Year() && a.Month() == b.Month():
		r.precision = 'M'
	case a.Year() == b.Year():
		r.precision = 'y'
	default:
		return reference{}
	}
	return r
}

// fine reports whether the reference is known at least to the unit.
func (r reference) fine(unit byte) bool {
	switch unit {
	case 'y', 'D', 'C':
		return r.precision != 0
	case 'M', 'q', 'H':
		return r.precision == 'M' || r.precision == 'd'
	}
	return r.precision == 'd'
}

// edtf gives the value, resolved by the document's date; "" when that is not known well enough.
func (m *moment) edtf(r reference) string {
	if m.end == nil {
		s := m.point(r)
		if m.open && s != "" {
			return s + "/.."
		}
		return s
	}
	a, b := m.point(r), m.end.point(r)
	if a == "" || b == "" {
		return ""
	}
	if _, last, ok := cutInterval(b); ok {
		b = last
	}
	if first, _, ok := cutInterval(a); ok {
		a = first
	}
	if v := a + "/" + b; valued(v) {
		return v
	}
	return ""
}

func cutInterval(s string) (string, string, bool) {
	for i := range s {
		if s[i] == '/' {
			return s[:i], s[i+1:], true
		}
	}
	return s, s, false
}

func valued(s string) bool {
	_, _, err := Bounds(s)
	return err == nil
}

// point gives the value of one moment.
func (m *moment) point(r reference) string {
	switch {
	case m.from != "":
		return m.from + "/" + m.to
	case m.unit != 0:
		return m.counted(r)
	case m.hasYear:
		return m.in(m.year)
	case m.weekday != 0 && m.day == 0:
		return m.weekdayBy(r)
	case m.month != 0 || m.season != 0 || m.day != 0 || m.quarter != 0 || m.half != 0:
		return m.nearest(r)
	}
	return ""
}

// in gives the value of the moment in year y.
func (m *moment) in(y int) string {
	s := yearString(y)
	switch {
	case m.span == 'D':
		s = s[:len(s)-1] + "X"
	case m.span == 'C':
		s = s[:len(s)-2] + "XX"
	case m.day != 0:
		s += "-" + two(m.month) + "-" + two(m.day)
	case m.month != 0:
		s += "-" + two(m.month)
	case m.season != 0:
		s += "-" + two(m.season)
	case m.quarter != 0:
		s += "-" + two(3*m.quarter-2) + "/" + s + "-" + two(3*m.quarter)
	case m.half != 0:
		s += "-" + two(6*m.half-5) + "/" + s + "-" + two(6*m.half)
	}
	if m.approx {
		s += "~"
	}
	return s
}

func yearString(y int) string {
	if y < 0 {
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

// counted gives the value of what is counted from the document's date.
func (m *moment) counted(r reference) string {
	if !r.fine(m.unit) {
		return ""
	}
	d := r.day
	switch m.unit {
	case 'd':
		if m.off == eitherDay {
			return format(d.AddDate(0, 0, -1))
		}
		return format(m.called(d.AddDate(0, 0, m.off)))
	case 'w', 'e':
		monday := d.AddDate(0, 0, 1-isoWeekday(d)+7*m.off)
		if m.unit == 'e' {
			return format(monday.AddDate(0, 0, 5)) + "/" + format(monday.AddDate(0, 0, 6))
		}
		if m.weekday != 0 {
			return format(monday.AddDate(0, 0, m.weekday-1))
		}
		return format(monday) + "/" + format(monday.AddDate(0, 0, 6))
	case 'f':
		return format(d.AddDate(0, 0, 14*m.off))
	case 'M':
		t := day(d.Year(), int(d.Month())+m.off, 1)
		if m.day != 0 {
			if !valid(t.Year(), int(t.Month()), m.day) {
				return ""
			}
			return format(day(t.Year(), int(t.Month()), m.day))
		}
		return t.Format("2006-01")
	case 'q', 'H':
		n := map[byte]int{'q': 3, 'H': 6}[m.unit]
		t := day(d.Year(), (int(d.Month())-1)/n*n+1+n*m.off, 1)
		return t.Format("2006-01") + "/" + t.AddDate(0, n-1, 0).Format("2006-01")
	case 'y':
		return m.in(d.Year() + m.off)
	case 'D':
		return yearString(d.Year() + 10*m.off)[:3] + "X"
	case 'C':
		return yearString(d.Year() + 100*m.off)[:2] + "XX"
	}
	return ""
}

// called moves a day to the nearest that has the weekday it is called by: "today, Saturday" in a document of Sunday is
// the day before.
func (m *moment) called(d time.Time) time.Time {
	if m.weekday == 0 {
		return d
	}
	return d.AddDate(0, 0, (m.weekday-isoWeekday(d)+10)%7-3)
}

// weekdayBy resolves a bare weekday to the last one, the document's own day included: news tells what was. "Last"
// is before that day, "next" after it. The day until which something lasts is the next one.
func (m *moment) weekdayBy(r reference) string {
	if r.precision != 'd' {
		return ""
	}
	back := (isoWeekday(r.day) - m.weekday + 7) % 7
	switch {
	case m.said && m.dir < 0 && back == 0:
		back = 7
	case m.said && m.dir > 0, !m.said && m.ahead && back > 0:
		back -= 7
	case m.said && m.dir == 0:
		back = isoWeekday(r.day) - m.weekday
	}
	return format(r.day.AddDate(0, 0, -back))
}

// nearest resolves a month, a day or a season of a year not given to the nearest one; "last" to the last that began
// before the document's month, "next" to the first after it.
func (m *moment) nearest(r reference) string {
	if m.month == 0 && m.day != 0 {
		return m.nearestMonth(r)
	}
	if !r.fine('M') {
		return ""
	}
	mid := m.middle()
	best, y := 0, r.day.Year()
	now := int(r.day.Month())
	switch {
	case m.said && m.dir < 0 && mid >= now:
		y--
	case m.said && m.dir > 0 && mid <= now:
		y++
	case m.said:
	default:
		for _, off := range []int{0, -1, 1} {
			if dist := abs(12*off + mid - now); off == 0 || dist < best {
				best, y = dist, r.day.Year()+off
			}
		}
	}
	if m.day != 0 && !valid(y, m.month, m.day) {
		return ""
	}
	return m.in(y)
}

func (m *moment) middle() int {
	switch {
	case m.month != 0:
		return m.month
	case m.season != 0:
		return 3*(m.season-20) + 1
	case m.quarter != 0:
		return 3*m.quarter - 1
	}
	return 6*m.half - 3
}

// nearestMonth resolves a bare day of the month: 5日 is the last fifth, or the next if that is within a week or the day
// is still to come.
func (m *moment) nearestMonth(r reference) string {
	if r.precision != 'd' {
		return ""
	}
	y, mo := r.day.Year(), int(r.day.Month())
	switch {
	case m.ahead && m.day < r.day.Day():
		mo++
	case !m.ahead && m.day > r.day.Day()+7:
		mo--
	}
	t := day(y, mo, 1)
	if !valid(t.Year(), int(t.Month()), m.day) {
		return ""
	}
	return format(day(t.Year(), int(t.Month()), m.day))
}

func abs(n int) int { return max(n, -n) }

// known gives Time.Known.
func (m *moment) known() string {
	s := m.knownPoint()
	if m.end != nil {
		s += "/" + m.end.knownPoint()
	}
	return s
}

func (m *moment) knownPoint() string {
	weekday := "-W" + strconv.Itoa(m.weekday)
	switch {
	case m.unit == 0 && m.hasYear || m.from != "":
		return m.point(reference{})
	case m.unit == 'd' && m.off == eitherDay:
		return "d~1"
	case m.weekday != 0 && (m.unit == 'w' || m.unit == 'd'):
		return string(m.unit) + signed(m.off) + weekday
	case m.weekday != 0 && m.unit == 0 && m.day == 0 && m.said:
		return weekday[1:] + signed(int(m.dir))
	case m.weekday != 0 && m.unit == 0 && m.day == 0:
		return "XXXX-WXX-" + weekday[2:]
	}
	s := "XXXX"
	switch {
	case m.unit != 0:
		s = string(m.unit) + signed(m.off)
	case m.said:
		s = signed(int(m.dir))
	}
	s += m.knownPart()
	if m.day != 0 {
		s += "-" + two(m.day)
		if m.weekday != 0 {
			s += weekday
		}
	}
	return s
}

// knownPart is what knownPoint says of the part of the year.
func (m *moment) knownPart() string {
	switch {
	case m.month != 0:
		return "-" + two(m.month)
	case m.season != 0:
		return "-" + two(m.season)
	case m.quarter != 0:
		return "-Q" + strconv.Itoa(m.quarter)
	case m.half != 0:
		return "-H" + strconv.Itoa(m.half)
	case m.day != 0 && m.unit != 'M':
		return "-XX"
	}
	return ""
}

// signed writes a number with its sign.
func signed(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	return "+" + strconv.Itoa(n)
}

// two writes a number below a hundred in two digits.
func two(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
