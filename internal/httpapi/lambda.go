package httpapi

import (
	"context"
	"net"
	"net/http"
)

// OnLambda mends what aws-lambda-go's lambdaurl leaves out of a request of a function URL, so that a handler meets
// what it would meet on a port: the cookies, which come beside the headers; RequestURI; a port in RemoteAddr. cookies
// finds them in the request's context. A panic becomes an answer: outside of net/http's server it would end the
// process and every request in it.
func OnLambda(next http.Handler, cookies func(context.Context) []string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				errInternal.write(w) // what it was is in the log of the handler that panicked
			}
		}()
		for _, cookie := range cookies(r.Context()) {
			r.Header.Add("Cookie", cookie)
		}
		if r.RequestURI == "" {
			r.RequestURI = r.URL.RequestURI()
		}
		if _, _, err := net.SplitHostPort(r.RemoteAddr); err != nil {
			r.RemoteAddr = net.JoinHostPort(r.RemoteAddr, "0")
		}
		next.ServeHTTP(w, r)
	})
}
