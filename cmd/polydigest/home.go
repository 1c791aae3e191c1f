package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/engine/model"
	"polydigest/internal/llm"
	"polydigest/internal/llm/openai"
	"polydigest/internal/pipeline"
	"polydigest/internal/source"
	"polydigest/internal/store"
	"polydigest/internal/store/files"
	"polydigest/internal/store/s3"
	"polydigest/prompts"
)

// storeFlags say where documents, runs and digests are kept.
type storeFlags struct {
	Store string `placeholder:"DIR|s3://…" env:"POLYDIGEST_STORE" help:"Where everything is kept (default: the user's data folder)."`
}

func (f storeFlags) open(p *program) (store.KV, error) {
	switch {
	case strings.HasPrefix(f.Store, "s3://"):
		return s3.Open(p.ctx, f.Store)
	case strings.Contains(f.Store, "://"):
		return nil, usage("--store is a folder or s3://bucket/prefix, not %q", f.Store)
	}
	folder := f.Store
	if folder == "" {
		var err error
		if folder, err = dataFolder(p.getenv); err != nil {
			return nil, err
		}
	}
	return files.Open(folder)
}

// dataFolder is where programs keep a user's data: the XDG base directory, or what the system has in its place.
func dataFolder(getenv func(string) string) (string, error) {
	if dir := getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "polydigest"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", usage("no data folder: set --store (%v)", err)
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "polydigest"), nil
	case "windows":
		return filepath.Join(home, "AppData", "Local", "polydigest"), nil
	}
	return filepath.Join(home, ".local", "share", "polydigest"), nil
}

// modelFlags say which model to ask, and how.
type modelFlags struct {
	Model   string `placeholder:"M" env:"POLYDIGEST_MODEL" help:"Model of any OpenAI-compatible endpoint, or \"extractive\" for none (the default without a key)."`
	BaseURL string `name:"base-url" placeholder:"U" env:"OPENAI_BASE_URL" help:"The endpoint, for example http://localhost:11434/v1."`
	Answers string `placeholder:"DIR" type:"existingdir" help:"Replay recorded answers; no key, no network."`
	Record  string `placeholder:"DIR" help:"Record the model's answers for --answers."`
	Prompts string `placeholder:"DIR" help:"Prompts of your own, which take the place of the built-in ones of the same name."`
	Limit   int    `default:"16" help:"How many questions are asked at once."`
}

// home wires the pipeline to this machine.
func (f modelFlags) home(p *program, kv store.KV) (*pipeline.Home, error) {
	h := &pipeline.Home{
		Store: kv, Sources: &source.Reader{Stdin: p.stdin}, Limit: f.Limit, Now: time.Now, Build: version(),
		Engine: extractive.Engine{},
	}
	m, err := f.open(p, kv)
	if err != nil || m == nil {
		return h, err
	}
	set, err := prompts.Load(f.Prompts)
	if err != nil {
		return nil, usage("%v", err)
	}
	h.Fallback = h.Engine
	h.Engine = model.Engine{Model: m, Prompts: set}
	h.Model, h.Prompts = m.Name(), map[string]string{}
	for _, name := range set.Names() {
		h.Prompts[name] = set[name].ID()
	}
	return h, nil
}

// open is the model that the flags name, or nil for none.
func (f modelFlags) open(p *program, kv store.KV) (llm.Model, error) {
	key := p.getenv("OPENAI_API_KEY")
	var m llm.Model
	switch {
	case f.Model == "extractive":
		return nil, nil
	case f.Answers != "":
		return llm.Replay(f.Answers), nil
	case key == "" && f.BaseURL == "" && f.Model == "":
		return nil, nil
	default:
		remote, err := openai.New(openai.Config{BaseURL: f.BaseURL, Key: key, Model: f.Model})
		if err != nil {
			return nil, err
		}
		m = remote
	}
	if f.Record != "" {
		m = llm.Record(m, f.Record)
	}
	return m, nil
}

// version is the module's version, or the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v, dirty := info.Main.Version, ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && (v == "" || v == "(devel)"):
			v = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+changes"
		}
	}
	if v == "" || v == "(devel)" {
		return "devel"
	}
	return strings.TrimSuffix(v, "+dirty") + dirty
}

// texts returns the documents' texts of a store.
func texts(ctx context.Context, kv store.KV) func(hash string) (string, error) {
	return func(hash string) (string, error) {
		data, _, err := kv.Get(ctx, "documents/"+hash)
		if err != nil {
			return "", err
		}
		if digest.Hash(data) != hash {
			return "", fmt.Errorf("the stored text is damaged: it does not have hash %s", hash)
		}
		return string(data), nil
	}
}
