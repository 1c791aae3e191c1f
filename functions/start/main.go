// Command start is the function that makes the run of a schedule's tick, of a request, or of the API, once. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
)

var handler = cloud.Step("start", cloud.Start)

func main() {
	lambda.Start(handler)
}
