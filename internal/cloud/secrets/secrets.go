// Package secrets reads what a function must keep to itself.
package secrets

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"polydigest/internal/amazon"
	"polydigest/internal/cloud"
	"polydigest/internal/deliver/link"
)

// Read is the value of a variable, or of the secret that another variable names; "" if neither is set. It is
// never logged, and errors name the variable alone.
func Read(ctx context.Context, getenv func(string) string, plain, named string) (string, error) {
	name := getenv(named)
	if name == "" {
		return getenv(plain), nil
	}
	client, err := amazon.New(cloud.Account(), amazon.SecretsManager)
	if err != nil {
		return "", cloud.NewBadConfig(err)
	}
	var secret struct{ SecretString string }
	err = client.Ask(ctx, manager, "GetSecretValue", map[string]string{"SecretId": name}, &secret)
	if answer, ok := errors.AsType[*amazon.Error](err); ok && answer.Status < 500 && !amazon.Transient(err) {
		return "", cloud.NewBadConfig(fmt.Errorf("%s: %w", named, err)) // no such secret, or no right to read it
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", named, err)
	}
	if secret.SecretString == "" {
		return "", cloud.NewBadConfig(fmt.Errorf("%s: the secret has no text", named))
	}
	return secret.SecretString, nil
}

// manager is the protocol of Secrets Manager.
var manager = amazon.Form{ContentType: "application/x-amz-json-1.1", Target: "secretsmanager"}

// Links are the keys that sign the links in mails; without them mails have none. A secret without an id, as AWS makes
// one at random, is the only key.
func Links(ctx context.Context, p *cloud.Place) (link.Keys, error) {
	s, err := Read(ctx, p.Env, "POLYDIGEST_LINK_KEYS", "POLYDIGEST_LINK_SECRET")
	if err != nil || s == "" {
		return nil, err
	}
	if !strings.Contains(s, ":") {
		s = "1:" + s
	}
	keys, err := link.ParseKeys(s)
	if err != nil {
		return nil, cloud.NewBadConfig(err)
	}
	return keys, nil
}
