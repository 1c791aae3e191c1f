package names

import (
	"strings"

	"polydigest/internal/lazy"
)

// soundsIn is how the letters of a script sound.
func soundsIn(s script) map[string]string { return keptTables.Get(tables)[s] }

var keptTables lazy.Value[map[script]map[string]string]

func tables() map[script]map[string]string {
	return map[script]map[string]string{
		cyrillic: pairs("а a б b в v г g ґ g д d е e ё io є ie ж J з z и i і i ї i й y к k л l м m н n о o п p р r с s т t у u " +
			"ў w ф f х h ц T ч C ш S щ S ы i э e ю iu я ia дж J ј y љ l њ n ћ C ђ J џ J ѓ g ќ k кс ks"),
		greek: pairs("α a β v γ g δ d ε e ζ z η i θ t ι i κ k λ l μ m ν n ξ ks ο o π p ρ r σ s ς s τ t υ i φ f χ h ψ ps ω o ου u " +
			"μπ b ντ d γκ g γγ N τσ T τζ J αυ av ευ ev ά a έ e ή i ί i ό o ύ i ώ o αι e ει i οι i ού u ϊ i ϋ i"),
		arabic: pairs("ا a أ a إ i آ a ٱ a ب b ت t ث t ج J ح h خ h د d ذ z ر r ز z س s ش S ص s ض d ط t ظ z ع a غ g ف f ق k ك k " +
			"ل l م m ن n ه h ة a و u ي i ى a ئ i ؤ u پ b چ C ژ J گ g ک k ی i ڤ v ڭ g تش C دج J تس T"),
		hebrew: pairs("א a ב b ג g ד d ה h ו u ז z ח h ט t י i כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ T ץ T ק k ר r ש S ת t " +
			"וו v יי i ג׳ J ג' J ז׳ J ז' J צ׳ C צ' C ץ' C ת' t"),
		kana: pairs("あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go さ sa し Si す su せ se そ so " +
			"ざ za じ Ji ず zu ぜ ze ぞ zo た ta ち Ci つ Tu て te と to だ da ぢ Ji づ zu で de ど do な na に ni ぬ nu ね ne の no " +
			"は ha ひ hi ふ fu へ he ほ ho ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo " +
			"や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n ゔ vu " +
			"きゃ kia きゅ kiu きょ kio ぎゃ gia ぎゅ giu ぎょ gio しゃ Sa しゅ Su しょ So じゃ Ja じゅ Ju じょ Jo ちゃ Ca ちゅ Cu ちょ Co " +
			"にゃ nia にゅ niu にょ nio ひゃ hia ひゅ hiu ひょ hio びゃ bia びゅ biu びょ bio ぴゃ pia ぴゅ piu ぴょ pio みゃ mia みゅ miu みょ mio " +
			"りゃ ria りゅ riu りょ rio しぇ Se じぇ Je ちぇ Ce てぃ ti でぃ di とぅ tu どぅ du ふぁ fa ふぃ fi ふぇ fe ふぉ fo ふゅ fiu でゅ diu てゅ tiu " +
			"うぃ wi うぇ we うぉ wo ゔぁ va ゔぃ vi ゔぇ ve ゔぉ vo つぁ Ta つぃ Ti つぇ Te つぉ To くぁ kwa くぃ kwi くぇ kwe くぉ kwo ぐぁ gwa いぇ ye " +
			"すぃ si ずぃ zi ぁ a ぃ i ぅ u ぇ e ぉ o ゃ ia ゅ iu ょ io"),
		thai: pairs("ก k ข k ค k ฆ k ง N จ C ฉ C ช C ซ s ฌ C ญ y ฎ d ฏ t ฐ t ฑ t ฒ t ณ n ด d ต t ถ t ท t ธ t น n บ b ป p ผ p ฝ f " +
			"พ p ฟ f ภ p ม m ย y ร r ล l ว w ศ s ษ s ส s ห h ฬ l อ o ฮ h ะ a า a ำ am ิ i ี i ึ u ื u ุ u ู u เ e แ e โ o ใ ai ไ ai ั a ็ e"),
		devanagari: pairs("अ a आ a इ i ई i उ u ऊ u ए e ऐ ai ओ o औ au ऑ o ऍ e क k ख k ग g घ g ङ N च C छ C ज J झ J ञ n ट t ठ t ड d ढ d ण n " +
			"त t थ t द d ध d न n प p फ f ब b भ b म m य y र r ल l व v श S ष S स s ह h ा a ि i ी i ु u ू u े e ै ai ो o ौ au ॉ o ॅ e ं n " +
			"क़ k ख़ h ग़ g ज़ z ड़ r ढ़ r फ़ f"),
	}
}

// pairs reads "letter sound letter sound". Katakana is also entered for hiragana.
func pairs(s string) map[string]string {
	m := map[string]string{}
	fields := strings.Fields(s)
	for i := 0; i+1 < len(fields); i += 2 {
		m[fields[i]] = fields[i+1]
		if k := katakana(fields[i]); k != fields[i] {
			m[k] = fields[i+1]
		}
	}
	return m
}

// katakana writes hiragana in katakana, 0x60 code points on.
func katakana(s string) string {
	return strings.Map(func(r rune) rune {
		if 0x3041 <= r && r <= 0x3096 {
			return r + 0x60
		}
		return r
	}, s)
}

// The parts of a hangul syllable in Unicode's order (Unicode Standard, 3.12).
var (
	initials = strings.Fields("g g n d d l m b b s s - J J C k t p h")
	medials  = strings.Fields("a e ia ie o e io ie o wa we we io u wo we wi iu u ui i")
	finals   = strings.Fields("- k k k n n n t l k m p l t p l m p p t t N t t k t p h")
)

// bareVowel is the place of ㅡ among the medials. Borrowed words have it where their own language has no vowel: 스트.
const bareVowel = 18

func hangulSounds(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0xac00 || r > 0xd7a3 {
			continue
		}
		n := int(r - 0xac00)
		initial, medial, final := initials[n/588], medials[n%588/28], finals[n%28]
		if n%588/28 == bareVowel && initial != "-" && final == "-" {
			medial = "-"
		}
		for _, part := range [...]string{initial, medial, final} {
			if part != "-" {
				b.WriteString(part)
			}
		}
	}
	return b.String()
}
