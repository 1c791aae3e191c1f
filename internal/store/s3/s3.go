// Package s3 keeps a [store.KV] in a bucket of Amazon S3 or of anything that speaks its protocol and honours
// conditional writes (If-None-Match and If-Match): AWS, Cloudflare R2, MinIO, versitygw.
//
// With an endpoint of its own the bucket is addressed by path and no checksum is sent or asked for but the signature's,
// since many services refuse Amazon's. After the name `?path-style=false` addresses it by host name, and `?checksum=true`
// sends checksums to a service that needs them; both also the other way, on Amazon's endpoint.
// Package profile opens a bucket with what a user's machine has for every AWS program.
package s3

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"polydigest/internal/amazon"
	"polydigest/internal/store"
)

// Store is a bucket, or what lies under a prefix of it, as a [store.KV]; made by [Open].
type Store struct {
	MaxValue int64 // Get refuses larger values without reading them; 0: none is too large

	client         *amazon.Client
	host, path     string // where the bucket's objects lie
	checksums      bool   // are sent and asked for
	bucket, prefix string // the prefix is "" or ends in a slash
}

var _ store.KV = (*Store)(nil)

// Open gives the store called s3://bucket or s3://bucket/prefix, of an account. It asks the bucket nothing.
func Open(account aws.Config, name string) (*Store, error) {
	s, options, err := parseName(name)
	if err != nil {
		return nil, err
	}
	if s.client, err = amazon.New(account, amazon.S3); err != nil {
		return nil, err
	}
	s.checksums = !s.client.Own
	if on, given := options["checksum"]; given {
		s.checksums = on
	}
	byPath := s.client.Own || !hostable(s.bucket)
	if on, given := options["path-style"]; given {
		byPath = on
	}
	if byPath {
		s.path = "/" + s.bucket
	} else {
		s.host = s.bucket + "." + s.client.Endpoint.Host
	}
	return s, nil
}

// hostable reports whether a bucket's name can stand before a host's: Amazon's certificates are for one label more.
func hostable(bucket string) bool {
	return len(bucket) <= 63 && strings.Trim(bucket, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func parseName(name string) (s *Store, options map[string]bool, err error) {
	u, err := url.Parse(name)
	if err != nil || u.Scheme != "s3" || u.Host == "" {
		return nil, nil, fmt.Errorf("%q is not a bucket: want s3://bucket/prefix", name)
	}
	s = &Store{bucket: u.Host, prefix: strings.Trim(u.Path, "/")}
	if s.prefix != "" {
		if err := store.CheckKey(s.prefix); err != nil {
			return nil, nil, fmt.Errorf("%q: its prefix is %w", name, err)
		}
		s.prefix += "/"
	}
	options = map[string]bool{}
	for option, values := range u.Query() {
		if option != "path-style" && option != "checksum" {
			return nil, nil, fmt.Errorf("%q: unknown option %q", name, option)
		}
		if values[0] != "true" && values[0] != "false" {
			return nil, nil, fmt.Errorf("%q: %s is true or false", name, option)
		}
		options[option] = values[0] == "true"
	}
	return s, options, nil
}

// Get implements [store.KV]. The version is the object's ETag.
func (s *Store) Get(ctx context.Context, key string) ([]byte, store.Version, error) {
	if err := check(ctx, key); err != nil {
		return nil, "", err
	}
	r := s.request(http.MethodGet, key, nil)
	r.Most = s.MaxValue
	if s.checksums {
		r.Header.Set("X-Amz-Checksum-Mode", "ENABLED")
	}
	a, err := s.client.Do(ctx, r)
	if missing(err) {
		return nil, "", fmt.Errorf("%s: %w", key, store.ErrNotFound)
	}
	if size, ok := errors.AsType[amazon.TooLong](err); ok {
		return nil, "", fmt.Errorf("%s has %d bytes: %w", key, size, store.ErrTooLarge)
	}
	if err != nil {
		return nil, "", s.failed("read", key, err)
	}
	if want := a.Header.Get(checksum); want != "" && want != crc(a.Body) && !strings.Contains(want, "-") {
		return nil, "", s.failed("read", key, errors.New("what came is not what was stored: its checksum differs"))
	}
	if err := store.CheckValue(key, a.Body); err != nil {
		return nil, "", err
	}
	return a.Body, store.Version(a.Header.Get("ETag")), nil
}

// checksum is the header with the CRC-32 of an object, base64 of its bytes, the highest first. One with a hyphen is of
// the parts in which an object came.
const checksum = "X-Amz-Checksum-Crc32"

func crc(value []byte) string {
	return base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(value)))
}

// request asks for an operation on an object.
func (s *Store) request(method, key string, value []byte) amazon.Request {
	return amazon.Request{Method: method, Host: s.host, Path: s.path + "/" + s.prefix + key, Header: http.Header{}, Body: value}
}

// put asks for a write.
func (s *Store) put(key string, value []byte) amazon.Request {
	r := s.request(http.MethodPut, key, value)
	r.Header.Set("Content-Type", "application/octet-stream")
	if s.checksums {
		r.Header.Set(checksum, crc(value))
	}
	return r
}

