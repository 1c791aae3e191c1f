package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/engine/model"
	"polydigest/internal/llm"
	"polydigest/internal/llm/openai"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
	"polydigest/prompts"
)

// modelFlags say which model to ask, how, and what it may cost.
type modelFlags struct {
	Model     string   `placeholder:"M" env:"POLYDIGEST_MODEL" help:"Model of any OpenAI-compatible endpoint, or \"extractive\" for none (the default without a key)."`
	BaseURL   string   `name:"base-url" placeholder:"U" env:"OPENAI_BASE_URL" help:"The endpoint, for example http://localhost:11434/v1."`
	Instead   []string `name:"fallback-model" sep:"none" placeholder:"M[@U]" help:"Model to ask when the one before it is down or over budget, maybe at another endpoint (key: POLYDIGEST_FALLBACK_KEYS). May be repeated."`
	MaxCost   string   `name:"max-cost" placeholder:"0.50" help:"Never spend more money, in the currency of the price table."`
	MaxTokens int      `name:"max-tokens" placeholder:"N" help:"Never spend more tokens."`
	Prices    string   `placeholder:"FILE" type:"existingfile" help:"Price table of your own (default: the built-in one)."`
	RPM       int      `name:"rpm" placeholder:"N" help:"Requests a minute (default: what the provider says)."`
	TPM       int      `name:"tpm" placeholder:"N" help:"Tokens a minute (default: what the provider says)."`
	Economy   bool     `help:"Ask through the provider's batches: half the price, hours later; the same command goes on."`
	Trace     string   `placeholder:"FILE" help:"Append a line of JSON for every call."`
	Prompts   string   `placeholder:"DIR" help:"Prompts of your own, which take the place of the built-in ones of the same name."`
	Answers   string   `placeholder:"DIR" type:"existingdir" help:"Replay recorded answers; no key, no network."`
	Record    string   `placeholder:"DIR" help:"Record the model's answers for --answers."`
	Fallback  bool     `default:"true" negatable:"" help:"Let the sources' own sentences stand for what a provider that is down does not answer."`
	contact   string   // of who fetches, when a file names it
	Limit     int      `placeholder:"N" help:"How many questions are asked at once (default: what the provider allows)."`
}

// A session is the model of one run with what it spent.
type session struct {
	home   *pipeline.Home
	models []llm.Model // the one asked first, then those that stand in for it; empty without one
	tally  *llm.Tally  // of this process; nil before the run has a name
	before llm.Spent   // by the processes that worked on the run before this one
	prices *llm.Prices
	budget *llm.Budget
	trace  *os.File
	failed atomic.Pointer[llm.Call] // the last request without an answer
}

// open wires the pipeline to this machine. The model is there but has no budget and no limits yet: [session.begin]
// adds those when the run has a name.
func (f modelFlags) open(p *program, kv store.KV) (*session, error) {
	s := &session{home: &pipeline.Home{
		Store: kv, Sources: reader(p, f.contact), Limit: runtime.GOMAXPROCS(0), Now: time.Now, Build: version(),
		Engine: extractive.Engine{},
	}}
	set, err := prompts.Load(f.Prompts)
	if err != nil {
		return nil, usage("%v", err)
	}
	if f.MaxCost != "" { // a wrong one is no less wrong where nothing is spent
		if _, err := llm.ParseMoney(f.MaxCost); err != nil {
			return nil, usage("--max-cost: %v", err)
		}
	}
	if s.prices, err = f.prices(); err != nil {
		return nil, err
	}
	if s.models, err = f.models(p, kv); err != nil || len(s.models) == 0 {
		return s, err
	}
	if f.Fallback {
		s.home.Fallback = s.home.Engine
	}
	s.home.Engine = model.Engine{Model: llm.Chain(s.models...), Prompts: set}
	s.home.Model, s.home.Prompts = cmp.Or(f.Model, s.models[0].Name()), map[string]string{}
	if f.Answers != "" {
		s.home.Model = "recorded answers"
	}
	for _, name := range set.Names() {
		s.home.Prompts[name] = set[name].ID()
	}
	return s, nil
}

