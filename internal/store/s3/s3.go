// Package s3 keeps a [store.KV] in a bucket of Amazon S3 or of anything that speaks its protocol and honours
// conditional writes (If-None-Match and If-Match): AWS, Cloudflare R2, MinIO, versitygw.
//
// With an endpoint of its own the bucket is addressed by path and a checksum is sent only when the operation needs
// one, since many services refuse the SDK's default; `?path-style=false` after the name addresses it by host name.
// Package profile opens a bucket with what a user's machine has for every AWS program.
package s3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"polydigest/internal/store"
)

// Store is a bucket, or what lies under a prefix of it, as a [store.KV]; made by [Open].
type Store struct {
	MaxValue int64 // Get refuses larger values without reading them; 0: none is too large

	client         *s3.Client
	credentials    aws.CredentialsProvider
	bucket, prefix string // the prefix is "" or ends in a slash
}

var _ store.KV = (*Store)(nil)

// Open gives the store called s3://bucket or s3://bucket/prefix, of an account. It asks the bucket nothing.
func Open(account aws.Config, name string) (*Store, error) {
	s, pathStyle, err := parseName(name)
	if err != nil {
		return nil, err
	}
	client := s3.NewFromConfig(account, func(o *s3.Options) {
		if o.BaseEndpoint != nil {
			o.UsePathStyle = true
			o.RequestChecksumCalculation = aws.RequestChecksumCalculationWhenRequired
			o.ResponseChecksumValidation = aws.ResponseChecksumValidationWhenRequired
		}
		if pathStyle != "" {
			o.UsePathStyle = pathStyle == "true"
		}
		o.RetryMaxAttempts = 5
	})
	s.client = client
	s.credentials = client.Options().Credentials
	return s, nil
}

func parseName(name string) (s *Store, pathStyle string, err error) {
	u, err := url.Parse(name)
	if err != nil || u.Scheme != "s3" || u.Host == "" {
		return nil, "", fmt.Errorf("%q is not a bucket: want s3://bucket/prefix", name)
	}
	s = &Store{bucket: u.Host, prefix: strings.Trim(u.Path, "/")}
	if s.prefix != "" {
		if err := store.CheckKey(s.prefix); err != nil {
			return nil, "", fmt.Errorf("%q: its prefix is %w", name, err)
		}
		s.prefix += "/"
	}
	query := u.Query()
	if pathStyle = query.Get("path-style"); pathStyle != "" {
		if b, err := strconv.ParseBool(pathStyle); err != nil || strconv.FormatBool(b) != pathStyle {
			return nil, "", fmt.Errorf("%q: path-style is true or false", name)
		}
	}
	query.Del("path-style")
	for option := range query {
		return nil, "", fmt.Errorf("%q: unknown option %q", name, option)
	}
	return s, pathStyle, nil
}

// Get implements [store.KV]. The version is the object's ETag.
func (s *Store) Get(ctx context.Context, key string) ([]byte, store.Version, error) {
	if err := check(ctx, key); err != nil {
		return nil, "", err
	}
	out, err := s.client.GetObject(ctx, &s3.GetObjectInput{Bucket: &s.bucket, Key: aws.String(s.prefix + key)})
	if status(err) == http.StatusNotFound && !noBucket(err) {
		return nil, "", fmt.Errorf("%s: %w", key, store.ErrNotFound)
	}
	if err != nil {
		return nil, "", s.failed("read", key, err)
	}
	defer out.Body.Close()
	if size := aws.ToInt64(out.ContentLength); s.MaxValue > 0 && size > s.MaxValue {
		return nil, "", fmt.Errorf("%s has %d bytes: %w", key, size, store.ErrTooLarge)
	}
	value, err := io.ReadAll(out.Body)
	if err != nil {
		return nil, "", s.failed("read", key, err)
	}
	if err := store.CheckValue(key, value); err != nil {
		return nil, "", err
	}
	return value, store.Version(aws.ToString(out.ETag)), nil
}

// Put implements [store.KV].
func (s *Store) Put(ctx context.Context, key string, value []byte) error {
	if err := check(ctx, key); err != nil {
		return err
	}
	if err := store.CheckValue(key, value); err != nil {
		return err
	}
	if _, err := s.client.PutObject(ctx, s.object(key, value)); err != nil {
		return s.failed("write", key, err)
	}
	return nil
}

// Create implements [store.KV].
func (s *Store) Create(ctx context.Context, key string, value []byte) error {
	in := s.object(key, value)
	in.IfNoneMatch = aws.String("*")
	_, err := s.putIf(ctx, key, in, value)
	if errors.Is(err, errLost) {
		return fmt.Errorf("%s: %w", key, store.ErrExists)
	}
	return err
}

