package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/store"
)

// A fact is one sentence of a report in each language.
type fact map[string]string

// kinds are what can happen somewhere, to a number of things. Whoever reports it writes the same names and figures.
var kinds = []fact{
	{"en": "The freighter %[1]s lost %[2]d tons of grain in a storm on %[3]d March 2026.", "fr": "Le cargo %[1]s a perdu %[2]d tonnes de céréales dans une tempête le %[3]d mars 2026.", "ja": "貨物船%[1]sは2026年3月%[3]d日、嵐で穀物%[2]dトンを失った。"},
	{"en": "A fire in the paper mill of %[1]s destroyed %[2]d machines before dawn.", "fr": "Un incendie dans la papeterie de %[1]s a détruit %[2]d machines avant l'aube.", "ja": "%[1]sの製紙工場で夜明け前に火災があり、機械%[2]d台が焼けた。"},
	{"en": "Engineers closed the old bridge at %[1]s after finding %[2]d cracks in its pillars.", "fr": "Des ingénieurs ont fermé le vieux pont de %[1]s après avoir trouvé %[2]d fissures dans ses piliers.", "ja": "技術者らは橋脚に%[2]d本のひびを見つけ、%[1]sの古い橋を閉鎖した。"},
	{"en": "Floods in the valley of %[1]s covered %[2]d houses with mud.", "fr": "Des inondations dans la vallée de %[1]s ont couvert de boue %[2]d maisons.", "ja": "%[1]sの谷の洪水で家屋%[2]d棟が泥に埋まった。"},
	{"en": "The hospital of %[1]s vaccinated %[2]d children against measles within a week.", "fr": "L'hôpital de %[1]s a vacciné %[2]d enfants contre la rougeole en une semaine.", "ja": "%[1]sの病院は1週間で子ども%[2]d人にはしかの予防接種をした。"},
	{"en": "Archaeologists near %[1]s dug up %[2]d bronze coins of a forgotten king.", "fr": "Près de %[1]s, des archéologues ont déterré %[2]d pièces de bronze d'un roi oublié.", "ja": "%[1]s近郊で考古学者が、忘れられた王の青銅貨%[2]d枚を掘り出した。"},
	{"en": "Train drivers on the line to %[1]s stopped work for %[2]d hours over night shifts.", "fr": "Les conducteurs de la ligne de %[1]s ont cessé le travail pendant %[2]d heures à cause des services de nuit.", "ja": "%[1]s線の運転士は夜勤をめぐり%[2]d時間の業務を停止した。"},
	{"en": "The observatory of %[1]s recorded %[2]d small earthquakes under the glacier.", "fr": "L'observatoire de %[1]s a enregistré %[2]d petits séismes sous le glacier.", "ja": "%[1]sの観測所は氷河の下で%[2]d回の小さな地震を記録した。"},
	{"en": "A court in %[1]s fined the dairy %[2]d euros for watering its milk.", "fr": "Un tribunal de %[1]s a infligé à la laiterie une amende de %[2]d euros pour avoir coupé son lait.", "ja": "%[1]sの裁判所は牛乳を水増しした乳業会社に%[2]dユーロの罰金を科した。"},
	{"en": "Bakers in %[1]s gave away %[2]d loaves when the power failed.", "fr": "Les boulangers de %[1]s ont distribué %[2]d pains lors de la panne de courant.", "ja": "停電の際、%[1]sのパン屋はパン%[2]d個を無料で配った。"},
	{"en": "Swimmers found %[2]d jellyfish on the beach of %[1]s and left the water.", "fr": "Des nageurs ont trouvé %[2]d méduses sur la plage de %[1]s et sont sortis de l'eau.", "ja": "%[1]sの海岸で泳いでいた人々は%[2]d匹のくらげを見つけて水から上がった。"},
}

// facts are what reports of event n may say: three kinds of things that happened in one place.
func facts(n int) []fact {
	var out []fact
	for k := range 3 {
		f := fact{}
		for lang, s := range kinds[(n+3*k+n/len(kinds)*k)%len(kinds)] {
			f[lang] = fmt.Sprintf(s, place(n), 210+17*n+31*k, 1+n%28)
		}
		out = append(out, f)
	}
	return out
}

