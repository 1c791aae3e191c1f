package text

import (
	"strings"
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
		doc.Blocks[i].Language = withRegion(tag, declared)
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

// plausible returns a declared tag that the text can be in: a page's template often says "en" whatever the text.
func plausible(declared, main string) string {
	declared = strings.ReplaceAll(declared, "_", "-")
	base, _, _ := strings.Cut(declared, "-")
	mainBase, _, _ := strings.Cut(main, "-")
	switch {
	case declared == "" || declared == "und" || main == "und":
		return strings.TrimPrefix(declared, "und")
	case base == "zh":
		if isChinese(main) {
			return main // the script is seen, not believed
		}
		return ""
	case base == mainBase:
		return declared
	case tagScript(base) == tagScript(mainBase):
		return declared // close relatives are told apart better by who wrote them
	}
	return ""
}

// tagScript returns the script that a language of the tables is written in; Latin for what they do not know.
func tagScript(base string) script {
	for i, tag := range scriptTags {
		if tag == base {
			return script(i)
		}
	}
	if base == "zh" || base == "ja" {
		return scriptHan
	}
	for s, g := range groups {
		for i := g[0]; i < g[1]; i++ {
			if languageTags[i] == base {
				return script(s)
			}
		}
	}
	return scriptLatin
}

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

// withRegion returns the declared tag for text in its language, so that "pt-BR" stays.
func withRegion(tag, declared string) string {
	base, _, _ := strings.Cut(declared, "-")
	if declared != "" && base != "zh" && tag == base {
		return declared
	}
	return tag
}
