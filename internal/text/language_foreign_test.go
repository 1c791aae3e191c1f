package text

import (
	"slices"
	"strings"
	"testing"
)

// shortLines are true sentences of less than forty letters.
var shortLines = map[string]string{
	"en": "The ship sank off the coast.", "fr": "Le navire a coulé au large.", "it": "La nave è affondata al largo.",
	"es": "El barco se hundió en la costa.", "pt": "O navio não chegou ao porto.", "de": "Das Schiff ist vor der Küste gesunken.",
	"nl": "Het schip is voor de kust gezonken.", "sv": "Fartyget sjönk utanför kusten.", "pl": "Statek zatonął u wybrzeży.",
	"tr": "Gemi kıyı açıklarında battı.", "vi": "Con tàu bị chìm ngoài khơi.", "id": "Kapal itu tenggelam di lepas pantai.",
	"ru": "Судно затонуло у берега.", "uk": "Судно затонуло біля берега.", "ar": "غرقت السفينة قبالة الساحل.", "fa": "کشتی در نزدیکی ساحل غرق شد.",
}

func TestAShortTextIsForeignInAnotherLanguage(t *testing.T) {
	caught, all := 0, 0
	for lang, line := range shortLines {
		if of, sure := Foreign(line, lang); of != "" && of != lang && sure >= 0.9 {
			t.Errorf("%s: %q is said to be %s (%.2f)", lang, line, of, sure)
		}
		for other := range shortLines {
			if lang == other || groupOf(lang) != groupOf(other) {
				continue
			}
			all++
			if of, sure := Foreign(line, other); of != "" && sure >= 0.9 {
				caught++
			}
		}
	}
	if caught*100 < all*90 {
		t.Errorf("%d of %d pairs", caught, all)
	}
}

// groupOf is the place of a language's group in the table.
func groupOf(lang string) int {
	i := slices.Index(languageTags[:], lang)
	return slices.IndexFunc(groups[:], func(g [2]int) bool { return i >= g[0] && i < g[1] })
}

func TestNamesAreOfAnyLanguage(t *testing.T) {
	for _, names := range []string{
		"Ursula von der Leyen", "Emmanuel Macron, Giorgia Meloni", "Bank of England", "Rio de Janeiro", "Le Monde", "Die Welt", "El País",
		"Deutsche Bahn", "Leonardo da Vinci", "Ministry of Foreign Affairs", "Société Générale", "La Repubblica", "Władysław Reymont",
		"Médecins Sans Frontières", "Владимир Путин", "Сергей Лавров", "تيلي زماني ديجون", "رجب طيب أردوغان", "नरेन्द्र मोदी", "adidas", "eBay", "iPhone", "Zoé", "…",
	} {
		for _, lang := range languageTags {
			if of, sure := Foreign(names, lang); sure >= 0.9 {
				t.Errorf("%q is not of %s but of %s", names, lang, of)
			}
		}
	}
}

func FuzzForeign(f *testing.F) {
	for lang, line := range shortLines {
		f.Add(line, lang)
	}
	f.Fuzz(func(t *testing.T, s, lang string) {
		if of, sure := Foreign(s, lang); of == "" && sure != 0 || sure < 0 || sure > 1 {
			t.Errorf("%q in %s: %s %.2f", s, lang, of, sure)
		}
		if own := strings.Join(ownWords(s), " "); len(own) > 3*len(s) {
			t.Errorf("%q has the words %q", s, own)
		}
	})
}
