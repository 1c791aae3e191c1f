package read

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// spoken are short invented reports in languages and the charsets they were written in.
var spoken = []struct {
	text     string
	charsets string
}{
	{"海港管理局周二宣布关闭东码头，因为潜水员在三根桥墩上发现了裂缝。维修工程需要两个月，渡轮将改停西码头。", "gb18030 gbk gb2312"},
	{"港務局週二宣布關閉東碼頭，因為潛水員在三根橋墩上發現了裂縫。維修工程需要兩個月，渡輪將改停西碼頭。", "big5"},
	{"港湾局は火曜日、潜水士が三本の橋脚に亀裂を見つけたため東埠頭を閉鎖すると発表した。修理には二か月かかる見込みだ。", "shift_jis euc-jp iso-2022-jp"},
	{"항만청은 화요일 잠수사가 교각 세 곳에서 균열을 발견함에 따라 동쪽 부두를 폐쇄한다고 밝혔다. 수리에는 두 달이 걸린다.", "euc-kr"},
	{"أعلن مدير الميناء يوم الثلاثاء إغلاق الرصيف الشرقي بعد أن اكتشف الغواصون تصدعات في ثلاث دعامات وقال إن الإصلاح سيستغرق شهرين", "windows-1256 iso-8859-6"},
	{"מנהל הנמל הודיע ביום שלישי על סגירת הרציף המזרחי לאחר שצוללנים מצאו סדקים בשלושה עמודים. התיקון יימשך חודשיים.", "windows-1255"},
	{"Начальник порта во вторник закрыл восточный причал: водолазы нашли трещины в трёх опорах. Ремонт займёт два месяца, паромы примет западный причал.", "windows-1251 koi8-r iso-8859-5 ibm866"},
	{"Ο λιμενάρχης έκλεισε την Τρίτη την ανατολική προβλήτα, αφού δύτες βρήκαν ρωγμές σε τρεις πυλώνες. Η επισκευή θα διαρκέσει δύο μήνες.", "iso-8859-7 windows-1253"},
	{"เจ้าท่าสั่งปิดท่าเรือฝั่งตะวันออกเมื่อวันอังคาร หลังนักประดาน้ำพบรอยร้าวในตอม่อสามต้น การซ่อมจะใช้เวลาสองเดือน", "windows-874 tis-620"},
	{"Le capitaine du port a fermé mardi le quai est après la découverte de fissures ; la réparation durera deux mois, a-t-on précisé à la mairie.", "windows-1252 iso-8859-1 iso-8859-15"},
	{"Přístavní kapitán v úterý uzavřel východní molo poté, co potápěči našli trhliny ve třech pilířích. Oprava potrvá dva měsíce.", "windows-1250 iso-8859-2"},
	{"Liman başkanı, dalgıçların üç ayakta çatlak bulması üzerine salı günü doğu iskelesini kapattı. Onarım iki ay sürecek, dedi.", "windows-1254 iso-8859-9"},
}

// TestDecode holds that a text is read alike whether its charset is declared by the server, by the document, or
// not at all.
func TestDecode(t *testing.T) {
	for _, c := range spoken {
		want := strings.Repeat(c.text+"\n", 3)
		for label := range strings.FieldsSeq(c.charsets) {
			enc, _ := charset.Lookup(label)
			body, err := enc.NewEncoder().Bytes([]byte(want))
			if err != nil {
				t.Fatalf("%s: %v", label, err)
			}
			if got, name := Decode(body, ""); got != want {
				t.Errorf("%s undeclared read as %s: %.60q", label, name, got)
			}
			if got, name := Decode(body, "text/plain; charset="+label); got != want {
				t.Errorf("%s declared by the server read as %s: %.60q", label, name, got)
			}
			page := "<html><head><meta charset=\"" + label + "\"></head><body>" + string(body)
			if got, name := Decode([]byte(page), ""); !strings.HasSuffix(got, want) {
				t.Errorf("%s declared by the page read as %s: %.90q", label, name, got)
			}
			if got, _ := Decode([]byte(want), "text/html; charset="+label); got != want {
				t.Errorf("UTF-8 declared as %s: %.60q", label, got)
			}
		}
	}
}

func TestDecodeUnicode(t *testing.T) {
	for _, c := range spoken {
		want := "A. 1\n" + c.text + "\n"
		for _, e := range []struct {
			name string
			body func() ([]byte, error)
		}{
			{"utf-8", func() ([]byte, error) { return []byte(want), nil }},
			{"utf-8 with a mark", func() ([]byte, error) { return []byte("\ufeff" + want), nil }},
			{"utf-16be", func() ([]byte, error) {
				return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(want))
			}},
			{"utf-16le", func() ([]byte, error) {
				return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(want))
			}},
			{"utf-16le with a mark", func() ([]byte, error) {
				return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(want))
			}},
			{"utf-32be", func() ([]byte, error) {
				return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM).NewEncoder().Bytes([]byte(want))
			}},
			{"utf-32le with a mark", func() ([]byte, error) {
				return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder().Bytes([]byte(want))
			}},
		} {
			body, err := e.body()
			if err != nil {
				t.Fatal(err)
			}
			if got, name := Decode(body, ""); got != want {
				t.Errorf("%s read as %s: %.60q", e.name, name, got)
			}
		}
	}
}

// TestDecodeDamaged holds that a stray byte or a cut character does not turn UTF-8 into something else.
func TestDecodeDamaged(t *testing.T) {
	want := strings.Repeat("港湾局は東埠頭を閉鎖した。 Le capitaine a fermé le quai.\n", 4)
	for _, body := range []string{want + "\xe6\xb8", "\xff" + want, want[:30] + "\x80" + want[30:]} {
		got, name := Decode([]byte(body), "text/html; charset=utf-8")
		if name != "utf-8" || !strings.Contains(got, "閉鎖した。 Le capitaine a fermé le quai.\n港") || !utf8.ValidString(got) {
			t.Errorf("read as %s: %q", name, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\x1b$B9A\x1b(B"), "text/plain; charset=iso-2022-jp")
	f.Add([]byte("\x00h\x00e\x00y\x00!\x00\n\x00h\x00e\x00y"), "")
	f.Add([]byte("<meta charset=utf-16>\xe9\xe8"), "text/html")
	f.Add([]byte("\xcf\xf0\xe8\xe2\xe5\xf2"), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		text, name := Decode(body, contentType)
		if !utf8.ValidString(text) || name == "" && len(body) > 0 {
			t.Errorf("%q from %q", text, name)
		}
	})
}
