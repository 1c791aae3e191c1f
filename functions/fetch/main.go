// Command fetch is the function that reads one source of a run. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/sources"
	"polydigest/internal/pipeline"
)

var handler = cloud.Step("fetch", cloud.Plain((*pipeline.Home).Fetch), sources.Reader)

func main() {
	lambda.Start(handler)
}
