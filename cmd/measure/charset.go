package main

import (
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"polydigest/internal/read"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// charsets prints how many files of chardet's tests are decoded to the same text as in the charset that their
// folder names, those that browsers decode and the others apart.
func charsets(args []string) error {
	verbose, dirs := listing(args)
	for _, dir := range dirs {
		f, err := os.Open(filepath.Join(dir, "files.jsonl.gz"))
		if err != nil {
			return err
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			return err
		}
		right, all, other, blind := map[string]int{}, map[string]int{}, 0, 0
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var c struct{ Encoding, File, Base64 string }
			if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
				return err
			}
			body, err := base64.StdEncoding.DecodeString(c.Base64)
			if err != nil {
				return err
			}
			want, known := decodeNamed(body, c.Encoding)
			if !known {
				other++
				continue
			}
			if got, name := read.Decode(declaration.ReplaceAll(body, []byte("xxxxxxx=")), ""); sameButDeclared(got, want) {
				blind++
			} else {
				note(verbose, "  %s %s undeclared read as %s\n", c.Encoding, c.File, name)
			}
			got, name := read.Decode(body, "")
			all[c.Encoding]++
			if strings.TrimPrefix(got, "\ufeff") == strings.TrimPrefix(want, "\ufeff") {
				right[c.Encoding]++
			} else {
				note(verbose, "  %s %s read as %s\n", c.Encoding, c.File, name)
			}
		}
		good, total := 0, 0
		for _, name := range slices.Sorted(maps.Keys(all)) {
			good, total = good+right[name], total+all[name]
			if right[name] < all[name] {
				fmt.Printf("  %-24s %d of %d\n", name, right[name], all[name])
			}
		}
		fmt.Printf("charsets that browsers decode: %d of %d files the same text, %.4f; %d files in other charsets\n",
			good, total, float64(good)/float64(total), other)
		fmt.Printf("  with their declarations blanked out: %d of %d, %.4f\n", blind, total, float64(blind)/float64(total))
	}
	return nil
}

// declaration is what a document says of its charset.
var declaration = regexp.MustCompile(`(?i)(?:charset|encoding)=`)

func sameButDeclared(got, want string) bool {
	got, want = declaration.ReplaceAllString(got, "xxxxxxx="), declaration.ReplaceAllString(want, "xxxxxxx=")
	return strings.TrimPrefix(got, "\ufeff") == strings.TrimPrefix(want, "\ufeff")
}

// decodeNamed decodes in a named charset; known is false for those that browsers do not decode.
func decodeNamed(body []byte, name string) (string, bool) {
	label, _, _ := strings.Cut(strings.ToLower(name), "-croatian")
	for _, suffix := range []string{"-czech", "-hungarian", "-polish", "-slovak", "-slovene", "-bulgarian", "-russian", "-arabic", "-greek", "-turkish", "-hebrew", "-romanian"} {
		label = strings.TrimSuffix(label, suffix)
	}
	switch label {
	case "utf-8-sig", "ascii":
		label = "utf-8"
	case "cp932":
		label = "shift_jis"
	case "cp949":
		label = "euc-kr"
	case "gb2312":
		label = "gb18030"
	case "maccyrillic":
		label = "x-mac-cyrillic"
	case "utf-32", "utf-32le", "utf-32be":
		order := utf32.LittleEndian
		if label == "utf-32be" || len(body) > 3 && body[0] == 0 {
			order = utf32.BigEndian
		}
		out, err := utf32.UTF32(order, utf32.UseBOM).NewDecoder().Bytes(body)
		if err != nil {
			out, err = utf32.UTF32(order, utf32.IgnoreBOM).NewDecoder().Bytes(body)
		}
		return string(out), err == nil
	case "utf-16", "utf-16le", "utf-16be":
		order := unicode.LittleEndian
		if label == "utf-16be" || len(body) > 1 && body[0] == 0xfe {
			order = unicode.BigEndian
		}
		out, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(body)
		return string(out), err == nil
	}
	enc, found := charset.Lookup(label)
	if enc == nil || found == "replacement" {
		return "", false
	}
	out, err := enc.NewDecoder().Bytes(body)
	return strings.ToValidUTF8(string(out), "\uFFFD"), err == nil
}
