package check

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/front"
	"polydigest/internal/cloud/machine"
	"polydigest/internal/cloud/mailed"
	"polydigest/internal/cloud/mailing"
	"polydigest/internal/cloud/provider"
	"polydigest/internal/cloud/sources"
	"polydigest/internal/deliver"
	"polydigest/internal/deliver/link"
	"polydigest/internal/digest"
	"polydigest/internal/httpapi"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/pipeline"
	"polydigest/internal/store/s3"
)

// amazon is S3, SES, Secrets Manager and Step Functions as far as the functions use them. It notes what each asks for.
type amazon struct {
	mu      sync.Mutex
	who     string
	objects map[string][]byte
	asked   map[[3]string]bool // who, action, resource
	reads   map[string]int     // of objects, by who
	writes  map[string]int     // of objects, and lists
	mail    int                // what SES answers instead of taking a mail; 0: it takes it
}

func (a *amazon) note(action, resource string) { a.asked[[3]string{a.who, action, resource}] = true }

func (a *amazon) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	if target := r.Header.Get("X-Amz-Target"); target != "" {
		a.json(w, target, body)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/v2/email/") {
		a.note("ses:SendEmail", "arn:aws:ses"+aws+"identity/example.org")
		a.note("ses:SendRawEmail", "arn:aws:ses"+aws+"configuration-set/polydigest")
		if a.mail != 0 {
			w.WriteHeader(a.mail)
			return
		}
		fmt.Fprint(w, `{"MessageId": "m1"}`)
		return
	}
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	a.s3(w, r, bucket, key, body)
}

func (a *amazon) json(w http.ResponseWriter, target string, body []byte) {
	var in struct{ SecretId, StateMachineArn, ExecutionArn string }
	if err := json.Unmarshal(body, &in); err != nil {
		panic(err)
	}
	switch _, action, _ := strings.Cut(target, "."); action {
	case "GetSecretValue":
		a.note("secretsmanager:GetSecretValue", in.SecretId)
		fmt.Fprintf(w, `{"ARN": %q, "SecretString": %q}`, in.SecretId, secretOf(in.SecretId))
	case "StartExecution":
		a.note("states:StartExecution", in.StateMachineArn)
		fmt.Fprint(w, `{"executionArn": "x", "startDate": 1}`)
	case "DescribeExecution":
		a.note("states:DescribeExecution", in.ExecutionArn)
		fmt.Fprint(w, `{"status": "RUNNING", "startDate": 1, "executionArn": "x", "stateMachineArn": "x"}`)
	default:
		panic(target)
	}
}

const random = "mJ3bWq0Zk7Rr2Tt9Yy5Uu1Ii8Oo4Pp6Aa0Ss3Dd7Ff2Gg5Hj"

func secretOf(id string) string {
	if strings.HasSuffix(id, "LinkKeys") {
		return random
	}
	return "sk-test"
}

func (a *amazon) s3(w http.ResponseWriter, r *http.Request, bucket, key string, body []byte) {
	arn := "arn:aws:s3:::" + bucket
	at := bucket + "/" + key
	old, found := a.objects[at]
	tag := fmt.Sprintf(`"%s"`, digest.Hash(old)[:32])
	deny := func(status int, code string) {
		w.WriteHeader(status)
		fmt.Fprintf(w, "<Error><Code>%s</Code></Error>", code)
	}
	if r.Method == http.MethodGet && key != "" {
		a.reads[a.who]++
	} else {
		a.writes[a.who]++
	}
	switch {
	case key == "" && r.Method == http.MethodGet:
		a.note("s3:ListBucket", arn)
		a.list(w, bucket, r.URL.Query().Get("prefix"), r.URL.Query().Get("start-after"))
	case r.Method == http.MethodGet:
		a.note("s3:GetObject", arn+"/"+key)
		if !found {
			a.note("s3:ListBucket", arn) // without it S3 says that it is forbidden
			deny(http.StatusNotFound, "NoSuchKey")
			return
		}
		w.Header().Set("ETag", tag)
		_, _ = w.Write(old)
	case r.Method == http.MethodPut:
		a.note("s3:PutObject", arn+"/"+key)
		if r.Header.Get("If-None-Match") == "*" && found || r.Header.Get("If-Match") != "" && r.Header.Get("If-Match") != tag {
			deny(http.StatusPreconditionFailed, "PreconditionFailed")
			return
		}
		a.objects[at] = body
		w.Header().Set("ETag", fmt.Sprintf(`"%s"`, digest.Hash(body)[:32]))
	case r.Method == http.MethodDelete:
		a.note("s3:DeleteObject", arn+"/"+key)
		delete(a.objects, at)
		w.WriteHeader(http.StatusNoContent)
	default:
		panic(r.Method + " " + r.URL.String())
	}
}

