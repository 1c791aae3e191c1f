// Command compose is the function that writes one story in one language. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/provider"
	"polydigest/internal/pipeline"
)

var handler = cloud.Step("compose", cloud.Plain((*pipeline.Home).Compose), provider.Engines)

func main() {
	lambda.Start(handler)
}
