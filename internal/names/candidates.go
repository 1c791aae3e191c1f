package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/lazy"
)

// A Mention is what looks like a name in a text. Offsets are bytes.
type Mention struct {
	Start, End int
	Text       string
	Sure       bool // false for a word that may be a name only because it begins a sentence
	Loose      bool // of several words, the first begins a sentence and may be none of the name
}

// titles follow a name in Chinese, Japanese and Korean.
var titles = strings.Fields(`氏 さん 首相 大統領 総統 外相 防衛相 長官 知事 市長 議員 大臣 会長 社長 教授 選手 監督 容疑者 被告
	先生 女士 总统 總統 总理 總理 主席 部长 部長 外长 外長 省长 市长 书记 書記 委员 委員 发言人 發言人 教授 博士 国务卿 國務卿 议员 議員 将军 將軍
	씨 대통령 총리 장관 의원 대표 회장 사장 시장 교수 선수 감독 위원장 대변인`)

// Candidates returns what looks like the names of persons, places and organisations in a text: runs of words with
// capitals, katakana of three signs and more, and what stands before a title in Chinese, Japanese and Korean. It knows
// no names; German, which writes every noun so, gives none that is sure, and scripts without capitals and titles give
// nothing.
func Candidates(text, lang string) []Mention {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch primary {
	case "zh":
		return append(dotted(text), titled(text)...)
	case "ko":
		return titled(text)
	case "ja":
		return append(katakanaRuns(text), titled(text)...)
	case "th", "ar", "he", "fa", "hi":
		return nil
	}
	return capitalised(text, primary)
}

// A word of a text with its place.
type word struct {
	start, end int
	text       string
	capital    bool
	first      bool // begins a sentence
	joined     bool // only a space, a hyphen or an apostrophe stands between it and the word before
}

func wordsOf(text string) []word {
	var all []word
	first, last := true, 0 // last is where the word before ends
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			first = first || strings.ContainsRune(".!?:;\n。！？\"“”„«»(", r)
			i += size
			continue
		}
		gap, end := text[last:i], wordEnd(text, i)
		s := strings.TrimRight(text[i:end], "'’")
		w := word{start: i, end: i + len(s), text: s, first: first, capital: unicode.IsUpper(r)}
		switch gap {
		case " ", "-", "'", "’", "\u00a0":
			w.joined = true
		case ". ":
			if len(all) > 0 && shortened(all[len(all)-1].text) {
				w.joined, w.first = true, false
			}
		}
		all = append(all, w)
		first, last = false, end
		i = end
	}
	return all
}

// wordEnd returns the end of the word that begins at i. An apostrophe before a capital ends it: l'Allemagne is two words.
func wordEnd(text string, i int) int {
	for end := i; end < len(text); {
		r, size := utf8.DecodeRuneInString(text[end:])
		quote := (r == '\'' || r == '’') && !capitalAt(text, end+size)
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !quote && !(unicode.IsDigit(r) && end > i) {
			return end
		}
		end += size
	}
	return len(text)
}

// shortened reports whether a word with a dot behind it is an initial or a title.
func shortened(w string) bool {
	switch w {
	case "Mr", "Mrs", "Ms", "Dr", "St", "Jr", "Sr", "Gen", "Sen", "Rep", "Gov", "Prof", "Lt", "Col":
		return true
	}
	return utf8.RuneCountInString(w) == 1
}

func capitalAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsUpper(r)
}

// common are capitalised words that are no names: what sentences begin with, days and months, and the like in English,
// whose titles and headlines have capitals too.
func common() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`the a an in on at of for to from by with as and but or if when while after before since
		until because although though he she it they we you i his her its their our your my this that these those there here
		who what which where why how not no yes all some any each every both many most more few several other another one two
		three four five six seven eight nine ten first second third last next monday tuesday wednesday thursday friday
		saturday sunday january february march april may june july august september october november december mr mrs ms miss dr
		sir lord lady president prime minister chief secretary general according however meanwhile then now today yesterday
		tomorrow also even just still only so such than too very can could will would shall should must might may do does did
		is are was were be been being has have had having let get got make made take took say says said use used using given
		despite during under over between among within without about above below into onto through against
		i'm i've i'll it's that's there's he's she's they're we're don't didn't doesn't isn't wasn't can't ceo cfo ok
		summer winter spring autumn christmas easter later earlier recently finally afterwards additionally moreover furthermore
		overall instead currently previously eventually subsequently likewise similarly otherwise besides thus hence therefore
		please hi hey hello thanks sorry yeah ok okay well oh company group board bank court state government ministry party
		university committee council congress senate parliament street road city county province department agency
		company's group's yoy q1 q2 q3 q4 h1 h2`) {
		m[w] = true
	}
	return m
}

