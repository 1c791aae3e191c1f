# The two commands of the README, and what they need.
.PHONY: demo test race lint servers

# Tests run under gotestsum, which lists at the end which ones were skipped, and why.
GOTEST = go run gotest.tools/gotestsum@v1.13.0 --format pkgname-and-test-fails --format-hide-empty-pkg --

# The S3 server that the tests of the store and of the functions run against.
export VERSITYGW := $(CURDIR)/bin/versitygw

demo:
	go run ./cmd/polydigest digest --answers testdata/answers/ferry -l en,fr,ja -f text testdata/documents/ferry

test: lint servers
	$(GOTEST) ./...
	@if [ -d infra ]; then cd infra && $(GOTEST) ./...; fi

race: servers
	$(GOTEST) -race ./...

servers: $(VERSITYGW)

$(VERSITYGW):
	GOBIN=$(CURDIR)/bin go install -ldflags='-s -w' github.com/versity/versitygw/cmd/versitygw@v1.8.0

lint:
	@test -z "$$(gofmt -l cmd internal prompts functions 2>/dev/null)" || { gofmt -l cmd internal prompts functions; exit 1; }
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

# The functions as AWS takes them, bin/<name>/bootstrap.zip, and the bytes of each. The time in the archive is fixed, so
# that equal code gives equal archives.
.PHONY: functions
functions:
	@set -e; for f in functions/*/; do name=$$(basename $$f); mkdir -p bin/$$name; \
		CGO_ENABLED=0 GOOS=linux GOARCH=arm64 go build -tags lambda.norpc -trimpath -ldflags='-s -w' -o bin/$$name/bootstrap ./$$f; \
		touch -t 198001010000 bin/$$name/bootstrap; rm -f bin/$$name/bootstrap.zip; \
		TZ=UTC zip -9 -q -X -j bin/$$name/bootstrap.zip bin/$$name/bootstrap; \
		printf '%10d %s\n' $$(stat -c %s bin/$$name/bootstrap.zip) bin/$$name/bootstrap.zip; done