// place is the name of the harbour of event n.
func place(n int) string {
	a := []string{"Kald", "Vest", "Nor", "Ostr", "Mal", "Tor", "Bren", "Hav", "Sund", "Rok"}
	b := []string{"vika", "moria", "enna", "aholm", "erita", "gardo", "alto", "ibek"}
	return a[n%len(a)] + b[n/len(a)%len(b)]
}

var languages = []string{"en", "fr", "ja"}

// A wire is a document of JSON lines.
type wire struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Publisher   string `json:"publisher"`
	PublishedAt string `json:"published_at"`
	Lang        string `json:"lang"`
	Text        string `json:"text"`
}

// corpus writes n documents on the given number of events as JSON lines, so many to a source, and returns the sources.
// No two documents have the same text: each has a line on its author's day.
func corpus(t *testing.T, bucket store.KV, n, events, perSource int) (sources []string) {
	t.Helper()
	var lines strings.Builder
	for i := range n {
		event, lang := i%events, languages[i/events%len(languages)]
		all := facts(event)
		told := []string{all[i%3][lang], all[(i+1)%3][lang], aside(i, lang)}
		line, err := json.Marshal(wire{
			ID: fmt.Sprintf("w%05d", i), Title: fmt.Sprintf("%s %d", place(event), i), Publisher: fmt.Sprintf("Courier %d", i),
			PublishedAt: "2026-03-29", Lang: lang, Text: strings.Join(told, "\n\n"),
		})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
		if (i+1)%perSource == 0 || i == n-1 {
			key := fmt.Sprintf("desk-%03d.jsonl", len(sources))
			if err := bucket.Put(t.Context(), key, []byte(lines.String())); err != nil {
				t.Fatal(err)
			}
			sources = append(sources, "s3://"+sourcesBucket+"/"+key)
			lines.Reset()
		}
	}
	return sources
}

// asides are what a reporter saw on the way.
var asides = []fact{
	{"en": "Our correspondent counted %d boats from the pier that morning.", "fr": "Notre correspondant a compté %d bateaux depuis la jetée ce matin-là.", "ja": "本紙記者はその朝、桟橋から%d隻の船を数えた。"},
	{"en": "A teacher at the scene told us that she had walked %d steps to get there.", "fr": "Une enseignante sur place nous a dit avoir fait %d pas pour venir.", "ja": "現場にいた教師は、ここまで%d歩あるいて来たと本紙に語った。"},
	{"en": "The town's library holds %d maps of the region.", "fr": "La bibliothèque de la ville possède %d cartes de la région.", "ja": "町の図書館はこの地域の地図を%d枚所蔵している。"},
	{"en": "Some %d umbrellas were sold in the market hall before noon.", "fr": "Quelque %d parapluies ont été vendus aux halles avant midi.", "ja": "正午までに市場ではおよそ%d本の傘が売れた。"},
	{"en": "The choir sang for %d listeners in the evening.", "fr": "Le chœur a chanté le soir devant %d auditeurs.", "ja": "合唱団は夜、%d人の聴衆の前で歌った。"},
	{"en": "A farmer showed us %d apple trees in blossom.", "fr": "Un agriculteur nous a montré %d pommiers en fleurs.", "ja": "農家の男性は花の咲いたりんごの木%d本を見せてくれた。"},
	{"en": "The ferry company printed %d tickets for the holidays.", "fr": "La compagnie de ferries a imprimé %d billets pour les vacances.", "ja": "フェリー会社は休暇に向けて切符%d枚を印刷した。"},
}

// aside is what only document n says.
func aside(n int, lang string) string { return fmt.Sprintf(asides[n%len(asides)][lang], 1000+n) }

// A reader answers as a model that knows these languages would: what a sentence says, in the language that is asked for.
type reader struct{ known map[string]fact }

