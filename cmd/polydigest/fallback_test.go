package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polydigest/internal/digest"
)

// gone is the address of a service that takes no connection.
func gone(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	return s.URL
}

// standIn is the address of a service with an honest model that notes the keys it is shown.
func standIn(t *testing.T, keys *[]string) string {
	t.Helper()
	model := parrot(nil)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*keys = append(*keys, r.Header.Get("Authorization"))
		model.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// TestAnotherModelStandsIn makes a digest with a model that is down, or that may cost more than is allowed, and others
// behind it.
func TestAnotherModelStandsIn(t *testing.T) {
	t.Parallel()
	prices := "currency: USD\nmodels:\n  big: {input: 1000, output: 2000}\n  small: {free: true}\n"
	for _, c := range []struct {
		name  string
		args  func(first, down, up string) []string
		model string // of what is told; "" for none
		says  string
	}{
		{"the second answers", func(_, down, up string) []string {
			return []string{"--base-url", down, "--model", "big", "--fallback-model", "small@" + up}
		}, "small", "small answered in its place"},
		{"none answers", func(_, down, _ string) []string {
			return []string{"--base-url", down, "--model", "big", "--fallback-model", "small"}
		}, "", "the sources' own sentences stand for what is missing"},
		{"the first is too dear", func(first, _, up string) []string {
			return []string{"--base-url", first, "--model", "big", "--fallback-model", "small@" + up, "--max-cost", "0.01", "--prices", "prices.yaml"}
		}, "small", ""},
		{"a price is not known", func(first, _, up string) []string {
			return []string{"--base-url", first, "--model", "big", "--fallback-model", "strange@" + up, "--max-cost", "5", "--prices", "prices.yaml"}
		}, "refused", "the price of strange is not known"},
		{"a model that is none", func(first, _, _ string) []string {
			return []string{"--base-url", first, "--model", "big", "--fallback-model", "@http://x"}
		}, "refused", "--fallback-model: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel() // a service that is gone is tried a few times
			dir := t.TempDir()
			write(t, dir, "prices.yaml", prices)
			write(t, dir, "a.txt", "The ferry Marea sank off Port Allen on Tuesday with 214 passengers on board. The coast guard had rescued 190 people by the evening.")
			var firstKeys, keys []string
			first, up := standIn(t, &firstKeys), standIn(t, &keys)
			args := append([]string{"digest", "-f", "json", "--check", "none", "--rpm", "100000"}, c.args(first+"/v1", gone(t)+"/v1", up+"/v1")...)
			cmd, stderr := polydigest(t.Context(), t, dir, append(args, "a.txt")...)
			cmd.Env = append(cmd.Env, "OPENAI_API_KEY=first-key", "POLYDIGEST_FALLBACK_KEYS=,second-key")
			out, err := cmd.Output()
			if !strings.Contains(stderr.String(), c.says) {
				t.Errorf("said %s, want %q", stderr, c.says)
			}
			if len(firstKeys) > 0 {
				t.Errorf("the first model was asked %d times", len(firstKeys))
			}
			if c.model == "refused" {
				if cmd.ProcessState.ExitCode() != exitUsage || len(keys) > 0 {
					t.Errorf("exit code %d after %d questions: %s", cmd.ProcessState.ExitCode(), len(keys), stderr)
				}
				return
			}
			if err != nil && cmd.ProcessState.ExitCode() != exitPartial {
				t.Fatalf("%v\n%s", err, stderr)
			}
			for _, key := range keys {
				if strings.Contains(key, "first-key") {
					t.Errorf("another endpoint was shown the key of the first: %s", key)
				}
			}
			madeBy(t, out, c.model)
		})
	}
}

// madeBy checks that a digest names the model that made all of it, or no model.
func madeBy(t *testing.T, data []byte, model string) {
	t.Helper()
	d, err := digest.Decode(data)
	if err != nil {
		t.Fatalf("%v in %.300s", err, data)
	}
	by := digest.ByModel
	if model == "" {
		by = digest.ByExtractive
	}
	if len(d.Engines) != 1 || d.Engines[0].Name != string(by) || d.Engines[0].Model != model || d.Engines[0].Share != 1 {
		t.Errorf("made by %+v", d.Engines)
	}
	claims := 0
	for _, s := range d.Stories {
		for _, c := range s.Claims {
			claims++
			if c.By != by || c.Model != model {
				t.Errorf("claim %s by %s %q", c.ID, c.By, c.Model)
			}
		}
		for l, e := range s.Editions {
			if e.By != by || e.Model != model {
				t.Errorf("edition %s by %s %q", l, e.By, e.Model)
			}
		}
	}
	if claims == 0 {
		t.Error("no claims")
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestAFileNamesTheModelsThatStandIn runs a digest of a file whose model is down, twice: what the second model answered
// is not asked again.
func TestAFileNamesTheModelsThatStandIn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var keys []string
	up := standIn(t, &keys)
	write(t, dir, "a.txt", "The ferry Marea sank off Port Allen on Tuesday with 214 passengers on board. The coast guard had rescued 190 people by the evening.")
	write(t, dir, "polydigest.yaml", "fallback_models: [small@"+up+"/v1]\ndigests:\n  sea:\n    sources: [a.txt]\n    languages: [en]\n    check: none\n")
	down := gone(t) + "/v1"
	asked := 0
	for n := range 2 {
		cmd, stderr := polydigest(t.Context(), t, dir, "run", "sea", "--base-url", down, "--model", "big")
		if out, err := cmd.Output(); err != nil || !bytes.HasPrefix(out, []byte("sea ")) {
			t.Fatalf("%v: %s%s", err, out, stderr)
		}
		if n == 0 {
			asked = len(keys)
		}
	}
	if asked == 0 || len(keys) != asked {
		t.Errorf("%d questions, then %d", asked, len(keys)-asked)
	}
	show, stderr := polydigest(t.Context(), t, dir, "show", "sea", "-f", "text")
	if out, err := show.Output(); err != nil || !strings.Contains(string(out), "Written by small") {
		t.Errorf("%v: %s%s", err, out, stderr)
	}
	manifests, _ := filepath.Glob(filepath.Join(dir, "store", "runs", "*", "manifest.json"))
	if len(manifests) == 0 {
		t.Fatal("no manifest")
	}
	data, err := os.ReadFile(manifests[0])
	var m struct{ Engine string }
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil || !strings.Contains(m.Engine, "big") || !strings.Contains(m.Engine, "small") {
		t.Errorf("the manifest names %q (%v)", m.Engine, err)
	}
}
