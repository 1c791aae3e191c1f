// Command watch is the function that looks, every quarter of an hour, whether a digest is late. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/machine"
)

var handler = cloud.Step("watch", machine.Watch)

func main() {
	lambda.Start(handler)
}
