package provider_test

import (
	"strings"
	"testing"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/cloud/provider"
	"polydigest/internal/llm"
)

func variables(env map[string]string) func(string) string {
	return func(name string) string { return env[name] }
}

func TestTheKeyIsReadOnceAndOnlyToAsk(t *testing.T) {
	const arn = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:model-key"
	services := &cloudtest.Amazon{Answers: map[string]any{"GetSecretValue": map[string]any{"ARN": arn, "SecretString": "sk-secret-value"}}}
	cloudtest.InAWS(t, services)
	p, err := cloud.Open(t.Context(), variables(map[string]string{
		"POLYDIGEST_STORE": "s3://b", "POLYDIGEST_MODEL": "m", "OPENAI_BASE_URL": "https://model.example/v1",
		"POLYDIGEST_KEY_SECRET": arn,
	}), provider.Engines)
	if err != nil {
		t.Fatal(err)
	}
	if len(services.Asked) != 0 {
		t.Errorf("the key was read before it was needed: %v", services.Asked)
	}
	var keyed []llm.Model
	for range 3 {
		if keyed, err = p.Keyed(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if keyed[0].Name() != p.Model.Name() {
		t.Errorf("with its key the model is %q, without %q", keyed[0].Name(), p.Model.Name())
	}
	if len(services.Asked) != 1 || !strings.Contains(services.Asked[0], arn) {
		t.Errorf("Secrets Manager was asked %q", services.Asked)
	}
}
