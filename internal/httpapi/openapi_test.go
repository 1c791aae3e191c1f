package httpapi

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"
)

var update = flag.Bool("update", false, "write openapi.json anew")

type object = map[string]any

func schemaOf[T any](t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.For[T](nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// problems is the schema of [Problem], with the kinds that the package's files name.
func problems(t *testing.T) *jsonschema.Schema {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`problem\(http\.Status\w+, "([a-z-]+)"`).FindAllStringSubmatch(string(source), -1) {
			kinds["/problems/"+m[1]] = true
		}
	}
	schema := schemaOf[Problem](t)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		schema.Properties["type"].Enum = append(schema.Properties["type"].Enum, kind)
	}
	return schema
}

func ref(name string) object { return object{"$ref": "#/components/schemas/" + name} }

func answer(about, media string, schema any) object {
	out := object{"description": about}
	if media != "" {
		content := object{}
		if schema != nil {
			content["schema"] = schema
		}
		out["content"] = object{media: content}
	}
	return out
}

func parameter(in, name, about string, schema object) object {
	return object{"in": in, "name": name, "description": about, "schema": schema, "required": in == "path"}
}

var text = object{"type": "string"}

// operations describes each route; TestOpenAPI holds it to the router.
func operations() map[string]object {
	problem := answer("A problem (RFC 9457)", "application/problem+json", ref("Problem"))
	id := parameter("path", "id", "Id of the digest and its run", object{"type": "string", "format": "uuid"})
	lang := parameter("query", "lang", "Edition, a language tag; else Accept-Language", text)
	token := parameter("query", "t", "Signature of a link, in place of a key", text)
	digest := object{"description": "The digest", "content": object{}}
	for _, offer := range offers {
		digest["content"].(object)[offer] = object{}
	}
	return map[string]object{
		"POST /v1/digests": {"summary": "Start making a digest", "operationId": "makeDigest", "x-scope": Make,
			"parameters": []object{
				parameter("header", "Idempotency-Key", "The same key starts the same run; with another body it is refused", text),
				parameter("header", "Prefer", "wait=20 waits up to 20 seconds for the digest", text),
			},
			"requestBody": object{"required": true, "content": object{"application/json": object{"schema": ref("Request")}}},
			"responses": object{"202": answer("The run has begun; Location is where the digest will be", "application/json", ref("Progress")),
				"200": digest, "default": problem}},
		"GET /v1/digests": {"summary": "List digests, newest first", "operationId": "listDigests", "x-scope": Read,
			"parameters": []object{
				parameter("query", "name", "Only digests of this name", text), parameter("query", "before", "Only digests begun before the one with this id", text),
				parameter("query", "limit", "1 to 200, else 50", object{"type": "integer"}),
			},
			"responses": object{"200": answer("Digests", "application/json", object{"type": "object", "properties": object{
				"digests": object{"type": "array", "items": ref("Entry")}, "next": object{"type": "string", "description": "Where the list goes on"}}}), "default": problem}},
		"GET /v1/digests/{id}": {"summary": "Read a digest, or how far its run is", "operationId": "readDigest", "x-scope": Read,
			"parameters": []object{id, lang, parameter("query", "format", "bundle: with its documents' texts", text)},
			"responses":  object{"200": digest, "202": answer("Still being made", "application/json", ref("Progress")), "410": answer("The run failed", "application/problem+json", ref("Problem")), "default": problem}},
		"GET /v1/digests/{id}/events": {"summary": "Follow a run: events progress, then done or failed", "operationId": "followRun", "x-scope": Read, "parameters": []object{id},
			"responses": object{"200": answer("Server-sent events, each with a Progress", "text/event-stream", nil), "default": problem}},
		"GET /feeds/{file}": {"summary": "The newest digests of a name, as an Atom feed", "operationId": "readFeed", "x-scope": Read,
			"parameters": []object{parameter("path", "file", "The name and .atom", text), lang, token},
			"responses":  object{"200": answer("Feed", "application/atom+xml", nil), "default": problem}},
		"GET /d/{id}": {"summary": "A digest as a page for its reader", "operationId": "readPage", "x-scope": Read, "parameters": []object{id, lang, token},
			"responses": object{"200": answer("Page", "text/html", nil), "404": answer("No such digest, or the link has expired", "text/html", nil), "default": problem}},
		"GET /u/{token}": {"summary": "Ask whether to leave a list; changes nothing", "operationId": "askToLeave", "parameters": []object{parameter("path", "token", "From the mail", text)},
			"responses": object{"200": answer("Page with a button", "text/html", nil), "404": answer("Not a link of ours", "text/html", nil)}},
		"POST /u/{token}": {"summary": "Leave a list (RFC 8058)", "operationId": "leave", "parameters": []object{parameter("path", "token", "From the mail", text)},
			"responses": object{"200": answer("Done", "text/html", nil), "404": answer("Not a link of ours", "text/html", nil), "default": problem}},
		"GET /":             {"summary": "The digests as a page", "operationId": "index", "x-scope": Read, "responses": object{"200": answer("Page", "text/html", nil), "default": problem}},
		"GET /openapi.json": {"summary": "This description", "operationId": "openapi", "responses": object{"200": answer("OpenAPI 3.1", "application/json", nil)}},
		"GET /healthz":      {"summary": "Whether the service runs", "operationId": "health", "responses": object{"200": answer("It does", "application/json", nil)}},
	}
}

