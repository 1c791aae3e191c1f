// Command group is the function that lists the stories of a run that have claims. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/pipeline"
)

var handler = cloud.Step("group", cloud.Plain((*pipeline.Home).Group))

func main() {
	lambda.Start(handler)
}
