package injection

// spoken is what says by itself that software is spoken to: "you are now" and a word for software, a note to it, the
// prompt of a system, and more. note ends in what stands between "note" and to whom it is.
func spoken(noun, you, note, system string, more ...string) pattern {
	noun = `(?:` + noun + `|` + software + `)`
	return words(append([]string{
		`(?:` + you + `) (?:\S+ ){0,2}` + noun + `(?:[,.!]?$|[ ,].*)`,
		`(?:` + note + `)` + noun + `(?: .{0,40})?\s*[:,!]`,
		system,
	}, more...)...)
}

func dutch() *lexicon {
	const polite = `alsjeblieft|alstublieft|gelieve|je moet|u moet|en|nu|dan|altijd`
	return &lexicon{
		lang: "nl",
		cue:  []string{"ai", "assistent", "taalmodel", "kunstmatige", "gpt", "chatbot", "prompt", "systeemprompt", "instructie", "opdracht", "aanwijzing", "regels", "berichten", "bewering", "alles", "antwoord", "reactie", "samenvatting", "vertaling", "letter", "klinker", "medeklinker", "spatie", "volgende", "bovenstaande", "emoji", "base64", "json", "hoofdletters"},
		alone: spoken(`AI-\p{L}+|assistent(?:en)?|taalmodel(?:len)?|kunstmatige intelligentie`, `(?:je|jij|u) bent(?: nu| voortaan)?|gedraag je als|doe alsof je`,
			`(?:let op|opmerking|bericht|instructies?|opdracht|belangrijk|opgelet)(?: (?:aan|voor) (?:de |alle )?|[:,!] )`, `systeem-?prompts?`,
			`(?:bij het|voor het|als je) (?:samenvatten|vertalen|samenvat|vertaalt|verwerken) (?:van )?(?:dit|deze) (?:document|tekst|artikel|pagina)`),
		forget: opening(polite, `negeer`, `vergeet`, `let niet op`, `volg niet`, `sla`),
		earlier: words(`(?:vorige|eerdere|voorgaande|bovenstaande|oorspronkelijke|andere) (?:\p{L}+ )?(?:instructies?|opdrachten?|aanwijzingen|regels|berichten|prompts?|beweringen)`,
			`(?:je|jouw|uw) (?:\p{L}+ )?(?:instructies|opdrachten|regels|richtlijnen|prompt)`, `alles (?:hierboven|wat (?:hiervoor|hierboven) .*)`),
		command: opening(polite, `(?:her)?schrijf`, `voeg`, `zet`, `plaats`, `gebruik`, `vermeld`, `noem`, `zeg`, `begin`, `eindig`, `vertaal`, `geef`, `maak`, `neem`, `antwoord`, `reageer`, `verander`, `vervang`, `verwijder`, `codeer`, `toon`, `raad`),
		answer:  words(`(?:je|jouw|uw) (?:\p{L}+ )?(?:antwoord|reactie|samenvatting|vertaling|bericht|uitvoer)\p{L}*`, `(?:in|als|met) (?:base ?64|JSON|morse(?:code)?|emoji'?s?|hoofdletters)`),
		reshape: opening(polite, `vertaal`, `vervang`, `verwijder`, `codeer`, `versleutel`, `antwoord`, `reageer`, `verwissel`),
		form:    words(`(?:elke|iedere|alle) (?:\p{L}+ )?(?:letters?|klinkers?|medeklinkers?|spaties?)`, `(?:de|het) (?:volgende|bovenstaande|hele) (?:zin|tekst|bericht|artikel) (?:in|naar) .*`, `(?:alleen|uitsluitend|enkel) (?:in|met) .*`),
	}
}

func swedish() *lexicon {
	const polite = `vänligen|snälla|du ska|du måste|och|nu|alltid`
	return &lexicon{
		lang: "sv",
		cue:  []string{"ai", "assistent", "språkmodell", "artificiell", "gpt", "chatbot", "systemprompt", "prompt", "instruktion", "anvisning", "regler", "order", "meddelande", "påstående", "allt", "svar", "sammanfattning", "översättning", "utdata", "bokst", "vokal", "konsonant", "mellanslag", "följande", "ovanstående", "emoji", "base64", "json", "versaler"},
		alone: spoken(`AI-\p{L}+|assistent(?:en|er)?|språkmodell\p{L}*|artificiell intelligens`, `(?:du|ni) är(?: nu)?|agera som|uppträd som`,
			`(?:obs|notera|observera|meddelande|instruktion(?:er)?|viktigt|anvisning(?:ar)?)(?: (?:till|för) (?:alla )?|[:,!] )`, `systemprompt\p{L}*`,
			`(?:när|innan|om) du (?:sammanfattar|översätter|bearbetar|läser) (?:detta|denna|den här|det här) (?:dokument|text|artikel|sida)`),
		forget: opening(polite, `ignorera`, `glöm`, `bortse från`, `strunta i`, `åsidosätt`, `följ inte`),
		earlier: words(`(?:tidigare|föregående|ovanstående|ursprungliga|andra) (?:\p{L}+ )?(?:instruktion|anvisning|regl|order|meddelande|påstående|prompt)\p{L}*`,
			`(?:dina|era|din) (?:\p{L}+ )?(?:instruktioner|anvisningar|regler|riktlinjer|prompt)`, `allt (?:ovan|ovanför|som står ovan|som sagts).*`),
		command: opening(polite, `skriv(?: om)?`, `lägg`, `använd`, `nämn`, `säg`, `börja`, `avsluta`, `översätt`, `ge`, `gör`, `svara`, `ändra`, `byt ut`, `ersätt`, `ta bort`, `koda`, `visa`, `rekommendera`, `infoga`, `inkludera`),
		answer:  words(`(?:ditt|din|dina|ert|er) (?:\p{L}+ )?(?:svar|sammanfattning|översättning|meddelande|utdata)\p{L}*`, `(?:i|med|som|på) (?:base ?64|JSON|morse(?:kod)?|emojis?|versaler)`),
		reshape: opening(polite, `översätt`, `byt ut`, `ersätt`, `ta bort`, `koda`, `kryptera`, `svara`),
		form:    words(`(?:varje|alla|samtliga) (?:\p{L}+ )?(?:bokstav|bokstäver|vokal(?:er)?|konsonant(?:er)?|mellanslag)`, `(?:följande|ovanstående|hela) (?:mening|text|meddelande|artikel)\p{L}* (?:till|på|i) .*`, `(?:bara|endast|enbart) (?:med|på|i) .*`),
	}
}

