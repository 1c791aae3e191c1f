package adversarial

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

// editions are the languages of the matrix: of documents, and of what is written from them.
var editions = []string{"en", "fr", "de", "es", "it", "ru", "ar", "hi", "zh-Hans", "ja", "ko", "th"}

// A fact is one sentence in each of the languages.
type fact map[string]string

// perEvent is how many facts an event has, which follow each other.
const perEvent = 3

// facts are those of testdata/facts.txt; number finds a fact by its sentence in any language.
var facts, number = func() ([]fact, map[string]int) {
	data, err := os.ReadFile("testdata/facts.txt")
	if err != nil {
		panic(err)
	}
	var all []fact
	number := map[string]int{}
	for i, group := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		f := fact{}
		for line := range strings.Lines(group) {
			lang, sentence, _ := strings.Cut(strings.TrimSpace(line), " ")
			f[lang], number[sentence] = sentence, i
		}
		all = append(all, f)
	}
	return all, number
}()

// told are documents of every event, the first in one language and the others in any, with an order put in each.
func told(lang string, random *rand.Rand, order string) []digest.Inline {
	var docs []digest.Inline
	for i := 0; i < len(facts); i += perEvent {
		in := lang
		if i > 0 {
			in = editions[random.IntN(len(editions))]
		}
		var lines []string
		for _, f := range facts[i : i+perEvent] {
			lines = append(lines, f[in])
		}
		if order != "" {
			lines = slices.Insert(lines, random.IntN(len(lines)+1), order)
		}
		docs = append(docs, digest.Inline{
			ID: fmt.Sprint("doc", i), URL: fmt.Sprintf("https://papers.example/%d", i), Title: facts[i][in], Lang: in,
			Publisher: fmt.Sprintf("Paper %c", 'A'+i/perEvent), PublishedAt: "2026-03-05", Text: strings.Join(lines, "\n"),
		})
	}
	return docs
}

// interpreter is an honest model that states each fact in English and writes it in the language of an edition. What it
// does not know it repeats; a text is supported if it is the fact of a cited sentence.
func interpreter(lang string) func(llm.Request) string {
	into := func(lang string) func(string) string {
		return func(s string) string {
			if n, ok := number[s]; ok {
				return facts[n][lang]
			}
			return s
		}
	}
	english, own := into("en"), into(lang)
	return func(req llm.Request) string {
		req.Messages = req.Messages[:2]
		answer := llmtest.Parrot(req)
		switch req.Prompt {
		case "extract", "gist":
			return rewrite(answer, func(key, s string) string {
				if key == "statement" || key == "line" {
					return english(s)
				}
				return s
			})
		case "compose":
			return rewrite(answer, func(key, s string) string {
				if m := firstPoint.FindStringSubmatch(req.Messages[1].Content); key == "title" && m != nil {
					return own(m[1])
				}
				return own(s)
			})
		case "support":
			return judgeFacts(req.Messages[1].Content)
		}
		return answer
	}
}

// judgeFacts answers a support question by what facts the text and the cited sentences are.
func judgeFacts(user string) string {
	var out []any
	verdict := map[string]any{}
	var text string
	for line := range strings.Lines(user) {
		line = strings.TrimRight(line, "\n")
		if m := asked.FindStringSubmatch(line); m != nil {
			n, _ := strconv.Atoi(m[1])
			text, verdict = m[2], map[string]any{"number": n, "verdict": "not_said", "missing": ""}
			out = append(out, verdict)
		} else if m := cited.FindStringSubmatch(line); m != nil && sameFact(text, m[1]) {
			verdict["verdict"] = "supported"
		}
	}
	data, err := json.Marshal(map[string]any{"items": out})
	if err != nil {
		panic(err)
	}
	return string(data)
}

func sameFact(a, b string) bool {
	n, known := number[a]
	m, also := number[b]
	return known && also && n == m
}

// untold are the texts that an edition shows as checked and that are not, in its language, a fact that the point's
// quotes state: I1, I6 and I9 at once.
func (r *run) untold() []string {
	var faults []string
	words := func(s digest.Story, ids []digest.PointID) (out []string) {
		for _, p := range s.Points {
			if !slices.Contains(ids, p.ID) {
				continue
			}
			for _, c := range s.Claims {
				if slices.Contains(p.Claims, c.ID) {
					for _, q := range c.Citations {
						out = append(out, q.Quote)
					}
				}
			}
		}
		return out
	}
	check := func(where, shown string, quotes []string) {
		n, known := number[shown]
		if !known || facts[n][r.lang] != shown || !slices.ContainsFunc(quotes, func(q string) bool { return sameFact(shown, q) }) {
			faults = append(faults, fmt.Sprintf("I1 %s: %.80q from %.80q", where, shown, quotes))
		}
	}
	for _, s := range r.d.Stories {
		e := s.Editions[r.lang]
		for id, p := range e.Points {
			if p.State == digest.TextOK {
				check(fmt.Sprintf("%s/%s", s.ID, id), p.Text, words(s, []digest.PointID{id}))
			}
		}
		for _, sentence := range e.Summary {
			if e.By == digest.ByModel {
				check(string(s.ID)+" summary", sentence.Text, words(s, sentence.Points))
			}
		}
		_, known := number[e.Title]
		theirs := slices.ContainsFunc(r.d.Documents, func(d digest.Document) bool { return d.Title == e.Title })
		if !known && !theirs && !numbered.MatchString(e.Title) {
			faults = append(faults, fmt.Sprintf("I1 %s title: %.80q", s.ID, e.Title))
		}
	}
	return faults
}

// numbered is the title of a story that has none.
var numbered = regexp.MustCompile(`^s\d+ \(\d+\)$`)

// shown counts the texts of an edition that stand.
func (r *run) shown() int {
	n := 0
	for _, s := range r.d.Stories {
		for _, p := range s.Editions[r.lang].Points {
			if p.State == digest.TextOK {
				n++
			}
		}
	}
	return n
}

// TestHonestSentencesPassInEveryLanguage writes every fact in twelve languages, from documents in any of them.
func TestHonestSentencesPassInEveryLanguage(t *testing.T) {
	all, passed := 0, 0
	for _, lang := range editions {
		for seed := range uint64(3) {
			r, err := digestOf(t, llmtest.Text(interpreter(lang)), told(lang, rand.New(rand.NewPCG(seed, 0)), ""), options{lang: lang})
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range append(r.violations(t), r.untold()...) {
				t.Errorf("%s: %s", lang, v)
			}
			all, passed = all+len(facts), passed+r.shown()
			for _, s := range r.d.Stories {
				for id, p := range s.Editions[lang].Points {
					if p.State != digest.TextOK {
						t.Logf("%s: %s/%s: %s: %s", lang, s.ID, id, p.Reason, s.Claims[0].Statement.Text)
					}
				}
			}
		}
	}
	t.Logf("%d of %d honest sentences are shown", passed, all)
	if 100*passed < 98*all {
		t.Errorf("%d of %d honest sentences are shown, want 98%%", passed, all)
	}
}
