package cloud_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/provider"
	"polydigest/internal/llm"
)

func variables(env map[string]string) func(string) string {
	return func(name string) string { return env[name] }
}

func TestAllThatIsWrongWithTheEnvironmentIsToldAtOnce(t *testing.T) {
	_, err := cloud.Open(t.Context(), variables(map[string]string{
		"POLYDIGEST_STORE": "store", "POLYDIGEST_MODEL": "m", "OPENAI_BASE_URL": "ftp://model", "POLYDIGEST_RPM": "many",
		"POLYDIGEST_PARALLEL": "0", "POLYDIGEST_MAX_COST": "-1",
	}), provider.Engines)
	bad, ok := err.(*cloud.BadConfig)
	if !ok {
		t.Fatalf("%T: %v", err, err)
	}
	for _, want := range []string{"POLYDIGEST_STORE", "OPENAI_BASE_URL", "POLYDIGEST_RPM", "POLYDIGEST_PARALLEL", "POLYDIGEST_MAX_COST"} {
		if !strings.Contains(bad.Error(), want) {
			t.Errorf("nothing is said of %s: %v", want, bad)
		}
	}
}

func TestAFunctionKeepsToItsPartOfTheLimits(t *testing.T) {
	p, err := cloud.Open(t.Context(), variables(map[string]string{
		"POLYDIGEST_STORE": "s3://b/p", "POLYDIGEST_RPM": "500", "POLYDIGEST_TPM": "200000", "POLYDIGEST_PARALLEL": "8",
		"POLYDIGEST_MAX_COST": "0.50",
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := llm.Limits{Requests: 62, Tokens: 25000, Concurrent: cloud.ParallelCalls, Patience: cloud.Patience}
	if diff := cmp.Diff(want, p.Limits); diff != "" {
		t.Error(diff)
	}
	if p.Most.Money.String() != "0.5" || p.Model != nil {
		t.Errorf("%+v", p)
	}
}

func TestAPartOfTheLimitsIsWorthAsking(t *testing.T) {
	for tpm, want := range map[string]int{"": 8, "30000": 1, "100000": 2, "4000000": 8} {
		p, err := cloud.Open(t.Context(), variables(map[string]string{"POLYDIGEST_STORE": "s3://b", "POLYDIGEST_TPM": tpm}))
		if err != nil {
			t.Fatal(err)
		}
		if p.Asking != want {
			t.Errorf("of %q tokens a minute: %d at a time, want %d", tpm, p.Asking, want)
		}
	}
}
