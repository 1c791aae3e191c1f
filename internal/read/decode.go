package read

import (
	"bytes"
	"encoding/binary"
	"mime"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"polydigest/internal/lazy"
)

// metaWindow is how far into a page a declaration of its charset is looked for. Browsers stop at 1,024 bytes;
// pages that declare it later are common.
const metaWindow = 8 << 10

var (
	metaCharset = lazy.MustCompile(`(?is)<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)`)
	xmlEncoding = lazy.MustCompile(`(?is)^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)`)
	cssCharset  = lazy.MustCompile(`(?i)^@charset "([\w.:-]+)"`)
)

// Decode turns bytes into UTF-8 text and says from which charset, by its WHATWG name
// (https://encoding.spec.whatwg.org). A byte order mark wins, then what contentType declares, then what the
// document declares, then what the bytes look like. A declaration that the bytes contradict is passed over:
// bytes that are UTF-8 are read as UTF-8, and a charset in which more than one character in a hundred does not
// exist is not theirs.
func Decode(body []byte, contentType string) (text, name string) {
	if text, name, ok := decodeUnicode(body); ok {
		return text, name
	}
	if looksUTF8(body) && !looksISO2022(body) {
		return strings.ToValidUTF8(string(body), "\uFFFD"), "utf-8"
	}
	for _, label := range declared(body, contentType) {
		if text, name, ok := decodeAs(body, label); ok {
			return text, name
		}
	}
	if looksISO2022(body) {
		if text, name, ok := decodeAs(body, "iso-2022-jp"); ok {
			return text, name
		}
	}
	if utf8.Valid(body) || mostlyUTF8(body) {
		return strings.ToValidUTF8(string(body), "\uFFFD"), "utf-8"
	}
	return detect(body)
}

// decodeUnicode reads what is UTF-8 with a mark, or UTF-16 or UTF-32 with a mark or without.
func decodeUnicode(body []byte) (string, string, bool) {
	switch {
	case bytes.HasPrefix(body, []byte{0xEF, 0xBB, 0xBF}):
		return strings.ToValidUTF8(string(body[3:]), "\uFFFD"), "utf-8", true
	case bytes.HasPrefix(body, []byte{0xFF, 0xFE, 0, 0}) && len(body)%4 == 0:
		return fromUTF32(body[4:], binary.LittleEndian), "utf-32le", true
	case bytes.HasPrefix(body, []byte{0, 0, 0xFE, 0xFF}):
		return fromUTF32(body[4:], binary.BigEndian), "utf-32be", true
	case bytes.HasPrefix(body, []byte{0xFF, 0xFE}):
		return fromUTF16(body[2:], binary.LittleEndian), "utf-16le", true
	case bytes.HasPrefix(body, []byte{0xFE, 0xFF}):
		return fromUTF16(body[2:], binary.BigEndian), "utf-16be", true
	}
	return decodeUnmarked(body)
}

// decodeUnmarked reads UTF-16 and UTF-32 without a mark by where their zero bytes stand: even text in scripts
// far from Latin has line ends, spaces and digits.
func decodeUnmarked(body []byte) (string, string, bool) {
	if len(body) < 8 || len(body)%2 != 0 {
		return "", "", false
	}
	var zeros [4]int
	head := body[:min(len(body), 4096)&^3]
	for i, b := range head {
		if b == 0 {
			zeros[i%4]++
		}
	}
	quarter := len(head) / 4
	if len(body)%4 == 0 && zeros[0] == quarter && zeros[1]*10 > quarter*9 {
		return plausibleText(fromUTF32(body, binary.BigEndian), "utf-32be")
	}
	if len(body)%4 == 0 && zeros[3] == quarter && zeros[2]*10 > quarter*9 {
		return plausibleText(fromUTF32(body, binary.LittleEndian), "utf-32le")
	}
	high, low := zeros[0]+zeros[2], zeros[1]+zeros[3]
	switch {
	case high*100 > len(head) && high > 4*low:
		return plausibleText(fromUTF16(body, binary.BigEndian), "utf-16be")
	case low*100 > len(head) && low > 4*high:
		return plausibleText(fromUTF16(body, binary.LittleEndian), "utf-16le")
	}
	return "", "", false
}

