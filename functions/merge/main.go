// Command merge is the function that makes points of the claims of one story. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/provider"
	"polydigest/internal/pipeline"
)

var handler = cloud.Step("merge", cloud.Plain((*pipeline.Home).Merge), provider.Engines)

func main() {
	lambda.Start(handler)
}