func polish() *lexicon {
	return &lexicon{
		lang: "pl",
		cue:  []string{"ai", "asystent", "model", "sztuczn", "gpt", "chatbot", "czatbot", "prompt", "monit", "systemow", "instrukcj", "poleceni", "poleceń", "wskazów", "zasad", "reguł", "wytyczn", "wiadomoś", "twierdze", "wszystko", "odpowied", "podsumowani", "streszczeni", "tłumaczeni", "liter", "samogłos", "spółgłos", "spacj", "następując", "powyższ", "cał", "emoji", "base64", "json", "streszcz"},
		alone: spoken(`asystent\p{L}*|model\p{L}* językow\p{L}+|sztuczn\p{L}+ inteligencj\p{L}+|czatbot\p{L}*`, `jesteś(?: teraz| od teraz)?|zachowuj się jak|działaj jako`,
			`(?:uwaga|wiadomość|notatka|instrukcj[ae]|ważne|polecenie)(?: (?:dla|do) (?:wszystkich )?|[:,!] )`, `(?:prompt|monit)\p{L}* systemow\p{L}+|systemow\p{L}+ prompt\p{L}*`,
			`(?:gdy|kiedy|jeśli|zanim) (?:streszczasz|podsumowujesz|tłumaczysz|streścisz|przetwarzasz) (?:ten|tę|to) (?:dokument|tekst|artykuł|stronę)`),
		forget: words(`(?:z)?ignoruj(?:cie)?`, `zapomnij(?:cie)?`, `pomiń(?:cie)?`, `odrzuć(?:cie)?`, `nie (?:zwracaj(?:cie)? uwagi|stosuj(?:cie)? się|przestrzegaj(?:cie)?|wykonuj(?:cie)?)`),
		earlier: words(`(?:poprzedni|wcześniejsz|powyższ|pierwotn|inn|dotychczasow)\p{L}* (?:\p{L}+ )?(?:instrukcj|poleceni|poleceń|wskazów|zasad|reguł|wiadomoś|twierdze)\p{L}*`,
			`(?:swoje|twoje|swoich|twoich) (?:instrukcj|poleceni|poleceń|zasad|wytyczn)\p{L}*`, `wszystko,? co (?:powyżej|było|napisano).*`),
		command: words(`(?:na|prze|do)?pisz(?:cie)?`, `dodaj(?:cie)?`, `wstaw(?:cie)?`, `umieść(?:cie)?`, `użyj(?:cie)?`, `używaj(?:cie)?`, `wspomnij(?:cie)?`, `powiedz(?:cie)?`, `zacznij`, `zakończ`, `przetłumacz(?:cie)?`, `podaj(?:cie)?`, `odpowiedz(?:cie)?`, `odpowiadaj(?:cie)?`, `zmień`, `zamień`, `zastąp`, `usuń`, `zakoduj`, `pokaż`, `poleć`, `dołącz(?:cie)?`, `uwzględnij`),
		answer:  words(`(?:swo|two)\p{L}+ (?:\p{L}+ )?(?:odpowied|podsumowani|streszczeni|tłumaczeni|wiadomoś)\p{L}*`, `(?:w|do) (?:odpowiedzi|podsumowani[ua]|streszczeni[ua])`, `(?:w|za pomocą|używając) (?:base ?64|JSON|emoji|alfabetu? morse'?a)`),
		reshape: words(`przetłumacz(?:cie)?`, `zamień`, `zastąp`, `usuń`, `zakoduj`, `zaszyfruj`, `odpowiedz(?:cie)?`, `odpowiadaj(?:cie)?`),
		form:    words(`(?:każd|wszystki)\p{L}+ (?:\p{L}+ )?(?:liter|samogłos|spółgłos|spacj)\p{L}*`, `(?:następując|powyższ|cał)\p{L}+ (?:zdani|tekst|wiadomoś|artykuł)\p{L}* (?:na|w) .*`, `(?:tylko|wyłącznie|jedynie) (?:(?:w|po|za pomocą) .*|emoji|wielkimi literami)`),
	}
}

