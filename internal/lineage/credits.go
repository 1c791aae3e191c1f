package lineage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

// A Credit is a place where a document names who reports something: an agency's tag, a byline, a source in
// brackets, "according to".
type Credit struct {
	Sentence  int    // index into Document.Sentences
	Name      string // as written
	Kind      digest.OriginKind
	Canonical string    // the usual English name when the list of outlets knows it, else Name
	House     string    // the newsroom or owner that it belongs to, else Canonical
	Span      text.Span // of Name in Document.Text
}

// Credits returns the credits of a document in order. A known outlet counts where the sentence credits it: in a
// line that is a credit as a whole, in brackets or a dateline, or next to a word for reporting. One that is not in
// the list counts in the forms that only credits have. The document's own publisher is no credit.
func Credits(doc text.Document) []Credit {
	var found []Credit
	for i, s := range doc.Sentences {
		if s.Role == text.Chrome || s.Role == text.Translation {
			continue
		}
		line := doc.Text[s.Start:s.End]
		for _, m := range mentions(line) {
			if s.Role != text.Credit && !m.tag && !reports(line, m) {
				continue
			}
			found = append(found, Credit{
				Sentence: i, Name: line[m.start:m.end], Kind: m.kind, Canonical: m.name, House: m.house,
				Span: text.Span{Start: s.Start + m.start, End: s.Start + m.end},
			})
		}
	}
	return found
}

// A mention is a name of an outlet in a sentence.
type mention struct {
	start, end  int
	name, house string
	kind        digest.OriginKind
	tag         bool // in brackets or a dateline, where only sources stand
}

// mentions finds the outlets that a sentence names, without overlaps.
func mentions(line string) []mention {
	table := outletTable()
	var found []mention
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		form, ok := formAt(table.byStart[r], line, i)
		if !ok {
			i += size
			continue
		}
		m := mention{start: i, end: i + len(form.text), name: form.outlet.name, house: form.outlet.house, kind: form.outlet.kind}
		m.tag = isTag(line, m.start, m.end)
		found = append(found, m)
		i = m.end
	}
	return append(found, unlisted(line, found)...)
}

func formAt(forms []outletForm, line string, at int) (outletForm, bool) {
	for _, form := range forms {
		if strings.HasPrefix(line[at:], form.text) && wholeWord(line, at, at+len(form.text)) {
			return form, true
		}
	}
	return outletForm{}, false
}

// wholeWord reports whether line[start:end] is no part of a longer word. Scripts without spaces have no such sign;
// there the end of a run of Latin letters is one.
func wholeWord(line string, start, end int) bool {
	first, _ := utf8.DecodeRuneInString(line[start:])
	last, _ := utf8.DecodeLastRuneInString(line[:end])
	before, _ := utf8.DecodeLastRuneInString(line[:start])
	after, _ := utf8.DecodeRuneInString(line[end:])
	return !(spaced(first) && spaced(before)) && !(spaced(last) && spaced(after) && !inflects(last, after))
}

// spaced reports whether r is a letter or digit of a script that parts its words.
func spaced(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul)
}

// inflects allows the case endings of Cyrillic names.
func inflects(last, after rune) bool {
	return unicode.Is(unicode.Cyrillic, last) && unicode.Is(unicode.Cyrillic, after) && unicode.IsLower(after)
}

// isTag reports whether a name stands as a source's tag: 【name date】, （name电）, "(name) -", [name], © name.
func isTag(line string, start, end int) bool {
	before := strings.TrimRight(line[:start], " \u00a0")
	after := strings.TrimLeft(line[end:], " \u00a0")
	opening, _ := utf8.DecodeLastRuneInString(before)
	closing, _ := utf8.DecodeRuneInString(after)
	switch {
	case opening == '【':
		return true
	case opening == '(' || opening == '（' || opening == '[' || opening == '［':
		return strings.ContainsRune(")）]］、,/=", closing) || strings.HasPrefix(after, "电") || strings.HasPrefix(after, "電") ||
			strings.HasPrefix(after, "发") || strings.HasPrefix(after, "記者") || strings.HasPrefix(after, "记者")
	case opening == '©' || opening == '=' && closing == ')':
		return true
	}
	// The dateline of a wire: a name at the very start, then a place and 电, or a dash.
	if len(before) > 0 {
		return false
	}
	head := after[:min(len(after), 60)]
	return closing == '—' || closing == '–' || strings.HasPrefix(after, "- ") ||
		strings.Contains(head, "日电") || strings.Contains(head, "日電") || strings.Contains(head, "日讯")
}

