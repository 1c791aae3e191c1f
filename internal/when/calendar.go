package when

import "time"

// day returns a calendar day as a time at midnight UTC; out-of-range fields roll over.
func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// valid reports whether year y has the day.
func valid(y, m, d int) bool {
	return 1 <= m && m <= 12 && 1 <= d && d <= 31 && day(y, m, d).Day() == d
}

// isoWeekday returns 1 for Monday to 7 for Sunday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// fromPersian converts a day of the Solar Hijri calendar by the 2820-year cycle's 33-year approximation, which is
// exact for the years 1178 to 1633 (1799 to 2254).
func fromPersian(y, m, d int) time.Time {
	days := 365*(y-979) + (y-979)/33*8 + ((y-979)%33+3)/4 + d - 1
	for i := 1; i < m; i++ {
		if i <= 6 {
			days += 31
		} else {
			days += 30
		}
	}
	return day(1600, 3, 20).AddDate(0, 0, days)
}

// fromHijri converts a day of the tabular Islamic calendar (civil epoch, leap years 2 5 7 10 13 16 18 21 24 26 29 of
// 30); a date by the sighted moon may differ by a day.
func fromHijri(y, m, d int) time.Time {
	days := (y-1)*354 + (3+11*y)/30 + 29*(m-1) + m/2 + d - 1
	return day(622, 7, 19).AddDate(0, 0, days)
}