// plausibleText refuses a reading that gives lone surrogates, control characters, or characters that are not
// assigned.
func plausibleText(text, name string) (string, string, bool) {
	bad, all := 0, 0
	for _, r := range text {
		all++
		if r == utf8.RuneError || !unicode.IsGraphic(r) && r != '\n' && r != '\r' && r != '\t' && r != '\ufeff' {
			bad++
		}
	}
	return text, name, bad*50 <= all
}

func fromUTF16(body []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(body)/2)
	for i := range units {
		units[i] = order.Uint16(body[2*i:])
	}
	return string(utf16.Decode(units))
}

func fromUTF32(body []byte, order binary.ByteOrder) string {
	runes := make([]rune, len(body)/4)
	for i := range runes {
		runes[i] = rune(order.Uint32(body[4*i:]))
	}
	return strings.ToValidUTF8(string(runes), "\uFFFD")
}

// declared lists the charsets that the server and the document name, in the order in which they count.
func declared(body []byte, contentType string) []string {
	var labels []string
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		labels = append(labels, params["charset"])
	}
	head := body[:min(len(body), metaWindow)]
	for _, re := range []*lazy.Regexp{xmlEncoding, metaCharset, cssCharset} {
		if m := re.FindSubmatch(head); m != nil {
			labels = append(labels, string(m[1]))
		}
	}
	return labels
}

// decodeAs reads body in the charset of that label; ok is false for an unknown label and where more than one
// character in a hundred does not exist in it.
func decodeAs(body []byte, label string) (string, string, bool) {
	enc, name := lookup(label)
	if enc == nil {
		return "", "", false
	}
	text, bad := decodeWith(enc, body)
	return text, name, bad*100 <= max(highBytes(body), 100)
}

// lookup finds an encoding by any label that browsers know, and a few that they do not.
func lookup(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.TrimSpace(label))
	switch label {
	case "x-sjis", "cp932", "ms932", "windows-932":
		label = "shift_jis"
	case "gb-18030":
		label = "gb18030"
	case "utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be", "unicode":
		return nil, "" // a document that declares it in bytes that are not it: browsers take UTF-8
	case "cp949", "ms949", "uhc":
		label = "euc-kr"
	case "maccyrillic", "mac-cyrillic", "x-maccyrillic":
		label = "x-mac-cyrillic"
	case "cp866", "ibm-866":
		label = "ibm866"
	case "tis620", "iso-8859-11":
		label = "windows-874"
	}
	enc, name := charset.Lookup(label)
	if name == "gbk" {
		enc, name = charset.Lookup("gb18030")
	}
	if name == "replacement" || enc == encoding.Nop && name != "utf-8" {
		return nil, ""
	}
	if name == "utf-8" {
		return encoding.Nop, name
	}
	return enc, name
}

// decodeWith decodes and counts the characters that the charset does not have.
func decodeWith(enc encoding.Encoding, body []byte) (text string, bad int) {
	if enc == encoding.Nop {
		text = strings.ToValidUTF8(string(body), "\uFFFD")
		return text, strings.Count(text, "\uFFFD")
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return "", len(body)
	}
	text = strings.ToValidUTF8(string(out), "\uFFFD")
	return text, strings.Count(text, "\uFFFD")
}

func highBytes(body []byte) int {
	n := 0
	for _, b := range body {
		if b >= 0x80 {
			n++
		}
	}
	return n
}

// looksUTF8 reports whether body is UTF-8 beyond doubt: valid, with several characters outside ASCII. In any
// other charset such bytes are next to impossible.
func looksUTF8(body []byte) bool {
	if !utf8.Valid(body) {
		return false
	}
	multi := 0
	for i := 0; i < len(body) && multi < 4; i++ {
		if body[i] >= 0xC0 {
			multi++
		}
	}
	return multi >= 4
}

// mostlyUTF8 reports whether body is UTF-8 with damage: a cut at the end, a stray byte here and there.
func mostlyUTF8(body []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRune(body[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good >= 4 && bad*20 <= good
}

// looksISO2022 reports whether body switches character sets by escape sequences; such bytes are valid ASCII
// too.
func looksISO2022(body []byte) bool {
	for _, esc := range []string{"\x1b$B", "\x1b$@", "\x1b(J"} {
		if bytes.Contains(body, []byte(esc)) {
			return true
		}
	}
	return false
}
