// Command deliver is the function that mails the digest of a run to one recipient, at most once. event.json is an event of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/mailing"
)

var handler = cloud.Step("deliver", mailing.Deliver)

func main() {
	lambda.Start(handler)
}
