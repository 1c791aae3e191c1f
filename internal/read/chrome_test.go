package read

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
		{"Support for the country's membership has fallen to 45 percent, a survey showed.", false},
		{"Try as it might, the broadcaster could not keep its evening channel on air.", false},
		{"Jetzt fährt das Schiff durch den Kanal wieder nach Plan, sagte ein Sprecher der Behörde.", false},
		{"Sigue cerrado el canal: cuarenta barcos esperan desde el lunes, dijo la autoridad.", false},
		{"Entre janeiro e maio, a assinatura de contratos caiu 12%, segundo o ministério.", false},
		{"تابع رئيس الهيئة حركة السفن في قناة السويس يوم الثلاثاء بعد إعادة فتحها.", false},
		{"انضم العراق إلى الاتفاق وبدأ تطبيق بنوده يوم الثلاثاء.", false},
		{"アプリ開発会社は十三日、利用者二万人の情報が漏れたと発表した。", false},
		{"앱에서 개인정보 3만 건이 유출됐다고 정부가 화요일 밝혔다.", false},
		{"지금 회원국 12곳이 조약을 비준했다고 사무국이 밝혔다.", false},
		{"ร่วมกับสมาชิกสภา 40 คน นายกรัฐมนตรีเสนอร่างกฎหมายเมื่อวันอังคาร", false},
		{"여론조사에서 '경제 정책에 만족하십니까'라는 질문에 62%가 아니라고 답했다.", false},
		{"A la pregunta de si la ayuda le ha resultado útil, el 70 % respondió que no.", false},
		{"Насколько полезен новый материал для дорог, покажут испытания?", false},
		{"هل كان الخبر مفيدا للاقتصاد المصري؟", false},
		{"消费者反馈称，食品配料表错误，市场监管局已立案调查。", false},
		{"시민이 신고한 계량기 오류로 1,200가구의 요금이 잘못 부과됐다.", false},
	} {
		if got := isChromeLine(c.line, lower(c.line)); got != c.chrome {
			t.Errorf("%q: chrome %v, want %v", c.line, got, c.chrome)
		}
	}
}

// TestLastLinesOfReports holds that a report's last statement stays, whatever it tells of copies and bans.
func TestLastLinesOfReports(t *testing.T) {
	for _, line := range []string{
		"وقررت الوزارة يوم الثلاثاء أنه يمنع نقل المواشي بين المحافظات حتى نهاية الشهر.",
		"法院裁定，该公司未经授权复制芯片设计，须赔偿三百万元。",
		"법원은 화요일 무단 복제 소프트웨어를 판매한 회사에 3억 원을 배상하라고 판결했다.",
		"กระทรวงประกาศห้ามเผยแพร่ภาพเหตุการณ์ดังกล่าวจนกว่าศาลจะมีคำสั่งในวันศุกร์",
		"При использовании пиротехники запрещено разводить костры, напомнили в министерстве.",
	} {
		if isClosing(lower(line)) {
			t.Errorf("%q is taken for a site's", line)
		}
	}
}
