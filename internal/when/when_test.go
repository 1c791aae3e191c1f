package when

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// values lists what Find finds as kind-less "text=value".
func values(text, lang, ref string) string {
	var out []string
	for _, t := range Find(text, lang, ref) {
		v := t.EDTF
		if v == "" {
			v = "?" + t.Known
		}
		out = append(out, t.Text+"="+v)
	}
	return strings.Join(out, " | ")
}

func TestFindsDatesInManyLanguages(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "On Monday, 5 February 2024, it rained.", "Monday, 5 February 2024=2024-02-05"},
		{"en", "It was May 3–5, 2024 in Rome.", "May 3–5, 2024=2024-05-03/2024-05-05"},
		{"en", "from 3 to 5 May 2024", "3 to 5 May 2024=2024-05-03/2024-05-05"},
		{"en", "between 2019 and 2021", "2019 and 2021=2019/2021"},
		{"en", "In 2020 sales fell; since 1998 they rose.", "2020=2020 | 1998=1998"},
		{"en", "There were 1,990 people and 2020 rooms.", ""},
		{"en", "The 1990s and the 20th century", "1990s=199X | 20th century=19XX"},
		{"en", "the third quarter of 2020 and Q1 2021", "third quarter of 2020=2020-07/2020-09 | Q1 2021=2021-01/2021-03"},
		{"en", "summer 2020, the 2019–20 season", "summer 2020=2020-22 | 2019–20=2019/2020"},
		{"en", "He may go; only 5 may stay. She marched in 3 rows.", ""},
		{"en", "Paid on 2024-02-05 and 05/03/2024.", "2024-02-05=2024-02-05 | 05/03/2024=2024-03-05"},
		{"en-US", "Paid 05/03/2024.", "05/03/2024=2024-05-03"},
		{"zh", "2024年2月5日，二〇二三年八月十五日", "2024年2月5日=2024-02-05 | 二〇二三年八月十五日=2023-08-15"},
		{"zh", "2020年夏天、2020年上半年、20世纪90年代、民国113年", "2020年夏天=2020-22 | 2020年上半年=2020-01/2020-06 | 20世纪90年代=199X | 民国113年=2024"},
		{"zh-Hant", "民國113年2月5日至8日", "民國113年2月5日至8日=2024-02-05/2024-02-08"},
		{"ja", "令和6年2月5日と昭和55年、令和元年", "令和6年2月5日=2024-02-05 | 昭和55年=1980 | 令和元年=2019"},
		{"en", "the budget for fiscal 2023 and FY2024", "2023=2023 | 2024=2024"},
		{"ja", "2024年5月3日から5日まで、24年度、２０２４年", "2024年5月3日から5日まで=2024-05-03/2024-05-05 | 24年度=2024 | ２０２４年=2024"},
		{"ko", "2024년 2월 5일(월)에 열렸다", "2024년 2월 5일(월)=2024-02-05"},
		{"fr", "le 1er février 2024, en 2020 ; le XXe siècle, les années 1990", "1er février 2024=2024-02-01 | 2020=2020 | XXe siècle=19XX | années 1990=199X"},
		{"it", "lunedì 5 febbraio 2024 e dal 3 al 5 maggio 2024", "lunedì 5 febbraio 2024=2024-02-05 | 3 al 5 maggio 2024=2024-05-03/2024-05-05"},
		{"es", "el 5 de febrero de 2024; el siglo XX; en 2019", "5 de febrero de 2024=2024-02-05 | siglo XX=19XX | 2019=2019"},
		{"pt", "5 de fevereiro de 2024", "5 de fevereiro de 2024=2024-02-05"},
		{"de", "am 5. Februar 2024, im Jahr 2019, seit 2020; das 20. Jahrhundert", "5. Februar 2024=2024-02-05 | 2019=2019 | 2020=2020 | 20. Jahrhundert=19XX"},
		{"nl", "5 februari 2024", "5 februari 2024=2024-02-05"},
		{"ru", "5 февраля 2024 года; в августе 2019 г.; в 2018 году", "5 февраля 2024 года=2024-02-05 | августе 2019 г=2019-08 | 2018 году=2018"},
		{"uk", "5 лютого 2024 року", "5 лютого 2024 року=2024-02-05"},
		{"pl", "5 lutego 2024 r.", "5 lutego 2024 r=2024-02-05"},
		{"tr", "5 Şubat 2024'te, 2010 yılında", "5 Şubat 2024=2024-02-05 | 2010 yılında=2010"},
		{"ar", "في ٥ فبراير ٢٠٢٤ وفي عام 2019", "٥ فبراير ٢٠٢٤=2024-02-05 | 2019=2019"},
		{"he", "ב-5 בפברואר 2024", "5 בפברואר 2024=2024-02-05"},
		{"fa", "۱۵ بهمن ۱۴۰۲", "۱۵ بهمن ۱۴۰۲=2024-02-04"},
		{"hi", "5 फ़रवरी 2024", "5 फ़रवरी 2024=2024-02-05"},
		{"th", "5 กุมภาพันธ์ พ.ศ. 2567 และ 5 กุมภาพันธ์ 2567", "5 กุมภาพันธ์ พ.ศ. 2567=2024-02-05 | 5 กุมภาพันธ์ 2567=2024-02-05"},
		{"vi", "ngày 5 tháng 2 năm 2024", "ngày 5 tháng 2 năm 2024=2024-02-05"},
		{"id", "5 Februari 2024", "5 Februari 2024=2024-02-05"},
		{"sv", "den 5 februari 2024", "5 februari 2024=2024-02-05"},
		{"cs", "5. února 2024, v roce 2019", "5. února 2024=2024-02-05 | 2019=2019"},
		{"el", "5 Φεβρουαρίου 2024", "5 Φεβρουαρίου 2024=2024-02-05"},
		{"en", "44 BC, AD 79, the 1800s", "44 BC=-0043 | AD 79=0079 | 1800s=18XX"},
		{"ar", "1 رمضان 1445 هـ، بين عامي 2019 و2021", "1 رمضان 1445 هـ=2024-03-11 | 2019 و2021=2019/2021"},
		{"ja", "2018〜2020年、2019年前半", "2018〜2020年=2018/2020 | 2019年前半=2019-01/2019-06"},
		{"fa", "سال ۱۴۰۲", "۱۴۰۲=2023-03-21/2024-03-19"},
		{"th", "ในปี 2567", "2567=2024"},
		{"ru", "в 30-е годы прошлого века, в шестидесятых годах", "30-е годы прошлого века=193X | шестидесятых годах=196X"},
		{"it", "negli anni Ottanta e negli anni ‘90", "anni Ottanta=198X | anni ‘90=199X"},
		{"de", "in den zwanziger Jahren des 19. Jahrhunderts", "zwanziger Jahren des 19. Jahrhunderts=182X"},
		{"ar", "في ثمانينيات القرن العشرين", "ثمانينيات القرن العشرين=198X"},
		{"zh", "上世纪80年代、1950 至 53 年", "上世纪80年代=198X | 1950 至 53 年=1950/1953"},
		{"en", "the third month of 2021, 3 months of 2021", "third month of 2021=2021-03 | 3 months=P3M | 2021=2021"},
		{"tr", "2018 veya sonrasında; 2015'in 3. ayı", "2018=2018 | 2015'in 3. ayı=2015-03"},
		{"ja", "2019", "2019=2019"},
		{"nl", "2018 of later, van 2015 tot 2018 of later dan 2020", "2018=2018 | 2015 tot 2018=2015/2018 | 2020=2020"},
		{"bn", "25শে মার্চ 1971", "25শে মার্চ 1971=1971-03-25"},
		{"tr", "1970'lerde, seksenli yıllarda", "1970'lerde=197X | seksenli yıllarda=198X"},
		{"en", "He is in his eighties; in the eighties", "eighties=198X"},
		{"ko", "2021년 3분기", "2021년 3분기=2021-07/2021-09"},
		{"vi", "quý 3 năm 2021", "quý 3 năm 2021=2021-07/2021-09"},
		{"th", "ไตรมาสที่สาม ปี 2021", "ไตรมาสที่สาม ปี 2021=2021-07/2021-09"},
		{"fa", "ششم نوامبر 2020", "ششم نوامبر 2020=2020-11-06"},
		{"es", "ganó 3-1 en 2020 y 4-2 de julio", "2020=2020 | julio=?XXXX-07"},
		{"en", "Tel: +86 138-2010-2015, 192.168.20.19, 24/7", ""},
	} {
		if diff := cmp.Diff(c.want, values(c.text, c.lang, "")); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", c.lang, c.text, diff)
		}
	}
}