func czech() *lexicon {
	return &lexicon{
		lang: "cs",
		cue:  []string{"ai", "asistent", "model", "uměl", "jazykov", "gpt", "chatbot", "prompt", "systémov", "pokyn", "instrukc", "příkaz", "pravid", "zpráv", "tvrzení", "vše", "odpov", "shrnutí", "shrnujete", "shrnuješ", "souhrn", "překlad", "výstup", "písmen", "samohlás", "souhlás", "mezer", "následující", "cel", "výše", "emoji", "base64", "json"},
		alone: spoken(`asistent\p{L}*|jazykov\p{L}+ model\p{L}*|uměl\p{L}+ inteligenc\p{L}+`, `(?:nyní |teď |odteď )?(?:jsi|jste)(?: nyní| teď)?|chovej se jako`,
			`(?:pozor|poznámka|zpráva|pokyny?|důležité|upozornění|instrukce)(?: pro (?:všechny )?|[:,!] )`, `systémov\p{L}+ (?:prompt|výzv|pokyn)\p{L}*`,
			`(?:když|až|než|pokud) (?:shrnuješ|shrnujete|překládáš|překládáte|zpracováváš) (?:tento|tuto|toto) (?:dokument|text|článek|stránku)`),
		forget: words(`(?:z)?ignoruj(?:te)?`, `zapomeň(?:te)?`, `nedbej(?:te)?`, `neřiď(?:te)? se`, `přehlížej(?:te)?`, `nedodržuj(?:te)?`),
		earlier: words(`(?:předchozí|předešl\p{L}+|dřívější|výše uveden\p{L}+|původní|ostatní) (?:\p{L}+ )?(?:pokyn|instrukc|příkaz|pravid|zpráv|tvrzení)\p{L}*`,
			`(?:své|svoje|tvé|tvoje|vaše) (?:pokyny|instrukce|pravidla|příkazy)`, `vše,? co (?:je výše|bylo|stojí).*`, `vše výše.*`),
		command: words(`(?:na|pře|při)?piš(?:te)?`, `přidej(?:te)?`, `vlož(?:te)?`, `použij(?:te)?`, `používej(?:te)?`, `zmiň(?:te)?`, `řekni`, `začni`, `zakonči`, `ukonči`, `přelož(?:te)?`, `uveď(?:te)?`, `odpověz(?:te)?`, `odpovídej(?:te)?`, `změň(?:te)?`, `nahraď(?:te)?`, `odstraň(?:te)?`, `zakóduj(?:te)?`, `ukaž(?:te)?`, `doporuč(?:te)?`, `zahrň(?:te)?`),
		answer:  words(`(?:své|svou|svého|svém|svojí|tvé|tvou|vaše|vaší) (?:\p{L}+ )?(?:odpov|shrnutí|souhrn|překlad|zpráv|výstup)\p{L}*`, `(?:v|do) (?:odpovědi|shrnutí|souhrnu)`, `(?:v|pomocí|jako) (?:base ?64|JSON|emoji)`),
		reshape: words(`přelož(?:te)?`, `nahraď(?:te)?`, `odstraň(?:te)?`, `zakóduj(?:te)?`, `zašifruj(?:te)?`, `odpověz(?:te)?`, `odpovídej(?:te)?`),
		form:    words(`(?:každ|všechn)\p{L}+ (?:\p{L}+ )?(?:písmen|samohlás|souhlás|mezer)\p{L}*`, `(?:následující|výše uveden\p{L}+|cel\p{L}+) (?:vět|text|zpráv|článek|článk)\p{L}* (?:do|na) .*`, `(?:pouze|jen|jenom|výhradně) (?:(?:v|pomocí|na) .*|emoji|anglicky|velkými písmeny)`),
	}
}

func turkish() *lexicon {
	return &lexicon{
		lang: "tr",
		cue:  []string{"ai", "yapay", "dil", "asistan", "gpt", "chatbot", "sohbet", "sistem", "talimat", "komut", "yönerge", "kural", "mesaj", "iddia", "emir", "yanıt", "ceva", "özet", "çeviri", "çıktı", "harf", "sesli", "sessiz", "ünlü", "ünsüz", "boşlu", "cümle", "metn", "metin", "makale", "emoji", "base64", "json"},
		alone: spoken(`yapay zek[aâ]\p{L}*|dil model\p{L}+|asistan(?:sın|sınız|ısın|ısınız)?|sohbet robot\p{L}+`, `(?:sen|siz)(?: artık| şimdi)?`,
			`(?:dikkat|not|uyarı|mesaj|önemli)[:,!] `, `sistem (?:istem|komut|prompt)\p{L}*`,
			`(?:yapay zek[aâ]\p{L}*|dil model\p{L}+)(?: \p{L}+)?(?: için)? (?:not|mesaj|uyarı|talimat)\p{L}*\s*:`, `bu (?:metni|belgeyi|makaleyi|sayfayı) (?:özetlerken|çevirirken|özetlemeden|çevirmeden|işlerken)`),
		forget:  closing(`yok say(?:ın|ınız)?`, `görmezden gel(?:in|iniz)?`, `göz ardı et(?:in|iniz)?`, `dikkate alma(?:yın|yınız)?`, `unut(?:un|unuz)?`, `uyma(?:yın|yınız)?`),
		earlier: words(`(?:önceki|yukarıdaki|orijinal|diğer|ilk) (?:\p{L}+ )?(?:talimat|komut|yönerge|kural|mesaj|iddia|emir)\p{L}*`, `(?:talimat|komut|kural|yönerge)larını`),
		command: closing(`(?:yeniden )?yaz(?:ın|ınız)?`, `ekle(?:yin|yiniz)?`, `koy(?:un)?`, `kullan(?:ın)?`, `söyle(?:yin)?`, `belirt(?:in)?`, `başla(?:yın)?`, `bitir(?:in)?`, `çevir(?:in)?`, `yanıtla(?:yın)?`, `cevapla(?:yın)?`, `değiştir(?:in)?`, `sil(?:in)?`, `kodla(?:yın)?`, `göster(?:in)?`, `öner(?:in)?`, `(?:yanıt|cevap) ver(?:in)?`),
		answer:  words(`(?:yanıt|cevab|özet|çeviri|çıktı)\p{L}*(?:nda|nde|na|ne|nı|ni)(?:zda|zde|za|ze|zı|zi)?`, `(?:base ?64|JSON|emoji\p{L}*|mors kod\p{L}*)`),
		reshape: closing(`çevir(?:in)?`, `değiştir(?:in)?`, `sil(?:in)?`, `kodla(?:yın)?`, `şifrele(?:yin)?`, `yanıtla(?:yın)?`, `cevapla(?:yın)?`, `(?:yanıt|cevap) ver(?:in)?`),
		form:    words(`(?:her|tüm|bütün) (?:\p{L}+ )?(?:harf|sesli|ünlü|sessiz|ünsüz|boşlu)\p{L}*`, `(?:aşağıdaki|yukarıdaki) (?:cümle|metn|metin|mesaj|makale)\p{L}* .*`, `(?:yalnızca|sadece) (?:\S+ ){0,2}(?:ile|kullanarak|emoji\p{L}*|harf\p{L}*|olarak)`),
	}
}