// Put implements [store.KV].
func (s *Store) Put(ctx context.Context, key string, value []byte) error {
	if err := checkWrite(ctx, key, value); err != nil {
		return err
	}
	if _, err := s.client.Do(ctx, s.put(key, value)); err != nil {
		return s.failed("write", key, err)
	}
	return nil
}

// Create implements [store.KV].
func (s *Store) Create(ctx context.Context, key string, value []byte) error {
	_, err := s.putIf(ctx, key, "", value)
	if errors.Is(err, errLost) {
		return fmt.Errorf("%s: %w", key, store.ErrExists)
	}
	return err
}

// CompareAndSwap implements [store.KV].
func (s *Store) CompareAndSwap(ctx context.Context, key string, old store.Version, value []byte) (store.Version, error) {
	v, err := s.putIf(ctx, key, old, value)
	if errors.Is(err, errLost) {
		return "", fmt.Errorf("%s: %w", key, store.ErrConflict)
	}
	return v, err
}

// Delete implements [store.KV].
func (s *Store) Delete(ctx context.Context, key string) error {
	if err := check(ctx, key); err != nil {
		return err
	}
	if _, err := s.client.Do(ctx, s.request(http.MethodDelete, key, nil)); err != nil && !missing(err) {
		return s.failed("delete", key, err)
	}
	return nil
}

// List implements [store.KV].
func (s *Store) List(ctx context.Context, prefix, after string, limit int) ([]string, error) {
	var keys []string
	r := amazon.Request{Method: http.MethodGet, Host: s.host, Path: s.path + "/", Query: url.Values{
		"list-type": {"2"}, "prefix": {s.prefix + prefix},
	}}
	if after != "" {
		r.Query.Set("start-after", s.prefix+after)
	}
	if limit > 0 {
		r.Query.Set("max-keys", strconv.Itoa(min(limit, 1000)))
	}
	for {
		page, err := s.page(ctx, r)
		if err != nil {
			return nil, s.failed("list", prefix, err)
		}
		for _, o := range page.Contents {
			key := strings.TrimPrefix(o.Key, s.prefix)
			if store.CheckKey(key) != nil { // another program's, such as a console's "folder/"
				continue
			}
			if keys = append(keys, key); len(keys) == limit {
				return keys, nil
			}
		}
		if !page.IsTruncated {
			return keys, nil
		}
		r.Query.Set("continuation-token", page.NextContinuationToken)
	}
}

// listed is the part of a ListBucketResult that is read.
type listed struct {
	IsTruncated           bool
	NextContinuationToken string
	Contents              []struct{ Key string }
}

func (s *Store) page(ctx context.Context, r amazon.Request) (page listed, err error) {
	a, err := s.client.Do(ctx, r)
	if err != nil {
		return page, err
	}
	if err := xml.Unmarshal(a.Body, &page); err != nil {
		return page, err
	}
	if page.IsTruncated && page.NextContinuationToken == "" {
		return page, errors.New("there are more keys, and nothing says where they go on")
	}
	return page, nil
}

// errLost says that the condition of a write did not hold.
var errLost = errors.New("the condition does not hold")

// putIf writes if the object has the version old, or if old is "" and there is none. The retries are its own: when the
// answer to a write is lost, the write may have happened, and its repetition then fails on its own condition. So after
// a lost answer a failed condition is settled by reading: if what is there is what was to be written, the write was ours.
func (s *Store) putIf(ctx context.Context, key string, old store.Version, value []byte) (store.Version, error) {
	if err := checkWrite(ctx, key, value); err != nil {
		return "", err
	}
	r := s.put(key, value)
	if old == "" {
		r.Header.Set("If-None-Match", "*")
	} else {
		r.Header.Set("If-Match", string(old))
	}
	answerLost := false
	for n := 1; ; n++ {
		a, err := s.client.Once(ctx, r)
		code := amazon.Status(err)
		switch {
		case err == nil:
			return store.Version(a.Header.Get("ETag")), nil
		case code == http.StatusPreconditionFailed, old != "" && missing(err):
			if answerLost {
				if now, v, gerr := s.Get(ctx, key); gerr == nil && bytes.Equal(now, value) {
					return v, nil
				}
			}
			return "", errLost
		case ctx.Err() != nil || n == amazon.Attempts || !amazon.Transient(err):
			return "", s.failed("write", key, err)
		case code != http.StatusConflict && code != http.StatusServiceUnavailable && code != http.StatusTooManyRequests:
			answerLost = true
		}
		if err := amazon.Pause(ctx, n); err != nil {
			return "", s.failed("write", key, err)
		}
	}
}

// missing reports whether there is no such object; where the bucket is missing that is another error.
func missing(err error) bool {
	e, ok := errors.AsType[*amazon.Error](err)
	return ok && e.Status == http.StatusNotFound && e.Code != "NoSuchBucket"
}

func (s *Store) failed(what, key string, err error) error {
	if errors.Is(err, amazon.ErrNoCredentials) {
		return fmt.Errorf("s3://%s: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a role "+
			"gives them: %w", s.bucket, err)
	}
	return fmt.Errorf("%s s3://%s/%s%s: %w", what, s.bucket, s.prefix, key, err)
}

func checkWrite(ctx context.Context, key string, value []byte) error {
	if err := check(ctx, key); err != nil {
		return err
	}
	return store.CheckValue(key, value)
}

func check(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return store.CheckKey(key)
}
