package httpapi

import (
	"net/http"
	"time"
)

// Server has limits against slow and large requests. Answers have no time limit of its own:
// streams of progress last as long as their runs.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
}