func vietnamese() *lexicon {
	const polite = `hãy|vui lòng|xin|bạn phải|và|chỉ|luôn`
	return &lexicon{
		lang: "vi",
		cue:  []string{"ai", "trí", "trợ", "mô", "gpt", "chatbot", "hệ", "hướng", "chỉ", "lệnh", "mệnh", "quy", "tin", "yêu", "trả", "phản", "tóm", "dịch", "chữ", "nguyên", "phụ", "khoảng", "câu", "văn", "đoạn", "bài", "emoji", "biểu", "base64", "json", "tiếng"},
		alone: spoken(`trí tuệ nhân tạo|trợ lý (?:AI|ảo|trí tuệ nhân tạo)|mô hình ngôn ngữ`, `bạn(?: bây giờ| hiện| giờ)? là`,
			`(?:lưu ý|chú ý|thông báo|tin nhắn|hướng dẫn|quan trọng)(?:(?: dành cho| cho| gửi| tới) (?:các |mọi )?|[:,!] )`, `(?:lời nhắc|câu lệnh|prompt) (?:của )?hệ thống`,
			`(?:khi|trước khi) (?:bạn )?(?:tóm tắt|dịch|xử lý) (?:tài liệu|văn bản|bài viết|trang) này`),
		forget:  opening(polite, `bỏ qua`, `quên`, `phớt lờ`, `đừng (?:tuân theo|làm theo|để ý)`, `không (?:tuân theo|làm theo)`),
		earlier: words(`(?:hướng dẫn|chỉ dẫn|chỉ thị|mệnh lệnh|lệnh|quy tắc|tin nhắn|yêu cầu) (?:\p{L}+ )?(?:trước|trên|ở trên|ban đầu|khác|của bạn)(?: đó| đây)?`),
		command: opening(polite, `viết(?: lại)?`, `thêm`, `đặt`, `dùng`, `sử dụng`, `đề cập`, `nói`, `bắt đầu`, `kết thúc`, `dịch`, `đưa`, `trả lời`, `thay đổi`, `thay thế`, `xó?á?a?`, `mã hóa`, `hiển thị`, `giới thiệu`, `chèn`),
		answer:  words(`(?:câu trả lời|phản hồi|bản tóm tắt|tóm tắt|bản dịch|tin nhắn) của bạn`, `(?:bằng|dưới dạng) (?:base ?64|JSON|mã morse|biểu tượng cảm xúc|chữ in hoa|emoji)`),
		reshape: opening(polite, `dịch`, `thay thế`, `thay`, `xó?á?a?`, `mã hóa`, `trả lời`, `đảo`),
		form:    words(`(?:mỗi|mọi|tất cả(?: các)?) (?:chữ cái|nguyên âm|phụ âm|khoảng trắng)`, `(?:câu|văn bản|đoạn văn|tin nhắn|bài viết) (?:sau|trên|dưới đây|sau đây) (?:sang|thành) .*`, `(?:chỉ|duy nhất) (?:bằng|dùng|sử dụng) .*`),
	}
}

func indonesian() *lexicon {
	const polite = `tolong|harap|mohon|silakan|anda harus|kamu harus|dan|lalu|selalu|hanya`
	return &lexicon{
		lang: "id",
		cue:  []string{"ai", "kecerdasan", "asisten", "model", "gpt", "chatbot", "prompt", "sistem", "instruksi", "perintah", "petunjuk", "arahan", "aturan", "pesan", "klaim", "jawab", "ringkasan", "rangkuman", "terjemahan", "tanggapan", "balasan", "huruf", "vokal", "konsonan", "spasi", "kalimat", "teks", "artikel", "emoji", "base64", "json", "merangkum", "menerjemahkan"},
		alone: spoken(`kecerdasan (?:buatan|artifisial)|asisten(?: (?:AI|virtual))?|model bahasa`, `(?:anda|kamu)(?: sekarang| kini)?(?: adalah)?`,
			`(?:perhatian|catatan|pesan|instruksi|penting|petunjuk)(?: (?:untuk|kepada|bagi) (?:semua )?|[:,!] )`, `(?:prompt|instruksi) sistem`,
			`(?:saat|ketika|sebelum) (?:anda |kamu )?(?:merangkum|meringkas|menerjemahkan|memproses) (?:dokumen|teks|artikel|halaman) ini`),
		forget: words(`abaikan(?:lah)?`, `lupakan(?:lah)?`, `kesampingkan`, `jangan (?:ikuti|patuhi|hiraukan)`),
		earlier: words(`(?:instruksi|perintah|petunjuk|arahan|aturan|pesan|klaim)(?:-\p{L}+)? (?:\p{L}+ )?(?:sebelumnya|di atas|awal|asli|lain(?:nya)?|anda|kamu)`,
			`(?:instruksi|perintah|aturan)mu`),
		command: opening(polite, `tulis(?:kan|lah)?`, `tambahkan`, `masukkan`, `sisipkan`, `gunakan`, `pakai`, `sebutkan`, `katakan`, `mulai`, `akhiri`, `terjemahkan`, `berikan`, `jawab(?:lah)?`, `balas`, `ubah`, `ganti`, `hapus`, `kodekan`, `tampilkan`, `rekomendasikan`, `sertakan`),
		answer:  words(`(?:jawaban|ringkasan|rangkuman|terjemahan|pesan|tanggapan|balasan)(?: anda| kamu|mu)`, `(?:dalam|dengan|sebagai) (?:base ?64|JSON|kode morse|emoji|huruf (?:besar|kapital))`),
		reshape: opening(polite, `terjemahkan`, `ganti`, `ubah`, `hapus`, `kodekan`, `enkripsi`, `jawab(?:lah)?`, `balas`),
		form:    words(`(?:setiap|semua|seluruh) (?:\p{L}+ )?(?:huruf|vokal|konsonan|spasi)`, `(?:kalimat|teks|pesan|artikel) (?:berikut|di atas)(?: ini)? (?:ke|dalam|menjadi) .*`, `hanya (?:dengan|dalam|menggunakan) .*`),
	}
}

