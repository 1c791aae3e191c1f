package text

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSeeds reads the five documents that the project began with; they are not part of the repository.
// POLYDIGEST_SEEDS names their folder.
func TestSeeds(t *testing.T) {
	dir := os.Getenv("POLYDIGEST_SEEDS")
	if dir == "" {
		t.Skip("POLYDIGEST_SEEDS names no folder of seeds")
	}
	want := []string{"2024-02-05 feed zh-Hans", "2024-02-06 text ja", " none it", " none fr", " none ja"}
	for i, w := range want {
		files, err := filepath.Glob(filepath.Join(dir, fmt.Sprintf("%03d_*.txt", i)))
		if err != nil || len(files) != 1 {
			t.Fatalf("seed %d: %v %v", i, files, err)
		}
		body, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Read(Raw{Body: body, ContentType: "text/plain"})
		if err != nil {
			t.Fatal(err)
		}
		checkDocument(t, doc)
		if got := fmt.Sprintf("%s %s %s", doc.Published, doc.DateBasis, doc.Language); got != w {
			t.Errorf("seed %d: %s, want %s", i, got, w)
		}
		if doc.Title == "" || (doc.URL != "") != (i == 0) {
			t.Errorf("seed %d: title %q, URL %q", i, doc.Title, doc.URL)
		}
		for _, chrome := range []string{"分享 :", "カンパ", "admin", "相关文章", "原文始发于", "お知らせはこちら", "省略", "最新記事", "出典:", "====", "ご支援"} {
			if strings.Contains(doc.Text, chrome) {
				t.Errorf("seed %d: %q is left", i, chrome)
			}
		}
	}
}
