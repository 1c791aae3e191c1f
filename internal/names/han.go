package names

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"polydigest/internal/lazy"
)

//go:embed readings.txt
var readings string

const (
	firstHan = 0x4e00
	lastHan  = 0x9fff
)

// lines are the offsets of the characters' lines in the table, plus one; made once, when first asked for.
func lines() []uint32 {
	return keptLines.Get(func() []uint32 {
		at := make([]uint32, lastHan-firstHan+1)
		for i := 0; i < len(readings); {
			r, _ := utf8.DecodeRuneInString(readings[i:])
			if firstHan <= r && r <= lastHan {
				at[r-firstHan] = uint32(i) + 1
			}
			i += strings.IndexByte(readings[i:], '\n') + 1
		}
		return at
	})
}

var keptLines lazy.Value[[]uint32]

// readingsOf returns the readings of a character in Mandarin, Japanese and Korean.
func readingsOf(r rune) (mandarin, japanese, korean string) {
	if r < firstHan || r > lastHan || lines()[r-firstHan] == 0 {
		return "", "", ""
	}
	line := readings[lines()[r-firstHan]-1:]
	line = line[strings.IndexByte(line, '\t')+1 : strings.IndexByte(line, '\n')]
	mandarin, line, _ = strings.Cut(line, "\t")
	japanese, korean, _ = strings.Cut(line, "\t")
	return mandarin, japanese, korean
}

// most bounds the readings of one name that are tried.
const most = 24

// hanSounds reads Han characters: in Mandarin, but in Japanese or Korean text by those languages' readings.
func hanSounds(name, lang string) ([]string, bool) {
	all := []string{""}
	runes := []rune(name)
	for i, r := range runes {
		if r == '々' && i > 0 {
			r = runes[i-1]
		}
		if scriptOf(r) != hanScript {
			if scriptOf(r) == kana {
				all = extend(all, []string{mapped(string(r), soundsIn(kana))})
			}
			continue
		}
		next := charSounds(r, lang)
		if next == nil {
			return nil, false
		}
		all = extend(all, next)
	}
	for i := range all {
		all[i] = collapse(all[i])
	}
	return all, true
}

// bareConsonants are the characters that foreign names in Chinese are given for a consonant without a vowel, in Xinhua's
// tables of transcription.
var bareConsonants = pairs("斯 s 尔 r 爾 r 克 k 特 t 德 d 夫 f 弗 f 姆 m 布 b 普 p 兹 z 茲 z 茨 T 格 g 什 S 恩 n 赫 h")

// charSounds reads one character by the language.
func charSounds(r rune, lang string) []string {
	mandarin, japanese, korean := readingsOf(r)
	list, read := mandarin, func(p string) string { return mapped(p, pinyinSounds) }
	switch {
	case strings.HasPrefix(lang, "ja"):
		list, read = japanese, func(k string) string { return mapped(k, soundsIn(kana)) }
	case strings.HasPrefix(lang, "ko"):
		list, read = korean, hangulSounds
	case bareConsonants[string(r)] != "":
		return []string{bareConsonants[string(r)]}
	}
	if list == "" {
		return nil
	}
	var out []string
	for reading := range strings.SplitSeq(list, ",") {
		out = append(out, read(reading))
	}
	return out
}

func extend(all, next []string) []string {
	var out []string
	for _, a := range all {
		for _, n := range next {
			if out = append(out, a+n); len(out) == most {
				return out
			}
		}
	}
	return out
}