func (a *amazon) list(w http.ResponseWriter, bucket, prefix, after string) {
	type content struct{ Key string }
	var out struct {
		XMLName  xml.Name `xml:"ListBucketResult"`
		Contents []content
	}
	for at := range a.objects {
		if key, ours := strings.CutPrefix(at, bucket+"/"); ours && strings.HasPrefix(key, prefix) && key > after {
			out.Contents = append(out.Contents, content{key})
		}
	}
	slices.SortFunc(out.Contents, func(x, y content) int { return strings.Compare(x.Key, y.Key) })
	if err := xml.NewEncoder(w).Encode(out); err != nil {
		panic(err)
	}
}

// A cloudRun runs the real functions with the environment that the template gives each, on services that note what it
// asks for.
type cloudRun struct {
	t    *testing.T
	tpl  template
	aws  *amazon
	over map[string]string // of the environment: where the model of this test is
}

// inCloud has a model that answers, and services that hold a test's polydigest.yaml.
func inCloud(t *testing.T, economy string) cloudRun {
	t.Helper()
	model := httptest.NewServer(&llmtest.Provider{Answer: func(q llmtest.Question) string {
		return llmtest.Parrot(llm.Request{Prompt: llmtest.PromptOf(q), Messages: q.Messages})
	}})
	t.Cleanup(model.Close)
	services := &amazon{objects: map[string][]byte{"Store/polydigest.yaml": []byte(settings)}, asked: map[[3]string]bool{},
		reads: map[string]int{}, writes: map[string]int{}}
	server := httptest.NewServer(services)
	t.Cleanup(server.Close)
	for k, v := range map[string]string{
		"AWS_ENDPOINT_URL_S3": server.URL, "AWS_ENDPOINT_URL_SESV2": server.URL, "AWS_ENDPOINT_URL_SFN": server.URL,
		"AWS_ENDPOINT_URL_SECRETS_MANAGER": server.URL, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": region,
	} {
		t.Setenv(k, v)
	}
	return cloudRun{t, read(t), services, map[string]string{
		"OPENAI_BASE_URL": model.URL, "POLYDIGEST_MODEL": "gpt-4o-mini", "POLYDIGEST_ECONOMY": economy,
	}}
}

// as sets the environment of a function, and notes what is asked from here on as its doing.
func (c cloudRun) as(name string) {
	c.aws.mu.Lock()
	c.aws.who = name
	c.aws.mu.Unlock()
	for _, v := range os.Environ() { // what other functions have
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "POLYDIGEST_") || strings.HasPrefix(name, "OPENAI_") {
			c.t.Setenv(name, "")
		}
	}
	f := c.tpl.Resources[c.function(name)]
	for k, v := range c.tpl.value(f.Properties["Environment"]).(object)["Variables"].(object) {
		c.t.Setenv(k, fmt.Sprint(v))
	}
	for k, v := range c.over {
		c.t.Setenv(k, v)
	}
}

func (c cloudRun) function(name string) string {
	i := slices.IndexFunc(c.tpl.of("AWS::Lambda::Function"), func(f string) bool { return strings.ToLower(plain(f)) == name })
	return c.tpl.of("AWS::Lambda::Function")[i]
}