func ukrainian() *lexicon {
	return &lexicon{
		lang: "uk",
		cue:  []string{"ші", "ai", "штучн", "мовн", "чат", "асистент", "помічник", "промпт", "системн", "інструкці", "вказів", "наказ", "команд", "правил", "повідомлен", "тверджен", "усе", "все", "відпові", "переклад", "підсум", "резюме", "виклад", "літер", "голосн", "приголосн", "пробіл", "реченн", "текст", "фраз", "емодзі"},
		alone: spoken(`ШІ(?:-\p{L}+)?|штучн\p{L}+ інтелект\p{L}*|мовн\p{L}+ модел\p{L}+|чат-бот\p{L}*|асистент`, `(?:ти|ви)(?: тепер| віднині)?(?: -| —| –)?`,
			`(?:увага|повідомлення|примітка|інструкці[яї]|важливо)(?: (?:для|до) (?:всіх |усіх )?|[:,!] )`, `системн\p{L}+ (?:промпт|підказк)\p{L}*`,
			`(?:коли|якщо|перш ніж) (?:ти |ви )?(?:підсумовуєш|підсумовуєте|перекладаєш|перекладаєте|обробляєш|узагальнюєш) (?:цей|цю|це) (?:документ|текст|статтю|сторінку)`),
		forget: words(`(?:про)?ігноруй(?:те)?`, `забудь(?:те)?`, `знехтуй(?:те)?`, `відкинь(?:те)?`, `скасуй(?:те)?`, `не (?:звертай(?:те)? уваги|виконуй(?:те)?|дотримуй\p{L}+|враховуй(?:те)?)`),
		earlier: words(`(?:попередн|вищенаведен|вищезазначен|початков|інш|минул)\p{L}+ (?:\p{L}+ )?(?:інструкці|вказів|наказ|команд|правил|повідомлен|тверджен)\p{L}*`,
			`(?:свої|твої|ваші|своїх) (?:інструкці|вказів|правил)\p{L}*`, `(?:все|усе),? що (?:вище|було|написано|сказано).*`),
		command: words(`(?:на|пере|до)?пиш(?:и|іть)`, `додай(?:те)?`, `встав(?:те)?`, `використ(?:ай|айте|овуй|овуйте)`, `згадай(?:те)?`, `скаж(?:и|іть)`, `почн(?:и|іть)`, `закінч(?:и|іть)`, `переклад(?:и|іть)`, `відповідай(?:те)?`, `замін(?:и|іть)`, `змін(?:и|іть)`, `видал(?:и|іть)`, `закодуй(?:те)?`, `покаж(?:и|іть)`, `порекомендуй(?:те)?`, `включ(?:и|іть)`),
		answer:  words(`(?:сво|тво|ваш)\p{L}* (?:\p{L}+ )?(?:відпові|повідомлен|переклад|підсум|резюме|виклад)\p{L}*`, `(?:у|в|до) (?:відповіді|підсумку|резюме)`, `(?:у|в|за допомогою) (?:base ?64|JSON|азбук\p{L}+ морзе|емодзі)`),
		reshape: words(`переклад(?:и|іть)`, `замін(?:и|іть)`, `видал(?:и|іть)`, `закодуй(?:те)?`, `зашифруй(?:те)?`, `відповідай(?:те)?`),
		form:    words(`(?:кожн|усі|всі)\p{L}* (?:\p{L}+ )?(?:літер|голосн|приголосн|пробіл)\p{L}*`, `(?:наступн|наведен)\p{L}* (?:реченн|текст|повідомлен|фраз)\p{L}* .*`, `(?:лише|тільки|виключно) (?:(?:за допомогою|на|в|у) .*|емодзі|англійською|великими літерами)`),
	}
}

