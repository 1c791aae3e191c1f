package prompts

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEveryPromptLoads(t *testing.T) {
	set, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(set), len(variables); got != want {
		t.Errorf("got %d prompts, want %d", got, want)
	}
	for name, p := range set {
		if p.messages[0].Role != "system" || strings.Contains(p.messages[0].Content, "{{") {
			t.Errorf("%s: the first message must be static, so that a provider can cache it", name)
		}
	}
}

func TestADocumentIsNeverATemplate(t *testing.T) {
	set, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	r := set.Render("support", map[string]string{"items": "文 {{pivot}} {{items}} ${x} %s عربي"})
	if got := r.Messages[1].Content; !strings.Contains(got, "文 {{pivot}} {{items}} ${x} %s عربي") {
		t.Errorf("rendered %q", got)
	}
}

func TestTheKeySurvivesARewording(t *testing.T) {
	set, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	before := set.Render("support", map[string]string{"items": "é"})
	dir := t.TempDir()
	own := "name: support\nmessages:\n  - {role: system, content: Judge.}\n  - {role: user, content: '{{items}}'}\n"
	if err := os.WriteFile(filepath.Join(dir, "support.prompt.yml"), []byte(own), 0o666); err != nil {
		t.Fatal(err)
	}
	if set, err = Load(dir); err != nil {
		t.Fatal(err)
	}
	after := set.Render("support", map[string]string{"items": "é"})
	if before.Key != after.Key || before.Version == after.Version {
		t.Errorf("got key %s and version %s, had %s and %s", after.Key, after.Version, before.Key, before.Version)
	}
	if after.Messages[1].Content != "é" {
		t.Errorf("own prompt rendered %q", after.Messages[1].Content)
	}
}

func TestErrorsNameFileLineAndVariable(t *testing.T) {
	for _, c := range []struct{ name, file, body, want string }{
		{"unknown variable", "gist.prompt.yml", "messages:\n  - role: user\n    content: '{{pivot}} {{document}}'\n",
			"gist.prompt.yml:3: unknown variable {{document}}"},
		{"unused variable", "gist.prompt.yml", "messages:\n  - {role: user, content: '{{pivot}}'}\n", "{{documents}} is not used"},
		{"unknown key", "gist.prompt.yml", "mesages: []\n", "mesages"},
		{"overrides nothing", "jist.prompt.yml", "messages: []\n", `no prompt "jist"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.body), 0o666); err != nil {
				t.Fatal(err)
			}
			_, err := Load(dir)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a folder that is not there must be an error")
	}
}
