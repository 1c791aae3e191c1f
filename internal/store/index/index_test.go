package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

// put stores a digest that says one thing in each language, quotes one, and costs something.
func put(t *testing.T, kv store.KV, name, id string, at time.Time, texts map[string]string, quote, cost string) {
	t.Helper()
	d := digest.Digest{ID: digest.RunID(id), Name: name, CreatedAt: at, Status: digest.Complete, Editions: map[string]digest.Edition{}}
	story := digest.Story{Editions: map[string]digest.StoryEdition{}, Claims: []digest.Claim{{Citations: []digest.Citation{{Quote: quote}}}}}
	for language, text := range texts {
		d.Languages = append(d.Languages, language)
		d.Editions[language] = digest.Edition{Title: "Title in " + language}
		story.Editions[language] = digest.StoryEdition{Summary: []digest.Sentence{{Text: text}}}
	}
	d.Stories = []digest.Story{story}
	d.Usage = digest.Usage{Calls: 2, PromptTokens: 100, CompletionTokens: 10, Cost: digest.Money{Amount: cost, Currency: "USD"}}
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := kv.Put(t.Context(), "digests/"+name+"/"+id+".json", data); err != nil {
		t.Fatal(err)
	}
}

var day = time.Date(2024, 2, 5, 7, 0, 0, 0, time.UTC)

func filled(t *testing.T) store.KV {
	kv := storetest.Memory()
	put(t, kv, "leak", "1", day, map[string]string{
		"en": "The cable system was read.", "zh-Hans": "日本外交公电系统遭到入侵，大量信息泄露。", "ja": "外交公電のシステムから情報が漏洩した。",
		"ar": "تسربت برقيات دبلوماسية يابانية", "fr": "Les télégrammes chiffrés ont été lus.", "th": "ระบบโทรเลขทางการทูตรั่วไหล",
	}, "公電に含まれる情報が漏えい", "0.0123")
	put(t, kv, "leak", "2", day.Add(24*time.Hour), map[string]string{"en": "Tokyo does not confirm the leak."}, "コメントを控える", "0.1")
	put(t, kv, "ferry", "3", day.Add(time.Hour), map[string]string{"fr": "Le ferry a coulé près d'Été-sur-Mer."}, "the ferry sank", "bad")
	if err := kv.Put(t.Context(), "digests/leak/4.json", []byte("not a digest")); err != nil {
		t.Fatal(err)
	}
	return kv
}

