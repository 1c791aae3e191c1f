// Command sweep is the function that removes, once a day, what is past the retention of polydigest.yaml. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
)

var handler = cloud.Step("sweep", cloud.Sweep)

func main() {
	lambda.Start(handler)
}
