package adversarial

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/llm/openai"
)

// service is a provider whose model is honest.
func service(fault func(n int, q llmtest.Question) http.Handler) *llmtest.Provider {
	return &llmtest.Provider{
		Answer: func(q llmtest.Question) string {
			return honest(llm.Request{Prompt: llmtest.PromptOf(q), Messages: q.Messages})
		},
		Fault: fault,
	}
}

// through is a client of a provider in memory.
func through(t testing.TB, p *llmtest.Provider) llm.Model {
	t.Helper()
	m, err := openai.New(openai.Config{BaseURL: "http://model.example/v1", Key: "k", Model: "m", Dial: llmtest.Dial(t, p)})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestEveryFaultOfAProviderLeavesADigestThatNamesIt puts each shape on record, each broken answer and each hang in the
// way of a whole run: as its second answer, and as every answer.
func TestEveryFaultOfAProviderLeavesADigestThatNamesIt(t *testing.T) {
	type fault struct {
		name, class string
		http.Handler
	}
	var faults []fault
	for _, s := range llmtest.Shapes() {
		if s.Code == "prompt_cut" {
			s.Class = "ok" // to questions as short as these, which were not cut
		}
		faults = append(faults, fault{s.Name, s.Class, s})
	}
	shapes := len(faults)
	for _, b := range append(llmtest.BrokenStreams(), llmtest.Hangs()...) {
		faults = append(faults, fault{b.Name, b.Class, b})
	}
	if shapes < 60 || len(faults)-shapes < 8 {
		t.Fatalf("%d shapes, %d broken answers", shapes, len(faults)-shapes)
	}
	whole, partial, ended := 0, 0, 0
	for _, f := range faults {
		for _, always := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				p := service(func(n int, _ llmtest.Question) http.Handler {
					if always || n == 2 {
						return f
					}
					return nil
				})
				r, err := digestOf(t, through(t, p), planted("", start)[:3], options{limit: 2})
				if err != nil {
					if llm.ClassOf(err) != llm.Fatal || f.class != "fatal" {
						t.Errorf("%s (always: %t): %v", f.name, always, err)
					}
					ended++
					return
				}
				for _, v := range r.violations(t) {
					t.Errorf("%s (always: %t): %s", f.name, always, v)
				}
				lost := 0
				for _, i := range r.d.Coverage.Items {
					if i.State != digest.Used {
						lost++
						if i.Reason == "" && i.State != digest.NoClaims {
							t.Errorf("%s (always: %t): %s is %s, without a reason", f.name, always, i.Source, i.State)
						}
					}
				}
				switch {
				case r.d.Status == digest.Partial:
					partial++
				default:
					whole++
					if always && f.class != "ok" {
						t.Errorf("%s: every answer is unusable and the digest is %s, %d sources not used", f.name, r.d.Status, lost)
					}
				}
			})
		}
	}
	t.Logf("%d shapes and %d broken answers, once and for ever: %d whole digests, %d that name what is missing, %d runs ended with what to do",
		shapes, len(faults)-shapes, whole, partial, ended)
}