func greek() *lexicon {
	const polite = `παρακαλώ|πρέπει να|και|τώρα|πάντα`
	return &lexicon{
		lang: "el",
		cue:  []string{"ai", "τν", "τεχνητ", "γλωσσικ", "βοηθ", "gpt", "chatbot", "prompt", "προτροπή", "συστήματος", "οδηγί", "εντολ", "κανόν", "μηνύμα", "μήνυμα", "ισχυρισμ", "απάντησ", "απαντ", "περίληψ", "περιλήψ", "μετάφρασ", "γράμμα", "φωνήε", "σύμφων", "κεν", "πρόταση", "κείμενο", "άρθρο", "emoji", "base64", "json", "μόνο"},
		alone: spoken(`(?:βοηθ\p{L}+ )?τεχνητή\p{L}? νοημοσύνη\p{L}?|(?:ψηφιακ|εικονικ)\p{L}+ βοηθ\p{L}+|γλωσσικ\p{L}+ μοντέλ\p{L}+|βοηθός(?: ΤΝ)?|ΤΝ`, `(?:τώρα |πλέον )?(?:είσαι|είστε)(?: τώρα| πλέον)?`,
			`(?:προσοχή|σημείωση|μήνυμα|οδηγίες|οδηγία|σημαντικό)(?: (?:προς|για|στην|στον|στο) (?:την |τον |το |όλα τα )?|[:,!] )`, `(?:προτροπή|prompt) (?:του )?συστήματος`,
			`(?:όταν|πριν) (?:συνοψί\p{L}+|μεταφρά\p{L}+|επεξεργά\p{L}+) (?:αυτό το|αυτή τη|το παρόν) ?(?:έγγραφο|κείμενο|άρθρο|σελίδα)`),
		forget:  opening(polite, `αγνόησε`, `αγνοήστε`, `αγνοήσεις`, `ξέχασε`, `ξεχάστε`, `παράβλεψε`, `παραβλέψτε`, `μην (?:ακολουθ\p{L}+|λάβεις υπόψη|λάβετε υπόψη)`),
		earlier: words(`(?:προηγούμεν\p{L}+|παραπάνω|αρχικ\p{L}+|άλλ\p{L}+) (?:\p{L}+ )?(?:οδηγί|εντολ|κανόν|μηνύμα|ισχυρισμ)\p{L}*`, `(?:οδηγίες|εντολές|κανόνες) (?:σου|σας)`),
		command: opening(polite, `γράψε`, `γράψτε`, `πρόσθεσε`, `προσθέστε`, `βάλε`, `βάλτε`, `χρησιμοποίησε`, `χρησιμοποιήστε`, `ανάφερε`, `αναφέρετε`, `πες`, `πείτε`, `ξεκίνα`, `ξεκινήστε`, `τελείωσε`, `μετάφρασε`, `μεταφράστε`, `δώσε`, `δώστε`, `απάντησε`, `απαντήστε`, `άλλαξε`, `αλλάξτε`, `αντικατάστησε`, `αντικαταστήστε`, `αφαίρεσε`, `αφαιρέστε`, `κωδικοποίησε`, `δείξε`, `δείξτε`, `πρότεινε`, `προτείνετε`),
		answer:  words(`(?:απάντησ|απαντήσ|περίληψ|περιλήψ|μετάφρασ|μεταφράσ|μήνυμ|μηνύμα)\p{L}* (?:σου|σας)`, `(?:σε|με|ως) (?:base ?64|JSON|emoji|κώδικα μορς|κεφαλαία)`),
		reshape: opening(polite, `μετάφρασε`, `μεταφράστε`, `αντικατάστησε`, `αντικαταστήστε`, `αφαίρεσε`, `αφαιρέστε`, `κωδικοποίησε`, `απάντησε`, `απαντήστε`),
		form:    words(`(?:κάθε|όλα τα|όλους τους) (?:\p{L}+ )?(?:γράμμα|φωνήε|σύμφων|κεν)\p{L}*`, `(?:την|το) (?:παρακάτω|ακόλουθ\p{L}+|επόμεν\p{L}+) (?:πρόταση|κείμενο|μήνυμα|άρθρο) (?:σε|στα|στη\p{L}?) .*`, `(?:μόνο|αποκλειστικά) (?:με|σε|στα) .*`),
	}
}

func hindi() *lexicon {
	const do = `(?:करो|करें|कीजिए|कर दो|कर दें|कर दीजिए)`
	return &lexicon{
		lang: "hi",
		cue:  []string{"एआई", "ai", "कृत्रिम", "भाषा", "चैटबॉट", "सिस्टम", "निर्देश", "आदेश", "नियम", "संदेश", "दाव", "उत्तर", "जवाब", "सारांश", "अनुवाद", "प्रतिक्रिया", "अक्षर", "स्वर", "व्यंजन", "रिक्त", "वाक्य", "पाठ", "लेख", "इमोजी", "base64", "json"},
		alone: spoken(`एआई|कृत्रिम बुद्धि\S*|भाषा मॉडल|चैटबॉट`, `(?:आप|तुम|तू)(?: अब)?(?: से)?(?: एक)?`,
			`(?:ध्यान दें|नोट|सूचना|संदेश|महत्वपूर्ण)[:,!] `, `सिस्टम (?:प्रॉम्प्ट|निर्देश|संदेश)\S*`,
			`(?:एआई|AI|भाषा मॉडल|चैटबॉट)(?: सहायक\S*| मॉडल\S*)?(?: के लिए| को) (?:\S+ )?(?:निर्देश|संदेश|सूचना|नोट)\S*\s*:`,
			`इस (?:दस्तावेज़|लेख|पाठ|पृष्ठ) का (?:सारांश|अनुवाद) (?:करते|बनाते|लिखते|देते) (?:समय|हुए)`),
		forget:  closing(`(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|नज़रंदाज़|इग्नोर) `+do, `भूल (?:जाओ|जाएं|जाएँ|जाइए)`, `(?:पालन|ध्यान) (?:मत|न) (?:करो|करें|दो|दें)`),
		earlier: words(`(?:पिछले|पिछली|पहले के|पूर्व|उपरोक्त|ऊपर के|ऊपर दिए गए|मूल|अन्य|सभी) (?:\S+ ){0,2}(?:निर्देश|आदेश|नियम|संदेश|दाव)\S*`, `(?:अपने|तुम्हारे|आपके) (?:\S+ )?(?:निर्देश|नियम)\S*`),
		command: closing(`लिख(?:ो|ें|िए| दो)`, `जोड़(?:ो|ें|िए| दो)`, `डाल(?:ो|ें|िए)`, `(?:शामिल|उपयोग|इस्तेमाल|अनुवाद|शुरू|समाप्त|उल्लेख) `+do, `बता(?:ओ|एं|एँ|इए)`, `कह(?:ो|ें|िए)`, `(?:जवाब|उत्तर) (?:दो|दें|दीजिए)`, `बदल(?:ो|ें|िए| दो)`, `हटा(?:ओ|एं|एँ|इए| दो)`),
		answer:  words(`(?:अपने|अपना|अपनी|आपके|तुम्हारे) (?:\S+ )?(?:उत्तर|जवाब|सारांश|संदेश|अनुवाद|प्रतिक्रिया)\S*`, `(?:base ?64|JSON|इमोजी|मोर्स कोड) (?:में|के साथ|से)`),
		reshape: closing(`अनुवाद `+do, `बदल(?:ो|ें|िए| दो)`, `हटा(?:ओ|एं|एँ|इए| दो)`, `(?:जवाब|उत्तर) (?:दो|दें|दीजिए)`),
		form:    words(`(?:हर|प्रत्येक|सभी) (?:\S+ )?(?:अक्षर|स्वर|व्यंजन|रिक्त स्थान)\S*`, `(?:निम्नलिखित|उपरोक्त|इस|पूरे) (?:वाक्य|पाठ|संदेश|लेख) (?:का|को) .*`, `(?:केवल|सिर्फ़|सिर्फ) (?:\S+ ){1,2}(?:में|से|के साथ)`),
	}
}

