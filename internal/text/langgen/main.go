// Command langgen makes the tables that package text tells languages apart by:
//
//	langgen DIR    DIR is the folder language-models of the module github.com/pemistahl/lingua-go v1.4.0
//
// It writes language_ngrams.bin, pruned from lingua-go's n-gram models (Apache-2.0; see NOTICE), and
// language_han.bin, which says for each ideograph of U+4E00..U+9FA5 whether GB 2312, Big5 and JIS X 0208 have it
// (from the encoders of golang.org/x/text). Run it in internal/text; the layout is documented in package text,
// language_table.go.
package main

import (
	"archive/zip"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// languages are the models used: those of languages that share their script with another. Their order is the
// order of languageTags in package text.
var languages = []string{
	"af", "sq", "az", "eu", "ca", "hr", "cs", "da", "nl", "en", "eo", "et", "fi", "fr", "de", "hu", "is", "id", "ga", "it", "lv",
	"lt", "ms", "nb", "nn", "pl", "pt", "ro", "sk", "sl", "so", "es", "sw", "sv", "tl", "tr", "vi", "cy",
	"be", "bg", "kk", "mk", "mn", "ru", "sr", "uk", "ar", "fa", "ur", "hi", "mr",
}

// keep is how many n-grams of a length each language brings into the table, most frequent first.
var keep = []int{0, 60, 300, 900, 1100}

// floor is the probability below which an n-gram of a length is not listed for a language.
var floor = []float64{0, 3e-5, 2e-5, 1e-5, 5e-6}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: langgen DIR")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "langgen:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	models := make([]map[string]float64, len(languages))
	wanted := map[string]bool{}
	for i, lang := range languages {
		model, err := read(filepath.Join(dir, lang))
		if err != nil {
			return err
		}
		models[i] = model
		for n := 1; n < len(keep); n++ {
			for _, gram := range frequent(model, n, keep[n]) {
				wanted[gram] = true
			}
		}
	}
	if err := os.WriteFile("language_ngrams.bin", pack(models, wanted), 0o644); err != nil {
		return err
	}
	return os.WriteFile("language_han.bin", han(), 0o644)
}

// read returns the joint probability of every n-gram of a language up to length 4. The model's own numbers are
// conditional on the n-gram's beginning.
func read(dir string) (map[string]float64, error) {
	joint := map[string]float64{}
	for n, name := range []string{"", "uni", "bi", "tri", "quadri"} {
		if n == 0 {
			continue
		}
		err := eachGram(filepath.Join(dir, name+"grams.pb.bin.zip"), func(gram string, p float64) {
			if n > 1 {
				_, last := utf8.DecodeLastRuneInString(gram)
				p *= joint[gram[:len(gram)-last]]
			}
			joint[gram] = p
		})
		if err != nil {
			return nil, err
		}
	}
	return joint, nil
}

// eachGram reads one model file: a zipped protocol buffer whose field 4 repeats {1: double probability, 2: n-gram…}.
func eachGram(name string, f func(gram string, p float64)) error {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer archive.Close()
	file, err := archive.File[0].Open()
	if err != nil {
		return err
	}
	data, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	return fields(data, func(field int, value []byte) error {
		if field != 4 {
			return nil
		}
		var p float64
		return fields(value, func(field int, value []byte) error {
			switch field {
			case 1:
				p = math.Float64frombits(binary.LittleEndian.Uint64(value))
			case 2:
				f(string(value), p)
			}
			return nil
		})
	})
}

// fields walks the fields of a protocol buffer message; varints are passed over.
func fields(data []byte, f func(field int, value []byte) error) error {
	for len(data) > 0 {
		tag, n := binary.Uvarint(data)
		if n <= 0 {
			return io.ErrUnexpectedEOF
		}
		data = data[n:]
		size := 0
		switch tag & 7 {
		case 0:
			_, size = binary.Uvarint(data)
		case 1:
			size = 8
		case 2:
			length, n := binary.Uvarint(data)
			data, size = data[n:], int(length)
		default:
			return fmt.Errorf("wire type %d", tag&7)
		}
		if size < 0 || size > len(data) {
			return io.ErrUnexpectedEOF
		}
		if tag&7 != 0 {
			if err := f(int(tag>>3), data[:size]); err != nil {
				return err
			}
		}
		data = data[size:]
	}
	return nil
}

