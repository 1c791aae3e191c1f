package s3

import (
	"bytes"
	"cmp"
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"polydigest/internal/amazon"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

// TestContract runs on versitygw, a real S3 server, when its binary is to be found: in VERSITYGW, or in the path.
func TestContract(t *testing.T) {
	binary, err := exec.LookPath(cmp.Or(os.Getenv("VERSITYGW"), "versitygw"))
	if err != nil {
		t.Skip("no versitygw: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0, and have it in PATH or VERSITYGW")
	}
	endpoint := startServer(t, binary)
	setEnv(t, endpoint)
	var n atomic.Int32
	storetest.Run(t, func(t *testing.T) (store.KV, func() store.KV) {
		bucket := "test-" + strconv.Itoa(int(n.Add(1)))
		again := func() store.KV { return openTest(t, "s3://"+bucket+"/tenant/a") }
		s := openTest(t, "s3://"+bucket+"/tenant/a")
		client := s3.NewFromConfig(testAccount(t), func(o *s3.Options) { o.UsePathStyle = true })
		if _, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String(bucket)}); err != nil {
			t.Fatal(err)
		}
		return s, again
	})
}

// TestContractOnFake runs the contract on the small server below, so that it runs everywhere.
func TestContractOnFake(t *testing.T) {
	storetest.Run(t, func(t *testing.T) (store.KV, func() store.KV) {
		setEnv(t, startFake(t, nil).URL)
		again := func() store.KV { return openTest(t, "s3://bucket/tenant/a") }
		return again(), again
	})
}

// TestNoUpdateIsLost lets a tenth of the requests fail in each of the ways in which S3 fails.
func TestNoUpdateIsLost(t *testing.T) {
	fault := func(method string) string {
		if method != http.MethodPut || rand.IntN(10) > 0 {
			return ""
		}
		return []string{"409", "503", "lost", "500 after"}[rand.IntN(4)]
	}
	setEnv(t, startFake(t, fault).URL)
	s := openTest(t, "s3://bucket")
	const workers, swaps = 4, 50
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for n := 0; n < swaps; {
				value, v, err := s.Get(t.Context(), "list")
				if err != nil && !errors.Is(err, store.ErrNotFound) {
					t.Error(err)
					return
				}
				// Each value is unlike any other, as the values of runs, leases and outboxes are.
				next := append(value, []byte(strconv.Itoa(w)+"/"+strconv.Itoa(n)+" ")...)
				if _, err := s.CompareAndSwap(t.Context(), "list", v, next); err == nil {
					n++
				} else if !errors.Is(err, store.ErrConflict) {
					t.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	value, _, err := s.Get(t.Context(), "list")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, entry := range strings.Fields(string(value)) {
		got[entry] = true
	}
	if len(got) != workers*swaps {
		t.Errorf("%d of %d updates are there", len(got), workers*swaps)
	}
}

func TestCreateIsOursWhenItsAnswerIsLost(t *testing.T) {
	faults := []string{"lost", "500 after"}
	for _, f := range faults {
		left := []string{f}
		setEnv(t, startFake(t, func(string) string {
			if len(left) == 0 {
				return ""
			}
			left = nil
			return f
		}).URL)
		s := openTest(t, "s3://bucket")
		if err := s.Create(t.Context(), "runs/start", []byte("run 電文")); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		if err := s.Create(t.Context(), "runs/start", []byte("run 電文")); !errors.Is(err, store.ErrExists) {
			t.Errorf("%s, again: %v", f, err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	setEnv(t, startFake(t, nil).URL)
	s := openTest(t, "s3://bucket")
	if err := s.Put(t.Context(), "big", make([]byte, 1001)); err != nil {
		t.Fatal(err)
	}
	s.MaxValue = 1000
	if _, _, err := s.Get(t.Context(), "big"); !errors.Is(err, store.ErrTooLarge) {
		t.Errorf("Get: %v", err)
	}
}

func TestErrorsNameTheObject(t *testing.T) {
	setEnv(t, startFake(t, func(string) string { return "403" }).URL)
	s := openTest(t, "s3://bucket/p")
	_, _, get := s.Get(t.Context(), "names/été/latest")
	_, list := s.List(t.Context(), "names/", "", 1)
	for what, err := range map[string]error{
		"read s3://bucket/p/names/été/latest: ":   get,
		"list s3://bucket/p/names/: ":             list,
		"write s3://bucket/p/a: ":                 s.Put(t.Context(), "a", nil),
		"write s3://bucket/p/b: ":                 s.Create(t.Context(), "b", nil),
		"delete s3://bucket/p/names/été/latest: ": s.Delete(t.Context(), "names/été/latest"),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), what) || !strings.Contains(err.Error(), "AccessDenied") {
			t.Errorf("%v; want %s… AccessDenied", err, what)
		}
	}
}

func TestNoCredentials(t *testing.T) {
	setEnv(t, startFake(t, nil).URL)
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	s := openTest(t, "s3://bucket")
	if _, _, err := s.Get(t.Context(), "a"); !errors.Is(err, amazon.ErrNoCredentials) || !strings.Contains(err.Error(), "set AWS_ACCESS_KEY_ID") {
		t.Errorf("Get: %v", err)
	}
}

// TestOnAmazonsOwnEndpoint sends what is for Amazon to a server that keeps checksums as S3 does.
func TestOnAmazonsOwnEndpoint(t *testing.T) {
	type object struct{ body, sum string }
	objects := map[string]object{}
	damage := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at := r.Header.Get("X-Sent-To") + r.URL.Path
		if r.Method == http.MethodPut {
			body, _ := io.ReadAll(r.Body)
			objects[at] = object{string(body), r.Header.Get("X-Amz-Checksum-Crc32")}
			return
		}
		o, found := objects[at]
		if !found {
			answer(w, 404, "NoSuchKey")
			return
		}
		if r.Header.Get("X-Amz-Checksum-Mode") == "ENABLED" {
			w.Header().Set("X-Amz-Checksum-Crc32", o.sum)
		}
		if damage {
			o.body = strings.ToUpper(o.body)
		}
		io.WriteString(w, o.body)
	}))
	t.Cleanup(server.Close)
	setEnv(t, "")
	account := testAccount(t)
	account.HTTPClient = rerouted(strings.TrimPrefix(server.URL, "http://"))
	for name, at := range map[string]string{
		"s3://bucket/p":                 "bucket.s3.us-east-1.amazonaws.com/p/k",
		"s3://bucket/p?path-style=true": "s3.us-east-1.amazonaws.com/bucket/p/k",
		"s3://my.bucket/p":              "s3.us-east-1.amazonaws.com/my.bucket/p/k",
	} {
		s, err := Open(account, name)
		if err != nil {
			t.Fatal(err)
		}
		damage = false
		if err := s.Put(t.Context(), "k", []byte("123456789")); err != nil {
			t.Fatal(err)
		}
		if got, want := objects[at], (object{"123456789", "y/Q5Jg=="}); got != want { // the check value of CRC-32, 0xCBF43926
			t.Errorf("%s: at %s there is %v of %v, want %v", name, at, got, objects, want)
		}
		if err := s.Put(t.Context(), "k", []byte("value")); err != nil {
			t.Fatal(err)
		}
		if got, _, err := s.Get(t.Context(), "k"); err != nil || string(got) != "value" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		damage = true
		if _, _, err := s.Get(t.Context(), "k"); err == nil || !strings.Contains(err.Error(), "its checksum differs") {
			t.Errorf("%s: what was damaged on its way: %v", name, err)
		}
	}
}

