// Package prompts holds the questions that are put to a language model, one file each, in the format that GitHub
// documents for prompts in repositories: NAME.prompt.yml with messages, model parameters and test data.
//
// A variable is written {{name}} and is filled in one pass, so that a document which contains {{x}} stays inert.
// A prompt that names a variable which the program does not fill, or leaves one out, does not load.
package prompts

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/goccy/go-yaml"

	"polydigest/internal/lazy"
)

//go:embed *.prompt.yml
var embedded embed.FS

// variables are what the program fills into each prompt.
var variables = map[string][]string{
	"gist":    {"pivot", "documents"},
	"extract": {"pivot", "head", "before", "sentences"},
	"merge":   {"pivot", "topic", "claims"},
	"names":   {"languages", "names"},
	"compose": {"language", "topic", "names", "points", "depth"},
	"repair":  {"language", "names", "texts"},
	"support": {"items"},
}

// A Set is every prompt of the program, by name.
type Set map[string]Prompt

// A Prompt is one question: fixed text with variables.
type Prompt struct {
	Name      string
	Version   string // first 8 hex digits of the SHA-256 of the file
	MaxTokens int    // limit on the answer; 0 means the model's own
	messages  []Message
	own       func() map[string]bool // its own words, as runs has them
}

// A Message is one turn of a prompt.
type Message struct {
	Role    string `yaml:"role"`
	Content string `yaml:"content"`
}

// Rendered is a prompt with its data, ready to send.
type Rendered struct {
	Name      string
	Version   string
	Key       string // hash of name and data; unlike Version it survives a rewording
	MaxTokens int
	Messages  []Message
}

// ID is how digests and records name a version of a prompt: extract@438d4b8c.
func (p Prompt) ID() string { return p.Name + "@" + p.Version }

// echo is how many words of a prompt in a row make an echo.
const echo = 7

// Echoed reports whether an answer repeats the prompts' own instructions, as they are, backwards or in base64: seven
// words of them in a row. Nobody but their author writes those, so an answer that has them is no answer to the data.
// What a prompt quotes are words of others, which a document may have too.
func (s Set) Echoed(answer string) bool {
	for _, said := range append(decoded(answer), answer, reversed(answer)) {
		for run := range runs(said) {
			for _, p := range s {
				if p.own()[run] {
					return true
				}
			}
		}
	}
	return false
}

// fixed are the words of a prompt that are no variable's and no example's, as runs has them.
func fixed(messages []Message) map[string]bool {
	known := map[string]bool{}
	for _, m := range messages {
		for _, text := range placeholder.Split(m.Content, -1) {
			for run := range runs(quoted.ReplaceAllString(text, " ")) {
				known[run] = true
			}
		}
	}
	return known
}

// quoted is what a prompt quotes as an example.
var quoted = lazy.MustCompile(`"[^"]*"`)

// runs are the words of s, as many in a row as make an echo, without case.
func runs(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		words := lettersOnly(strings.ToLower(s)) // the prompts are in English
		for i := 0; i+echo <= len(words); i++ {
			if !yield(strings.Join(words[i:i+echo], " ")) {
				return
			}
		}
	}
}

var base64Run = lazy.MustCompile(`[A-Za-z0-9+/_-]{40,}`)

// decoded is what the parts of s say that may be base64, wherever in a group of four they begin.
func decoded(s string) []string {
	var out []string
	for _, run := range base64Run.FindAllString(s, -1) {
		run = strings.NewReplacer("-", "+", "_", "/").Replace(run)
		for skip := range 4 {
			whole := run[skip : skip+(len(run)-skip)/4*4]
			if data, err := base64.StdEncoding.DecodeString(whole); err == nil {
				out = append(out, string(data))
			}
		}
	}
	return out
}

func reversed(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

func lettersOnly(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// Names are the names of the prompts, sorted.
func (s Set) Names() []string { return slices.Sorted(maps.Keys(s)) }

// IDs are the names of the built-in prompts, each with its [Prompt.ID].
func IDs() map[string]string {
	ids := map[string]string{}
	for name := range variables {
		data, err := embedded.ReadFile(name + ".prompt.yml")
		if err != nil {
			panic(err) // compiled in
		}
		ids[name] = Prompt{Name: name, Version: version(data)}.ID()
	}
	return ids
}

func version(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:4])
}

