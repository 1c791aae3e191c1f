package read

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// A pdfFont turns the codes that a page draws into characters and widths.
type pdfFont struct {
	wide    bool              // codes have two bytes
	unicode map[uint32]string // of its ToUnicode map; nil without one
	encoder pdf.TextEncoding  // else
	first   int
	widths  []float64 // of simple fonts, from the code first on, in thousandths of the size
}

func newPDFFont(v pdf.Value) *pdfFont {
	f := &pdfFont{wide: v.Key("Subtype").Name() == "Type0", first: int(v.Key("FirstChar").Int64())}
	if widths := v.Key("Widths"); widths.Len() <= 1024 {
		for i := range widths.Len() {
			f.widths = append(f.widths, widths.Index(i).Float64())
		}
	}
	if m := v.Key("ToUnicode"); m.Kind() == pdf.Stream {
		if b, err := io.ReadAll(io.LimitReader(m.Reader(), 4<<20)); err == nil {
			f.unicode = parseToUnicode(string(b))
		}
	}
	if len(f.unicode) == 0 {
		font := pdf.Font{V: v}
		f.encoder = font.Encoder()
	}
	return f
}

// read gives the characters of a string and its width in sizes of the font.
func (f *pdfFont) read(raw string) (s string, width float64) {
	if f.unicode == nil {
		if f.encoder != nil {
			s = f.encoder.Decode(raw)
		}
		return s, f.width(raw, s)
	}
	var b strings.Builder
	step := 1
	if f.wide {
		step = 2
	}
	for i := 0; i+step <= len(raw); i += step {
		code := uint32(raw[i])
		if f.wide {
			code = code<<8 | uint32(raw[i+1])
		}
		b.WriteString(f.unicode[code])
	}
	return b.String(), f.width(raw, b.String())
}

// width adds up declared widths; without them a Latin letter takes half its size and an ideograph all of it.
func (f *pdfFont) width(raw, s string) float64 {
	sum := 0.0
	if !f.wide && len(f.widths) > 0 {
		for i := range len(raw) {
			if at := int(raw[i]) - f.first; at >= 0 && at < len(f.widths) {
				sum += f.widths[at] / 1000
			}
		}
		return sum
	}
	for _, r := range s {
		if wideRune(r) {
			sum++
		} else {
			sum += 0.5
		}
	}
	return sum
}

// parseToUnicode reads the bfchar and bfrange sections of a ToUnicode map (ISO 32000, 9.10.3).
func parseToUnicode(s string) map[uint32]string {
	out := map[uint32]string{}
	tokens := cmapTokens(s)
	for i := 0; i < len(tokens); i++ {
		switch tokens[i] {
		case "beginbfchar":
			for i++; i+1 < len(tokens) && tokens[i] != "endbfchar"; i += 2 {
				out[hexCode(tokens[i])] = hexText(tokens[i+1])
			}
		case "beginbfrange":
			i = bfRange(tokens, i+1, out)
		}
		if len(out) > 1<<17 {
			break
		}
	}
	return out
}

// bfRange reads "<from> <to> <text>" and "<from> <to> [<text> <text>]" from tokens[i] on and returns where they
// end.
func bfRange(tokens []string, i int, out map[uint32]string) int {
	for i+2 < len(tokens) && tokens[i] != "endbfrange" {
		from, to := hexCode(tokens[i]), hexCode(tokens[i+1])
		i += 2
		if tokens[i] == "[" {
			for i++; i < len(tokens) && tokens[i] != "]"; i++ {
				out[from] = hexText(tokens[i])
				from++
			}
			i++
			continue
		}
		text := hexText(tokens[i])
		last, size := utf8.DecodeLastRuneInString(text)
		for code := from; code <= to && code-from < 1<<16 && text != ""; code++ {
			out[code] = text[:len(text)-size] + string(last+rune(code-from))
		}
		i++
	}
	return i
}

// cmapTokens cuts a map into its words, hexadecimal strings and brackets.
func cmapTokens(s string) []string {
	s = strings.NewReplacer("<", " <", ">", "> ", "[", " [ ", "]", " ] ").Replace(s)
	var out []string
	open := ""
	for word := range strings.FieldsSeq(s) {
		switch {
		case open != "":
			open += word
		case strings.HasPrefix(word, "<") && !strings.HasPrefix(word, "<<"):
			open = word
		default:
			out = append(out, word)
			continue
		}
		if strings.HasSuffix(open, ">") {
			out = append(out, open)
			open = ""
		}
	}
	return out
}

func hexCode(token string) uint32 {
	n, _ := strconv.ParseUint(strings.Trim(token, "<>"), 16, 32)
	return uint32(n)
}

// hexText reads UTF-16 in hexadecimal digits.
func hexText(token string) string {
	token = strings.Trim(token, "<>")
	var units []uint16
	for i := 0; i+4 <= len(token) && i < 64; i += 4 {
		n, err := strconv.ParseUint(token[i:i+4], 16, 16)
		if err != nil {
			return ""
		}
		units = append(units, uint16(n))
	}
	if len(token) == 2 {
		units = append(units, uint16(hexCode(token)))
	}
	return string(utf16.Decode(units))
}
