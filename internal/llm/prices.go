package llm

import (
	_ "embed"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"polydigest/internal/lazy"
)

//go:embed prices.yaml
var defaultPrices []byte

// Prices is a table of what models cost; see prices.yaml for its form.
type Prices struct {
	Currency string           `yaml:"currency"`
	Batch    decimal          `yaml:"batch"`
	Models   map[string]Price `yaml:"models"`
}

// A Price is what a million tokens cost.
type Price struct {
	Input  decimal `yaml:"input"`
	Cached decimal `yaml:"cached"`
	Output decimal `yaml:"output"`
	Free   bool    `yaml:"free"`

	factor Money // of batch mode, as a decimal; 0 is 1
}

// A decimal is read from YAML as it is written, never through a float.
type decimal Money

func (d *decimal) UnmarshalYAML(b []byte) error {
	m, err := ParseMoney(strings.Trim(strings.TrimSpace(string(b)), `"'`))
	*d = decimal(m)
	return err
}

// DefaultPrices returns the table that comes with the program.
func DefaultPrices() *Prices {
	p, err := ParsePrices(defaultPrices)
	if err != nil {
		panic(err) // held by a test
	}
	return p
}

// ParsePrices reads a price table. An unknown field, a negative price, or a model that costs nothing without
// being called free is an error: a mistyped price must not lift the budget.
func ParsePrices(b []byte) (*Prices, error) {
	p := &Prices{Batch: decimal(unit)}
	if err := yaml.UnmarshalWithOptions(b, p, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("prices: %w", err)
	}
	if p.Currency == "" {
		return nil, fmt.Errorf("prices: no currency")
	}
	for _, name := range slices.Sorted(maps.Keys(p.Models)) {
		m := p.Models[name]
		priced := m.Input > 0 && m.Output > 0 && m.Cached <= m.Input
		if m.Free && m != (Price{Free: true}) || !m.Free && !priced {
			return nil, fmt.Errorf("prices: %s: give input and output above 0, and cached not above input; or {free: true}", name)
		}
		if _, err := path.Match(name, ""); err != nil {
			return nil, fmt.Errorf("prices: %s: %w", name, err)
		}
	}
	return p, nil
}

var snapshot = lazy.MustCompile(`-(\d{4}-\d{2}-\d{2}|\d{8})$`)

// Find returns the price of a model, by its name, then by its name without a snapshot's date, then by the
// longest pattern that fits.
func (p *Prices) Find(model string) (Price, bool) {
	plain := snapshot.ReplaceAllString(model, "")
	for _, name := range []string{model, plain} {
		if m, ok := p.Models[name]; ok {
			return m, true
		}
	}
	best := ""
	for name := range p.Models {
		longer := len(name) > len(best) || len(name) == len(best) && name < best
		if ok, _ := path.Match(name, model); ok && longer {
			best = name
		}
	}
	m, ok := p.Models[best]
	return m, ok
}

// unit is one unit of the currency.
const unit = Money(1e12)

// Cost returns what u costs.
func (p Price) Cost(u Usage) Money {
	if p.Free {
		return 0
	}
	cached := p.Cached
	if cached == 0 {
		cached = p.Input
	}
	sum := perToken(p.Input)*Money(u.Prompt-u.CachedPrompt) + perToken(cached)*Money(u.CachedPrompt) +
		perToken(p.Output)*Money(u.Completion)
	if p.factor > 0 {
		sum = sum / 1000 * (p.factor / 1e9)
	}
	return sum
}

// perToken is the price of one token, rounded up.
func perToken(d decimal) Money { return (Money(d) + 999_999) / 1_000_000 }