// Load reads the built-in prompts; files of the same name under dir, if dir is not empty, take their place.
// An error names file, line and variable.
func Load(dir string) (Set, error) {
	set := Set{}
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		file := name + ".prompt.yml"
		data, err := embedded.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if dir != "" {
			own, err := os.ReadFile(filepath.Join(dir, file))
			switch {
			case err == nil:
				file, data = filepath.Join(dir, file), own
			case !errors.Is(err, fs.ErrNotExist):
				return nil, err
			}
		}
		if set[name], err = parse(name, file, data); err != nil {
			return nil, err
		}
	}
	return set, stray(dir)
}

// stray reports a file under dir that overrides nothing, since its writer expects that it does.
func stray(dir string) error {
	if dir == "" {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.prompt.yml"))
	if err != nil {
		return err
	}
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("prompts: %w", err)
	}
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".prompt.yml"); variables[name] == nil {
			return fmt.Errorf("%s: there is no prompt %q to override", f, name)
		}
	}
	return nil
}

// placeholder is a variable in a prompt's text.
var placeholder = lazy.MustCompile(`\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}`)

func parse(name, file string, data []byte) (Prompt, error) {
	var y struct {
		Name        string    `yaml:"name"`
		Description string    `yaml:"description"`
		Messages    []Message `yaml:"messages"`
		Parameters  struct {
			MaxTokens int `yaml:"maxCompletionTokens"`
		} `yaml:"modelParameters"`
		TestData []map[string]string `yaml:"testData"`
	}
	if err := yaml.UnmarshalWithOptions(data, &y, yaml.Strict()); err != nil {
		return Prompt{}, fmt.Errorf("%s: %w", file, err)
	}
	if len(y.Messages) == 0 {
		return Prompt{}, fmt.Errorf("%s: no messages", file)
	}
	used := map[string]bool{}
	for line, text := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(strings.TrimSpace(text), "#") {
			continue
		}
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(variables[name], m[1]) {
				return Prompt{}, fmt.Errorf("%s:%d: unknown variable {{%s}}; this prompt has %s",
					file, line+1, m[1], strings.Join(variables[name], ", "))
			}
			used[m[1]] = true
		}
	}
	for _, v := range variables[name] {
		if !used[v] {
			return Prompt{}, fmt.Errorf("%s: variable {{%s}} is not used", file, v)
		}
	}
	return Prompt{
		Name: name, Version: version(data), MaxTokens: y.Parameters.MaxTokens, messages: y.Messages,
		own: sync.OnceValue(func() map[string]bool { return fixed(y.Messages) }),
	}, nil
}

// Render fills in the named prompt. It panics when values are not exactly the prompt's variables, which [Load]
// has checked against the files.
func (s Set) Render(name string, values map[string]string) Rendered {
	p, ok := s[name]
	if !ok || len(values) != len(variables[name]) {
		panic(fmt.Sprintf("prompts: %s rendered with %d values", name, len(values)))
	}
	fill := func(v string) string {
		value, ok := values[placeholder.FindStringSubmatch(v)[1]]
		if !ok {
			panic(fmt.Sprintf("prompts: %s rendered without %s", name, v))
		}
		return value
	}
	r := Rendered{Name: name, Version: p.Version, Key: key(name, values), MaxTokens: p.MaxTokens}
	for _, m := range p.messages {
		m.Content = placeholder.ReplaceAllStringFunc(m.Content, fill)
		r.Messages = append(r.Messages, m)
	}
	return r
}

// key names a question by its data. JSON sorts the keys of a map, so equal data have equal keys.
func key(name string, values map[string]string) string {
	data, err := json.Marshal(values)
	if err != nil {
		panic(err) // a map of strings always marshals
	}
	sum := sha256.Sum256(append([]byte(name+"\n"), data...))
	return hex.EncodeToString(sum[:8])
}