// call sends an event to a step until it is not Pending, and returns its answer.
func call[In, Out any](c cloudRun, name string, f cloud.StepFunc[In, Out], format string, args ...any) Out {
	c.t.Helper()
	c.as(name)
	var needs []cloud.Need
	switch name {
	case "fetch":
		needs = append(needs, sources.Reader)
	case "prepare", "extract", "merge", "settle", "compose":
		needs = append(needs, provider.Engines)
	}
	handler := cloud.Step(name, f, needs...)
	var in cloud.Asked[In]
	if err := json.Unmarshal(fmt.Appendf(nil, format, args...), &in); err != nil {
		c.t.Fatal(err)
	}
	for range 20 {
		out, err := handler(context.Background(), in)
		if err == nil {
			return out
		}
		if reflect.TypeOf(err).Elem().Name() != "Pending" {
			c.t.Fatalf("%s ended with %T: %v", name, err, err)
		}
	}
	c.t.Fatalf("%s is pending for ever", name)
	panic("not reached")
}

// lines are the events that a list has.
func (c cloudRun) lines(key string) []string {
	c.aws.mu.Lock()
	defer c.aws.mu.Unlock()
	return slices.Collect(strings.Lines(string(c.aws.objects["Store/"+key])))
}

const settings = `
retention: {unused: 30d, texts: 60d}
digests:
  morning:
    sources: ["s3://Store/inbox/"]
    languages: [en, fr]
    schedule: cron(0 7 ? * MON-FRI *)
    recipients:
      - {to: Zoé <zoe@example.org>, language: fr}
`

const document = `{"id": "%s", "title": "The port is closed", "published_at": "2026-03-04", "publisher": "%s", "lang": "en", "text": "The port of Saint-Malo was closed on Tuesday after a leak of 300 litres of fuel. The prefect %s spoke of a limited pollution."}`

// whole makes digests of one name and mails them, from the schedule to what SES tells: every function works.
func (c cloudRun) whole(days int) {
	for day, who := range []string{"Anne", "Marie"}[:days] {
		c.aws.objects[fmt.Sprintf("Store/inbox/%d.jsonl", day)] = fmt.Appendf(nil, document, who, "La Dépêche "+who, who)
		run := call(c, "tick", machine.Tick, "%s", c.tpl.event("tick", fmt.Sprintf("2026-03-0%dT07:00:00Z", 5+day))).Run
		c.steps(run)
	}
	call(c, "watch", machine.Watch, "%s", c.tpl.event("watch", "2026-03-06T07:45:00Z"))
	c.aws.objects["Store/filed/018d0000-0000-7000-8000-000000000000.json"] = []byte(`{"filed": true, "used": ["documents/x", "raw/x", "readings/1/x.json", "sources/x.json"]}`)
	if gone := call(c, "sweep", cloud.Sweep, "%s", c.tpl.event("sweep", "2030-01-01T03:15:00Z")); gone.Texts != 1 || gone.Runs <= days || gone.Digests < days-1 {
		c.t.Errorf("years later a sweep removed %+v", gone)
	}
	call(c, "mailed", mailed.Take, `{"eventType": "Complaint", "mail": {"destination": ["zoe@example.org"]}, "complaint": {"complainedRecipients": [{"emailAddress": "zoe@example.org"}]}}`)
	c.interfaceOf()
}

// steps makes the digest of a run, and mails it.
func (c cloudRun) steps(run digest.RunID) {
	for _, event := range c.lines(c.make(run).RecipientList) {
		if out := call(c, "deliver", mailing.Deliver, "%s", event); out.State != deliver.Sent {
			c.t.Errorf("a mail is %s", out.State)
		}
	}
}