func thai() *lexicon {
	const (
		noun  = `(?:AI|เอไอ|ปัญญาประดิษฐ์|โมเดลภาษา|แบบจำลองภาษา|แชตบอต|แชทบอท|ผู้ช่วย(?:อัจฉริยะ|เสมือน))`
		order = `(?:^|[\s"'“”‘’(]|โปรด|จง|กรุณา|ขอให้|และ|แล้ว)`
	)
	return &lexicon{
		lang: "th",
		cue:  []string{"ai", "เอไอ", "ปัญญา", "ภาษา", "แชตบอต", "แชทบอท", "ผู้ช่วย", "พรอม", "คำสั่ง", "คำแนะนำ", "คำชี้แนะ", "ข้อความ", "กฎ", "คำขอ", "คำตอบ", "สรุป", "คำแปล", "การตอบ", "อีโมจิ", "base64", "json", "ตัวอักษร", "สระ", "พยัญชนะ", "ช่องว่าง", "ประโยค", "บทความ", "เฉพาะ", "เท่านั้น"},
		alone: parts(`คุณ(?:ตอนนี้)?(?:คือ|เป็น)(?:ผู้ช่วย)?\s*`+noun, `(?:เรียน|ถึง|หมายเหตุถึง|ข้อความถึง|คำสั่งสำหรับ|คำแนะนำสำหรับ|โปรดทราบ)\s*(?:ผู้ช่วย)?\s*`+noun+`.{0,40}[:,!]`,
			`พรอม\S{1,4}(?:ของ)?ระบบ`, `(?:เมื่อ|ก่อน|ขณะ)(?:คุณ)?(?:สรุป|แปล)(?:เอกสาร|บทความ|ข้อความ|หน้า)นี้`, `ต่อจากนี้(?:ไป)?\s*คุณ(?:คือ|เป็น|ต้อง)`),
		forget:  parts(order + `(?:เพิกเฉย|ละเว้น|ลืม|มองข้าม|ละทิ้ง|ไม่ต้องสนใจ|อย่าสนใจ|อย่าทำตาม|ไม่ต้องทำตาม)`),
		earlier: parts(`(?:คำสั่ง|คำแนะนำ|คำชี้แนะ|ข้อความ|กฎ|คำขอ)(?:ทั้งหมด|ทุกข้อ|ใด\s?ๆ)?\s*(?:ก่อนหน้า|ข้างต้น|ข้างบน|เดิม|ที่ผ่านมา|ของคุณ|อื่น)`),
		command: parts(order + `(?:เขียน|เพิ่ม|ใส่|ใช้|แทรก|ระบุ|กล่าวถึง|บอก|พูด|เริ่ม|จบ|ลงท้าย|แปล|ตอบ|เปลี่ยน|แทนที่|ลบ|เข้ารหัส|แสดง|แนะนำ)`),
		answer:  parts(`(?:คำตอบ|บทสรุป|สรุป|คำแปล|ข้อความ|การตอบ)(?:ทั้งหมด)?ของคุณ`, `(?:ใน|ต่อท้าย)(?:คำตอบ|บทสรุป)`, `(?:ด้วย|เป็น|โดยใช้)(?:อีโมจิ|base ?64|JSON|รหัสมอร์ส|ตัวพิมพ์ใหญ่)`),
		reshape: parts(order + `(?:ตอบ|แปล|แทนที่|เปลี่ยน|ลบ|เข้ารหัส|เขียน)`),
		form:    parts(`ทุก(?:ตัวอักษร|สระ|พยัญชนะ|ช่องว่าง)`, `ตัวอักษรทุกตัว`, `(?:ประโยค|ข้อความ|บทความ)(?:ต่อไปนี้|ข้างต้น)(?:เป็น|ให้เป็น)`, `เฉพาะ(?:เรื่อง|ภาษา|อีโมจิ)`, `(?:เป็น|ด้วย|ใน)(?:ภาษา\S+|อีโมจิ|ตัวพิมพ์ใหญ่)เท่านั้น`),
	}
}

