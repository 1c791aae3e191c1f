// Command api is the function behind a function URL (InvokeMode RESPONSE_STREAM) that serves the interface of package
// httpapi. event.json is an event of it.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdaurl"

	"polydigest/internal/cloud/front"
	"polydigest/internal/httpapi"
)

var handler = lambdaurl.Wrap(httpapi.OnLambda(front.API(), cookies))

func main() {
	lambda.Start(handler)
}

func cookies(ctx context.Context) []string {
	if r, ok := lambdaurl.RequestFromContext(ctx); ok {
		return r.Cookies
	}
	return nil
}
