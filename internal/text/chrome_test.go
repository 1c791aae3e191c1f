package text

import "testing"

// TestLinesOfSites tells lines that sites write from lines that reports write about the same things.
func TestLinesOfSites(t *testing.T) {
	for _, c := range []struct {
		line   string
		chrome bool
	}{
		{"1.284 visualizzazioni 12 commenti 40 condivisioni", true},
		{"Просмотров: 1 284 Комментариев: 12", true},
		{"11.2　届出を二重にする", false},
		{"15 tonnes and 30 buses", false},
		{"Facebook | X | WhatsApp | E-Mail", true},
		{"Facebook und WhatsApp stundenlang gestört", false},
		{"منذ 5 ساعات | رد", true},
		{"Founded 3 years ago", false},
		{"¿Te ha resultado útil esta noticia?", true},
		{"Сочли ли вы эту страницу полезной?", true},
		{"Ist Kernkraft nützlich?", false},
		{"Trovato un errore? Segnalacelo.", true},
		{"Der Minister räumte einen Fehler ein und bat die Betroffenen um Geduld.", false},
		{"Scarica la nostra applicazione e leggi senza pubblicità.", true},
		{"The ministry says its new app was downloaded 12 million times.", false},
		{"앱에서 더 편하게 보세요. 지금 다운로드", true},
		{"정부는 새 앱을 12만 명이 내려받았다고 밝혔다.", false},
		{"关注公众号，每天获取最新简报", true},
		{"该公众号被封禁，运营者表示将起诉。", false},
		{"この記事は役に立ちましたか？", true},
		{"この記事を書いた記者が逮捕された。", false},
		{"Über uns Kontakt Datenschutz © 2024 Talbote", true},
		{"Das Foto von 1924 zeigt die Brücke.", false},
		{"Mots-clés : pont, transports", true},
		{"キーワード 橋 交通 まちづくり", true},
		{"キーワードは「橋」だと市長は語った。", false},
	} {
		if got := isChromeLine(c.line, lower(c.line)); got != c.chrome {
			t.Errorf("%q: chrome %v, want %v", c.line, got, c.chrome)
		}
	}
}