// TestOpenAPI compares openapi.json with the Go types and the router: a route without a description fails, and so
// does a description without a route.
func TestOpenAPI(t *testing.T) {
	paths := object{}
	described := operations()
	for _, r := range (&api{}).routes() {
		pattern := strings.Replace(r.pattern, "/{$}", "/", 1)
		op, ok := described[pattern]
		if !ok {
			t.Errorf("%s is not described", pattern)
			continue
		}
		delete(described, pattern)
		if scope, _ := op["x-scope"].(Scope); scope != r.scope {
			t.Errorf("%s: scope %q is described as %q", pattern, r.scope, scope)
		}
		if r.scope == "" {
			op["security"] = []object{}
		}
		method, path, _ := strings.Cut(pattern, " ")
		if paths[path] == nil {
			paths[path] = object{}
		}
		paths[path].(object)[strings.ToLower(method)] = op
	}
	for pattern := range maps.Keys(described) {
		t.Errorf("%s is described and not served", pattern)
	}
	got, err := json.MarshalIndent(object{
		"openapi":  "3.1.0",
		"info":     object{"title": "polydigest", "version": "1", "description": "Sourced digests of documents in many languages. Offsets are Unicode code points, times EDTF, languages BCP 47."},
		"paths":    paths,
		"security": []object{{"key": []string{}}},
		"components": object{
			"securitySchemes": object{"key": object{"type": "http", "scheme": "bearer"}},
			"schemas":         object{"Request": schemaOf[Request](t), "Progress": schemaOf[Progress](t), "Entry": schemaOf[Entry](t), "Problem": problems(t)},
		},
	}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile("openapi.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(got, openAPI) {
		t.Errorf("openapi.json is not current; run with -update\n%s", cmp.Diff(strings.Split(string(openAPI), "\n"), strings.Split(string(got), "\n")))
	}
}

// TestProblemKinds finds kinds of problems that clash in status.
func TestProblemKinds(t *testing.T) {
	form := regexp.MustCompile(`^/problems/[a-z-]+$`)
	for _, p := range []*Problem{errNotFound, errMethod, errNoKey, errBadKey, errScope, errInternal, errForeign, errMediaType, errTooLarge, errKeyReused} {
		if !form.MatchString(p.Type) || p.Title == "" || p.Status < 400 || slices.Contains([]string{"", " "}, p.Title) {
			t.Errorf("%+v", p)
		}
	}
}
