package polarity

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/lazy"
)

//go:embed lexicon.txt
var lexicon string

// A term is a word of an axis in a text.
type term struct {
	axis       string
	pole       byte // '+' or '-'
	negated    bool
	start, end int
	at         int      // index of its first word or character
	near       []string // beginnings of the words around it, in scripts with spaces
}

// A reading is what a text says yes and no to.
type reading struct {
	lang          string
	terms         []term
	cue           bool // holds a cue of negation
	cueAt, cueEnd int
	negative      bool // holds a cue, a word that denies, or a denying pole
	clauses       int
	length        int             // in words, or a third of the characters
	denied        map[string]bool // beginnings of the words that cues reach, in scripts with spaces
	asserted      map[string]bool // and of the others
}

// A pattern is a form of a lexicon, with what it means.
type pattern struct {
	words []string // one for the scripts without spaces; a "*" ends a stem
	axis  string   // "neg", "mask", "soft", or the name of an axis
	pole  byte
	want  byte // '#': a number follows; '^': no number follows and no unit of time stands before
	after int  // words or characters that a cue reaches behind it
	ahead int  // and before it
}

// A language is a lexicon ready for use.
type language struct {
	dense   bool // written without spaces: matched by character
	byFirst map[string][]pattern
}

func languages() map[string]*language {
	return keptLanguages.Get(func() map[string]*language {
		all := map[string]*language{}
		var l *language
		for line := range strings.Lines(lexicon) {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || line[0] == '#':
			case line[0] == '@':
				l = &language{byFirst: map[string][]pattern{}, dense: line == "@zh" || line == "@ja" || line == "@ko"}
				all[line[1:]] = l
			default:
				l.add(line)
			}
		}
		for _, l := range all {
			for _, patterns := range l.byFirst {
				slices.SortStableFunc(patterns, func(a, b pattern) int { return b.rank() - a.rank() })
			}
		}
		return all
	})
}

var keptLanguages lazy.Value[map[string]*language]

// rank sorts masks first, then the longest.
func (p pattern) rank() int {
	n := 0
	if p.axis == "mask" {
		n = 1 << 10
	}
	for _, w := range p.words {
		n += len(w) + 1
	}
	return n
}

// add reads a line of the lexicon. Patterns are indexed by the first two letters of their first word, or by their
// first character.
func (l *language) add(line string) {
	fields := strings.Fields(line)
	p := pattern{axis: fields[0]}
	forms := fields[1:]
	switch {
	case fields[0] == "neg":
		p.after, _ = strconv.Atoi(fields[1])
		p.ahead, _ = strconv.Atoi(fields[2])
		forms = fields[3:]
	case fields[0] != "mask" && fields[0] != "soft":
		p.axis, p.pole = fields[0][:len(fields[0])-1], fields[0][len(fields[0])-1]
	}
	for _, form := range forms {
		p.want = 0
		if last := form[len(form)-1]; last == '#' || last == '^' {
			form, p.want = form[:len(form)-1], last
		}
		p.words = strings.Split(fold(form), "_")
		if l.dense {
			p.words = []string{strings.ReplaceAll(fold(form), "_", " ")}
		}
		key := l.key(p.words[0])
		l.byFirst[key] = append(l.byFirst[key], p)
	}
}

// key indexes a word.
func (l *language) key(word string) string {
	_, n := utf8.DecodeRuneInString(word)
	if !l.dense {
		_, m := utf8.DecodeRuneInString(word[n:])
		if n+m <= len(word) && word[n:n+m] != "*" {
			return word[:n+m]
		}
	}
	return word[:n]
}

// fold lowers and makes one of the letters that writers interchange.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 0x064b <= r && r <= 0x0652 || r == 0x0640:
			return -1
		case r == 'أ' || r == 'إ' || r == 'آ':
			return 'ا'
		case r == 'ё' || r == 'Ё':
			return 'е'
		case r == '’':
			return '\''
		}
		return unicode.ToLower(r)
	}, s)
}

// A unit is a word, or in the dense scripts a character, or a mark that ends a clause.
type unit struct {
	text       string
	start, end int
	clause     int
}

