package text

import (
	"slices"
	"strings"
	"sync"
)

// shortLine is the weight of a line, in letters, under which its language is better told by its neighbours.
const shortLine = 20

// blockLanguages sets the language of a document and of each of its blocks. declared is what the source says of
// itself, a BCP 47 tag or "": it wins for the document and for every block in that language, and is kept with its
// region; a block that is plainly in another language keeps its own.
func blockLanguages(doc *Document, declared string) {
	found := make([]string, len(doc.Blocks))
	weights := make([]int, len(doc.Blocks))
	byTag := map[string]int{}
	for i, b := range doc.Blocks {
		s := doc.Text[b.Start:b.End]
		weights[i] = lineWeight(s)
		if weights[i] < shortLine {
			continue
		}
		found[i], _ = Language(s)
		if b.Role != Chrome {
			byTag[found[i]] += weights[i]
		}
	}
	main := heaviest(byTag)
	if main == "" {
		main, _ = Language(doc.Title + " " + doc.Text)
	}
	seen := main
	if declared = plausible(declared, main); declared != "" {
		main = declared
	}
	doc.Language = main
	near := leadingCJK(byTag, declared)
	for i := range doc.Blocks {
		s := doc.Text[doc.Blocks[i].Start:doc.Blocks[i].End]
		tag := found[i]
		switch {
		case tag == "":
			tag = shortLanguage(s, neighbour(found, i, main))
		case near != "" && (isChinese(tag) || tag == "ja"):
			tag, _ = languageNear(s, near)
		}
		if declared != "" && tag == seen {
			tag = declared // with its region, or as the relative that the text was taken for
		}
		doc.Blocks[i].Language = tag
	}
}

// lineWeight counts letters; an ideograph or a syllable counts as several.
func lineWeight(s string) int {
	c := countScripts(s)
	weight := 0
	for i, n := range c.of {
		if script(i) == scriptHan || script(i) == scriptHangul {
			n *= 3
		}
		weight += n
	}
	return weight
}

// heaviest returns the tag with the greatest weight; on a draw the first in order of the tags, so that equal
// documents read equal.
func heaviest(weights map[string]int) (tag string) {
	for t, w := range weights {
		if t != "und" && (tag == "" || w > weights[tag] || w == weights[tag] && t < tag) {
			tag = t
		}
	}
	return tag
}

// plausible returns a declared tag in its usual form, or "" when the text cannot be in it: a page's template often
// says "en" whatever the text.
func plausible(declared, main string) string {
	declared = canonicalTag(declared)
	base, _, _ := strings.Cut(declared, "-")
	mainBase, _, _ := strings.Cut(main, "-")
	switch {
	case base == "" || base == "und":
		return ""
	case main == "und":
		return declared
	case base == "zh":
		if isChinese(main) {
			return main // the script is seen, not believed
		}
		return ""
	case base == mainBase, tagScript(base) == tagScript(mainBase):
		return declared // close relatives are told apart better by who wrote them
	}
	return ""
}

// otherLanguages are tags that a source may declare although the tables do not know them; in Latin letters.
const otherLanguages = " gl lb fy gd mt rm fo br oc ast mi haw sm ku tk uz zu xh st tn ts yo ig ha rw ny mg jv su ceb nds wa sc co ln sn om bs la qu gn ht "

// oldTags are tags that pages still use for others.
var oldTags = map[string]string{"iw": "he", "in": "id", "ji": "yi", "no": "nb", "fil": "tl", "jp": "ja", "cn": "zh", "tw": "zh", "kr": "ko", "ua": "uk", "cz": "cs", "gr": "el"}

// canonicalTag writes a tag as BCP 47 recommends ("pt_br" is "pt-BR"), or returns "" for what is no tag of a known
// language.
func canonicalTag(tag string) string {
	parts := strings.FieldsFunc(strings.ToLower(tag), func(r rune) bool { return r == '-' || r == '_' || r == '.' || r == ' ' })
	if len(parts) == 0 {
		return ""
	}
	if now, ok := oldTags[parts[0]]; ok {
		parts[0] = now
	}
	base := parts[0]
	if base != "zh" && base != "ja" && !slices.Contains(languageTags[:], base) && !slices.Contains(scriptTags[:], base) &&
		!strings.Contains(otherLanguages, " "+base+" ") {
		return ""
	}
	out := base
	for _, part := range parts[1:] {
		switch {
		case len(part) == 4 && part[0] >= 'a':
			out += "-" + strings.ToUpper(part[:1]) + part[1:] // a script
		case len(part) == 2:
			out += "-" + strings.ToUpper(part) // a region
		default:
			return out // variants, extensions, encodings
		}
	}
	return out
}

// tagScript returns the script that a language of the tables is written in; Latin for what they do not know.
func tagScript(base string) script { return tagScripts()[base] }

var tagScripts = sync.OnceValue(func() map[string]script {
	of := map[string]script{"zh": scriptHan, "ja": scriptHan}
	for s, tag := range scriptTags {
		of[tag] = script(s)
	}
	for s, g := range groups {
		for _, tag := range languageTags[g[0]:g[1]] {
			of[tag] = script(s)
		}
	}
	of[""] = scriptLatin
	return of
})

func isChinese(tag string) bool { return strings.HasPrefix(tag, "zh") }

// leadingCJK returns the language among Chinese and Japanese that clearly leads in a document, or "". In a text
// that mixes them a hint would do harm.
func leadingCJK(byTag map[string]int, declared string) string {
	total, lead := 0, ""
	for _, tag := range []string{"zh-Hans", "zh-Hant", "ja"} {
		total += byTag[tag]
		if lead == "" || byTag[tag] > byTag[lead] {
			lead = tag
		}
	}
	if total == 0 {
		return declared
	}
	if byTag[lead]*10 >= total*8 {
		return lead
	}
	return ""
}

// shortLanguage tells the language of a line too short to tell by itself: the neighbour's, unless the script or
// the ideographs say otherwise.
func shortLanguage(s, near string) string {
	script, letters := countScripts(s).main()
	if letters == 0 {
		return near
	}
	base, _, _ := strings.Cut(near, "-")
	switch {
	case script == scriptLatin && tagScript(base) != scriptLatin:
		return near // a name or an abbreviation
	case script != scriptHan && script == tagScript(base):
		return near
	}
	tag, _ := languageNear(s, near)
	return tag
}

// neighbour returns the language of the nearest block that could be told, before it or after.
func neighbour(found []string, i int, main string) string {
	for d := 1; d < 6; d++ {
		if i-d >= 0 && found[i-d] != "" && found[i-d] != "und" {
			return found[i-d]
		}
		if i+d < len(found) && found[i+d] != "" && found[i+d] != "und" {
			return found[i+d]
		}
	}
	return main
}