// within are the flags with the lower of their own limits and these; "" and 0 limit nothing.
func (f modelFlags) within(cost string, tokens int) (modelFlags, error) {
	if f.MaxTokens == 0 || tokens > 0 && tokens < f.MaxTokens {
		f.MaxTokens = tokens
	}
	if f.MaxCost == "" || cost == "" {
		f.MaxCost = cmp.Or(f.MaxCost, cost)
		return f, nil
	}
	own, err := llm.ParseMoney(f.MaxCost)
	if err != nil {
		return f, usage("--max-cost: %v", err)
	}
	other, err := llm.ParseMoney(cost)
	if err != nil {
		return f, usage("max_cost: %v", err)
	}
	if other < own {
		f.MaxCost = cost
	}
	return f, nil
}

// models are those that the flags name, in the order in which they are asked; none without a model.
func (f modelFlags) models(p *program, kv store.KV) ([]llm.Model, error) {
	first := openai.Config{BaseURL: f.BaseURL, Key: p.getenv("OPENAI_API_KEY"), Model: f.Model}
	switch {
	case f.Model == "extractive":
		return nil, nil
	case f.Answers != "":
		return []llm.Model{llm.Replay(f.Answers)}, nil
	case first.Key == "" && f.BaseURL == "" && f.Model == "":
		return nil, nil
	}
	remote, err := openai.New(first)
	if err != nil {
		return nil, err
	}
	var m llm.Model = remote
	if f.Economy {
		m = llm.NewEconomy(remote, kv, true)
	}
	others, err := openai.Beside(first, f.Instead, strings.Split(p.getenv("POLYDIGEST_FALLBACK_KEYS"), ","))
	if err != nil {
		return nil, usage("--fallback-model: %v", err)
	}
	return append([]llm.Model{m}, others...), nil
}

func (f modelFlags) prices() (*llm.Prices, error) {
	if f.Prices == "" {
		return llm.DefaultPrices(), nil
	}
	data, err := os.ReadFile(f.Prices)
	if err != nil {
		return nil, err
	}
	prices, err := llm.ParsePrices(data)
	if err != nil {
		return nil, usage("%s: %v", f.Prices, err)
	}
	return prices, nil
}

// begin puts the run's budget, the provider's limits, the cache and the record of calls around the model.
func (s *session) begin(p *program, f modelFlags, kv store.KV, run digest.RunID) error {
	if len(s.models) == 0 {
		return nil
	}
	limit := llm.Amount{Tokens: f.MaxTokens}
	if f.MaxCost != "" {
		var err error
		if limit.Money, err = llm.ParseMoney(f.MaxCost); err != nil {
			return err
		}
	}
	var err error
	folder := "runs/" + string(run) + "/usage"
	if s.before, err = llm.Tallied(p.ctx, kv, folder); err != nil {
		return err
	}
	s.tally = llm.NewTally(kv, folder)
	observe := []func(llm.Call){s.tally.Add, s.failure}
	if f.Trace != "" {
		if s.trace, err = os.OpenFile(f.Trace, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644); err != nil {
			return err
		}
		observe = append(observe, llm.Trace(s.trace))
	}
	o := llm.Options{Limits: llm.Limits{Concurrent: f.Limit}, Observe: observe}
	if f.Answers == "" { // a replay costs nothing and needs no cache
		o.Cache = kv
		if s.budget, err = llm.OpenBudget(p.ctx, kv, "runs/"+string(run)+"/budget", limit, s.prices); err != nil {
			return err
		}
		o.Budget = s.budget
		s.home.Foreseen = func(chunks, editions int) { s.budget.LimitCalls(llm.MostCalls(chunks, editions)) }
	}
	chain := make([]llm.Model, len(s.models))
	for i, m := range s.models {
		if _, known := s.prices.Find(llm.ID(m)); !known && o.Budget != nil && limit.Money > 0 {
			return llm.NoPrice(m)
		}
		own := o
		if i == 0 {
			own.Limits.Requests, own.Limits.Tokens = f.RPM, f.TPM
		}
		chain[i] = llm.Wrap(m, own)
	}
	e := s.home.Engine.(model.Engine)
	e.Model = llm.Chain(chain...)
	s.home.Limit = llm.Width(e.Model)
	if f.Record != "" {
		e.Model = llm.Record(e.Model, f.Record)
	}
	s.home.Engine = e
	s.home.Usage = s.usage
	return nil
}

