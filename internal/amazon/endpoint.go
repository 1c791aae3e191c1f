package amazon

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// The services that are asked.
var (
	S3             = Service{"S3", "s3", "s3"}
	SES            = Service{"SESv2", "email", "ses"}
	SecretsManager = Service{"Secrets Manager", "secretsmanager", "secretsmanager"}
	StepFunctions  = Service{"SFN", "states", "states"}
)

// endpoint is where a service is: where the account leads it, or Amazon's own place of the account's region.
func endpoint(account aws.Config, service Service) (at *url.URL, own bool, err error) {
	named, err := led(account, service)
	if err != nil {
		return nil, false, err
	}
	if named == "" {
		host := service.Host + kind(account, service) + "." + account.Region + "." + domain(account.Region)
		return &url.URL{Scheme: "https", Host: host}, false, nil
	}
	at, err = url.Parse(strings.TrimSuffix(named, "/"))
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return nil, false, fmt.Errorf("endpoint of %s: %q is no address", service.ID, named)
	}
	return at, true, nil
}

// led is where the account leads a service, by one of its sources or for all services; "" for nowhere else.
func led(account aws.Config, service Service) (string, error) {
	for _, source := range account.ConfigSources {
		s, ok := source.(interface {
			GetServiceBaseEndpoint(ctx context.Context, service string) (string, bool, error)
		})
		if !ok {
			continue
		}
		if at, found, err := s.GetServiceBaseEndpoint(context.Background(), service.ID); found || err != nil {
			return at, err
		}
	}
	return aws.ToString(account.BaseEndpoint), nil
}

// kind is what an account asks of Amazon's own endpoints of S3, as their names have it: validated cryptography, IPv6.
func kind(account aws.Config, service Service) (name string) {
	if service != S3 {
		return ""
	}
	var fips, dual bool
	for _, source := range account.ConfigSources {
		if s, ok := source.(interface {
			GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error)
		}); ok {
			state, _, _ := s.GetUseFIPSEndpoint(context.Background())
			fips = fips || state == aws.FIPSEndpointStateEnabled
		}
		if s, ok := source.(interface {
			GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error)
		}); ok {
			state, _, _ := s.GetUseDualStackEndpoint(context.Background())
			dual = dual || state == aws.DualStackEndpointStateEnabled
		}
	}
	if fips {
		name = "-fips"
	}
	if dual {
		name += ".dualstack"
	}
	return name
}

// domain is that of a region's partition (the SDK's partitions.json).
func domain(region string) string {
	switch {
	case strings.HasPrefix(region, "cn-"):
		return "amazonaws.com.cn"
	case strings.HasPrefix(region, "eusc-"):
		return "amazonaws.eu"
	}
	return "amazonaws.com"
}
