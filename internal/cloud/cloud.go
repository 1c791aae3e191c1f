// Package cloud is what makes a function of a step: it opens what the step needs from the function's environment,
// stops in time, names errors so that a state machine can tell them apart, and says what was done and spent.
//
// A function under functions/ is one line of this package and one of the runtime's:
//
//	var handler = cloud.Step("merge", cloud.Plain((*pipeline.Home).Merge))
//
//	func main() { lambda.Start(handler) }
//
// What only some functions need is in packages of its own, which only those link: sources, what reads pages and feeds;
// provider, the engines; mailing; front, the API. Size and start of a function are measured by `go run ./cmd/measure coldstart functions`.
//
// Nothing is opened before the first event, and the model's key is read when a step first asks the model: functions
// that never ask need no right to read it. The environment:
//
//	POLYDIGEST_STORE          s3://bucket/prefix; required
//	POLYDIGEST_MODEL          the model's name; without one, digests are made of the sources' own sentences
//	OPENAI_BASE_URL           its endpoint; OpenAI's without one
//	POLYDIGEST_FALLBACK_MODELS  models to ask when it is down or over budget: NAME or NAME@URL, with spaces between
//	POLYDIGEST_KEY_SECRET     ARN or name of the secret in AWS Secrets Manager that is its key; further lines of it are
//	                          those of the fallback models, in their order
//	OPENAI_API_KEY            the key itself, for tests and machines of one's own
//	POLYDIGEST_ECONOMY        true: ask through the provider's batches; steps end with Pending until they are ready
//	POLYDIGEST_PRICES         key in the store of a price table; the built-in one without it
//	POLYDIGEST_MAX_COST       what one run may cost at most, as 0.50; a request may ask for less
//	POLYDIGEST_MAX_TOKENS     and in tokens
//	POLYDIGEST_RPM, _TPM      what the provider allows in a minute, in requests and tokens
//	POLYDIGEST_PARALLEL       how many functions ask at a time: each keeps to its part of the limits. Without it 8, or
//	                          fewer where a part were less than 50,000 tokens a minute
//	POLYDIGEST_CONTACT        address of a page that says who fetches
//	POLYDIGEST_CONFIG         key in the store of polydigest.yaml; "polydigest.yaml" without it
//	POLYDIGEST_MACHINE        ARN of the state machine, for the API and for schedules
//	POLYDIGEST_LATE_AFTER     how long after its time a digest is late, as 45m
//	POLYDIGEST_FROM           address that mail is from
//	POLYDIGEST_SMTP           mail server; Amazon SES without one
//	POLYDIGEST_SES_SET        configuration set of SES
//	POLYDIGEST_PAGES          address of the API, for links in mail
//	POLYDIGEST_LINK_SECRET    secret with the keys that sign those links; POLYDIGEST_LINK_KEYS has them itself
//
// AWS_ENDPOINT_URL_S3 and its siblings lead each service elsewhere, as everywhere in AWS's libraries.
package cloud

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
	"polydigest/internal/store/s3"
)

// A Place is what all events of one process share. [Open] makes it from the environment.
type Place struct {
	Store   store.KV
	Name    string                    // of the model, as configured; "" for none
	Model   llm.Model                 // without its key: for what it is called, not for asking; nil for none, or where nobody asks
	Keyed   Keyed                     // the same with its key and those that stand in for it, kept once they were read
	Engine  func(*Work) engine.Engine // the one with the model, if Name is set
	Plain   engine.Engine             // the one without
	Sources pipeline.Sources          // nil where nothing is fetched
	Most    llm.Amount                // what one run may spend; zero fields do not limit
	Limits  llm.Limits                // of this process: a part of what the provider allows
	Asking  int                       // how many functions ask at a time
	Out     io.Writer                 // logs and metrics, a line of JSON each
	Build   string
	Getenv  func(string) string
	memory  pipeline.Memory // of what runs froze: an event need not read it again
	priced  kept[*llm.Prices]
}

// Keyed gives the model with its key, and those that stand in for it with theirs.
type Keyed func(context.Context) ([]llm.Model, error)

// A Need is what a function must have linked in beside its step: see [Step].
type Need func(*Place) error

// Env is a variable of the environment.
func (p *Place) Env(name string) string {
	if p.Getenv == nil {
		return ""
	}
	return p.Getenv(name)
}

