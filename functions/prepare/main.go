// Command prepare is the function that finds copies and stories among the documents of a run and lists its chunks. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/provider"
	"polydigest/internal/pipeline"
)

var handler = cloud.Step("prepare", cloud.Plain((*pipeline.Home).Prepare), provider.Engines)

func main() {
	lambda.Start(handler)
}