// make takes a run from its start to the stored digest.
func (s *session) make(p *program, f modelFlags, kv store.KV, in pipeline.StartIn) (pipeline.Published, error) {
	started, err := s.home.Start(p.ctx, in)
	if err != nil {
		return pipeline.Published{}, err
	}
	return s.finish(p, f, kv, started)
}

// finish takes a run that was started to the stored digest.
func (s *session) finish(p *program, f modelFlags, kv store.KV, started pipeline.StartOut) (pipeline.Published, error) {
	defer s.end()
	if err := s.begin(p, f, kv, started.Run); err != nil {
		return pipeline.Published{}, err
	}
	return s.home.Finish(p.ctx, started)
}

func (s *session) failure(c llm.Call) {
	if c.Outcome != "ok" && c.Outcome != "cached" {
		s.failed.Store(&c)
	}
}

// explain says why a digest was made without the model that was asked for; "" when it was not.
func (s *session) explain(d *digest.Digest) string {
	last := s.failed.Load()
	if len(s.models) == 0 || last == nil {
		return ""
	}
	var instead []string
	for _, e := range d.Engines {
		switch {
		case e.Name == string(digest.ByExtractive):
			instead = append(instead, "the sources' own sentences stand for what is missing")
		case e.Model != s.home.Model:
			instead = append(instead, e.Model+" answered in its place")
		}
	}
	if len(instead) == 0 {
		return ""
	}
	return fmt.Sprintf("%s gave no answer (%s): %s", last.Model, last.Code, strings.Join(instead, "; "))
}

// stale says which recorded answers were given to another wording of their question; "" when none were.
func (s *session) stale() string {
	if len(s.models) == 0 {
		return ""
	}
	r, ok := s.models[0].(*llm.Replayer)
	if !ok || len(r.Stale()) == 0 {
		return ""
	}
	return fmt.Sprintf("%d recorded answers are of an older wording of their prompt, for example %s", len(r.Stale()), r.Stale()[0])
}

// end gives back what was reserved and not spent, and notes what was spent. It is done also when the run was stopped.
func (s *session) end() {
	if s.tally != nil {
		_ = s.tally.Note(context.Background()) // each call has noted itself already
	}
	if s.budget != nil {
		_ = s.budget.Close(context.Background()) // an account left open counts as spent
	}
	if s.trace != nil {
		_ = s.trace.Close()
	}
}

// spending is what the run has spent, in this process and before it.
func (s *session) spending() llm.Spent {
	if s.tally == nil {
		return s.before
	}
	return s.before.Plus(s.tally.Spent())
}

func (s *session) usage() digest.Usage { return s.spending().Usage(s.prices.Currency) }

// spent is what progress shows of calls and money, with what may be spent.
func (s *session) spent() string {
	if len(s.models) == 0 {
		return ""
	}
	var tokens, money string
	if s.budget != nil {
		if most := s.budget.Limits(); most.Tokens > 0 {
			tokens = fmt.Sprintf(" of %d", most.Tokens)
		}
		if most := s.budget.Limits(); most.Money > 0 {
			money = fmt.Sprintf(" of %s", most.Money)
		}
	}
	c := s.spending().Calls
	return fmt.Sprintf("%d calls, %d%s tokens, %s%s %s", c.Calls, c.Usage.Total(), tokens, c.Cost, money, s.prices.Currency)
}