func TestResolvesByTheDocumentsDate(t *testing.T) {
	const ref = "2024-02-07" // a Wednesday
	for _, c := range []struct{ lang, text, want string }{
		{"en", "yesterday, last Tuesday, on Monday", "yesterday=2024-02-06 | last Tuesday=2024-02-06 | Monday=2024-02-05"},
		{"en", "two days ago; last month; last August; next year", "two days ago=2024-02-05 | last month=2024-01 | last August=2023-08 | next year=2025"},
		{"en", "on 5 May and in December", "5 May=2024-05-05 | December=2023-12"},
		{"zh", "去年8月、上周二、昨天、三天前", "去年8月=2023-08 | 上周二=2024-01-30 | 昨天=2024-02-06 | 三天前=2024-02-04"},
		{"ja", "先月、昨年8月5日、5日、一昨日", "先月=2024-01 | 昨年8月5日=2023-08-05 | 5日=2024-02-05 | 一昨日=2024-02-05"},
		{"ko", "지난달 5일 어제 지난해 8월", "지난달 5일=2024-01-05 | 어제=2024-02-06 | 지난해 8월=2023-08"},
		{"fr", "il y a deux jours, lundi, le mois dernier, août dernier", "il y a deux jours=2024-02-05 | lundi=2024-02-05 | le mois dernier=2024-01 | août dernier=2023-08"},
		{"de", "vor drei Tagen, gestern, letzten Montag", "vor drei Tagen=2024-02-04 | gestern=2024-02-06 | letzten Montag=2024-02-05"},
		{"es", "hace 3 días, ayer, el año pasado", "hace 3 días=2024-02-04 | ayer=2024-02-06 | el año pasado=2023"},
		{"ar", "تعليق الدروس إلى غاية الجمعة", "الجمعة=2024-02-09"},
		{"ru", "вчера, два дня назад, в прошлом году", "вчера=2024-02-06 | два дня назад=2024-02-05 | в прошлом году=2023"},
		{"ar", "أمس، قبل يومين، الشهر الماضي", "أمس=2024-02-06 | قبل يومين=2024-02-05 | الشهر الماضي=2024-01"},
		{"en", "until Monday, tomorrow (Thursday), from Monday until Friday", "Monday=2024-02-12 | tomorrow (Thursday)=2024-02-08 | Monday=2024-02-05 | Friday=2024-02-02"},
		{"ja", "月曜日まで、今日（水曜日）", "月曜日=2024-02-12 | 今日（水曜日）=2024-02-07"},
		{"ar", "اليوم الثلاثاء", "اليوم الثلاثاء=2024-02-06"},
		{"fr", "hier, lundi 5 février", "hier=2024-02-06 | lundi 5 février=2024-02-05"},
		{"de", "bis Montag, am Montag", "Montag=2024-02-12 | Montag=2024-02-05"},
		{"ar", "حتى الاثنين", "الاثنين=2024-02-12"},
		{"vi", "thứ Sáu tới, thứ Sáu tuần sau, thứ Bảy sau khi bị bắt", "thứ Sáu tới=2024-02-09 | thứ Sáu tuần sau=2024-02-16 | thứ Bảy=2024-02-03"},
		{"es", "el viernes que viene", "viernes que viene=2024-02-09"},
		{"pl", "w najbliższy piątek, w miniony piątek", "najbliższy piątek=2024-02-09 | miniony piątek=2024-02-02"},
		{"ru", "в ближайшую пятницу", "ближайшую пятницу=2024-02-09"},
		{"cs", "pro nadcházející volby, nadcházející pátek", "nadcházející pátek=2024-02-09"},
		{"ko", "오는 금요일", "오는 금요일=2024-02-09"},
		{"zh", "下下周", "下下周=2024-02-19/2024-02-25"},
		{"pt", "na quinta, na quinta volta", "quinta=2024-02-01"},
		{"it", "ieri, la settimana scorsa", "ieri=2024-02-06 | settimana scorsa=2024-01-29/2024-02-04"},
	} {
		if diff := cmp.Diff(c.want, values(c.text, c.lang, ref)); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", c.lang, c.text, diff)
		}
	}
}

