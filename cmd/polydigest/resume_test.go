package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

// parrot is a service whose model repeats what it is shown.
func parrot(fault func(n int) http.Handler) *llmtest.Provider {
	return &llmtest.Provider{
		Answer: func(q llmtest.Question) string {
			return llmtest.Parrot(llm.Request{Prompt: llmtest.PromptOf(q), Messages: q.Messages})
		},
		Fault: func(n int, _ llmtest.Question) http.Handler {
			if fault == nil {
				return nil
			}
			return fault(n)
		},
	}
}

// polydigest is the program as a process of its own, in a folder of its own.
func polydigest(ctx context.Context, t *testing.T, dir string, args ...string) (cmd *exec.Cmd, stderr *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd, stderr = exec.CommandContext(ctx, self), new(bytes.Buffer)
	cmd.Args = append([]string{"polydigest"}, args...) // TestMain goes by that name
	cmd.Dir, cmd.Stderr = dir, stderr
	cmd.Env = append(os.Environ(), "POLYDIGEST_STORE="+filepath.Join(dir, "store"), "OPENAI_API_KEY=", "LANG=en_US.UTF-8")
	return cmd, stderr
}

// TestTheUsageOfAKilledRunIsCountedWhole kills a run at its fifth question, lets another process finish it, and finds
// in the digest what the service has billed to both.
func TestTheUsageOfAKilledRunIsCountedWhole(t *testing.T) {
	dir := t.TempDir()
	report := strings.Join([]string{
		"The ferry Marea sank off Port Allen on Tuesday with 214 passengers on board.",
		"The coast guard had rescued 190 people by the evening.",
		"The harbour master said that divers would search the wreck on Thursday.",
	}, " ")
	for _, name := range []string{"a.txt", "b.txt", "c.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(report+" This is what "+name+" says of it."), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, kill := context.WithCancel(t.Context())
	defer kill()
	const last = 5
	service := parrot(func(n int) http.Handler {
		if n != last {
			return nil
		}
		return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			kill()
			<-r.Context().Done()
		})
	})
	server := httptest.NewServer(service)
	defer server.Close()
	args := []string{"digest", "--base-url", server.URL + "/v1", "--model", "m", "-f", "json", "-o", "d.json", "a.txt", "b.txt", "c.txt"}

	first, _ := polydigest(ctx, t, dir, args...)
	if err := first.Run(); err == nil {
		t.Fatal("the first run was not killed")
	}
	second, stderr := polydigest(t.Context(), t, dir, args...)
	if err := second.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr)
	}
	if !strings.Contains(stderr.String(), "going on with run") {
		t.Errorf("the second run said\n%s", stderr)
	}
	data, err := os.ReadFile(filepath.Join(dir, "d.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d digest.Digest
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	if answered := len(service.Asked()) - 1; d.Usage.Calls != answered || answered <= last {
		t.Errorf("the digest tells of %d calls, the service gave %d answers", d.Usage.Calls, answered)
	}
}
