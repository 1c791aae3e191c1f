package main

import (
	"fmt"

	"polydigest/internal/digest"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
	"polydigest/internal/store/files"
)

// Measured on recorded runs of the project's own documents: how much is written for what is read.
const (
	promptTokens     = 1300 // of a question's own words
	claimTokens      = 90   // of an extracted claim in JSON
	tokensPerClaim   = 45   // of source text for one claim
	claimsPerMerge   = pipeline.Block
	mergeLineTokens  = 60
	pointTokens      = 45 // of a composed point
	pointReadTokens  = 130
	supportReadToken = 160
	textsPerSupport  = 10
	documentsPerGist = 50
	gistTokens       = 400
)

// dryRun reads the sources and says what asking about them would take. It stores nothing and calls no model.
func (c digestCmd) dryRun(p *program, s *session, r digest.Request) error {
	kv, remove, err := files.Temp()
	if err != nil {
		return err
	}
	defer remove()
	h := &pipeline.Home{Store: kv, Sources: s.home.Sources, Engine: extractive.Engine{}, Limit: s.home.Limit, Now: s.home.Now}
	plan, err := plan(p, h, r)
	if err != nil {
		return err
	}
	calls, in, out := forecast(plan)
	if len(s.models) == 0 {
		calls, in, out = 0, 0, 0
	}
	fmt.Fprintf(p.stdout, "%d documents, %d of them asked about, %d tokens in %d chunks; at least %d stories in %d languages\n",
		plan.Documents, plan.Asked, plan.Tokens, plan.Chunks, plan.Stories, plan.Languages)
	fmt.Fprintf(p.stdout, "about %d calls, %d tokens in, %d tokens out\n", calls, in, out)
	if len(s.models) == 0 {
		fmt.Fprintln(p.stdout, "no model: it costs nothing")
		return nil
	}
	price, ok := s.prices.Find(c.Model)
	if !ok {
		fmt.Fprintf(p.stdout, "the price of %q is not in the price table; give one with --prices\n", c.Model)
		if c.MaxCost != "" {
			return &exit{exitUsage, "--max-cost needs a price"}
		}
		return nil
	}
	cost := price.Cost(llm.Usage{Prompt: in, Completion: out})
	fmt.Fprintf(p.stdout, "about %s %s\n", cost, s.prices.Currency)
	if c.MaxCost != "" {
		most, err := llm.ParseMoney(c.MaxCost)
		if err != nil {
			return usage("--max-cost: %v", err)
		}
		if cost > most {
			return &exit{exitBudget, fmt.Sprintf("more than --max-cost %s: the least important chunks would be left out", c.MaxCost)}
		}
	}
	return nil
}

// plan fetches and prepares.
func plan(p *program, h *pipeline.Home, r digest.Request) (pipeline.Plan, error) {
	started, err := h.Start(p.ctx, pipeline.StartIn{Request: r})
	if err != nil {
		return pipeline.Plan{}, err
	}
	for n := range started.Sources {
		if _, err := h.Fetch(p.ctx, pipeline.FetchIn{Run: started.Run, Source: n}); err != nil {
			return pipeline.Plan{}, err
		}
	}
	if _, err := h.Prepare(p.ctx, pipeline.PrepareIn{Run: started.Run, Sources: started.Sources}); err != nil {
		return pipeline.Plan{}, err
	}
	return h.Plan(p.ctx, started.Run)
}

// forecast works out calls and tokens from what earlier runs took.
func forecast(p pipeline.Plan) (calls, in, out int) {
	add := func(n, read, written int) { calls, in, out = calls+n, in+n*promptTokens+read, out+written }
	claims := p.Tokens / tokensPerClaim
	shown := min(p.Stories*p.Depth, claims) * p.Languages
	if p.Documents > 1 {
		add(up(p.Documents, documentsPerGist), p.Documents*gistTokens, p.Documents*claimTokens)
	}
	add(p.Chunks, p.Tokens*5/4, claims*claimTokens)
	add(max(p.Stories, up(claims, claimsPerMerge)), claims*mergeLineTokens, claims*4)
	add(1, claims*15, claims*25)
	add(p.Stories*p.Languages, shown*pointReadTokens, shown*pointTokens)
	add(up(shown*5/4, textsPerSupport), shown*supportReadToken, shown*20)
	return calls, in, out
}

func up(n, by int) int { return (n + by - 1) / by }
