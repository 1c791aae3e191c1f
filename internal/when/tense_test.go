package when

import "testing"

// TestTheTenseOfAClauseTellsWhichWeekday holds that a weekday beside a verb of the future lies ahead, and behind
// otherwise; 2024-02-07 is a Wednesday.
func TestTheTenseOfAClauseTellsWhichWeekday(t *testing.T) {
	const ahead, behind = "2024-02-09", "2024-02-02"
	for _, c := range []struct{ lang, text, want string }{
		{"en", "The council will meet on Friday.", ahead},
		{"en", "The bridge will be reopened on Friday.", ahead},
		{"en", "On Friday the council will vote.", ahead},
		{"en", "The talks are due to resume Friday in Geneva.", ahead},
		{"en", "The council met on Friday.", behind},
		{"en", "The minister said on Friday it will close.", behind},
		{"en", "He will resign, two aides said on Friday.", behind},
		{"en", "The man arrested on Friday will appear in court.", behind},
		{"en", "They will discuss the attack that killed six on Friday.", behind},
		{"fr", "Le conseil se réunira vendredi à Paris.", ahead},
		{"fr", "Le pont sera inauguré vendredi.", ahead},
		{"fr", "Vendredi, le conseil s'est réuni.", behind},
		{"fr", "L’homme arrêté vendredi sera jugé.", behind},
		{"fr", "Le ministre a déclaré vendredi que le pont fermera.", behind},
		{"it", "Il consiglio si riunirà venerdì.", ahead},
		{"it", "Il ministro ha detto venerdì che il ponte chiuderà.", behind},
		{"es", "El consejo se reunirá el viernes.", ahead},
		{"es", "El puente será inaugurado el viernes.", ahead},
		{"es", "El hombre detenido el viernes será juzgado.", behind},
		{"pt", "O conselho vai se reunir na sexta-feira.", ahead},
		{"pt", "O conselho reuniu-se na sexta-feira.", behind},
		{"de", "Der Rat wird am Freitag tagen.", ahead},
		{"de", "Am Freitag soll der Rat entscheiden.", ahead},
		{"de", "Der Rat hat am Freitag getagt.", behind},
		{"de", "Der am Freitag verhaftete Mann wird angeklagt.", behind},
		{"nl", "De raad zal vrijdag bijeenkomen.", ahead},
		{"nl", "De raad kwam vrijdag bijeen.", behind},
		{"sv", "Rådet ska sammanträda på fredag.", ahead},
		{"pl", "Posiedzenie odbędzie się w piątek.", ahead},
		{"pl", "Posiedzenie odbyło się w piątek.", behind},
		{"cs", "Rada se sejde v pátek.", ahead},
		{"ru", "Выставка откроется в пятницу.", ahead},
		{"ru", "В пятницу состоится заседание совета.", ahead},
		{"ru", "Совет в пятницу рассмотрит доклад.", ahead},
		{"ru", "Выставка открылась в пятницу.", behind},
		{"ru", "Как говорится в сообщении в пятницу", behind},
		{"uk", "Виставка відкриється у п'ятницю.", ahead},
		{"uk", "Виставка відкрилася у п'ятницю.", behind},
		{"tr", "Kurul cuma günü toplanacak.", ahead},
		{"tr", "Kurul cuma günü toplandı.", behind},
		{"ar", "سيجتمع المجلس يوم الجمعة", ahead},
		{"ar", "اجتمع المجلس في السيارة يوم الجمعة", behind},
		{"ar", "من المقرر أن تبدأ المحادثات يوم الجمعة", ahead},
		{"he", "המועצה תתכנס ביום שישי", ahead},
		{"he", "המועצה התכנסה ביום שישי", behind},
		{"fa", "این نشست روز جمعه برگزار خواهد شد", ahead},
		{"fa", "این نشست روز جمعه برگزار شد", behind},
		{"hi", "बैठक शुक्रवार को होगी", ahead},
		{"hi", "बैठक शुक्रवार को हुई", behind},
		{"th", "คณะกรรมการจะประชุมในวันศุกร์", ahead},
		{"th", "คณะกรรมการประชุมเมื่อวันศุกร์", behind},
		{"vi", "Hội đồng sẽ họp vào thứ Sáu", ahead},
		{"vi", "Hội đồng đã họp vào thứ Sáu", behind},
		{"id", "Dewan akan bersidang pada Jumat", ahead},
		{"id", "Dewan bersidang pada Jumat", behind},
		{"el", "Το συμβούλιο θα συνεδριάσει την Παρασκευή", ahead},
		{"el", "Το συμβούλιο συνεδρίασε την Παρασκευή", behind},
		{"zh", "委员会将于周五开会", ahead},
		{"zh", "委员会周五将举行会议", ahead},
		{"zh", "委员会周五开会", behind},
		{"zh-Hant", "委員會預計星期五開會", ahead},
		{"ja", "委員会は金曜日に開く予定", ahead},
		{"ja", "委員会は金曜日に開かれた", behind},
		{"ja", "金曜日に逮捕された男が出廷する予定だ", behind},
		{"ja", "大臣は金曜日に工場を閉める予定だと述べた", behind},
		{"ko", "위원회는 금요일에 열릴 예정이다", ahead},
		{"ko", "위원회는 금요일에 열렸다", behind},
		{"ko", "장관은 금요일 공장을 닫을 예정이라고 밝혔다", behind},
	} {
		found := Find(c.text, c.lang, "2024-02-07")
		if len(found) != 1 || found[0].EDTF != c.want {
			t.Errorf("%s %q: found %v, want %s", c.lang, c.text, found, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"委員会は5日に開く予定", "2024-03-05"},
		{"委員会は28日に開く予定", "2024-02-28"},
		{"委員会は28日に開かれた", "2024-01-28"},
	} {
		if found := Find(c.text, "ja", "2024-02-07"); len(found) != 1 || found[0].EDTF != c.want {
			t.Errorf("%q: found %v, want %s", c.text, found, c.want)
		}
	}
}

// TestWhatIsCountedOnIsCountedFromTodayInTheFuture holds that "3日後" is a date beside a verb of the future only:
// elsewhere it counts from a time that the text tells.
func TestWhatIsCountedOnIsCountedFromTodayInTheFuture(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"ja", "式典は3日後に開く予定。", "2024-02-10"},
		{"ja", "3日後に再開した。", ""},
		{"zh-Hans", "比赛将在三天后举行。", "2024-02-10"},
		{"zh-Hans", "三天后他去世了。", ""},
		{"ko", "행사는 3일 후 열릴 예정이다.", "2024-02-10"},
		{"ko", "그는 3일 후 숨졌다.", ""},
	} {
		var got string
		for _, d := range Find(c.text, c.lang, "2024-02-07") {
			if d.Kind != Duration {
				got = d.EDTF
			}
		}
		if got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.lang, c.text, got, c.want)
		}
	}
}
