package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// readBody reads an answer's body to its end, within the limits before and after decompression.
func readBody(resp *http.Response, l Limits) ([]byte, error) {
	if resp.ContentLength > l.Wire {
		return nil, fail(TooLarge, "too large: %.1f MiB, at most %d", float64(resp.ContentLength)/(1<<20), l.Wire>>20)
	}
	var body io.Reader = &limited{resp.Body, l.Wire}
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		unzip, err := gzip.NewReader(body)
		if err != nil {
			return nil, unzipError(err)
		}
		body = &limited{unzip, l.Body}
	default:
		return nil, fail(Broken, "compressed with %.20s, which was not asked for", encoding)
	}
	read, err := readAll(body)
	if err != nil {
		return nil, unzipError(err)
	}
	return read, nil
}

func unzipError(err error) error {
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) {
		return fail(Broken, "cannot be decompressed")
	}
	return err
}

// A limited reader fails, where an io.LimitedReader would end, when there is more than left.
type limited struct {
	io.Reader
	left int64
}

func (l *limited) Read(b []byte) (int, error) {
	n, err := l.Reader.Read(b)
	if l.left -= int64(n); l.left < 0 {
		return 0, fail(TooLarge, "too large")
	}
	return n, err
}

// readAll is io.ReadAll without its growing copies: what is refused in the end should not have cost five times its size.
func readAll(in io.Reader) ([]byte, error) {
	var parts [][]byte
	for {
		part := make([]byte, 0, min(4<<10<<len(parts), 512<<10))
		for len(part) < cap(part) {
			n, err := in.Read(part[len(part):cap(part)])
			part = part[:len(part)+n]
			if err == io.EOF {
				return bytes.Join(append(parts, part), nil), nil
			}
			if err != nil {
				return nil, err
			}
		}
		parts = append(parts, part)
	}
}

// acceptable reports whether a declared content type may be a page or a feed. What declares nothing, or only that
// it is bytes, is judged by its bytes later.
func acceptable(contentType string) bool {
	if contentType == "" {
		return true
	}
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(contentType), ";")
		kind = strings.TrimSpace(kind)
	}
	switch kind {
	case "text/css", "text/javascript", "text/csv", "text/calendar", "text/vcard":
		return false
	case "application/xml", "application/json", "application/pdf", "application/octet-stream", "application/x-rss+xml":
		return true
	}
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "+xml") && kind != "image/svg+xml" ||
		strings.HasSuffix(kind, "+json")
}

// retryAfter reads a Retry-After header: seconds or a date, no more than a day, 0 for what is neither.
func retryAfter(s string, now time.Time) time.Duration {
	const longest = 24 * time.Hour
	s = strings.TrimSpace(s)
	if seconds, err := strconv.ParseFloat(s, 64); err == nil && !math.IsNaN(seconds) {
		return time.Duration(max(0, min(seconds, longest.Seconds())) * float64(time.Second))
	}
	if at, err := http.ParseTime(s); err == nil {
		return max(0, min(at.Sub(now), longest))
	}
	return 0
}
