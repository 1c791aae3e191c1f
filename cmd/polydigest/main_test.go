package main

import (
	"context"
	"os"
	"polydigest/internal/llm"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"polydigest": main})
}

// TestScripts runs the stories of testdata/scripts: commands, the files they read, what they print.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "../../testdata/scripts",
		Setup: func(e *testscript.Env) error {
			wd, err := os.Getwd()
			if err != nil {
				return err
			}
			e.Setenv("TESTDATA", wd+"/../../testdata")
			e.Setenv("POLYDIGEST_STORE", e.WorkDir+"/store")
			e.Setenv("LANG", "en_US.UTF-8")
			return nil
		},
	})
}

func TestTheLocaleChoosesTheLanguage(t *testing.T) {
	for locale, want := range map[string]string{
		"ja_JP.UTF-8": "ja", "zh_TW.UTF-8": "zh-Hant", "zh_CN": "zh-Hans", "pt_BR.UTF-8": "pt", "C": "en", "C.UTF-8": "en", "": "en",
	} {
		env := map[string]string{"LANG": locale}
		if got := fromLocale(func(k string) string { return env[k] }); got != want {
			t.Errorf("%q: got %s, want %s", locale, got, want)
		}
	}
}

// BenchmarkStart is from nothing to the first useful work: parsing the command line of a digest.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p := &program{ctx: context.Background(), stdin: os.Stdin, stdout: discard{}, stderr: discard{}, getenv: os.Getenv}
		if code := p.run([]string{"version"}); code != exitOK {
			b.Fatal(code)
		}
	}
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }

func TestTheLowerOfTwoLimitsHolds(t *testing.T) {
	for _, c := range []struct {
		cost, other, want      string
		tokens, others, atMost int
	}{
		{"", "", "", 0, 0, 0},
		{"0.50", "", "0.50", 100, 0, 100},
		{"", "0.50", "0.50", 0, 100, 100},
		{"0.50", "2", "0.50", 100, 200, 100},
		{"10", "9.5", "9.5", 200, 100, 100},
	} {
		got, err := modelFlags{MaxCost: c.cost, MaxTokens: c.tokens}.within(c.other, c.others)
		if err != nil || got.MaxCost != c.want || got.MaxTokens != c.atMost {
			t.Errorf("%+v: got %q and %d (%v)", c, got.MaxCost, got.MaxTokens, err)
		}
	}
}

// endless has no end of line.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

func TestALineWithoutEndIsRefused(t *testing.T) {
	p := &program{ctx: t.Context(), stdin: endless{}, stdout: discard{}, stderr: discard{}, getenv: os.Getenv}
	if code := p.run([]string{"check"}); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
}

func TestWhatIsSaidCannotSteerATerminal(t *testing.T) {
	var said strings.Builder
	p := &program{ctx: t.Context(), stdout: discard{}, stderr: &said, getenv: os.Getenv}
	if code := p.run([]string{"digest", "--store", t.TempDir(), "nowhere\x1b[31m\u202e\a.txt"}); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(said.String(), "nowhere") || strings.ContainsAny(said.String(), "\x1b\a\u202e") {
		t.Errorf("said %q", said.String())
	}
}

func TestProgressShowsWhatIsSpentAndAllowed(t *testing.T) {
	half, err := llm.ParseMoney("0.50")
	if err != nil {
		t.Fatal(err)
	}
	before := llm.Spent{Calls: llm.Counts{Calls: 7, Usage: llm.Usage{Prompt: 3000, Completion: 400}, Cost: half / 10}}
	for want, most := range map[string]llm.Amount{
		"7 calls, 3400 of 400000 tokens, 0.05 of 0.5 USD": {Money: half, Tokens: 400_000},
		"7 calls, 3400 tokens, 0.05 USD":                  {},
	} {
		s := &session{models: []llm.Model{llm.Replay("")}, before: before, prices: llm.DefaultPrices(), budget: llm.NewBudget(most, nil)}
		if got := s.spent(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