// A scope is what a cue of negation reaches: units from and before to, in the cue's own clause.
type scope struct {
	from, to, clause int
	far              bool // beyond the clause
	first, cue       int  // the cue's own units, which it does not negate
}

// read finds the terms of a text and what negates them; ok is false for a language without a lexicon.
func read(text, lang string) (reading, bool) {
	tag, _, _ := strings.Cut(strings.ToLower(lang), "-")
	l := languages()[tag]
	if l == nil {
		return reading{}, false
	}
	units, clauses := l.split(text)
	r := reading{lang: tag, clauses: clauses, length: len(units), denied: map[string]bool{}, asserted: map[string]bool{}}
	if l.dense {
		r.length = len(units) / 3
	}
	scopes := r.find(l, text, units)
	for k := range r.terms {
		t := &r.terms[k]
		t.negated = t.negated || slices.ContainsFunc(scopes, func(s scope) bool { return s.negates(t, units) })
	}
	if !l.dense {
		r.stems(units, scopes)
	}
	return r, true
}

// find takes the terms of a text, and gives what its negations reach.
func (r *reading) find(l *language, text string, units []unit) (scopes []scope) {
	for i := 0; i < len(units); {
		step := 1
		if r.lang == "en" && particle(text, units, i) {
			i++
			continue
		}
		for _, p := range l.at(units[i].text) {
			n := l.matches(p, units, i)
			if n == 0 || l.dense && n < step { // 不到 is not 不
				continue
			}
			step = max(step, n)
			if p.axis == "mask" {
				break
			}
			if p.axis == "neg" {
				scopes = append(scopes, scope{i - p.ahead, i + n + p.after, units[i].clause, !l.dense && p.after >= 9, i, i + n - 1})
			}
			r.take(p, units[i].start, units[i+n-1].end, i)
		}
		i += step
	}
	return scopes
}

// negates reports whether a negation reaches a term.
func (s scope) negates(t *term, units []unit) bool {
	if t.axis == "order" && (t.at > s.cue+1 || t.at < s.first-3) || subordinate(units, t.at, s.first) {
		return false // "no alarm sounded before" is before all the same; who affirms that none sounded affirms
	}
	own := s.first <= t.at && t.at <= s.cue
	reached := s.from <= t.at && t.at < s.to || t.axis == "expect" // "expected not to" is "not expected to"
	return reached && !own && (s.far || units[t.at].clause == s.clause)
}

// subordinate reports whether a "that" stands between a term and a cue behind it.
func subordinate(units []unit, term, cue int) bool {
	return term < cue && slices.ContainsFunc(units[term:cue], func(u unit) bool {
		return u.text == "that" || u.text == "que" || u.text == "che"
	})
}

// particle reports whether unit i is the "no" within a Japanese name: Tsukimi no Yu.
func particle(text string, units []unit, i int) bool {
	return units[i].text == "no" && i > 0 && i+1 < len(units) && text[units[i].start] == 'n' &&
		units[i-1].clause == units[i+1].clause &&
		capital(text[units[i-1].start:]) && capital(text[units[i+1].start:])
}

// capital reports whether a text begins with a capital letter.
func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// reach is how many words on either side belong to a term.
const reach = 5

// stems sorts the words of five letters and more by whether a cue stands close before them, and gives each term those
// around it.
func (r *reading) stems(units []unit, scopes []scope) {
	for i, u := range units {
		stem, ok := stemOf(u.text)
		if !ok {
			continue
		}
		into := r.asserted
		for _, s := range scopes {
			if s.cue < i && i <= s.cue+3 && u.clause == s.clause {
				into = r.denied
			}
		}
		into[stem] = true
		for k := range r.terms {
			if t := &r.terms[k]; i != t.at && t.at-reach <= i && i <= t.at+reach {
				t.near = append(t.near, stem)
			}
		}
	}
}

// stemOf returns the first five letters of a word that has as many.
func stemOf(word string) (string, bool) {
	n := 0
	for k := range word {
		if n == 5 {
			return word[:k], true
		}
		n++
	}
	return word, n == 5
}

