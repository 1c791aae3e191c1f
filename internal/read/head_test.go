package read

import (
	"strings"
	"testing"

	"polydigest/internal/text"
)

func TestTitleAndDateBelowASitesHead(t *testing.T) {
	body := " Le comité de quartier s'est réuni mardi soir dans la salle des fêtes pour parler du pont fermé depuis janvier. Une trentaine d'habitants sont venus."
	for _, c := range []struct{ name, text, title, date string }{
		{"a call above the title", "Le carnet de Ploumel\nCe site ne vit que de vos dons, faites un don aujourd'hui !\n\nLe pont, encore\n\n3 mars 2026, par Anne Kerdou\n\n" + body,
			"Le pont, encore", "2026-03-03"},
		{"a title in two languages", "Brückenblog\nUnterstütze uns mit einer Spende, jeder Euro ist eine Hilfe: donate\n\nDie Brücke bleibt zu\nThe bridge stays closed\n\n3. März 2026\n\n" +
			"Der Ausschuss hat am Dienstag über die Brücke beraten, die seit Januar gesperrt ist. Etwa dreißig Menschen kamen.", "Die Brücke bleibt zu", "2026-03-03"},
		{"no call: the first line is the title", "Le pont, encore\nUne réunion sans réponse\n3 mars 2026\n\n" + body, "Le pont, encore", "2026-03-03"},
		{"a day in two calendars", "الجسر مغلق والسكان غاضبون\n\nالثلاثاء 3 مارس 2026 - 14 رمضان 1447\n\nاجتمع سكان الحي مساء الثلاثاء لبحث إغلاق الجسر منذ يناير. وحضر نحو ثلاثين شخصا.",
			"الجسر مغلق والسكان غاضبون", "2026-03-03"},
		{"brought up to date", "橋についてのまとめ\n\n住民約30人が集まり、1月から通行止めの橋について話し合った。市は理由を説明していない。\n\n最終更新: 2026年3月3日", "橋についてのまとめ", "2026-03-03"},
	} {
		doc, err := Document(text.Raw{Body: []byte(c.text)})
		if err != nil {
			t.Fatal(err)
		}
		if doc.Title != c.title || doc.Published != c.date {
			t.Errorf("%s: got %q of %q, want %q of %q", c.name, doc.Title, doc.Published, c.title, c.date)
		}
	}
}

func TestTranslationUnderJapaneseInTraditionalChinese(t *testing.T) {
	body := `橋の閉鎖についてまとめてみた

2026年3月3日、市内の橋が通行止めになりました。ここでは経緯を整理します。
2026年3月3日,市內橋樑禁止通行。 在此整理經過。

• 市役所は午後5時、住民14人から苦情を受けたと発表した。*1
市政府於下午5點宣布,收到14名居民投訴。 *1
• 工事費は246万円とされるが、予算書には231万円しか載っていない。*2
工程費據稱為246萬日圓,但預算書僅列231萬日圓。 *2
• 橋は1998年に建設され、2016年に補修された。*2
該橋建於1998年,2016年曾經修補。 *2
• 再開は4月15日の予定だが、町内会は不満を述べた。*1
預定4月15日重新開放,但居民組織表示不滿。 *1

*1:橋が通行止めに 住民ら困惑,北浜新聞,2026年3月3日
*1:橋樑禁止通行 居民困惑,北濱新聞,2026年3月3日
*2:다리 통행금지 장기화,한별일보,2026년 3월 4일
*2:橋樑封閉恐長期化,韓星日報,2026年3月4日
`
	doc, err := Document(text.Raw{Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range doc.Sentences {
		line := doc.Text[s.Start:s.End]
		chinese := strings.ContainsAny(line, "樑內濱萬僅該訴點預") || strings.Contains(line, "禁止通行")
		if chinese != (s.Role == text.Translation) && !strings.Contains(line, "整理經過") {
			t.Errorf("%s: %s", s.Role, line)
		}
	}
	if doc.Language != "ja" {
		t.Errorf("language %s", doc.Language)
	}
}
