// Command mailed is the function that takes in what SES tells of mails afterwards: deliveries, bounces, complaints. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/mailed"
)

var handler = cloud.Step("mailed", mailed.Take)

func main() {
	lambda.Start(handler)
}
