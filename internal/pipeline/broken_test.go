package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
	"polydigest/internal/verify"
)

// A fullStore has no room for keys that hold a part.
type fullStore struct {
	store.KV
	part string
}

func (s fullStore) Put(ctx context.Context, key string, value []byte) error {
	if strings.Contains(key, s.part) {
		return syscall.ENOSPC
	}
	return s.KV.Put(ctx, key, value)
}

func TestNothingMoreIsAskedOnceTheStoreIsFull(t *testing.T) {
	var asked atomic.Int64
	counting := llmtest.Func(func(ctx context.Context, req llm.Request) (llm.Response, error) {
		if req.Prompt == "extract" {
			asked.Add(1)
		}
		return llmtest.Text(llmtest.Parrot)(ctx, req)
	})
	h := home(t, fullStore{storetest.Memory(), "/claims/"}, counting)
	h.Limit = 1
	_, err := h.Run(context.Background(), StartIn{Request: request(ferry...)})
	if !errors.Is(err, syscall.ENOSPC) || asked.Load() != 1 {
		t.Errorf("got %v after %d questions, want no space after 1", err, asked.Load())
	}
	if err != nil && strings.Contains(err.Error(), "\n") {
		t.Errorf("the error is told more than once: %v", err)
	}
}

// TestAStoppedCallIsNoProviderThatIsDown stops the run within a call that then fails as if its provider were down.
func TestAStoppedCallIsNoProviderThatIsDown(t *testing.T) {
	kv := storetest.Memory()
	ctx, cancel := context.WithCancel(context.Background())
	stopping := llmtest.Func(func(ctx context.Context, req llm.Request) (llm.Response, error) {
		if req.Prompt != "extract" {
			return llmtest.Text(llmtest.Parrot)(ctx, req)
		}
		cancel()
		return llm.Response{}, &llm.Error{Class: llm.Retry, Code: "canceled"}
	})
	if _, err := home(t, kv, stopping).Run(ctx, StartIn{Request: request(ferry...)}); err == nil {
		t.Fatal("a stopped run ended well")
	}
	d := home(t, kv, llmtest.Text(llmtest.Parrot)).make(t, request(ferry...))
	for _, s := range d.Stories {
		for _, c := range s.Claims {
			if c.By != digest.ByModel {
				t.Errorf("claim %s is by %s", c.ID, c.By)
			}
		}
	}
}

func TestEqualWordsFromAnotherPlaceAreAnotherRequest(t *testing.T) {
	h := home(t, storetest.Memory(), nil)
	start := func(where string) digest.RunID {
		t.Helper()
		out, err := h.Start(context.Background(), StartIn{Request: digest.Request{Sources: []string{"news"}}, Where: where})
		if err != nil {
			t.Fatal(err)
		}
		return out.Run
	}
	if here, there := start("/a"), start("/b"); here == there || start("/a") != here {
		t.Error("a run was found by a request from another folder, or not by its own")
	}
}

// TestADigestThatIsStoredIsNotMadeAgain breaks a run off when its digest is stored and the newest of its name, but
// the run does not know yet.
func TestADigestThatIsStoredIsNotMadeAgain(t *testing.T) {
	ctx := context.Background()
	kv := storetest.Memory()
	home(t, kv, llmtest.Text(llmtest.Parrot)).make(t, request(ferry[:2]...))
	in := StartIn{Request: request(ferry...)}
	if _, err := home(t, fullStore{kv, "/published.json"}, llmtest.Text(llmtest.Parrot)).Run(ctx, in); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("got %v", err)
	}
	d := home(t, kv, llmtest.Text(llmtest.Parrot)).make(t, in.Request)
	if d.Changes == nil || len(d.Changes.Items) == 0 {
		t.Errorf("what is new against the digest before is lost: %+v", d.Changes)
	}
}

// TestTheStoresErrorIsToldOnce reads many documents into a store that has no room for their bytes.
func TestTheStoresErrorIsToldOnce(t *testing.T) {
	var many []digest.Inline
	for i := range 100 {
		d := ferry[i%len(ferry)]
		d.Text += fmt.Sprint(" ", i)
		many = append(many, d)
	}
	h := home(t, noRoom{storetest.Memory()}, nil)
	_, err := h.Run(context.Background(), StartIn{Request: request(many...)})
	if !errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
}

// A noRoom store takes no bytes as fetched.
type noRoom struct{ store.KV }

func (s noRoom) Create(ctx context.Context, key string, value []byte) error {
	if strings.HasPrefix(key, "raw/") {
		return syscall.ENOSPC
	}
	return s.KV.Create(ctx, key, value)
}

