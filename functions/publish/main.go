// Command publish is the function that assembles, checks and stores the digest of a run. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
)

var handler = cloud.Step("publish", cloud.Publish)

func main() {
	lambda.Start(handler)
}
