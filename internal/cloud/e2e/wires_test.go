package e2e

import (
	"bytes"
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

// A corpus is so many documents on so many events, each with two facts that others have too and some sentences of its
// own.
type corpus struct{ documents, events, own int }

// wires are its documents.
func (c corpus) wires() []wire {
	out := make([]wire, c.documents)
	for i := range out {
		event, lang := i%c.events, languages[i/c.events%len(languages)]
		all := facts(event)
		told := []string{all[i%3][lang], all[(i+1)%3][lang]}
		for k := range c.own {
			told = append(told, aside(i, k, lang))
		}
		out[i] = wire{
			ID: fmt.Sprintf("w%05d", i), Title: fmt.Sprintf("%s %d", place(event), i), Publisher: fmt.Sprintf("Courier %d", i),
			PublishedAt: "2026-03-29", Lang: lang, Text: strings.Join(told, "\n\n"),
		}
	}
	return out
}

// write keeps it as JSON lines, so many to a source, and returns the sources.
func (c corpus) write(t *testing.T, bucket store.KV, perSource int) (sources []string) {
	t.Helper()
	for some := range slices.Chunk(c.wires(), perSource) {
		var lines bytes.Buffer
		encoder := json.NewEncoder(&lines)
		for _, w := range some {
			if err := encoder.Encode(w); err != nil {
				t.Fatal(err)
			}
		}
		key := fmt.Sprintf("desk-%03d.jsonl", len(sources))
		if err := bucket.Put(t.Context(), key, lines.Bytes()); err != nil {
			t.Fatal(err)
		}
		sources = append(sources, "s3://"+sourcesBucket+"/"+key)
	}
	return sources
}

// Parts of what else a reporter heard: who, did, what, when. Any of each makes a sentence.
var parts = map[string][4][]string{
	"en": {
		{"A baker from the lower town", "The head of the swimming club", "A retired sailor", "The school's choir master", "A widow with two dogs", "The owner of the mill", "An apprentice roofer", "The parish clerk", "A nurse on leave", "The captain of the chess team", "A young beekeeper", "The night porter"},
		{"sold", "counted", "repaired", "painted", "gave away", "collected", "photographed", "carried off", "borrowed", "measured", "buried", "weighed"},
		{"wooden boats", "glass bottles", "apple trees", "old lamps", "roof tiles", "paper flags", "bicycle wheels", "copper pots", "garden chairs", "postage stamps", "woollen coats", "church bells"},
		{"before the concert began", "while it rained", "on the way to the market", "after the last bus had left", "in front of the town hall", "during the lunch break", "without telling anyone", "for a bet among friends", "as the fog lifted", "behind the railway station", "at the request of a neighbour", "when the lights went out"},
	},
	"fr": {
		{"Un boulanger de la ville basse", "La présidente du club de natation", "Un marin à la retraite", "Le chef de la chorale de l'école", "Une veuve avec deux chiens", "Le propriétaire du moulin", "Un apprenti couvreur", "Le secrétaire de la paroisse", "Une infirmière en congé", "Le capitaine de l'équipe d'échecs", "Un jeune apiculteur", "Le veilleur de nuit"},
		{"a vendu", "a compté", "a réparé", "a peint", "a donné", "a ramassé", "a photographié", "a emporté", "a emprunté", "a mesuré", "a enterré", "a pesé"},
		{"bateaux de bois", "bouteilles de verre", "pommiers", "vieilles lampes", "tuiles", "drapeaux de papier", "roues de vélo", "casseroles de cuivre", "chaises de jardin", "timbres-poste", "manteaux de laine", "cloches d'église"},
		{"avant le début du concert", "pendant la pluie", "sur le chemin du marché", "après le départ du dernier bus", "devant la mairie", "pendant la pause de midi", "sans le dire à personne", "pour un pari entre amis", "quand le brouillard s'est levé", "derrière la gare", "à la demande d'un voisin", "quand les lumières se sont éteintes"},
	},
	"ja": {
		{"下町のパン屋", "水泳クラブの会長", "引退した船乗り", "学校の合唱団の指揮者", "犬を二匹連れた未亡人", "水車小屋の主人", "見習いの屋根職人", "教区の書記", "休暇中の看護師", "チェス部の主将", "若い養蜂家", "夜間の守衛"},
		{"売った", "数えた", "修理した", "塗った", "配った", "集めた", "撮影した", "持ち去った", "借りた", "測った", "埋めた", "量った"},
		{"木の船", "ガラス瓶", "りんごの木", "古いランプ", "屋根瓦", "紙の旗", "自転車の車輪", "銅の鍋", "庭の椅子", "切手", "毛糸の上着", "教会の鐘"},
		{"演奏会の始まる前に", "雨の降る間に", "市場へ行く途中で", "最終バスの出た後に", "町役場の前で", "昼休みの間に", "誰にも告げずに", "友人との賭けのために", "霧の晴れた頃に", "駅の裏で", "隣人に頼まれて", "明かりの消えた時に"},
	},
}

// forms put who, did, what, when and a number into a sentence.
var forms = fact{
	"en": "%[1]s %[2]s %[5]d %[3]s %[4]s.", "fr": "%[1]s %[2]s %[5]d %[3]s %[4]s.", "ja": "%[4]s、%[1]sは%[3]s%[5]d個を%[2]s。",
}

// aside is a sentence that only document n has.
func aside(n, k int, lang string) string {
	c, p := chance(fmt.Appendf(nil, "%d %d", n, k)), parts[lang]
	at := func(i int) string {
		c = c*6364136223846793005 + 1442695040888963407
		return p[i][c>>33%uint64(len(p[i]))]
	}
	return fmt.Sprintf(forms[lang], at(0), at(1), at(2), at(3), 1000+10*n+k)
}

// A reader answers as a model that knows these languages would: what a sentence says, in the language that is asked for.
type reader struct{ known map[string]fact }

// reader knows all of a corpus.
func (c corpus) reader() reader {
	r := reader{map[string]fact{}}
	for n := range c.events {
		for _, f := range facts(n) {
			r.learn(f)
		}
	}
	for i := range c.documents {
		for k := range c.own {
			f := fact{}
			for _, l := range languages {
				f[l] = aside(i, k, l)
			}
			r.learn(f)
		}
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
