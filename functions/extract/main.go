// Command extract is the function that asks the model what a batch of chunks states, and answers "continue" when time runs out. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/provider"
)

var handler = cloud.Step("extract", cloud.Extract, provider.Engines)

func main() {
	lambda.Start(handler)
}