// Limits of one function.
const (
	parallelCalls = 32              // model calls, or fetches, at a time
	patience      = 5 * time.Second // with a provider that is down: the state machine waits for less money
)

// Open reads the environment. Its errors are all that is wrong with it, as one [BadConfig].
func Open(ctx context.Context, getenv func(string) string, needs ...Need) (*Place, error) {
	p := &Place{
		Name: getenv("POLYDIGEST_MODEL"), Plain: absent{id: extractive.Version, by: digest.ByExtractive},
		Out: os.Stdout, Build: build(), Getenv: getenv,
	}
	var errs []error
	bucket, err := s3.Open(Account(), getenv("POLYDIGEST_STORE"))
	if err != nil {
		errs = append(errs, fmt.Errorf("POLYDIGEST_STORE: %w", err))
	}
	p.Store = bucket
	if p.Name == "extractive" {
		p.Name = ""
	}
	if p.Name != "" {
		id := getenv("OPENAI_BASE_URL") + " " + p.Name + " " + getenv("POLYDIGEST_FALLBACK_MODELS")
		p.Engine = func(*Work) engine.Engine { return absent{id: id, by: digest.ByModel} }
	}
	errs = append(errs, p.limits()...)
	for _, need := range needs {
		errs = append(errs, need(p))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, &BadConfig{cause{err}}
	}
	return p, nil
}

// limits reads numbers. What a provider allows is divided among the functions that ask at a time.
func (p *Place) limits() []error {
	var errs []error
	number := func(name string, least, without int) int {
		s := p.Getenv(name)
		if s == "" {
			return without
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < least {
			errs = append(errs, fmt.Errorf("%s: %q is not a number from %d", name, s, least))
			return without
		}
		return n
	}
	tokens := number("POLYDIGEST_TPM", 1, 0)
	p.Asking = number("POLYDIGEST_PARALLEL", 1, parallel(tokens))
	p.Limits = llm.Limits{
		Requests: share(number("POLYDIGEST_RPM", 1, 0), p.Asking), Tokens: share(tokens, p.Asking),
		Concurrent: parallelCalls, Patience: patience,
	}
	p.Most.Tokens = number("POLYDIGEST_MAX_TOKENS", 1, 0)
	if s := p.Getenv("POLYDIGEST_MAX_COST"); s != "" {
		var err error
		if p.Most.Money, err = llm.ParseMoney(s); err != nil {
			errs = append(errs, fmt.Errorf("POLYDIGEST_MAX_COST: %w", err))
		}
	}
	return errs
}

// parallel is how many functions may ask at a time: a part of the provider's limit that is less than a few calls a
// minute lets none of them work.
func parallel(tokensPerMinute int) int {
	const most, least = 8, 50_000
	if tokensPerMinute == 0 {
		return most
	}
	return max(1, min(most, tokensPerMinute/least))
}

// share is one of n parts, and not nothing: 0 is a limit that is not known.
func share(limit, n int) int {
	if limit == 0 {
		return 0
	}
	return max(1, limit/n)
}

// prices are the table that the environment names, or the one that comes with the program.
func (p *Place) prices(ctx context.Context) (*llm.Prices, error) {
	at := p.Env("POLYDIGEST_PRICES")
	if at == "" {
		return llm.DefaultPrices(), nil
	}
	return p.priced.get(ctx, func(ctx context.Context) (*llm.Prices, error) {
		data, _, err := p.Store.Get(ctx, at)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		var prices *llm.Prices
		if err == nil {
			prices, err = llm.ParsePrices(data)
		}
		if err != nil {
			return nil, &BadConfig{cause{fmt.Errorf("POLYDIGEST_PRICES: %w", err)}}
		}
		return prices, nil
	})
}

// Once keeps the first result that f gives without an error; events that come meanwhile wait for it.
func Once[T any](f func(context.Context) (T, error)) func(context.Context) (T, error) {
	k := new(kept[T])
	return func(ctx context.Context) (T, error) { return k.get(ctx, f) }
}

// kept is what was made without an error.
type kept[T any] struct {
	mu    sync.Mutex
	value T
	have  bool
}

func (k *kept[T]) get(ctx context.Context, make func(context.Context) (T, error)) (T, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.have {
		return k.value, nil
	}
	v, err := make(ctx)
	k.value, k.have = v, err == nil
	return v, err
}

// build is the revision that the function was built from.
func build() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return "devel"
}
