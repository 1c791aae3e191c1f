// Command settle is the function that gives a run one table of names and one of origins. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/provider"
	"polydigest/internal/pipeline"
)

var handler = cloud.Step("settle", cloud.Plain((*pipeline.Home).Settle), provider.Engines)

func main() {
	lambda.Start(handler)
}