// CompareAndSwap implements [store.KV].
func (s *Store) CompareAndSwap(ctx context.Context, key string, old store.Version, value []byte) (store.Version, error) {
	in := s.object(key, value)
	if old == "" {
		in.IfNoneMatch = aws.String("*")
	} else {
		in.IfMatch = aws.String(string(old))
	}
	v, err := s.putIf(ctx, key, in, value)
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
	_, err := s.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &s.bucket, Key: aws.String(s.prefix + key)})
	if err != nil && (status(err) != http.StatusNotFound || noBucket(err)) {
		return s.failed("delete", key, err)
	}
	return nil
}

// List implements [store.KV].
func (s *Store) List(ctx context.Context, prefix, after string, limit int) ([]string, error) {
	var keys []string
	in := &s3.ListObjectsV2Input{Bucket: &s.bucket, Prefix: aws.String(s.prefix + prefix)}
	if after != "" {
		in.StartAfter = aws.String(s.prefix + after)
	}
	if limit > 0 {
		in.MaxKeys = aws.Int32(int32(min(limit, 1000)))
	}
	for more := true; more; {
		page, err := s.client.ListObjectsV2(ctx, in)
		if err != nil {
			return nil, s.failed("list", prefix, err)
		}
		in.ContinuationToken, more = page.NextContinuationToken, aws.ToBool(page.IsTruncated)
		for _, o := range page.Contents {
			key := strings.TrimPrefix(aws.ToString(o.Key), s.prefix)
			if store.CheckKey(key) != nil { // another program's, such as a console's "folder/"
				continue
			}
			if keys = append(keys, key); len(keys) == limit {
				return keys, nil
			}
		}
	}
	return keys, nil
}

func (s *Store) object(key string, value []byte) *s3.PutObjectInput {
	return &s3.PutObjectInput{Bucket: &s.bucket, Key: aws.String(s.prefix + key), Body: bytes.NewReader(value)}
}

var errNoCredentials = errors.New("none found")

// errLost says that the condition of a write did not hold.
var errLost = errors.New("the condition does not hold")

// putIf makes a conditional write. The retries are its own, not the SDK's: when the answer to a write is lost, the
// write may have happened, and its repetition then fails on its own condition. So after a lost answer a failed
// condition is settled by reading: if what is there is what was to be written, the write was ours.
func (s *Store) putIf(ctx context.Context, key string, in *s3.PutObjectInput, value []byte) (store.Version, error) {
	if err := check(ctx, key); err != nil {
		return "", err
	}
	if err := store.CheckValue(key, value); err != nil {
		return "", err
	}
	const attempts = 8
	answerLost := false
	for n := 1; ; n++ {
		in.Body = bytes.NewReader(value)
		out, err := s.client.PutObject(ctx, in, func(o *s3.Options) { o.RetryMaxAttempts = 1 })
		code := status(err)
		switch {
		case err == nil:
			return store.Version(aws.ToString(out.ETag)), nil
		case code == http.StatusPreconditionFailed,
			code == http.StatusNotFound && in.IfMatch != nil && !noBucket(err):
			if answerLost {
				if now, v, gerr := s.Get(ctx, key); gerr == nil && bytes.Equal(now, value) {
					return v, nil
				}
			}
			return "", errLost
		case ctx.Err() != nil || n == attempts || !transient(code):
			return "", s.failed("write", key, err)
		case code != http.StatusConflict && code != http.StatusServiceUnavailable && code != http.StatusTooManyRequests:
			answerLost = true
		}
		if err := pause(ctx, n); err != nil {
			return "", s.failed("write", key, err)
		}
	}
}

// transient reports whether an answer of this status, or none (0), may be another one next time. 409 is S3's
// answer to conditional writes of one key at one time.
func transient(status int) bool {
	return status == 0 || status == http.StatusConflict || status == http.StatusRequestTimeout ||
		status == http.StatusTooManyRequests || status >= 500
}

// pause waits up to 50 ms doubled with each attempt, at most 2 s, by chance.
func pause(ctx context.Context, attempt int) error {
	longest := min(50*time.Millisecond<<attempt, 2*time.Second)
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(rand.N(longest)):
		return nil
	}
}

// status is the HTTP status of an error, 0 if no answer came.
func status(err error) int {
	var answer *awshttp.ResponseError
	if errors.As(err, &answer) {
		return answer.HTTPStatusCode()
	}
	return 0
}

// noBucket reports whether what was not found is the bucket rather than the key.
func noBucket(err error) bool {
	var api interface{ ErrorCode() string }
	return errors.As(err, &api) && api.ErrorCode() == "NoSuchBucket"
}

func (s *Store) failed(what, key string, err error) error {
	if c := s.credentials; c != nil && status(err) == 0 {
		if _, missing := c.Retrieve(context.Background()); missing != nil {
			return fmt.Errorf("s3://%s: no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, "+
				"or run where a role gives them: %w", s.bucket, errNoCredentials)
		}
	}
	if cause := errors.Unwrap(err); cause != nil {
		err = cause // without "operation error S3: PutObject"
	}
	return fmt.Errorf("%s s3://%s/%s%s: %w", what, s.bucket, s.prefix, key, err)
}

func check(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return store.CheckKey(key)
}