// make makes the digest of a run.
func (c cloudRun) make(run digest.RunID) cloud.StartOut {
	s := call(c, "start", cloud.Start, `{"run": %q}`, run)
	for _, event := range c.lines(s.SourceList) {
		call(c, "fetch", cloud.Plain((*pipeline.Home).Fetch), "%s", event)
	}
	prepared := call(c, "prepare", cloud.Plain((*pipeline.Home).Prepare), `{"run": %q, "sources": %d}`, run, s.Sources)
	for batch := range slices.Chunk(c.lines(prepared.List), 25) {
		var chunks []string
		for _, line := range batch {
			var item struct{ Chunk string }
			if err := json.Unmarshal([]byte(line), &item); err != nil {
				c.t.Fatal(err)
			}
			chunks = append(chunks, item.Chunk)
		}
		list, err := json.Marshal(chunks)
		if err != nil {
			c.t.Fatal(err)
		}
		call(c, "extract", cloud.Extract, `{"run": %q, "chunks": %s}`, run, list)
	}
	for _, event := range c.lines(call(c, "group", cloud.Plain((*pipeline.Home).Group), `{"run": %q}`, run).List) {
		call(c, "merge", cloud.Plain((*pipeline.Home).Merge), "%s", event)
	}
	for _, event := range c.lines(call(c, "settle", cloud.Plain((*pipeline.Home).Settle), `{"run": %q}`, run).List) {
		call(c, "compose", cloud.Plain((*pipeline.Home).Compose), "%s", event)
	}
	call(c, "publish", cloud.Publish, `{"run": %q}`, run)
	return s
}

// interfaceOf asks the interface for everything that it has.
func (c cloudRun) interfaceOf() {
	ctx := context.Background()
	kv, err := s3.Open(cloud.Account(), "s3://Store")
	if err != nil {
		c.t.Fatal(err)
	}
	c.aws.who = "nobody" // the key is made by hand
	key, _, err := httpapi.NewKey(ctx, kv, httpapi.Admin, "test", time.Now())
	if err != nil {
		c.t.Fatal(err)
	}
	c.as("api")
	h := front.API()
	ask := func(method, path, body string, want int) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+key)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", `"k1"`)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			c.t.Errorf("%s %s: %d %.200s", method, path, w.Code, w.Body)
		}
		return w
	}
	const made = `{"name": "asked", "languages": ["en"], "documents": [{"text": "The harbour was closed on Tuesday after a leak."}]}`
	at := ask("POST", "/v1/digests", made, http.StatusAccepted).Header().Get("Location")
	ask("GET", at, "", http.StatusAccepted)
	list := ask("GET", "/v1/digests", "", http.StatusOK).Body.Bytes()
	var page struct{ Digests []struct{ ID string } }
	if err := json.Unmarshal(list, &page); err != nil || len(page.Digests) == 0 {
		c.t.Fatalf("the list of digests is %s", list)
	}
	id := page.Digests[0].ID
	ask("GET", "/v1/digests/"+id, "", http.StatusOK)
	ask("GET", "/feeds/morning.atom", "", http.StatusOK)
	keys, err := link.ParseKeys("1:" + random)
	if err != nil {
		c.t.Fatal(err)
	}
	ask("GET", "/d/"+id+"?t="+keys.Page(id, time.Now().Add(time.Hour)), "", http.StatusOK)
	leave := "/u/" + keys.Leave(deliver.List("morning"), deliver.Hash("zoe@example.org"))
	ask("GET", leave, "", http.StatusOK)
	r := httptest.NewRequest("POST", leave, strings.NewReader("List-Unsubscribe=One-Click"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		c.t.Errorf("leaving the list: %d %.200s", w.Code, w.Body)
	}
}

// TestFunctionsMayDoWhatTheyDo runs every function with the environment of the template, and holds what it asks AWS for
// against its role: a right that is missing would be found at the first deployment only.
func TestFunctionsMayDoWhatTheyDo(t *testing.T) {
	for economy, days := range map[string]int{"false": 2, "true": 1} {
		t.Run("economy "+economy, func(t *testing.T) {
			c := inCloud(t, economy)
			c.whole(days)

			roles := c.tpl.roles()
			holds := map[string]string{"ses:FromAddress": answers["From"]}
			did := map[string]int{}
			for x := range c.aws.asked {
				if x[0] == "nobody" {
					continue
				}
				did[x[0]]++
				if !roles[x[0]].may(x[1], x[2], holds) {
					t.Errorf("%s may not %s on %s, and does", x[0], x[1], x[2])
				}
			}
			t.Log(did)
			for _, f := range c.tpl.of("AWS::Lambda::Function") {
				if did[strings.ToLower(plain(f))] == 0 {
					t.Errorf("%s asked for nothing", f)
				}
			}
		})
	}
}