func TestLeavesOpenWhatNeedsTheDocumentsDate(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Monday", "Monday=?XXXX-WXX-1"},
		{"ja", "昨年8月は", "昨年8月=?y-1-08"},
		{"fr", "le 5 mai", "5 mai=?XXXX-05-05"},
		{"ar", "أمس", "أمس=?d-1"},
	} {
		if diff := cmp.Diff(c.want, values(c.text, c.lang, "")); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", c.lang, c.text, diff)
		}
	}
}

func TestFindsTimesAndDurations(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "at 3:40 p.m. for three days", "3:40 p.m.=T15:40 | three days=P3D"},
		{"zh", "下午3点半，持续3小时", "下午3点半=T15:30 | 3小时=PT3H"},
		{"ja", "午後3時15分から10年間", "午後3時15分=T15:15 | 10年間=P10Y"},
		{"ko", "오후 3시 30분, 3개월", "오후 3시 30분=T15:30 | 3개월=P3M"},
		{"fr", "à 14h40 pendant 1,5 heures", "14h40=T14:40 | 1,5 heures=PT1.5H"},
		{"fr", "prévu pour 19 h 30 (heure de l’Est)", "19 h 30=T19:30"},
		{"de", "um 18.37 Uhr, 6 Monate", "18.37 Uhr=T18:37 | 6 Monate=P6M"},
		{"es", "a las siete de la tarde, 7 de la mañana", "siete de la tarde=T19:00 | 7 de la mañana=T07:00"},
		{"th", "บ่าย 2 โมง และสองทุ่ม", "บ่าย 2 โมง=T14:00 | สองทุ่ม=T20:00"},
		{"vi", "lúc 7 giờ tối", "7 giờ tối=T19:00"},
		{"id", "3 malam, pukul 7 malam", "7 malam=T19:00"},
		{"ru", "в 10 милях, в 10 вечера", "10 вечера=T22:00"},
		{"ar", "خلال ثلاثة أيام", "ثلاثة أيام=P3D"},
		{"fr", "le 13 avril à 17h, du 3 au 5 avril", "13 avril=?XXXX-04-13 | 17h=T17:00 | 3 au 5 avril=?XXXX-04-03/XXXX-04-05"},
		{"it", "il 13 aprile alle ore 17.00", "13 aprile=?XXXX-04-13 | 17.00=T17:00"},
		{"nl", "op 13 april om vijf uur 's middags, vijf uur lang", "13 april=?XXXX-04-13 | vijf uur 's middags=T17:00 | vijf uur=PT5H"},
		{"pl", "13 kwietnia o godz. 17", "13 kwietnia=?XXXX-04-13 | 17=T17:00"},
		{"sv", "den 13 april kl. 17.00", "13 april=?XXXX-04-13 | 17.00=T17:00"},
		{"uk", "13 квітня о 5-й годині вечора", "13 квітня=?XXXX-04-13 | 5-й годині вечора=T17:00"},
		{"tr", "13 Nisan akşam saat 5'te", "13 Nisan=?XXXX-04-13 | akşam saat 5=T17:00"},
		{"ja", "5月3〜5日、3〜5月、2019年4〜6月期", "5月3〜5日=?XXXX-05-03/XXXX-05-05 | 3〜5月=?XXXX-03/XXXX-05 | 2019年4〜6月期=2019-04/2019-06"},
		{"ru", "тридцать первого декабря 2019 года", "тридцать первого декабря 2019 года=2019-12-31"},
		{"pl", "dwudziestego pierwszego maja 2024", "dwudziestego pierwszego maja 2024=2024-05-21"},
		{"cs", "v letech 2010 až 2015", "2010 až 2015=2010/2015"},
		{"th", "บนดวงจันทร์", ""},
		{"ar", "هوندا وتويوتا ونيسان", ""},
		{"tr", "kitle pazar markaları", ""},
		{"ro", "cel mai puternic", ""},
		{"hi", "रात 12 बजे तक, रात 2 बजे, रात 11 बजे", "रात 12 बजे=T00:00 | रात 2 बजे=T02:00 | रात 11 बजे=T23:00"},
		{"zh", "晚上12点、中午12点、深夜1点", "晚上12点=T00:00 | 中午12点=T12:00 | 深夜1点=T01:00"},
		{"ko", "밤 12시, 낮 12시", "밤 12시=T00:00 | 12시=T12:00"},
		{"ja", "深夜12時、夜9時", "深夜12時=T00:00 | 夜9時=T21:00"},
		{"es", "a las 12 de la noche, a las 9 de la noche", "12 de la noche=T00:00 | 9 de la noche=T21:00"},
		{"en", "12 noon, 12 midnight, 11 at night", "12 noon=T12:00 | 12 midnight=T00:00 | 11 at night=T23:00"},
		{"hi", "13 अप्रैल को शाम पांच बजे", "13 अप्रैल=?XXXX-04-13 | शाम पांच बजे=T17:00"},
		{"ar", "في 13 أبريل في الساعة الخامسة مساء", "13 أبريل=?XXXX-04-13 | الخامسة مساء=T17:00"},
		{"th", "13 เมษายน ห้าโมงเย็น", "13 เมษายน=?XXXX-04-13 | ห้าโมงเย็น=T17:00"},
		{"vi", "17h ngày 13/4", "17h=T17:00 | ngày 13/4=?XXXX-04-13"},
	} {
		if diff := cmp.Diff(c.want, values(c.text, c.lang, "")); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", c.lang, c.text, diff)
		}
	}
}

// TestReadsItsOwnValues holds that a value written as EDTF is read as itself, in any language.
func TestReadsItsOwnValues(t *testing.T) {
	for _, v := range []string{"2024-02-05", "1999-12-31", "2024-02", "1998"} {
		for _, lang := range []string{"en", "zh", "ja", "ar", "fr", "th", "ko", "hi"} {
			text := v
			if len(v) == 4 {
				text = map[string]string{"en": "in ", "fr": "en ", "ar": "عام ", "th": "ปี ค.ศ. ", "hi": "सन "}[lang] + v +
					map[string]string{"zh": "年", "ja": "年", "ko": "년"}[lang]
			}
			if found := Find(text, lang, ""); len(found) != 1 || found[0].EDTF != v {
				t.Errorf("%s %q: %+v", lang, text, found)
			}
		}
	}
}

func TestUnknownLanguagesReadDigits(t *testing.T) {
	for _, lang := range []string{"", "und", "xx-Latn", "a language tag longer than any there is, by far"} {
		if diff := cmp.Diff("2024-02-05=2024-02-05", values("2024-02-05", lang, "")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", lang, diff)
		}
	}
}