// grouping answers for a block with its claims in order and none in a group, then finds two of them the same.
type grouping struct {
	extractive.Engine
	asked *atomic.Int32
}

func (g grouping) Relate(_ context.Context, c engine.Claims) (engine.Relations, error) {
	switch g.asked.Add(1) {
	case 1: // the first block's claims each stand alone
		var r engine.Relations
		for i := range c.Claims {
			r.Groups, r.Order = append(r.Groups, []int{i}), append(r.Order, i)
		}
		r.Order = r.Order[:5]
		return r, nil
	case 2: // the second's are left out of the groups
		return engine.Relations{Order: []int{0, 1}}, nil
	}
	return engine.Relations{Groups: [][]int{{5, 6}}, Order: []int{0, 1}}, nil
}

func TestAClaimThatABlockLeftOutIsNotTakenForTheFirst(t *testing.T) {
	var claims []digest.Claim
	for i := range Block + 20 {
		claims = append(claims, digest.Claim{
			ID: digest.ClaimID(fmt.Sprint("c", i)), Document: "d1", Kind: digest.Report,
			Statement: digest.Text{Lang: "en", Text: fmt.Sprintf("Statement %d of many", i)},
		})
	}
	h := home(t, storetest.Memory(), nil)
	h.Engine = grouping{asked: new(atomic.Int32)}
	r, err := h.relate(context.Background(), manifest{}, claims)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(slices.DeleteFunc(r.Groups, func(g []int) bool { return len(g) < 2 })); n != 1 {
		t.Errorf("%d groups of more than one claim, want 1", n)
	}
}

// A brokenReader breaks on the parts of one document.
type brokenReader struct {
	engine.Engine
	of digest.DocID
}

func (e brokenReader) Extract(ctx context.Context, p engine.Part) (engine.Answer[[]verify.Candidate], error) {
	if p.Doc.ID == e.of {
		panic("index out of range")
	}
	return e.Engine.Extract(ctx, p)
}

func TestAChunkThatBreaksTheProgramFailsAlone(t *testing.T) {
	h := home(t, storetest.Memory(), nil)
	h.Engine = brokenReader{extractive.Engine{}, "d1"}
	d := h.make(t, request(ferry...))
	failed := 0
	for _, item := range d.Coverage.Items {
		if item.State == digest.Failed && item.Reason == "failed" && item.Document == "d1" {
			failed++
		}
	}
	if failed != 1 || d.Status != digest.Partial || d.Coverage.Used != len(ferry)-1 {
		t.Errorf("got %s, %d used, items %+v", d.Status, d.Coverage.Used, d.Coverage.Items)
	}
}

func TestATitleIsWordsOfTheSources(t *testing.T) {
	shown := digest.Point{ID: "p1", Rank: 1, Claims: []digest.ClaimID{"c1"}, Text: digest.Text{Lang: "en", Text: "The quay sank."}}
	view := func(titles map[string]string) engine.StoryView {
		v := engine.StoryView{Depth: 1, Documents: map[digest.DocID]digest.Document{}, Story: digest.Story{ID: "s1", Points: []digest.Point{shown}, Claims: []digest.Claim{{
			ID: "c1", Citations: []digest.Citation{{Role: digest.Support, Quote: "岸壁が沈んだ。", Language: "ja"}},
		}}}}
		for _, lang := range []string{"ja", "fr"} {
			if titles[lang] != "" {
				v.Story.Documents = append(v.Story.Documents, digest.DocID(lang))
				v.Documents[digest.DocID(lang)] = digest.Document{Title: titles[lang], Language: lang}
			}
		}
		return v
	}
	told := map[digest.PointID]digest.PointText{"p1": {Text: strings.Repeat("Le quai a coulé. ", 12), Lang: "fr"}}
	for _, c := range []struct {
		name   string
		titles map[string]string
		points map[digest.PointID]digest.PointText
		want   string
	}{
		{"a title in the edition's language", map[string]string{"ja": "岸壁沈没", "fr": "Le quai coule"}, told, "Le quai coule"},
		{"the first point", map[string]string{"ja": "岸壁沈没"}, told, strings.TrimSpace(strings.Repeat("Le quai a coulé. ", 9)) + " Le…"},
		{"any title", map[string]string{"ja": "岸壁沈没"}, nil, "岸壁沈没"},
		{"the words that are cited", nil, nil, "岸壁が沈んだ。"},
	} {
		d := draft{view: view(c.titles), lang: "fr"}
		if got := d.fallbackTitle(c.points); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
