package verify

import (
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

func TestTheDocumentsOwnWordsDateAClaim(t *testing.T) {
	read := func(published, body string) Doc {
		doc, err := text.Read(text.Raw{Body: []byte(body), Plain: true, Published: published, DateBasis: digest.DateMeta})
		if err != nil {
			t.Fatal(err)
		}
		return Number("d1", doc)
	}
	for _, c := range []struct {
		name, published, body string
		cited                 []int
		when                  Time
		want                  string
	}{
		{"its very words, not a longer date beside them", "2025-03-20", "虎溪镇今年3月16日开始采茶。\n该镇今年首次推出茶园认养。", []int{2, 1}, Time{Text: "今年", EDTF: "2025"}, "2025"},
		{"a weekday until which something lasts", "2025-11-08", "La municipalité a fermé les écoles jusqu’à mercredi prochain inclus.\nLes cours sont suspendus jusqu’à mercredi.", []int{2},
			Time{Text: "jusqu’à mercredi", EDTF: "2025-11-12"}, "2025-11-12"},
		{"today, Saturday, in a document that has its date", "2025-11-08", "أعلنت البلدية ظهر اليوم السبت إغلاق الجسر.", []int{1}, Time{Text: "اليوم السبت", EDTF: "2025-11-08"}, "2025-11-08"},
	} {
		w := read(c.published, c.body).when(c.when, c.cited)
		if w == nil || w.EDTF != c.want {
			t.Errorf("%s: got %+v, want %s", c.name, w, c.want)
		}
	}
	siblings := []Sibling{{"d2", "2025-11-09"}}
	w := read("", "أعلنت البلدية ظهر اليوم السبت إغلاق الجسر.").when(Time{Text: "اليوم السبت"}, []int{1})
	if w == nil {
		t.Fatal("no time")
	}
	if Resolve(w, "ar", true, siblings); w.EDTF != "2025-11-08" {
		t.Errorf("of today and Saturday the weekday holds by a sibling's date: %+v", w)
	}
	w = &digest.When{Text: "today"}
	if Resolve(w, "en", true, siblings); w.EDTF != "" {
		t.Errorf("today is another day in another document: %+v", w)
	}
}