// frequent returns the k likeliest n-grams of length n.
func frequent(model map[string]float64, n, k int) []string {
	var grams []string
	for gram := range model {
		if utf8.RuneCountInString(gram) == n {
			grams = append(grams, gram)
		}
	}
	slices.SortFunc(grams, func(a, b string) int {
		if model[a] != model[b] {
			if model[a] > model[b] {
				return -1
			}
			return 1
		}
		if a < b {
			return -1
		}
		return 1
	})
	return grams[:min(k, len(grams))]
}

// A gram is an n-gram by its hash, with the languages that have it and their weights.
type gram struct {
	hash      uint32
	languages []byte // in order, each the distance from the one before
	weights   []byte // how many sixteenths of a nat it is likelier than the floor of its length
}

// pack lays the table out as package text reads it. Its columns are kept apart, since what is alike compresses.
func pack(models []map[string]float64, wanted map[string]bool) []byte {
	grams := weighed(models, wanted)
	var places, counts, low, numbers, languages, weights []byte
	next := 0
	for bucket := range 1 << 16 {
		if bucket%16 == 0 {
			places = append(binary.LittleEndian.AppendUint16(places, uint16(next)),
				byte(len(weights)), byte(len(weights)>>8), byte(len(weights)>>16))
		}
		first := next
		for ; next < len(grams) && int(grams[next].hash>>16) == bucket; next++ {
			g := grams[next]
			low = binary.LittleEndian.AppendUint16(low, uint16(g.hash))
			numbers = append(numbers, byte(len(g.weights)))
			languages, weights = append(languages, g.languages...), append(weights, g.weights...)
		}
		counts = append(counts, byte(next-first))
	}
	fmt.Printf("%d n-grams, %d weights\n", len(grams), len(weights))
	head := binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, uint32(len(grams))), uint32(len(weights)))
	return slices.Concat(head, places, counts, low, numbers, languages, weights)
}

// weighed gives the wanted n-grams that are above the floor somewhere, in the order of their hashes. Of two with one
// hash the first in the alphabet stands for both.
func weighed(models []map[string]float64, wanted map[string]bool) []gram {
	var grams []gram
	for _, text := range slices.Sorted(maps.Keys(wanted)) {
		n := utf8.RuneCountInString(text)
		hash := fnv.New32a()
		hash.Write([]byte(text))
		g := gram{hash: hash.Sum32()}
		before := 0
		for lang, model := range models {
			if p := model[text]; p > floor[n] {
				g.languages = append(g.languages, byte(lang-before))
				g.weights = append(g.weights, byte(min(255, math.Round(16*math.Log(p/floor[n])))))
				before = lang
			}
		}
		if len(g.weights) > 0 {
			grams = append(grams, g)
		}
	}
	slices.SortStableFunc(grams, func(a, b gram) int { return cmp.Compare(a.hash, b.hash) })
	grams = slices.CompactFunc(grams, func(a, b gram) bool { return a.hash == b.hash })
	if len(grams) >= 1<<16 {
		panic("more n-grams than 16 bits can number")
	}
	return grams
}

// han returns four bits for each of U+4E00..U+9FA5, low half byte first: 1 GB 2312, 2 Big5, 4 JIS X 0208.
func han() []byte {
	table := make([]byte, (0x9FA5-0x4E00+2)/2)
	for r := rune(0x4E00); r <= 0x9FA5; r++ {
		var has byte
		if b := encode(simplifiedchinese.GBK, r); len(b) == 2 && b[0] >= 0xB0 && b[0] <= 0xF7 && b[1] >= 0xA1 {
			has |= 1
		}
		// Only what Big5 had before the Hong Kong supplement: 0xA440..0xC67E and 0xC940..0xF9D5.
		if b := encode(traditionalchinese.Big5, r); len(b) == 2 {
			if v := int(b[0])<<8 | int(b[1]); v >= 0xA440 && v <= 0xC67E || v >= 0xC940 && v <= 0xF9D5 {
				has |= 2
			}
		}
		// Rows 16 to 84; the rows of NEC and IBM are no part of the standard.
		if b := encode(japanese.EUCJP, r); len(b) == 2 && b[0] >= 0xB0 && b[0] <= 0xF4 {
			has |= 4
		}
		i := int(r - 0x4E00)
		table[i/2] |= has << (4 * (i % 2))
	}
	return table
}

func encode(e encoding.Encoding, r rune) []byte {
	b, err := e.NewEncoder().Bytes([]byte(string(r)))
	if err != nil {
		return nil
	}
	return b
}