func hebrew() *lexicon {
	const polite = `אנא|בבקשה|נא|עליך|כעת|ו`
	return &lexicon{
		lang: "he",
		cue:  []string{"ai", "בינה", "עוזר", "מודל", "בוט", "gpt", "פרומפט", "מערכת", "הוראות", "הנחי", "פקודות", "כללים", "הודע", "טענות", "בקשות", "תשוב", "סיכום", "תקציר", "תרגום", "פלט", "אות", "תנוע", "עיצור", "רווח", "משפט", "טקסט", "מאמר", "כתבה", "אימוג", "אמוג", "json", "base64", "רק", "בלבד"},
		alone: spoken(`ה?בינה ה?מלאכותית|עוזר(?:ת|י)? (?:ה?AI|ה?בינה|וירטואלי\S*|דיגיטלי\S*)|מודלי? ה?שפה|צ.אט-?בוט\S*`, `(?:אתה|אתם)(?: עכשיו| כעת| מעתה)?|את (?:עכשיו|כעת|מעתה)`,
			`(?:שים לב|שימו לב|הערה|הודעה|הנחיה|הוראות|חשוב|לתשומת לב)(?: (?:אל |עבור |ל)|[:,!] )`, `(?:פרומפט|הנחיית|הנחיות) ה?מערכת`,
			`(?:כאשר|כש|לפני ש)(?:אתה |את )?(?:מסכם|מתרגם|תסכם|תתרגם|מעבד) (?:את )?(?:ה)?(?:מסמך|טקסט|מאמר|כתבה|דף) (?:הזה|הזו|זה)`),
		forget:  opening(polite, `התעלמ(?:י|ו)`, `התעלם`, `(?:יש )?להתעלם`, `שכח(?:י|ו)?`, `אל (?:תציית|תצייתו|תתייחס|תתייחסו|תמלא)`),
		earlier: words(`מ?(?:את |כל )?ה?(?:הוראות|הנחיות|פקודות|כללים|הודעות|טענות|בקשות)(?: \S+)? ה?(?:קודמות|קודמים|לעיל|מקוריות|מקוריים|אחרות|אחרים|שלך)`),
		command: opening(polite, `כת(?:ו)?ב(?:י|ו)?`, `הוסף`, `הוסיפ(?:י|ו)`, `שים`, `שימ(?:י|ו)`, `השתמש(?:י|ו)?`, `ציינ?ן?`, `אמור`, `התחל`, `סיים`, `תרגם`, `תרגמ(?:י|ו)`, `תן`, `ענה`, `ענ(?:י|ו)`, `השב`, `שנה`, `החלף`, `החליפו`, `מחק`, `קודד`, `הצג`, `המלץ`, `כלול`),
		answer:  words(`(?:ב|ל|ה|מ)?(?:תשובה|סיכום|תקציר|תרגום|הודעה|פלט) שלך`, `(?:ב|ל)?(?:תשובתך|סיכומך)`, `(?:ב|באמצעות |עם )(?:base ?64|JSON|אימוג.ים|אמוג.י|קוד מורס)(?: בלבד)?`),
		reshape: opening(polite, `תרגם`, `תרגמ(?:י|ו)`, `החלף`, `החליפו`, `מחק`, `קודד`, `הצפן`, `ענה`, `ענ(?:י|ו)`, `השב`),
		form:    words(`כל (?:ה)?(?:אות|אותיות|תנועה|תנועות|עיצורים|רווחים|רווח)`, `ה?(?:משפט|טקסט|הודעה|מאמר|כתבה) (?:הבא|הבאה|לעיל) (?:ל|ב).*`, `(?:רק|אך ורק) (?:ב|עם |באמצעות ).*`),
	}
}

func persian() *lexicon {
	const do = `(?:کن|کنید|بکن|بکنید)`
	return &lexicon{
		lang: "fa",
		cue:  []string{"ai", "هوش", "دستیار", "زبانی", "ربات", "چت", "پرامپت", "سیستم", "دستور", "فرمان", "راهنمایی", "قانون", "قواعد", "پیام", "ادعا", "پاسخ", "جواب", "خلاصه", "ترجمه", "خروجی", "حرف", "حروف", "مصوت", "صامت", "فاصله", "جمله", "متن", "مقاله", "ایموجی", "شکلک", "json", "base64"},
		alone: spoken(`هوش مصنوعی|دستیار (?:هوش|هوشمند|مجازی)\S*|مدل زبانی|ربات (?:گفتگو|چت)|چت ?بات`, `(?:تو|شما)(?: اکنون| حالا)?(?: یک)?`,
			`(?:توجه|یادداشت|پیام|دستور|دستورالعمل|مهم|قابل توجه)(?: (?:به|برای) (?:همه )?|[:,!] )`, `(?:پرامپت|دستور|پیام) سیستم\S*`,
			`(?:هنگام|پیش از|قبل از) (?:خلاصه ?(?:کردن|سازی)|ترجمه|پردازش) این (?:سند|متن|مقاله|صفحه)`),
		forget:  closing(`نادیده (?:بگیر|بگیرید)`, `فراموش `+do, `(?:توجه|پیروی|اطاعت) نکن(?:ید)?`, `کنار بگذار(?:ید)?`),
		earlier: words(`(?:دستور|فرمان|راهنمایی|قانون|قواعد|پیام|ادعا)\S*(?: ها\S*)?(?: \S+)? (?:قبلی|پیشین|بالا|اولیه|دیگر|فوق|خود|سابق)`),
		command: closing(`بنویس(?:ید)?`, `(?:اضافه|استفاده|ذکر|شروع|ترجمه|جایگزین|حذف|رمزگذاری|توصیه) `+do, `بگذار(?:ید)?`, `قرار (?:بده|دهید|بدهید)`, `بگو(?:یید)?`, `(?:پاسخ|جواب|تغییر|نشان) (?:بده|دهید|بدهید)`),
		answer:  words(`(?:پاسخ|جواب|خلاصه|ترجمه|پیام|خروجی)\S* (?:خود|خودت|خودتان|شما|تو)`, `(?:پاسخت|جوابت|پاسختان|جوابتان)`, `(?:به صورت|با|در قالب) (?:base ?64|JSON|کد مورس|ایموجی\S*|شکلک\S*)`),
		reshape: closing(`(?:ترجمه|جایگزین|حذف|رمزگذاری) `+do, `(?:پاسخ|جواب|تغییر) (?:بده|دهید|بدهید)`),
		form:    words(`(?:هر|همه|تمام) (?:\S+ )?(?:حرف|حروف|مصوت|صامت|فاصله)\S*`, `(?:جمله|متن|پیام|مقاله)\S? (?:زیر|بالا|بعدی) (?:را )?به .*`, `(?:فقط|تنها) (?:با|به|در) .*`),
	}
}
