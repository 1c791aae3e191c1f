package secrets_test

import (
	"testing"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/cloud/secrets"
)

func TestASecretThatIsNotThereIsASetting(t *testing.T) {
	cloudtest.InAWS(t, &cloudtest.Amazon{Answers: map[string]any{"GetSecretValue": "ResourceNotFoundException"}})
	_, err := secrets.Read(t.Context(), func(name string) string { return map[string]string{"POLYDIGEST_KEY_SECRET": "gone"}[name] }, "OPENAI_API_KEY", "POLYDIGEST_KEY_SECRET")
	if _, ok := err.(*cloud.BadConfig); !ok {
		t.Errorf("%T: %v", err, err)
	}
}

func TestASecretMadeAtRandomSignsLinks(t *testing.T) {
	const random = "mJ3bWq0Zk7Rr2Tt9Yy5Uu1Ii8Oo4Pp6Aa0Ss3Dd7Ff2Gg5Hj" // as Secrets Manager makes one, without an id
	p, _ := cloudtest.Place(t, nil, map[string]string{"POLYDIGEST_LINK_KEYS": random})
	keys, err := secrets.Links(t.Context(), p)
	if err != nil || len(keys) != 1 {
		t.Errorf("%d keys, %v", len(keys), err)
	}
}