// take notes what a pattern means where it stands.
func (r *reading) take(p pattern, start, end, at int) {
	switch p.axis {
	case "soft":
		r.negative = true
	case "neg":
		if !r.cue {
			r.cueAt, r.cueEnd = start, end
		}
		r.cue, r.negative = true, true
	default:
		r.terms = append(r.terms, term{axis: p.axis, pole: p.pole, start: start, end: end, at: at})
		if p.pole == '-' && (p.axis == "confirm" || p.axis == "approve" || p.axis == "allow") {
			r.negative = true
		}
	}
}

// at returns the patterns that a unit may begin, masks first and then the longest.
func (l *language) at(word string) []pattern { return l.byFirst[l.key(word)] }

// matches returns how many units the pattern takes at i, or 0.
func (l *language) matches(p pattern, units []unit, i int) int {
	n := l.forms(p, units, i)
	if n == 0 || p.want == 0 {
		return n
	}
	number := i+n < len(units) && hasDigit(units[i+n].text)
	if p.want == '#' && number || p.want == '^' && !number && !l.agoAt(units, i) {
		return n
	}
	return 0
}

func hasDigit(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }

// agoAt reports whether a unit of time stands before unit i, so that 前 is "ago" and 後 "later": 三年前.
func (l *language) agoAt(units []unit, i int) bool {
	if i > 0 && units[i-1].text == " " {
		i--
	}
	return l.dense && i > 0 && strings.Contains("年月日天周週时時分秒间間년월일주달초", units[i-1].text)
}

func (l *language) forms(p pattern, units []unit, i int) int {
	if l.dense {
		n := 0
		for rest := p.words[0]; rest != ""; n++ {
			if i+n >= len(units) || !strings.HasPrefix(rest, units[i+n].text) {
				return 0
			}
			rest = rest[len(units[i+n].text):]
		}
		return n
	}
	for n, w := range p.words {
		if i+n >= len(units) {
			return 0
		}
		stem, open := strings.CutSuffix(w, "*")
		if got := units[i+n].text; got != stem && !(open && strings.HasPrefix(got, stem)) {
			return 0
		}
	}
	return len(p.words)
}

// split cuts a text into words, or characters, and counts its clauses: stretches between marks that hold a word.
func (l *language) split(text string) (units []unit, clauses int) {
	clause, open := 0, false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if !open {
				open, clauses = true, clauses+1
			}
			end := i + size
			if !l.dense {
				end = wordEnd(text, i)
			}
			units = l.append(units, text[i:end], i, clause)
			i = end
			continue
		case l.dense && r == ' ':
			units = append(units, unit{" ", i, i + 1, clause})
		case strings.ContainsRune(",;:.!?、。，；：！？،؛؟—–…", r) && !betweenDigits(text, i, size):
			clause, open = clause+1, false
			if l.dense && r == '、' {
				units = append(units, unit{"、", i, i + size, clause})
			}
		}
		i += size
	}
	return units, clauses
}

func betweenDigits(text string, i, size int) bool {
	return i > 0 && i+size < len(text) && text[i-1] >= '0' && text[i-1] <= '9' && text[i+size] >= '0' &&
		text[i+size] <= '9'
}

// wordEnd ends a word, with an apostrophe that belongs to it: l'accord is l' and accord, didn't is one.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == '\'' || r == '’' {
			return i + size
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
			break
		}
		i += size
	}
	return i
}

// begins reports whether a pattern begins with the word as it stands.
func (l *language) begins(word string) bool {
	return slices.ContainsFunc(l.at(word), func(p pattern) bool {
		stem, open := strings.CutSuffix(p.words[0], "*")
		return word == stem || open && strings.HasPrefix(word, stem)
	})
}

// append adds a word: "didn'" and the t behind it are "did" and "n't"; an Arabic word is also seen without its "and".
func (l *language) append(units []unit, word string, at, clause int) []unit {
	w := fold(word)
	if n := len(units); n > 0 && w == "t" && strings.HasSuffix(units[n-1].text, "n'") && units[n-1].end == at {
		units[n-1].text = strings.TrimSuffix(units[n-1].text, "n'")
		units[n-1].end--
		return append(units, unit{"n't", units[n-1].end, at + len(word), clause})
	}
	if rest, ok := strings.CutPrefix(w, "و"); ok && len(rest) > 4 && !l.begins(w) { // but وافق, agreed
		w = rest
	}
	return append(units, unit{w, at, at + len(word), clause})
}