// TestChecksumsAreASetting sends them where they are asked for, and leaves them out where they are not wanted.
func TestChecksumsAreASetting(t *testing.T) {
	var got http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { got = r.Header }))
	t.Cleanup(server.Close)
	for _, c := range []struct {
		endpoint, name string
		sent           bool
	}{
		{"", "s3://bucket", true}, {"", "s3://bucket?checksum=false", false},
		{server.URL, "s3://bucket", false}, {server.URL, "s3://bucket?checksum=true", true},
	} {
		setEnv(t, c.endpoint)
		account := testAccount(t)
		account.HTTPClient = rerouted(strings.TrimPrefix(server.URL, "http://"))
		s, err := Open(account, c.name)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Put(t.Context(), "k", []byte("v")); err != nil {
			t.Fatal(err)
		}
		if sent := got.Get("X-Amz-Checksum-Crc32") != ""; sent != c.sent {
			t.Errorf("%s at %q: a checksum is sent: %t, want %t", c.name, c.endpoint, sent, c.sent)
		}
		if _, _, err := s.Get(t.Context(), "k"); err != nil {
			t.Fatal(err)
		}
		if asked := got.Get("X-Amz-Checksum-Mode") != ""; asked != c.sent {
			t.Errorf("%s at %q: a checksum is asked for: %t, want %t", c.name, c.endpoint, asked, c.sent)
		}
	}
}

// rerouted sends everything to one address, and says in a header where it was to go.
type rerouted string

func (to rerouted) Do(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Sent-To", r.URL.Host)
	r.URL.Scheme, r.URL.Host = "http", string(to)
	return http.DefaultClient.Do(r)
}

func TestOpenNames(t *testing.T) {
	for name, want := range map[string]string{
		"s3://bucket":                        "bucket|",
		"s3://bucket/":                       "bucket|",
		"s3://bucket/a/b/":                   "bucket|a/b/",
		"s3://bucket/a?path-style=true":      "bucket|a/",
		"s3://bucket/a?checksum=false":       "bucket|a/",
		"s3://bucket/a?checksum=crc32":       "error",
		"s3://bucket/電文":                     "bucket|電文/",
		"s3://":                              "error",
		"s3:///a":                            "error",
		"https://bucket/a":                   "error",
		"bucket":                             "error",
		"s3://bucket/a/../b":                 "error",
		"s3://bucket/a?path-style=yes":       "error",
		"s3://bucket/a?region=eu-central-1":  "error",
		"s3://bucket/a?path-style=1&x=false": "error",
	} {
		got := "error"
		if s, _, err := parseName(name); err == nil {
			got = s.bucket + "|" + s.prefix
		}
		if got != want {
			t.Errorf("parseName(%q) = %s, want %s", name, got, want)
		}
	}
}

