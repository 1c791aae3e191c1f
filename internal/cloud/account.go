package cloud

import (
	"context"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

// Account is the function's own, of its environment alone: region, the credentials of its role, endpoints. The SDK's
// config package would look for them in files, in single sign-on and on the machine's network too; a function has
// none of these, and would carry and start the code for all of them before each first event.
func Account() aws.Config {
	region := os.Getenv("AWS_REGION")
	if region == "" {
		region = "us-east-1" // what services without regions take
	}
	return aws.Config{
		Region: region,
		Credentials: credentials.NewStaticCredentialsProvider(
			os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SESSION_TOKEN")),
		ConfigSources: []any{endpoints{}},
	}
}

// endpoints are those of AWS_ENDPOINT_URL_S3 and its siblings, as a source of configuration of the SDK.
type endpoints struct{}

// GetServiceBaseEndpoint is where a service is to be found that the environment leads elsewhere.
func (endpoints) GetServiceBaseEndpoint(_ context.Context, service string) (string, bool, error) {
	name := "AWS_ENDPOINT_URL_" + strings.ToUpper(strings.ReplaceAll(service, " ", "_"))
	url, found := os.LookupEnv(name)
	if !found {
		url, found = os.LookupEnv("AWS_ENDPOINT_URL")
	}
	return url, found, nil
}
