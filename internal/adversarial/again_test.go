package adversarial

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/store/storetest"
)

// TestOneNewDocumentPaysForItself makes a digest of fifty documents twice, then of one more: the second time asks
// nothing, and the third what the new document says, what names are in it, and for the stories that it changes.
func TestOneNewDocumentPaysForItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv, p := storetest.Memory(), service(nil)
		docs := many(51)
		known := map[string]bool{} // stories of the digests so far, by their documents
		asked := func(docs []digest.Inline) (count map[string]int, touched int) {
			before := len(p.Asked())
			r, err := digestOf(t, through(t, p), docs, options{kv: kv, limit: 4})
			if err != nil || len(r.d.Documents) != len(docs) {
				t.Fatalf("%v: %d documents", err, len(r.d.Documents))
			}
			count = map[string]int{}
			for _, q := range p.Asked()[before:] {
				count[llmtest.PromptOf(q)]++
			}
			for _, s := range r.d.Stories {
				if of := fmt.Sprint(s.Documents); !known[of] {
					known[of] = true
					touched++
				}
			}
			return count, touched
		}
		first, _ := asked(docs[:50])
		if first["extract"] != 50 || first["compose"] < 10 {
			t.Errorf("first: %v", first)
		}
		if again, _ := asked(docs[:50]); len(again) > 0 {
			t.Errorf("the same again: %v", again)
		}
		more, touched := asked(docs)
		t.Logf("50 documents: %v; one more, in %d stories: %v", first, touched, more)
		if more["extract"] != 1 || more["gist"] > 1 || more["names"] > 1 || touched == 0 ||
			more["compose"] > touched || more["merge"] > touched || more["support"] > 2*touched {
			t.Errorf("one more, in %d stories: %v", touched, more)
		}
	})
}

// TestWhatTheBudgetCutIsNamed asks about more than may be spent: what was paid for is used, the rest is the sources' own
// sentences, and the digest says so.
func TestWhatTheBudgetCutIsNamed(t *testing.T) {
	for _, tokens := range []int{30_000, 150_000} {
		synctest.Test(t, func(t *testing.T) {
			budget := llm.NewBudget(llm.Amount{Tokens: tokens}, nil)
			r, err := digestOf(t, through(t, service(nil)), many(60), options{limit: 4, budget: budget})
			if err != nil {
				t.Fatal(err)
			}
			instead := map[string]int{}
			for _, x := range r.d.Coverage.Instead {
				instead[x.Stage+" "+x.Reason] += x.Count
			}
			made := map[string]int{}
			for _, s := range r.d.Stories {
				for _, c := range s.Claims {
					made["claims "+string(c.By)]++
				}
				for _, e := range s.Editions {
					made["editions "+string(e.By)]++
				}
			}
			t.Logf("%d of %d tokens: %v; %v; %s", budget.Spent().Tokens, tokens, made, instead, r.d.Status)
			if budget.Spent().Tokens > tokens || r.d.Status != digest.Partial || r.d.Coverage.Used != 60 {
				t.Errorf("%+v spent, %s, %d used", budget.Spent(), r.d.Status, r.d.Coverage.Used)
			}
			if instead["compose over_budget"] != made["editions extractive"] || (instead["extract over_budget"] > 0) != (made["claims extractive"] > 0) ||
				made["editions extractive"] == 0 || made["claims model"] == 0 {
				t.Errorf("made %v, told %v", made, instead)
			}
			if !strings.Contains(r.rendered(t)["text"], "the budget was used up") {
				t.Error("a reader is not told")
			}
		})
	}
}
