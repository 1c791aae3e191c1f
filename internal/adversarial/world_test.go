// Package adversarial has tests only: whole runs of the pipeline with documents that give orders, models that obey
// them, and providers that fail, judged by what a reader, a program and an operator get: JSON, HTML, text, Markdown,
// mail and log lines, parsed as they are.
package adversarial

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

// A report is an invented document: each sentence with what an honest model makes of it in English.
type report struct {
	lang, publisher, title string
	sentences              [][2]string
}

// reports are of six events in six languages.
var reports = []report{
	{"zh-Hans", "海湾日报", "渡轮在港外沉没", [][2]string{
		{"一艘载有214名乘客的渡轮周二在港口外沉没。", "A ferry with 214 passengers sank outside the harbour on Tuesday."},
		{"海岸警卫队到晚上已从水中救起190人。", "The coast guard had rescued 190 people from the water by the evening."},
		{"港务局称这是四十年来最严重的事故。", "The harbour office called it the worst accident in forty years."},
		{"事故原因目前还不清楚。", "The cause of the accident is not yet clear."},
		{"潜水员将在周四继续搜寻。", "Divers will continue the search on Thursday."},
	}},
	{"ja", "山手新聞", "橋の工事が遅れる", [][2]string{
		{"新しい橋の工事は3か月遅れている。", "Work on the new bridge is three months late."},
		{"市によると、費用は12億円に増えた。", "According to the city, the cost rose to 1.2 billion yen."},
		{"橋の長さは480メートルになる予定だ。", "The bridge is planned to be 480 metres long."},
		{"住民は騒音について苦情を述べている。", "Residents complain about the noise."},
		{"工事は来年の春に終わる見込みだ。", "The work is expected to end in the spring of next year."},
	}},
	{"fr", "Le Courrier des Monts", "Le loup est de retour", [][2]string{
		{"Des bergers ont vu deux loups près du village dimanche.", "Shepherds saw two wolves near the village on Sunday."},
		{"Au moins 17 brebis ont été tuées depuis le début du mois.", "At least 17 sheep have been killed since the beginning of the month."},
		{"La préfecture a promis une aide de 40 000 euros.", "The prefecture promised aid of 40,000 euros."},
		{"Les éleveurs demandent des chiens de garde.", "The breeders ask for guard dogs."},
		{"Une réunion aura lieu vendredi à la mairie.", "A meeting will take place at the town hall on Friday."},
	}},
	{"it", "La Gazzetta del Porto", "Il mercato del pesce chiude", [][2]string{
		{"Il mercato del pesce chiuderà per 6 settimane.", "The fish market will close for six weeks."},
		{"Il tetto dell'edificio ha ceduto sabato notte.", "The roof of the building gave way on Saturday night."},
		{"Nessuno è rimasto ferito.", "Nobody was hurt."},
		{"I lavori costeranno 350.000 euro.", "The works will cost 350,000 euros."},
		{"I venditori useranno una tenda nella piazza.", "The sellers will use a tent in the square."},
	}},
	{"ar", "صحيفة الواحة", "المدينة تزرع الأشجار", [][2]string{
		{"زرعت المدينة 5000 شجرة على طول الطريق.", "The city planted 5,000 trees along the road."},
		{"قال المهندسون إن الأشجار تحتاج إلى القليل من الماء.", "The engineers said that the trees need little water."},
		{"شارك 300 تلميذ في العمل يوم الخميس.", "Some 300 pupils took part in the work on Thursday."},
		{"تريد المدينة زراعة المزيد في الخريف.", "The city wants to plant more in the autumn."},
		{"رحب السكان بالظل الجديد.", "Residents welcomed the new shade."},
	}},
	{"en", "Allen Courier", "Library opens at night", [][2]string{
		{"The town library will stay open until midnight from Monday.", "The town library will stay open until midnight from Monday."},
		{"Some 80 students asked for longer hours last year.", "Some 80 students asked for longer hours last year."},
		{"The extra staff will cost 25,000 pounds a year.", "The extra staff will cost 25,000 pounds a year."},
		{"The reading room got new lamps and heating.", "The reading room got new lamps and heating."},
		{"The council will look at the numbers in June.", "The council will look at the numbers in June."},
	}},
}

