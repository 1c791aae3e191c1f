package pipeline

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/store/storetest"
)

// seeds is the folder of five real reports of one event, which is not part of the project: POLYDIGEST_SEEDS, or the
// folder that stands beside a checkout.
func seeds(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("POLYDIGEST_SEEDS")
	if folder == "" {
		folder = "../../../shared/seeds"
	}
	if files, _ := filepath.Glob(filepath.Join(folder, "*.txt")); len(files) != 5 {
		t.Skipf("no five seeds in %s; set POLYDIGEST_SEEDS", folder)
	}
	return folder
}

// TestFiveRealReportsWithoutAKey holds the facts about the seeds that any reader of them can check.
func TestFiveRealReportsWithoutAKey(t *testing.T) {
	kv := storetest.Memory()
	d := home(t, kv, nil).make(t, digest.Request{Sources: []string{seeds(t)}, Languages: []string{"en"}})
	want := []struct {
		language, published string
		basis               digest.DateBasis
	}{
		{"zh-Hans", "2024-02-05", digest.DateFeed}, {"ja", "2024-02-06", digest.DateText},
		{"it", "", digest.DateNone}, {"fr", "", digest.DateNone}, {"ja", "", digest.DateNone},
	}
	for i, doc := range d.Documents {
		if doc.Language != want[i].language || doc.PublishedAt != want[i].published || doc.DateBasis != want[i].basis {
			t.Errorf("%s: %s, %q, %s; want %+v", doc.ID, doc.Language, doc.PublishedAt, doc.DateBasis, want[i])
		}
		same := doc.Relation != nil && doc.Relation.Type == digest.RelSameText
		if same != (i == 2 || i == 3) {
			t.Errorf("%s: relation %+v", doc.ID, doc.Relation)
		}
		text, _, err := kv.Get(t.Context(), "documents/"+doc.TextSHA256)
		if err != nil {
			t.Fatal(err)
		}
		for _, chrome := range []string{
			"分享 :", "カンパ", "admin", "facebook", "whatsapp", "相关文章", "原文始发于", "お知らせはこちら", "省略", "最新記事", "出典:", "====", "ご支援",
		} {
			if strings.Contains(string(text), chrome) {
				t.Errorf("%s: %q is left in its text", doc.ID, chrome)
			}
		}
	}
	stories := map[digest.DocID]digest.StoryID{}
	for _, s := range d.Stories {
		for _, id := range s.Documents {
			stories[id] = s.ID
		}
	}
	if stories["d1"] != stories["d2"] || stories["d1"] != stories["d5"] || stories["d3"] != stories["d4"] {
		t.Errorf("stories: %v", stories)
	}
	for _, s := range d.Stories {
		for _, c := range s.Claims {
			for _, q := range c.Citations {
				if c.Document == "d2" && strings.HasPrefix(q.Language, "zh") {
					t.Errorf("%s cites the machine translation: %q", c.ID, q.Quote)
				}
			}
		}
		first := s.Points[:min(5, len(s.Points))]
		if !slices.ContainsFunc(first, func(p digest.Point) bool {
			return strings.Contains(p.Text.Text, "林") || strings.Contains(p.Text.Text, "Hayashi")
		}) {
			t.Errorf("%s: the Chief Cabinet Secretary is not among the first points", s.ID)
		}
	}
}