// reports reports whether the words around a mention say that it reports: within the clause, by language.
func reports(line string, m mention) bool {
	before := line[:m.start]
	if i := strings.LastIndexAny(before, ".;。；\n"); i >= 0 {
		before = before[i:]
	}
	if n := len(before); n > 120 {
		before = before[n-120:]
	}
	// In Japanese the verb closes the sentence, however long it is.
	after := line[m.end:min(len(line), m.end+90)]
	return containsAny(before, creditBefore) || containsAny(after, creditAfter) || containsAny(line[m.end:], creditLate)
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// creditBefore are words that stand before the one who reports.
var creditBefore = []string{
	"ccording to", "eported by", "told ", "citing", "quoted by", "cited by", "interview with",
	"elon ", "'après ", "’après ", "apporté par", "rapporte", "a rapporté", "révélé par", "cité par", "citant", "auprès de", " à l'", " à l’",
	"econdo ", "iportato da", "riferisce", "riporta", "scrive", "citando", "citato da", "a quanto riferito",
	"egún ", "informó", "citado por", "citando a", "recogid", "egundo ", "de acordo com", "informou", "conforme",
	"aut ", "erichtet", "meldet", "zufolge", "unter Berufung auf", "nach Angaben", "olgens ", "meldt", "enligt ", "ifølge ",
	"ообщает", "ообщил", "о данным", "ередает", "ередаёт", "о информации", "ссылкой на", "а даними", "овідомля", "ишет ", "ак пишет",
	"edług ", "podaje", "poinformował", "odle ", "uvedl", "zufolge", "göre", "bildir",
	"据", "據", "引述", "援引", "引用", "接受", "报道称", "によると", "出典", "引用元", "ソース",
	"에 따르면", "인용", "بحسب", "وفق", "نقلا عن", "نقلاً عن", "أفادت", "ذكرت", "قالت", "به گزارش", "به نقل از", "לפי", "דיווח", "के अनुसार",
	"menurut", "Menurut", "dilaporkan", "theo ", "Theo ", "ตาม", "รายงาน", "ύμφωνα με",
}

// creditAfter are words that stand behind the one who reports.
var creditAfter = []string{
	" report", " said", " says", " wrote", " writes", " quoted", " cited", " learned", " revealed", " disclosed",
	" a rapporté", " rapporte", " a révélé", " révèle", " écrit", " a indiqué", " a annoncé", " a fait état", " ha riferito", " ha riportato", " riferisce",
	" riporta", " scrive", " ha rivelato", " informó", " reportó", " publicó", " reveló", " informa", " relatou", " informou", " noticiou", " publicou",
	" berichtet", " meldet", " schreibt", " zufolge", " meldde", " meldt", " schrijft", " rapporterar", " skriver", " melder",
	" сообщ", " пишет", " передает", " передаёт", " написал", " повідом", " пише", " podaj", " podał", " informuje", " píše", " bildird", " yazd", " göre",
	"报道", "報道", "報導", "消息", "电", "电称", "称", "稱", "援引", "报道称", "獨家", "が報じ", "は報じ", "が伝え", "は伝え", "によると", "によれば", "の取材", "などが報じ",
	"が明らかに", "の報道", "보도", "에 따르면", "에 의하면", "전했다", " گزارش", "ذكرت", " דיווח", " रिपोर्ट", " ने बताया",
	" melaporkan", " đưa tin", " รายงาน", " μετέδωσε", " αναφέρει",
}

// creditLate are words that close a sentence on what an outlet reports.
var creditLate = []string{"報じた", "報じて", "報じる", "報道した", "伝えた", "伝えて", "보도했다", "보도하"}
