// Command tick is the function that a schedule calls: it starts the state machine for a digest of polydigest.yaml, once for each time. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/machine"
)

var handler = cloud.Step("tick", machine.Tick)

func main() {
	lambda.Start(handler)
}
