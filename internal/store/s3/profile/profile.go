// Package profile opens a bucket with what a machine has for every AWS program: AWS_ACCESS_KEY_ID and its siblings,
// AWS_REGION, AWS_ENDPOINT_URL_S3, ~/.aws, single sign-on, the machine's role. It stands apart from package s3 because
// all of these are code that a function in a cloud, whose environment says everything, would start with for nothing.
package profile

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"

	"polydigest/internal/store/s3"
)

// Open gives the store called s3://bucket or s3://bucket/prefix. It asks the bucket nothing.
func Open(ctx context.Context, name string) (*s3.Store, error) {
	account, err := config.LoadDefaultConfig(ctx, config.WithLogger(logging.Nop{}))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	if account.Region == "" {
		account.Region = "us-east-1" // what services without regions take
	}
	return s3.Open(account, name)
}
