package chunk

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/tiktoken-go/tokenizer/codec"
)

// A Counter returns the number of tokens of a text.
type Counter func(s string) int

// tables are those of o200k_base, built at the first use: that takes some 30 ms and 7 MB. They are not built by a
// sync.OnceValue, which would be part of every program that only imports this package, at 4 MB.
var tables struct {
	once  sync.Once
	o200k *codec.Codec
}

func o200k() *codec.Codec {
	tables.once.Do(func() { tables.o200k = codec.NewO200kBase() })
	return tables.o200k
}

// Exact counts with OpenAI's o200k_base encoding, which later models share. It is safe for concurrent use.
func Exact(s string) int {
	n, err := o200k().Count(s)
	if err != nil {
		return len(s) // a byte-level encoding never makes more tokens than there are bytes
	}
	return n
}

// Estimate is a fast upper estimate of Exact: about a tenth to a third too high on running text of any script.
func Estimate(s string) int { return estimate(s)/100 + 1 }

// estimate is Estimate in hundredths of a token.
func estimate(s string) int {
	var sum int
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			sum += int(ascii[b])
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		sum += weight(r)
		i += size
	}
	return sum
}

// ascii is the weight of each ASCII character, in hundredths of a token.
var ascii = func() (w [utf8.RuneSelf]uint8) {
	for b := range w {
		switch {
		case 'a' <= b && b <= 'z':
			w[b] = 33
		case 'A' <= b && b <= 'Z':
			w[b] = 55
		case '0' <= b && b <= '9':
			w[b] = 75
		case b == ' ':
			w[b] = 6
		default:
			w[b] = 100
		}
	}
	return w
}()

// weight is the weight of a character outside ASCII, in hundredths of a token, measured on news in 26 languages.
func weight(r rune) int {
	switch {
	case r < 0x0250: // Latin with accents
		return 105
	case r < 0x0530: // Greek, Cyrillic
		return 52
	case r < 0x0590: // Armenian
		return 75
	case r < 0x0780: // Hebrew, Arabic, Syriac
		return 62
	case r < 0x0E00: // scripts of India
		return 85
	case r < 0x0E80: // Thai
		return 70
	case 0x1E00 <= r && r < 0x1F00: // Vietnamese
		return 110
	case 0x2000 <= r && r < 0x3040: // punctuation, symbols
		return 150
	case 0x3040 <= r && r < 0x3100: // kana
		return 95
	case 0x4E00 <= r && r < 0xA000: // Han
		return 112
	case 0xAC00 <= r && r < 0xD7B0: // hangul
		return 100
	case 0xFF00 <= r && r < 0xFFF0: // full width
		return 150
	case unicode.IsLetter(r):
		return 200
	}
	return 4 * 100 // at worst a token a byte
}
