package lineage

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// sound returns the consonants of a name as classes of sounds, so that one name written in several scripts gets
// nearly one code: 1 p b f v w, 2 k g c q x, 3 t d, 4 l r, 5 m n, 6 s z j and the hushing sounds. Vowels, h and y
// are left out, and equal neighbours count once. (The idea is Soundex, 1918; the classes are wide because scripts
// without v, l or voiced consonants write the nearest one.)
func sound(word string) string {
	var code []byte
	add := func(classes string) {
		for i := range len(classes) {
			if n := len(code); n == 0 || code[n-1] != classes[i] {
				code = append(code, classes[i])
			}
		}
	}
	for _, r := range norm.NFC.String(word) {
		switch {
		case len(code) >= 6:
			return string(code)
		case r < utf8.RuneSelf:
			add(soundClass[foldRune(r)])
		case r >= 0x30A1 && r <= 0x30FA:
			add(kana(r)) // before it is taken apart: the mark of a voiced syllable belongs to it
		default:
			for _, part := range norm.NFD.String(string(r)) {
				if part >= 0x1100 && part < 0x1200 {
					add(jamo(part)) // a syllable of hangul falls into its letters
					continue
				}
				add(soundClass[foldRune(part)])
			}
		}
	}
	return string(code)
}

// soundClass holds the classes of the letters of alphabets, in lower case.
var soundClass = func() map[rune]string {
	classes := map[rune]string{'ц': "6", 'щ': "6", 'ξ': "26", 'ψ': "16", 'ß': "6"}
	for class, letters := range map[string]string{
		"1": "pbfvwπβφпбвфפבוبفوپपफबभवผพภบปฟ",
		"2": "kgcqxκγχкгґхקגכךقكکگغخكकखगघกขคฆง",
		"3": "tdτδθтдטדתتدطضذثटठडढतथदधดตถทธฐฑฒณ",
		"4": "lrλρлрלרلرलरลร",
		"5": "mnμνмнמםנןمنमनणङञมน",
		"6": "szjσςζсзжчшסזצץשسزصظشجچژशषसचछजझซสศษจชฉฌ",
	} {
		for _, r := range letters {
			classes[r] = class
		}
	}
	delete(classes, 'ו') // also the vowels o and u, and و likewise
	delete(classes, 'و')
	return classes
}()

// kana returns the consonant of a katakana syllable. The syllables stand in the order of their consonants from
// U+30A1; small tsu doubles the next consonant and says nothing.
func kana(r rune) string {
	switch {
	case r == 'ッ', r >= 'ァ' && r <= 'オ':
		return ""
	case r <= 'ゴ':
		return "2"
	case r <= 'ゾ':
		return "6"
	case r <= 'ド':
		if r == 'チ' || r == 'ヂ' || r == 'ツ' || r == 'ヅ' {
			return "6"
		}
		return "3"
	case r <= 'ノ', r >= 'マ' && r <= 'モ', r == 'ン':
		return "5"
	case r <= 'ポ':
		if r == 'ハ' || r == 'ヒ' || r == 'ヘ' || r == 'ホ' {
			return "" // h
		}
		return "1"
	case r >= 'ラ' && r <= 'ロ':
		return "4"
	case r == 'ヴ', r == 'ワ':
		return "1"
	}
	return ""
}

// jamo returns the consonant of a hangul letter, leading or trailing.
func jamo(r rune) string {
	switch {
	case r >= 0x1100 && r <= 0x1112:
		return leadingJamo[r-0x1100]
	case r >= 0x11A8 && r <= 0x11C2:
		return trailingJamo[r-0x11A8]
	}
	return ""
}

var (
	// g kk n d tt r m b pp s ss ng j jj ch k t p h
	leadingJamo = [...]string{"2", "2", "5", "3", "3", "4", "5", "1", "1", "6", "6", "", "6", "6", "6", "2", "3", "1", ""}
	// g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h
	trailingJamo = [...]string{"2", "2", "2", "5", "5", "5", "3", "4", "4", "4", "4", "4", "4", "4", "4", "5", "1", "1", "3", "3",
		"5", "3", "3", "2", "3", "1", ""}
)