func newReader(documents, events int) reader {
	r := reader{map[string]fact{}}
	for n := range events {
		for _, f := range facts(n) {
			r.learn(f)
		}
	}
	for i := range documents {
		f := fact{}
		for _, l := range languages {
			f[l] = aside(i, l)
		}
		r.learn(f)
	}
	return r
}

func (r reader) learn(f fact) {
	for _, text := range f {
		r.known[text] = f
	}
}

// prompts are the questions of the program by a property that only their answers have.
var prompts = []struct{ property, name string }{
	{"documents", "gist"}, {"claims", "extract"}, {"groups", "merge"}, {"title", "compose"}, {"texts", "repair"}, {"items", "support"}, {"names", "names"},
}

// answer is llmtest.Parrot's, in the language asked for.
func (r reader) answer(q llmtest.Question) string {
	var format struct {
		Schema struct {
			Schema struct{ Properties map[string]any }
		} `json:"json_schema"`
	}
	if err := json.Unmarshal(q.ResponseFormat, &format); err != nil {
		return "what?"
	}
	question := slices.IndexFunc(q.Messages, func(m llm.Message) bool { return m.Role == "user" }) // what follows asks for it again
	req := llm.Request{Messages: q.Messages[:question+1]}
	for _, p := range prompts {
		if _, has := format.Schema.Schema.Properties[p.property]; has {
			req.Prompt = p.name
			break
		}
	}
	to := "en"
	if req.Prompt == "compose" {
		user := q.Messages[question].Content
		for code, name := range map[string]string{"fr": "French", "ja": "Japanese"} {
			if first, _, _ := strings.Cut(user, "\n"); strings.Contains(first, name) {
				to = code
			}
		}
	}
	var said any
	if err := json.Unmarshal([]byte(llmtest.Parrot(req)), &said); err != nil {
		return "what?"
	}
	data, err := json.Marshal(r.in(to, said))
	if err != nil {
		return "what?"
	}
	return string(data)
}

// in is an answer with every sentence that is known in a language.
func (r reader) in(lang string, v any) any {
	switch v := v.(type) {
	case string:
		if f, ok := r.known[v]; ok {
			return f[lang]
		}
		return v
	case []any:
		for i := range v {
			v[i] = r.in(lang, v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = r.in(lang, v[k])
		}
	}
	return v
}

// A moody provider fails the first attempt at one question in so many, each time in another way.
type moody struct {
	mu     sync.Mutex
	oneIn  uint64
	asked  map[string]int
	failed int
}

// fault is what happens to a question instead of an answer, or nil.
func (m *moody) fault(_ int, q llmtest.Question) http.Handler {
	data, err := json.Marshal(q.Messages)
	if err != nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.asked[string(data)]++
	if m.asked[string(data)] > 1 || chance(data)%m.oneIn != 0 {
		return nil
	}
	m.failed++
	return faults[m.failed%len(faults)]
}

var faults = []http.HandlerFunc{
	func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After-Ms", "30")
		http.Error(w, `{"error": {"message": "slow down", "type": "requests", "code": "rate_limit_exceeded"}}`, http.StatusTooManyRequests)
	},
	func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, `{"error": {"message": "oops", "type": "server_error"}}`, http.StatusInternalServerError)
	},
	func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	func(w http.ResponseWriter, _ *http.Request) { // cut within the answer
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "2000")
		fmt.Fprint(w, `{"id": "c", "object": "chat.completion", "model": "gpt-5-mini", "choices": [{"index": 0, "message": {"role": "assis`)
	},
	func(w http.ResponseWriter, _ *http.Request) { // a web page of something in between
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html><body>Bad gateway</body></html>")
	},
	func(w http.ResponseWriter, _ *http.Request) { // an answer that ends too early, as if it were whole
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"id": "c", "object": "chat.completion", "model": "gpt-5-mini", "choices": [{"index": 0, "finish_reason": "stop",`+
			`"message": {"role": "assistant", "content": "{\"claims\": [{\"supp"}}], "usage": {"prompt_tokens": 900, "completion_tokens": 16, "total_tokens": 916}}`)
	},
}

// chance is a number that is always the same for the same data.
func chance(parts ...[]byte) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range slices.Concat(parts...) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h >> 7
}