func openTest(t *testing.T, file string, kv store.KV) *Index {
	t.Helper()
	x, err := Open(t.Context(), file, kv)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func TestList(t *testing.T) {
	x := openTest(t, filepath.Join(t.TempDir(), "été index.sqlite"), filled(t))
	for name, want := range map[string][]string{"": {"2", "3", "1"}, "leak": {"2", "1"}, "ferry": {"3"}, "none": nil} {
		for limit := 1; limit <= 3; limit++ {
			var got []string
			for after := (*Entry)(nil); ; {
				page, err := x.List(t.Context(), name, after, limit)
				if err != nil || len(page) > limit {
					t.Fatalf("a page of %d, %v", len(page), err)
				}
				if len(page) == 0 {
					break
				}
				for _, e := range page {
					got = append(got, e.ID)
				}
				after = &page[len(page)-1]
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q by %d (-want +got)\n%s", name, limit, diff)
			}
		}
	}
	page, _ := x.List(t.Context(), "ferry", nil, 1)
	want := Entry{Key: "digests/ferry/3.json", ID: "3", Name: "ferry", Created: day.Add(time.Hour), Status: "complete", Languages: []string{"fr"}, Stories: 1, Title: "Title in fr"}
	if diff := cmp.Diff([]Entry{want}, page); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestSearch(t *testing.T) {
	x := openTest(t, filepath.Join(t.TempDir(), "x"), filled(t))
	for _, c := range []struct {
		query, language string
		want            []string // id, language, the snippet with its matches in brackets
	}{
		{"cable", "", []string{"1 en The [cable] system was read."}},
		{"CABLE read", "en", []string{"1 en The [cable] system was [read]."}},
		{"cable confirm", "", nil},
		{"外交", "zh-Hans", []string{"1 zh-Hans 日本[外交]公电系统遭到入侵，大量信息泄露。"}},
		{"交外", "", nil},
		{"公電", "ja", []string{"1 ja 外交[公電]のシステムから情報が漏洩した。"}},
		{"漏えい", "", []string{"1  公電に含まれる情報が[漏えい]"}},
		{"برقيات", "", []string{"1 ar تسربت [برقيات] دبلوماسية يابانية"}},
		{"telegrammes", "", []string{"1 fr Les [télégrammes] chiffrés ont été lus."}},
		{"TÉLÉGR", "", []string{"1 fr Les [télégrammes] chiffrés ont été lus."}},
		{"โทรเลข", "", []string{"1 th ระบบ[โทรเลข]ทางการทูตรั่วไหล"}},
		{"leak", "fr", nil},
		{`"leak" OR (`, "", nil},
		{`leak"`, "", []string{"2 en Tokyo does not confirm the [leak]."}},
		{"* - ^", "", nil},
		{"", "", nil},
	} {
		hits, err := x.Search(t.Context(), c.query, c.language, 10)
		if err != nil {
			t.Errorf("%q: %v", c.query, err)
		}
		var got []string
		for _, h := range hits {
			var b strings.Builder
			for _, p := range h.Snippet {
				if p.Match {
					fmt.Fprintf(&b, "[%s]", p.Text)
				} else {
					b.WriteString(p.Text)
				}
			}
			got = append(got, fmt.Sprintf("%s %s %s", h.ID, h.Language, strings.TrimSpace(strings.TrimPrefix(b.String(), h.Title))))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.query, diff)
		}
	}
}

func TestSpend(t *testing.T) {
	x := openTest(t, filepath.Join(t.TempDir(), "x"), filled(t))
	got, err := x.Spend(t.Context(), "")
	want := []Spend{
		{Name: "ferry", Digests: 1, Calls: 2, PromptTokens: 100, CompletionTokens: 10, Amount: "0.000000", Currency: "USD"},
		{Name: "leak", Digests: 2, Calls: 4, PromptTokens: 200, CompletionTokens: 20, Amount: "0.112300", Currency: "USD"},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	got, err = x.Spend(t.Context(), "leak")
	if diff := cmp.Diff(want[1:], got); diff != "" || err != nil {
		t.Errorf("of one name: %v (-want +got)\n%s", err, diff)
	}
}

func TestMadeAgainWhenItCannotBeUsed(t *testing.T) {
	kv := filled(t)
	for name, spoil := range map[string]func(file string) error{
		"missing":          os.Remove,
		"garbage":          func(file string) error { return os.WriteFile(file, []byte(strings.Repeat("電", 5000)), 0o600) },
		"half":             func(file string) error { return os.Truncate(file, 5000) },
		"of a later form":  setVersion,
		"untouched":        func(string) error { return nil },
		"an empty file":    func(file string) error { return os.Truncate(file, 0) },
		"cut in its pages": func(file string) error { return os.Truncate(file, 4096) },
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "x")
			if err := openTest(t, file, kv).Close(); err != nil {
				t.Fatal(err)
			}
			if err := spoil(file); err != nil {
				t.Fatal(err)
			}
			x := openTest(t, file, kv)
			list, err := x.List(t.Context(), "", nil, 10)
			if hits, errSearch := x.Search(t.Context(), "外交", "", 10); len(list) != 3 || len(hits) < 2 || err != nil || errSearch != nil {
				t.Errorf("%d digests, %d hits, %v, %v", len(list), len(hits), err, errSearch)
			}
		})
	}
}

func setVersion(file string) error {
	x, err := open(context.Background(), file, storetest.Memory())
	if err != nil {
		return err
	}
	_, err = x.db.Exec("PRAGMA user_version = 99")
	return errors.Join(err, x.Close())
}

func TestSyncFollowsTheStore(t *testing.T) {
	kv, file := filled(t), filepath.Join(t.TempDir(), "x")
	x, other := openTest(t, file, kv), openTest(t, file, kv)
	put(t, kv, "leak", "5", day, map[string]string{"fr": "Un démenti catégorique"}, "", "1")
	if err := kv.Delete(t.Context(), "digests/leak/1.json"); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for _, x := range []*Index{x, other, x, other} {
		group.Go(func() {
			if err := x.Sync(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for query, want := range map[string]int{"démenti": 1, "cable": 0} {
		if hits, err := other.Search(t.Context(), query, "", 10); len(hits) != want || err != nil {
			t.Errorf("%s: %d hits, %v", query, len(hits), err)
		}
	}
}

func FuzzSearch(f *testing.F) {
	kv := storetest.Memory()
	x, err := Open(context.Background(), filepath.Join(f.TempDir(), "x"), kv)
	if err != nil {
		f.Fatal(err)
	}
	defer x.Close()
	f.Add(`"a" NEAR(b) *`)
	f.Add("外交\x00 -x")
	f.Fuzz(func(t *testing.T, query string) {
		if _, err := x.Search(context.Background(), query, "", 3); err != nil {
			t.Errorf("%q: %v", query, err)
		}
	})
}

func BenchmarkRebuild(b *testing.B) {
	kv := storetest.Memory()
	for i := range 500 {
		d := fmt.Sprintf(`{"id":"%d","name":"n","created_at":"2024-02-05T07:00:00Z","languages":["ja"],"stories":[{"editions":{"ja":{"summary":[{"text":%q}]}}}]}`,
			i, strings.Repeat("外交公電のシステムから情報が漏洩した。", 100))
		if err := kv.Put(b.Context(), fmt.Sprintf("digests/n/%d.json", i), []byte(d)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		x, err := Open(b.Context(), filepath.Join(b.TempDir(), "x"), kv)
		if err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
}