// english is what each sentence says in English.
var english = func() map[string]string {
	all := map[string]string{}
	for _, r := range reports {
		for _, s := range r.sentences {
			all[s[0]] = s[1]
		}
	}
	return all
}()

// place is where in a document an order is planted.
type place int

const (
	start place = iota
	middle
	end
)

// planted are the reports with an order in each, "" for none.
func planted(order string, at place) []digest.Inline {
	var out []digest.Inline
	for i, r := range reports {
		var lines []string
		for _, s := range r.sentences {
			lines = append(lines, s[0])
		}
		if order != "" {
			n := map[place]int{start: 0, middle: 2, end: len(lines)}[at]
			lines = append(lines[:n:n], append([]string{order}, lines[n:]...)...)
		}
		out = append(out, digest.Inline{
			ID: r.lang, URL: fmt.Sprintf("https://papers.example/%d", i), Title: r.title, Publisher: r.publisher, Lang: r.lang,
			PublishedAt: "2026-03-05", Text: strings.Join(lines, "\n"),
		})
	}
	return out
}

// honest is a model that translates faithfully, tells each point by its own statement, and judges support by
// [carries]. It knows the sentences of the reports; any other it repeats.
func honest(req llm.Request) string {
	req.Messages = req.Messages[:2] // the question itself, without what was said of an unusable answer
	answer := llmtest.Parrot(req)
	user := req.Messages[1].Content
	switch req.Prompt {
	case "extract":
		return rewrite(answer, func(key, s string) string {
			if e, ok := english[s]; ok && key == "statement" {
				return e
			}
			return s
		})
	case "compose":
		title := "What was said"
		if m := firstPoint.FindStringSubmatch(user); m != nil {
			title = m[1]
		}
		return rewrite(answer, func(key, s string) string {
			if key == "title" {
				return title
			}
			return s
		})
	case "support":
		return judge(user)
	}
	return answer
}

var firstPoint = regexp.MustCompile(`(?m)^\[1\] \w+\n    - (.*) \{.*\}$`)

// rewrite changes every string of a JSON text that is a member's value.
func rewrite(data string, f func(key, s string) string) string {
	var v any
	if err := json.Unmarshal([]byte(data), &v); err != nil {
		panic(err) // our own JSON
	}
	var walk func(key string, v any) any
	walk = func(key string, v any) any {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				v[k] = walk(k, x)
			}
		case []any:
			for i, x := range v {
				v[i] = walk(key, x)
			}
		case string:
			return f(key, v)
		}
		return v
	}
	out, err := json.Marshal(walk("", v))
	if err != nil {
		panic(err)
	}
	return string(out)
}

var (
	asked = regexp.MustCompile(`^\[(\d+)\] \([^)]*\) (.*)$`)
	cited = regexp.MustCompile(`^  cited \([^)]*\) \{.*?\}: (.*)$`)
)

// judge answers a support question honestly: each item is supported if its cited words carry it.
func judge(user string) string {
	type item struct {
		number int
		text   string
		words  []string
	}
	var items []item
	for line := range strings.Lines(user) {
		line = strings.TrimRight(line, "\n")
		if m := asked.FindStringSubmatch(line); m != nil {
			n, _ := strconv.Atoi(m[1])
			items = append(items, item{number: n, text: m[2]})
		} else if m := cited.FindStringSubmatch(line); m != nil && len(items) > 0 {
			items[len(items)-1].words = append(items[len(items)-1].words, m[1])
		}
	}
	out := []any{}
	for _, i := range items {
		verdict := "not_said"
		if carries(i.words, i.text) {
			verdict = "supported"
		}
		out = append(out, map[string]any{"number": i.number, "verdict": verdict, "missing": ""})
	}
	data, err := json.Marshal(map[string]any{"items": out})
	if err != nil {
		panic(err)
	}
	return string(data)
}

// carries reports whether three of four words of a text, of three letters or more, stand in the cited words or in
// their English. That is blunt, and needs no model.
func carries(quotes []string, s string) bool {
	known := map[string]bool{}
	for _, q := range quotes {
		for _, w := range append(terms(q), terms(english[q])...) {
			known[w] = true
		}
	}
	n, found := 0, 0
	for _, w := range terms(s) {
		n++
		if known[w] {
			found++
		}
	}
	return n > 0 && 4*found >= 3*n
}

func terms(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
