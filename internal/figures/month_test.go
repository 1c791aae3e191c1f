package figures

import "testing"

// TestAnotherMonthIsRefused holds that a day does not follow from the same day of another month.
func TestAnotherMonthIsRefused(t *testing.T) {
	for _, c := range []struct {
		claim, lang, quote, quoteLang string
		want                          bool
	}{
		{"They leave on July 26th.", "en", "They leave on June 26th.", "en", false},
		{"Ils partent le 26 juin 2024.", "fr", "They leave on 26 June 2024.", "en", true},
		{"Ils partent le 26 juillet 2024.", "fr", "They leave on 26 June 2024.", "en", false},
		{"6月26日に出発する。", "ja", "They leave on June 26th.", "en", true},
		{"7月26日に出発する。", "ja", "They leave on June 26th.", "en", false},
		{"يغادرون في 26 يوليو", "ar", "他们6月26日离开。", "zh", false},
	} {
		r := Check(Statement{Text: c.claim, Lang: c.lang}, []Quote{{Text: c.quote, Lang: c.quoteLang}}, "")
		if r.Pass != c.want {
			t.Errorf("%q from %q: %+v, want pass %v", c.claim, c.quote, r, c.want)
		}
	}
}