// many are n documents that have little in common: sentences of words drawn at random.
func many(n int) []digest.Inline {
	things := strings.Fields("bridge tower garden market harbour library station theatre stadium school mill tunnel archive bakery canal hotel " +
		"quarry chapel brewery orchard lighthouse museum hospital warehouse ferry reservoir clinic cinema vineyard laboratory")
	deeds := strings.Fields("opened closed moved burned flooded grew shrank reopened expanded collapsed froze leaked tilted vanished recovered sank")
	people := strings.Fields("teachers farmers nurses sailors miners painters drivers singers bakers lawyers tailors gardeners pilots weavers hunters")
	acts := strings.Fields("painted sold bought cleaned repaired measured guarded rented photographed blocked crossed admired searched copied buried")
	goods := strings.Fields("boats lamps chairs engines windows carpets fences books clocks pipes doors statues bells wagons mirrors ladders barrels")
	places := strings.Fields("valley hill island forest coast desert plain ridge swamp meadow cliff lake river bay plateau canyon delta")
	r := rand.New(rand.NewPCG(7, 7))
	any := func(list []string) string { return list[r.IntN(len(list))] }
	var docs []digest.Inline
	for i := range n {
		sentences := []string{
			fmt.Sprintf("The %s by the %s %s after %d days of %s weather.", any(things), any(places), any(deeds), 100+r.IntN(900), any([]string{"dry", "wet", "cold", "hot"})),
			fmt.Sprintf("Some %d %s %s the old %s beside the %s.", 1000+r.IntN(9000), any(people), any(acts), any(goods), any(places)),
			fmt.Sprintf("New %s for the %s will cost %d pounds.", any(goods), any(things), 10_000+r.IntN(90_000)),
			fmt.Sprintf("Two %s %s %d %s near a %s.", any(people), any(acts), 20+r.IntN(70), any(goods), any(things)),
		}
		r.Shuffle(len(sentences), func(i, j int) { sentences[i], sentences[j] = sentences[j], sentences[i] })
		docs = append(docs, digest.Inline{
			ID: fmt.Sprint("doc", i), URL: fmt.Sprintf("https://papers.example/%d", i), Lang: "en", PublishedAt: "2026-03-05",
			Publisher: fmt.Sprintf("Paper %c%c", 'A'+i%26, 'A'+i/26), Title: any(things) + " and " + any(goods), Text: strings.Join(sentences[:3], "\n"),
		})
	}
	return docs
}

// TestAFailingProviderLosesNoDocument gives 500 documents to a provider of which one answer in ten fails: 5% are 429, 2%
// are 500, 1% never end, 2% are JSON cut short.
func TestAFailingProviderLosesNoDocument(t *testing.T) {
	n := 500
	if testing.Short() {
		n = 60
	}
	clean := 0
	for _, failing := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			r := rand.New(rand.NewPCG(1, 2))
			billed, failed := 0, map[string]int{}
			p := service(nil)
			p.Fault = func(_ int, q llmtest.Question) http.Handler {
				mu.Lock()
				defer mu.Unlock()
				draw := r.IntN(100)
				switch {
				case failing && draw < 5:
					failed["429"]++
					return status(429, `{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}`)
				case failing && draw < 7:
					failed["500"]++
					return status(500, `{"error":{"message":"The server had an error","type":"server_error"}}`)
				case failing && draw < 8:
					failed["hang"]++
					billed++ // whether it is billed nobody knows
					return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
				case failing && draw < 10:
					failed["cut"]++
					billed++
					return cut(p.Answer(q))
				}
				billed++
				return nil
			}
			run, err := digestOf(t, through(t, p), many(n), options{limit: 16})
			if err != nil {
				t.Fatal(err)
			}
			var items []digest.Item
			if items = run.d.Coverage.Items; run.d.Coverage.List != "" {
				data, _, err := run.kv.Get(t.Context(), run.d.Coverage.List)
				if err != nil {
					t.Fatal(err)
				}
				if err := json.Unmarshal(data, &items); err != nil {
					t.Fatal(err)
				}
			}
			used := 0
			for _, i := range items {
				if i.State == digest.Used {
					used++
				} else {
					t.Errorf("failing: %t: %s is %s: %s", failing, i.Source, i.State, i.Reason)
				}
			}
			if used != n {
				t.Errorf("failing: %t: %d of %d documents used", failing, used, n)
			}
			if !failing {
				clean = billed
				return
			}
			extra := 100 * float64(billed-clean) / float64(clean)
			t.Logf("%d documents, %d calls; failures %v; %d documents used; %d calls billed, %.1f%% more than without failures; %s",
				n, len(p.Asked()), failed, used, billed, extra, run.d.Status)
			if extra > 5 {
				t.Errorf("%.1f%% more calls were billed, want 5%% at most", extra)
			}
		})
	}
}

