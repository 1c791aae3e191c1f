package names

import (
	_ "embed"
	"strings"

	"polydigest/internal/lazy"
)

// readings are a line for each character from U+4E00 to U+9FFF, empty for those without, three times: its readings in
// Mandarin, in Japanese and in Korean. One language after the other they take a quarter less in an archive than beside
// one another.
//
//go:embed readings.txt
var readings string

const (
	firstHan = 0x4e00
	lastHan  = 0x9fff
)

const han = lastHan - firstHan + 1

// lines are where the lines of the table begin; made once, when first asked for.
func lines() []uint32 {
	return keptLines.Get(func() []uint32 {
		at := make([]uint32, 0, 3*han)
		begins := true
		for i := range len(readings) {
			if begins {
				at = append(at, uint32(i))
			}
			begins = readings[i] == '\n'
		}
		return at
	})
}

var keptLines lazy.Value[[]uint32]

// readingsOf returns the readings of a character in Mandarin, Japanese and Korean, with commas between those of one.
func readingsOf(r rune) (mandarin, japanese, korean string) {
	if r < firstHan || r > lastHan {
		return "", "", ""
	}
	in := func(language int) string {
		line, _, _ := strings.Cut(readings[lines()[language*han+int(r-firstHan)]:], "\n")
		return line
	}
	return in(0), in(1), in(2)
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