func openTest(t *testing.T, name string) *Store {
	t.Helper()
	s, err := Open(testAccount(t), name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// testAccount is what setEnv left in the environment.
func testAccount(t *testing.T) aws.Config {
	t.Helper()
	account, err := config.LoadDefaultConfig(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return account
}

func setEnv(t *testing.T, endpoint string) {
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_S3": endpoint, "AWS_ENDPOINT_URL": "", "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test",
		"AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "",
		"AWS_CONFIG_FILE": filepath.Join(t.TempDir(), "none"), "AWS_SHARED_CREDENTIALS_FILE": filepath.Join(t.TempDir(), "none"),
		"AWS_EC2_METADATA_DISABLED": "true",
	} {
		t.Setenv(name, value)
	}
}

func startServer(t *testing.T, binary string) (endpoint string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	cmd := exec.Command(binary, "--port", addr, "--quiet", "posix", t.TempDir())
	cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY=test", "ROOT_SECRET_KEY=secret")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		if c, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr); err == nil {
			c.Close()
			return "http://" + addr
		}
		if ctx.Err() != nil {
			t.Fatal("versitygw does not listen")
		}
	}
}

// A fake is S3 as far as the store uses it: conditional writes and a listing in byte order.
type fake struct {
	mu      sync.Mutex
	objects map[string][]byte
	fault   func(method string) string // "", a status, "lost" (done, no answer) or "500 after" (done)
}

func startFake(t *testing.T, fault func(method string) string) *httptest.Server {
	if fault == nil {
		fault = func(string) string { return "" }
	}
	server := httptest.NewServer(&fake{objects: map[string][]byte{}, fault: fault})
	t.Cleanup(server.Close)
	return server
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	f.mu.Lock()
	defer f.mu.Unlock()
	switch fault := f.fault(r.Method); fault {
	case "lost":
		f.serve(httptest.NewRecorder(), r, body)
		panic(http.ErrAbortHandler)
	case "500 after":
		f.serve(httptest.NewRecorder(), r, body)
		answer(w, 500, "InternalError")
	case "409":
		answer(w, 409, "ConditionalRequestConflict")
	case "503":
		answer(w, 503, "SlowDown")
	case "403":
		answer(w, 403, "AccessDenied")
	default:
		f.serve(w, r, body)
	}
}

func (f *fake) serve(w http.ResponseWriter, r *http.Request, body []byte) {
	key := strings.TrimPrefix(r.URL.Path, "/bucket/")
	if r.URL.Path == "/bucket" || r.URL.Path == "/bucket/" {
		f.list(w, r)
		return
	}
	now, has := f.objects[key]
	switch r.Method {
	case http.MethodGet:
		if !has {
			answer(w, 404, "NoSuchKey")
			return
		}
		w.Header().Set("ETag", etag(now))
		w.Write(now)
	case http.MethodDelete:
		delete(f.objects, key)
		w.WriteHeader(204)
	case http.MethodPut:
		switch match := r.Header.Get("If-Match"); {
		case match != "" && !has:
			answer(w, 404, "NoSuchKey")
			return
		case match != "" && match != etag(now), r.Header.Get("If-None-Match") == "*" && has:
			answer(w, 412, "PreconditionFailed")
			return
		}
		f.objects[key] = body
		w.Header().Set("ETag", etag(body))
	}
}

func (f *fake) list(w http.ResponseWriter, r *http.Request) {
	type content struct{ Key string }
	var result struct {
		XMLName               xml.Name `xml:"ListBucketResult"`
		IsTruncated           bool
		NextContinuationToken string `xml:",omitempty"`
		Contents              []content
	}
	query := r.URL.Query()
	after := max(query.Get("start-after"), query.Get("continuation-token"))
	limit := 1000
	if n, err := strconv.Atoi(query.Get("max-keys")); err == nil {
		limit = n
	}
	for _, key := range slices.Sorted(maps.Keys(f.objects)) {
		if !strings.HasPrefix(key, query.Get("prefix")) || key <= after {
			continue
		}
		if len(result.Contents) == limit {
			result.IsTruncated = true
			result.NextContinuationToken = result.Contents[limit-1].Key
			break
		}
		result.Contents = append(result.Contents, content{key})
	}
	xml.NewEncoder(w).Encode(result)
}

func answer(w http.ResponseWriter, status int, code string) {
	w.WriteHeader(status)
	io.Copy(w, bytes.NewBufferString("<Error><Code>"+code+"</Code><Message>"+code+"</Message></Error>"))
}

func etag(value []byte) string {
	sum := md5.Sum(value)
	return `"` + hex.EncodeToString(sum[:]) + `"`
}
