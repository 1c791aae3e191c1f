package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/store/files"
)

// TestServeKeepsWhatTheFileSays serves a file with a store, a schedule that is always due and a retention: the digest
// is made in that store, and what nothing needs is gone from it.
func TestServeKeepsWhatTheFileSays(t *testing.T) {
	t.Setenv("POLYDIGEST_STORE", "")
	dir := t.TempDir()
	for name, content := range map[string]string{
		"docs/a.txt": "Der Hafenmeister von Port Allen bestätigte am Dienstag, dass die Fähre mit 214 Passagieren an Bord gesunken ist.",
		"polydigest.yaml": `
store: shelf
retention: {unused: 3d}
digests:
  ferry: {sources: [docs], languages: [de], schedule: cron(* * * * ? *)}
`,
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	unused := "ein Text, den kein Verzeichnis mehr nennt"
	orphan := "documents/" + digest.Hash([]byte(unused))
	kv, err := files.Open(filepath.Join(dir, "shelf"))
	if err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{ // of a run of 2024 that came to nothing
		orphan: unused, "filed/018d0000-0000-7000-8000-000000000000.json": `{"filed": true, "used": ["` + orphan + `"]}`,
	} {
		if err := kv.Put(t.Context(), key, []byte(value)); err != nil {
			t.Fatal(err)
		}
	}
	kv.Close()

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, said := io.Pipe()
	p := &program{ctx: ctx, stdin: strings.NewReader(""), stdout: said, stderr: said, getenv: func(string) string { return "" }}
	ended := make(chan int, 1)
	go func() {
		ended <- p.run([]string{"serve", "--config", filepath.Join(dir, "polydigest.yaml"), "--addr", "127.0.0.1:0"})
		said.Close()
	}()
	var all strings.Builder
	for lines := bufio.NewScanner(out); lines.Scan(); {
		fmt.Fprintln(&all, lines.Text())
		if strings.Contains(lines.Text(), "retention:") {
			stop()
		}
	}
	if code := <-ended; code != exitOK {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(all.String(), "complete") || !strings.Contains(all.String(), "retention: removed 1 texts") {
		t.Errorf("it said\n%s", &all)
	}
	if kv, err = files.Open(filepath.Join(dir, "shelf")); err != nil {
		t.Fatal(err)
	}
	defer kv.Close()
	digests, err := kv.List(t.Context(), "digests/ferry/", "", 0)
	if err != nil || len(digests) == 0 {
		t.Errorf("digests in the file's store: %q, %v", digests, err)
	}
	if _, _, err := kv.Get(t.Context(), orphan); err == nil {
		t.Error("what nothing needs is still there")
	}
}