// TestAServerThatCutsPromptsReadsEverything has a server that reads 2,048 tokens of a prompt and says nothing of what it
// leaves out, as Ollama does: the first cut is noticed, and what was not asked yet is asked in parts that fit.
func TestAServerThatCutsPromptsReadsEverything(t *testing.T) {
	const window, sentences = 2048, 90
	docs := many(sentences)[:2]
	for i := range docs {
		var b strings.Builder
		for _, d := range many(sentences * (i + 1))[sentences*i:] {
			b.WriteString(strings.Split(d.Text, "\n")[0] + "\n")
		}
		docs[i].Text = b.String()
	}
	synctest.Test(t, func(t *testing.T) {
		cuts := 0
		p := service(nil)
		p.Answer = func(q llmtest.Question) string {
			return llmtest.Parrot(llm.Request{Prompt: llmtest.PromptOf(q), Messages: q.Messages})
		}
		p.Fault = func(_ int, q llmtest.Question) http.Handler {
			asked := 0
			for _, m := range q.Messages {
				asked += llm.Tokens(m.Content)
			}
			if asked <= window {
				return nil
			}
			cuts++
			last := &q.Messages[len(q.Messages)-1].Content
			*last = (*last)[:len(*last)/2]
			content, err := json.Marshal(p.Answer(q))
			if err != nil {
				t.Fatal(err)
			}
			return status(200, fmt.Sprintf(`{"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":%s}}],`+
				`"usage":{"prompt_tokens":%d,"completion_tokens":9,"total_tokens":%d}}`, content, window, window+9))
		}
		r, err := digestOf(t, through(t, p), docs, options{limit: 1, check: "none"})
		if err != nil {
			t.Fatal(err)
		}
		cited := 0
		for _, s := range r.d.Stories {
			for _, c := range s.Claims {
				if c.By == digest.ByModel {
					cited++
				}
			}
		}
		t.Logf("%d prompts were cut, %d claims of %d sentences; %s", cuts, cited, 2*sentences, r.d.Status)
		if cuts != 1 || cited != 2*sentences {
			t.Errorf("%d prompts were cut; %d of %d sentences were read", cuts, cited, 2*sentences)
		}
	})
}

func status(code int, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	})
}

// cut is an answer that stops in the middle of its JSON and says that it is whole.
func cut(answer string) http.Handler {
	body, err := json.Marshal(map[string]any{
		"model": "m", "usage": map[string]int{"prompt_tokens": 800, "completion_tokens": 100, "total_tokens": 900},
		"choices": []any{map[string]any{
			"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": answer[:len(answer)/2]},
		}},
	})
	if err != nil {
		panic(err)
	}
	return status(200, string(body))
}

// TestAnEvilModelEndsUnderItsBudget asks a model about 200 chunks that never gives a usable answer.
func TestAnEvilModelEndsUnderItsBudget(t *testing.T) {
	const chunks = 200
	tooLong := `{"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"{\"claims\":[{"},"finish_reason":"length"}],` +
		`"usage":{"prompt_tokens":812,"completion_tokens":2000,"total_tokens":2812}}`
	for name, answer := range map[string]http.Handler{"always invalid": cut("I would rather talk about tea today."), "always length": status(200, tooLong)} {
		synctest.Test(t, func(t *testing.T) {
			var answered atomic.Int64
			p := service(func(int, llmtest.Question) http.Handler {
				answered.Add(1)
				return answer
			})
			prices, err := llm.ParsePrices([]byte("currency: USD\nmodels:\n  m: {input: 1, output: 2}\n"))
			if err != nil {
				prices = nil
			}
			limit := llm.Amount{Tokens: 40_000_000}
			budget := llm.NewBudget(limit, prices)
			r, err := digestOf(t, through(t, p), many(chunks), options{limit: 8, budget: budget})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			spent := budget.Spent()
			t.Logf("%s: %d answered calls on %d chunks, %d tokens of %d; %s", name, answered.Load(), chunks, spent.Tokens, limit.Tokens, r.d.Status)
			if answered.Load() > 3*chunks+20 || spent.Tokens > limit.Tokens || r.d.Status != digest.Partial {
				t.Errorf("%s: %d answered calls, %+v spent, %s", name, answered.Load(), spent, r.d.Status)
			}
		})
	}
}
