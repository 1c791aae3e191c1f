package cloud

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/smithy-go"
)

// secret is the value of a variable, or of the secret that another variable names; "" if neither is set. It is
// never logged, and errors name the variable alone.
func secret(ctx context.Context, getenv func(string) string, plain, named string) (string, error) {
	name := getenv(named)
	if name == "" {
		return getenv(plain), nil
	}
	cfg, err := account(ctx)
	if err != nil {
		return "", err
	}
	out, err := secretsmanager.NewFromConfig(cfg).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &name})
	if answer, ok := errors.AsType[smithy.APIError](err); ok && answer.ErrorFault() == smithy.FaultClient {
		return "", &BadConfig{cause{fmt.Errorf("%s: %w", named, err)}} // no such secret, or no right to read it
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", named, err)
	}
	if aws.ToString(out.SecretString) == "" {
		return "", &BadConfig{cause{fmt.Errorf("%s: the secret has no text", named)}}
	}
	return *out.SecretString, nil
}

// account is the function's own: credentials, region and endpoints from its environment.
func account(ctx context.Context) (aws.Config, error) {
	cfg, err := awsconfig.LoadDefaultConfig(ctx)
	if err != nil {
		return cfg, &BadConfig{cause{err}}
	}
	if cfg.Region == "" {
		cfg.Region = "us-east-1" // what services without regions take
	}
	return cfg, nil
}
