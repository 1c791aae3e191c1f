package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/link"
	"polydigest/internal/digest"
	"polydigest/internal/httpapi"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
)

type serveCmd struct {
	Addr     string `default:"127.0.0.1:8080" help:"Address to listen on. Beyond this machine it serves only who has a key."`
	Config   string `placeholder:"FILE" type:"existingfile" help:"polydigest.yaml, whose schedules and retention are kept, and whose store is served unless --store names one."`
	NewKey   string `name:"new-key" placeholder:"read|make|admin" help:"Make an API key of this scope, print it and exit."`
	Revoke   string `name:"revoke-key" placeholder:"K" help:"End an API key, told by itself or by its id in the log, and exit."`
	Withdraw string `name:"withdraw-links" placeholder:"D" help:"Void the links to a digest's page that are in mails and feeds, and exit."`

	modelFlags
	storeFlags
	mailFlags
}

// Run serves the API and the pages, and keeps the schedules, until it is stopped.
func (c serveCmd) Run(p *program) error {
	if c.Config != "" {
		if _, err := settings(c.Config, &c.storeFlags, &c.modelFlags); err != nil {
			return err
		}
	}
	kv, err := c.storeFlags.open(p)
	if err != nil {
		return err
	}
	if c.NewKey != "" || c.Revoke != "" || c.Withdraw != "" {
		return c.access(p, kv)
	}
	var links link.Keys
	if keys := p.getenv("POLYDIGEST_LINK_KEYS"); keys != "" {
		if links, err = link.ParseKeys(keys); err != nil {
			return usage("POLYDIGEST_LINK_KEYS: %v", err)
		}
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return usage("%v", err)
	}
	addr := listener.Addr().(*net.TCPAddr)
	runs := &runner{p: p, flags: c.modelFlags, kv: kv, running: map[string]httpapi.Progress{}, slots: make(chan struct{}, 2)}
	handler := httpapi.New(httpapi.Config{
		Runs: runs, Digests: httpapi.Stored{KV: kv}, KV: kv, Links: links, Suppress: (&deliver.Outbox{KV: kv}).Suppress,
		Base: c.Pages, Local: addr.IP.IsLoopback(), Log: slog.New(slog.NewTextHandler(p.stderr, nil)),
	})
	server := httpapi.Server(handler)
	fmt.Fprintf(p.stderr, "http://%s/\n", addr)
	go func() {
		<-p.ctx.Done()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = server.Shutdown(ctx)
	}()
	var schedules sync.WaitGroup
	if c.Config != "" {
		schedules.Go(func() { c.keepSchedules(p, kv) })
	}
	err = server.Serve(listener)
	runs.wait()
	schedules.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// access makes and ends keys, and voids links.
func (c serveCmd) access(p *program, kv store.KV) error {
	if c.NewKey != "" {
		key, stored, err := httpapi.NewKey(p.ctx, kv, httpapi.Scope(c.NewKey), "command line", time.Now())
		if err != nil {
			return usage("%v", err)
		}
		p.say("key %s", stored.ID)
		fmt.Fprintln(p.stdout, key)
	}
	if c.Revoke != "" {
		if err := httpapi.RevokeKey(p.ctx, kv, c.Revoke, time.Now()); err != nil {
			return err
		}
	}
	if c.Withdraw == "" {
		return nil
	}
	at, err := lookUp(p, kv, c.Withdraw)
	if err != nil {
		return err
	}
	d, err := loadDigest(p.ctx, kv, at)
	if err != nil {
		return err
	}
	return httpapi.WithdrawLinks(p.ctx, kv, d.ID, time.Now())
}

// sweepEvery is how often what is past its retention is removed.
const sweepEvery = 24 * time.Hour

// keepSchedules makes what is due, once a minute, and removes what is past its retention, once a day. A digest that
// fails is tried again at its next time. The file is read anew each time; its store is that of the start.
func (c serveCmd) keepSchedules(p *program, kv store.KV) {
	run := runCmd{modelFlags: c.modelFlags, mailFlags: c.mailFlags, Config: c.Config}
	made := map[string]bool{}
	var swept time.Time
	for ticker := time.NewTicker(time.Minute); ; {
		cfg, err := settings(c.Config, &run.storeFlags, &run.modelFlags)
		var due []tick
		if err == nil {
			due, err = run.due(p, cfg, kv)
		}
		for _, d := range due {
			if !made[d.key] {
				made[d.key] = true
				err = errors.Join(err, run.one(p, cfg, kv, d))
			}
		}
		if err == nil && time.Since(swept) >= sweepEvery {
			swept = time.Now()
			err = sweep(p, cfg, kv)
		}
		if err != nil {
			p.say("%v", err)
		}
		select {
		case <-p.ctx.Done():
			ticker.Stop()
			return
		case <-ticker.C:
		}
	}
}

// A runner makes digests in the background, two at a time. It is what the API starts runs with.
type runner struct {
	p     *program
	flags modelFlags
	kv    store.KV
	slots chan struct{}

	mu      sync.Mutex
	group   sync.WaitGroup
	running map[string]httpapi.Progress
}

func (r *runner) wait() { r.group.Wait() }

// Start begins a run. One that is under way, or done, is not begun again.
func (r *runner) Start(ctx context.Context, in httpapi.Request, key string) (string, error) {
	request, err := in.Asked()
	if err != nil {
		return "", err
	}
	flags := r.flags
	if in.Model != "" {
		flags.Model = in.Model
	}
	if flags, err = flags.within(in.MaxCost, in.MaxTokens); err != nil {
		return "", err
	}
	s, err := flags.open(r.p, r.kv)
	if err != nil {
		return "", err
	}
	started, err := s.home.Start(ctx, pipeline.StartIn{Request: request, Key: key})
	if err != nil {
		return "", err
	}
	id := string(started.Run)
	r.mu.Lock()
	was, known := r.running[id]
	under := known && was.State != httpapi.Failed // what failed goes on when it is asked for again
	if !under {
		r.running[id] = httpapi.Progress{ID: id, State: httpapi.Queued}
	}
	r.mu.Unlock()
	if !under {
		s.home.Progress = func(p pipeline.Progress) { r.note(id, p, s.home.Usage) }
		r.group.Go(func() { r.finish(s, flags, started) })
	}
	return id, nil
}

func (r *runner) note(id string, p pipeline.Progress, usage func() digest.Usage) {
	progress := httpapi.Progress{ID: id, State: httpapi.Running, Step: p.Step, Done: p.Done, Of: p.Of}
	if usage != nil {
		progress.Spent = usage().Cost
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running[id] = progress
}

func (r *runner) finish(s *session, flags modelFlags, started pipeline.StartOut) {
	select {
	case r.slots <- struct{}{}:
		defer func() { <-r.slots }()
	case <-r.p.ctx.Done():
		return
	}
	err := r.safely(s, flags, started)
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.running, string(started.Run))
	if err != nil {
		r.p.say("run %s: %v", started.Run, err)
		r.running[string(started.Run)] = httpapi.Progress{ID: string(started.Run), State: httpapi.Failed, Reason: err.Error()}
	}
}

// safely finishes a run; one that panics takes no other with it.
func (r *runner) safely(s *session, flags modelFlags, started pipeline.StartOut) (err error) {
	defer func() {
		if v := recover(); v != nil {
			r.p.say("run %s: panic: %v\n%s", started.Run, v, debug.Stack())
			err = errors.New("internal error")
		}
	}()
	_, err = s.finish(r.p, flags, r.kv, started)
	return err
}

// Status reports on a run.
func (r *runner) Status(ctx context.Context, id string) (httpapi.Progress, error) {
	r.mu.Lock()
	progress, ok := r.running[id]
	r.mu.Unlock()
	if ok {
		return progress, nil
	}
	h := pipeline.Home{Store: r.kv}
	_, done, err := h.Status(ctx, digest.RunID(id))
	if err != nil {
		return httpapi.Progress{}, err
	}
	if done {
		return httpapi.Progress{ID: id, State: httpapi.Done, Step: "publish", Done: 1, Of: 1}, nil
	}
	return httpapi.Progress{ID: id, State: httpapi.Queued, Reason: "was broken off; the same request goes on with it"}, nil
}
