package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

const sound = "The ferry Marea sank off Port Allen on Tuesday with 214 passengers on board, the coast guard said."

// badFiles are the documents of [TestBadInputHasAClearLineAndTheRightExitCode], by name.
var badFiles = map[string]string{
	"five/a.txt": sound, "five/b.txt": "海岸警卫队周三表示，到晚上为止已从水中救起190人，搜寻工作将继续进行。",
	"five/c.txt": "Die Taucher setzten die Suche am Donnerstag fort, wie der Hafenmeister von Port Allen mitteilte.",
	"five/d.txt": "Les familles des passagers se sont réunies jeudi à la mairie de Port-Allen pour être informées.",
	"five/e.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00",
	"binary.txt": "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8\x00\x00\x00", "empty.txt": "", "blank.txt": " \n\t\n",
	"latin1.txt":   "Le traversier Mar\xe9a a coul\xe9 mardi au large de Port-Allen avec 214 passagers \xe0 bord, a indiqu\xe9 la garde c\xf4ti\xe8re.",
	"lines.jsonl":  "{\"id\":\"a\",\"text\":\"" + sound + "\"}\n{\"id\":\"b\",\"text\":\n",
	"broken.jsonl": "{\"id\":\n[]\n", "sound.txt": sound,
}

// TestBadInputHasAClearLineAndTheRightExitCode runs the command on what users give it by mistake.
func TestBadInputHasAClearLineAndTheRightExitCode(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, content := range badFiles {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("nothing", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile("huge.txt", nil, 0o644), os.Truncate("huge.txt", 100<<20)); err != nil {
		t.Fatal(err)
	}
	refuses := func(status int, body string) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			io.WriteString(w, body)
		}))
		t.Cleanup(s.Close)
		return s.URL + "/v1"
	}
	key := refuses(401, `{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}`)
	model := refuses(404, `{"error":{"message":"The model does not exist","type":"invalid_request_error","code":"model_not_found"}}`)
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no such file":         {[]string{"nowhere.txt"}, exitFailed, "nowhere.txt: no such file"},
		"an empty folder":      {[]string{"nothing"}, exitFailed, "nothing: no documents"},
		"an empty document":    {[]string{"empty.txt"}, exitFailed, "empty.txt: empty"},
		"a blank document":     {[]string{"blank.txt"}, exitFailed, "blank.txt: empty"},
		"a binary document":    {[]string{"binary.txt"}, exitFailed, "binary.txt: not a text"},
		"invalid UTF-8":        {[]string{"latin1.txt"}, exitOK, ""},
		"a file of 100 MB":     {[]string{"huge.txt"}, exitFailed, "huge.txt: too large, 100 MiB"},
		"a broken line":        {[]string{"lines.jsonl"}, exitPartial, "lines.jsonl:2: not a JSON document"},
		"broken lines only":    {[]string{"broken.jsonl"}, exitFailed, "broken.jsonl:1: not a JSON document"},
		"one of five":          {[]string{"five"}, exitPartial, "five/e.png: not a text"},
		"an unknown language":  {[]string{"-l", "klingonisch", "sound.txt"}, exitUsage, `unknown language "klingonisch"`},
		"an unknown flag":      {[]string{"--colour", "sound.txt"}, exitUsage, "unknown flag --colour"},
		"an address of no use": {[]string{"--base-url", "ftp://x", "--model", "m", "sound.txt"}, exitUsage, "ftp"},
		"a wrong key":          {[]string{"--base-url", key, "--model", "m", "sound.txt"}, exitUsage, "key"},
		"no such model":        {[]string{"--base-url", model, "--model", "gpt-99", "sound.txt"}, exitUsage, "gpt-99"},
		"a cap without price":  {[]string{"--base-url", model, "--model", "gpt-99", "--max-cost", "1", "sound.txt"}, exitUsage, "price"},
		"a store that is none": {[]string{"--store", "sound.txt", "sound.txt"}, exitFailed, "sound.txt"},
		"a file in the way":    {[]string{"-o", "sound.txt/d.json", "sound.txt"}, exitUsage, "there is no folder"},
	} {
		var said, out bytes.Buffer
		p := &program{ctx: t.Context(), stdin: strings.NewReader(""), stdout: &out, stderr: &said, getenv: func(string) string { return "" }}
		args := append([]string{"digest", "--store", filepath.Join(t.TempDir(), "store"), "-f", "json"}, c.args...)
		if code := p.run(args); code != c.code {
			t.Errorf("%s: exit code %d, want %d\n%s", name, code, c.code, &said)
		}
		lines := 0
		for line := range strings.Lines(said.String()) {
			if strings.HasPrefix(line, "polydigest: ") && strings.Contains(line, c.says) {
				lines++
			}
		}
		if c.says != "" && lines != 1 {
			t.Errorf("%s: %d lines say %q\n%s", name, lines, c.says, &said)
		}
		if strings.Contains(said.String(), "goroutine ") || (c.code == exitOK || c.code == exitPartial) != (out.Len() > 0) {
			t.Errorf("%s: %d bytes on standard output\n%s", name, out.Len(), &said)
		}
	}
}

// TestWhatCannotBeWrittenIsSaid has no room: for the digest's file, and for the store.
func TestWhatCannotBeWrittenIsSaid(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(sound), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(shell string) (int, string) {
		cmd, said := polydigest(t.Context(), t, dir)
		self := cmd.Path
		cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", shell + ` "$0" "$@"`, filepath.Join(dir, "polydigest"), "digest", "-f", "json", "a.txt"}
		if err := os.Symlink(self, filepath.Join(dir, "polydigest")); err != nil && !os.IsExist(err) {
			t.Fatal(err)
		}
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), said.String()
	}
	if code, said := run("ulimit -f 0; exec"); code != exitFailed || !strings.Contains(said, "file too large") {
		t.Errorf("a store without room: exit code %d\n%s", code, said)
	}
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no /dev/full to write to")
	}
	if code, said := run("exec >/dev/full; exec"); code != exitFailed || !strings.Contains(said, "no space left") {
		t.Errorf("a full output: exit code %d\n%s", code, said)
	}
}

// TestWhatAProviderDoesEndsInItsExitCode is the table of the command's last word on a model's errors.
func TestWhatAProviderDoesEndsInItsExitCode(t *testing.T) {
	for _, s := range llmtest.Shapes() {
		want := map[string]int{"fatal": exitUsage, "retry": exitDown}[s.Class]
		if want == 0 {
			continue
		}
		class := map[string]llm.Class{"fatal": llm.Fatal, "retry": llm.Retry}[s.Class]
		var said bytes.Buffer
		p := &program{stderr: &said}
		err := fmt.Errorf("extract: %w", &llm.Error{Class: class, Code: s.Code, Message: s.Name})
		if code := p.fail(err); code != want || strings.Count(said.String(), "\n") != 1 {
			t.Errorf("%s: exit code %d, want %d: %q", s.Name, code, want, &said)
		}
	}
	for class, want := range map[llm.Class]int{llm.Down: exitDown, llm.OverBudget: exitBudget} {
		p := &program{stderr: io.Discard}
		if code := p.fail(&llm.Error{Class: class, Code: "x", Message: "x"}); code != want {
			t.Errorf("%v: exit code %d, want %d", class, code, want)
		}
	}
}