var keptCommon lazy.Value[map[string]bool]

// capitalised returns runs of words with capitals, of up to five.
func capitalised(text, lang string) []Mention {
	words, common := wordsOf(text), keptCommon.Get(common)
	var out []Mention
	for i := 0; i < len(words); {
		if !words[i].capital || common[strings.ToLower(words[i].text)] {
			i++
			continue
		}
		j := i + 1
		for j < len(words) && j < i+5 && words[j].capital && words[j].joined && !words[j].first &&
			!common[strings.ToLower(words[j].text)] {
			j++
		}
		m := Mention{Start: words[i].start, End: words[j-1].end, Text: text[words[i].start:words[j-1].end]}
		m.Sure = !words[i].first || j > i+1 || repeated(words, i)
		m.Loose = words[i].first && j > i+1
		if lang == "de" {
			m.Sure = false
		}
		if strings.ContainsAny(m.Text, "0123456789") { // a model or a quarter; figures and dates are checked elsewhere
			m.Sure = false
		}
		if utf8.RuneCountInString(m.Text) > 1 {
			out = append(out, m)
		}
		i = j
	}
	return out
}

// repeated reports whether a word that begins a sentence has its capital elsewhere too.
func repeated(words []word, i int) bool {
	for k := range words {
		if k != i && !words[k].first && words[k].text == words[i].text {
			return true
		}
	}
	return false
}

// katakanaRuns returns katakana of three signs and more, with the dots between parts of a name.
func katakanaRuns(text string) []Mention {
	var out []Mention
	start, n := -1, 0
	flush := func(end int) {
		if start >= 0 && n >= 3 {
			s := strings.TrimRight(text[start:end], "・")
			out = append(out, Mention{Start: start, End: start + len(s), Text: s, Sure: strings.Contains(s, "・")})
		}
		start, n = -1, 0
	}
	for i, r := range text {
		if 0x30a1 <= r && r <= 0x30fe {
			if start < 0 && r != '・' && r != 'ー' {
				start = i
			}
			n++
			continue
		}
		flush(i)
	}
	flush(len(text))
	return out
}

// dotted returns the foreign names that Chinese writes with a dot between their parts: 唐纳德·特朗普.
func dotted(text string) []Mention {
	var out []Mention
	for i, r := range text {
		if r != '·' && r != '・' || len(out) > 0 && i < out[len(out)-1].End {
			continue
		}
		start, end := i, i+utf8.RuneLen(r)
		for n := 0; n < 6; n++ {
			r, size := utf8.DecodeLastRuneInString(text[:start])
			if !foreign([]rune{r}) {
				break
			}
			start -= size
		}
		for n := 0; n < 12; n++ {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !foreign([]rune{r}) && r != '·' && r != '・' {
				break
			}
			end += size
		}
		if s := strings.TrimRight(text[start:end], "·・"); start < i && i < start+len(s) {
			out = append(out, Mention{Start: start, End: start + len(s), Text: s, Sure: true})
		}
	}
	return out
}

// titled returns the two to four characters before a title.
func titled(text string) []Mention {
	var out []Mention
	for i := range text {
		for _, title := range titles {
			if !strings.HasPrefix(text[i:], title) {
				continue
			}
			if m, ok := beforeTitle(text, i); ok && (len(out) == 0 || out[len(out)-1].End <= m.Start) {
				out = append(out, m)
			}
			break
		}
	}
	return out
}

// beforeTitle takes the letters of one script before byte i, up to four, or a whole katakana run; with Korean's space.
func beforeTitle(text string, i int) (Mention, bool) {
	end := i
	if strings.HasSuffix(text[:end], " ") {
		end--
	}
	start, n := end, 0
	var sc script
	for n < 12 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		now := scriptOf(r)
		if r == '・' || r == '·' {
			now = sc
		}
		if size == 0 || now == other || sc != other && now != sc || now != kana && n == 4 {
			break
		}
		sc, start, n = now, start-size, n+1
	}
	if n < 2 || sc == latin || sc == kana && n < 3 {
		return Mention{}, false
	}
	return Mention{Start: start, End: end, Text: text[start:end], Sure: true}, true
}
