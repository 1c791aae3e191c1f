package verify

import (
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/read"
	"polydigest/internal/text"
)

func TestTheDocumentsOwnWordsDateAClaim(t *testing.T) {
	read := func(published, body string) Doc {
		doc, err := read.Document(text.Raw{Body: []byte(body), Plain: true, Published: published, DateBasis: digest.DateMeta})
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
		{"a day of the month before it in its sentence", "2025-03-28", "患者は10月18日に発熱し、21日に搬送された。", []int{1}, Time{Text: "21日", EDTF: "2024-10-21", Past: true}, "2024-10-21"},
		{"a day of the month in a sentence cited with it", "2025-03-28", "患者は10月18日に発熱した。\n陽性と分かったのは22日である。", []int{1, 2}, Time{Text: "22日", Past: true}, "2024-10-22"},
		{"a day far from the document's date", "2025-03-28", "11月5日に県が公表した。\n患者は増えた。\n12日には58人となった。", []int{3}, Time{Text: "12日", Past: true}, "2024-11-12"},
		{"a day of the news", "2025-03-23", "工場は昨年10月5日に開業した。\n警察は22日、社長を逮捕した。", []int{2}, Time{Text: "22日", Past: true}, "2025-03-22"},
		{"a day that its month has not", "2025-03-12", "会議は11月5日に開かれた。\n報告は31日に出た。", []int{2}, Time{Text: "31日", Past: true}, ""},
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
