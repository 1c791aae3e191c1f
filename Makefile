# The two commands of the README, and what they need.
.PHONY: demo test race lint servers tools

# Everything is built as the functions are, without C: what lint, tests and the functions under test share is compiled once.
export CGO_ENABLED = 0

# Tests run under gotestsum, which lists at the end which ones were skipped, and why. What go vet finds, lint has found.
GOTEST = go run gotest.tools/gotestsum@v1.13.0 --format pkgname-and-test-fails --format-hide-empty-pkg -- -vet=off

# The S3 server that the tests of the store and of the functions run against.
export VERSITYGW := $(CURDIR)/bin/versitygw

demo:
	go run ./cmd/polydigest digest --answers testdata/answers/ferry -l en,fr,ja -f text testdata/documents/ferry

test: lint servers tools
	$(GOTEST) -timeout 20m ./...
	@if [ -d infra ]; then cd infra && $(GOTEST) ./...; fi

race: export CGO_ENABLED = 1
race: servers tools
	$(GOTEST) -race -timeout 20m ./...

servers: $(VERSITYGW)

$(VERSITYGW):
	GOBIN=$(CURDIR)/bin go install -ldflags='-s -w' github.com/versity/versitygw/cmd/versitygw@v1.8.0

# The template of infra/, anew: after a change of the stack, or of the schedules in infra/polydigest.yaml.
.PHONY: template
template: tools
	cd infra && go run .

# The stack in the AWS account that the aws command is logged in to: see infra/README.md.
.PHONY: deploy
deploy: functions template
	infra/deploy

# What the tests of the stack and of the functions need beside Go: Node, AWS's specifications, a checker of state
# machines, and what runs one.
tools: infra/node_modules/.done

infra/node_modules/.done: infra/package-lock.json
	@if command -v npm >/dev/null; then cd infra && npm ci --silent --ignore-scripts --no-audit --no-fund && touch node_modules/.done; \
	else echo 'tools: there is no npm here: the tests that need Node are skipped'; fi

# What finds functions that nothing calls. It reads the types of everything from the sources, which tells as well whether
# the program and its tests are right on other systems, without compiling for those all that it is made of.
DEADCODE = bin/deadcode

$(DEADCODE):
	GOBIN=$(CURDIR)/bin go install golang.org/x/tools/cmd/deadcode@v0.52.0

lint: $(DEADCODE)
	@test -z "$$(gofmt -l cmd internal prompts functions infra 2>/dev/null)" || { gofmt -l cmd internal prompts functions infra; exit 1; }
	go vet ./...
	GOOS=windows $(DEADCODE) -test ./... >/dev/null
	GOOS=darwin $(DEADCODE) -test ./... >/dev/null
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	@dead=$$($(DEADCODE) ./cmd/... ./functions/...) && test -z "$$dead" || { echo "$$dead"; exit 1; }
	cd infra && go vet ./... && go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

# The functions as AWS takes them, bin/<name>/bootstrap.zip, and the bytes of each. The time in the archive is fixed, so
# that equal code gives equal archives. Its processors are Graviton2 or later, which are ARMv8.2.
.PHONY: functions
functions:
	@set -e; for f in functions/*/; do name=$$(basename $$f); mkdir -p bin/$$name; \
		CGO_ENABLED=0 GOOS=linux GOARCH=arm64 GOARM64=v8.2 go build -tags lambda.norpc -trimpath -ldflags='-s -w' -o bin/$$name/bootstrap ./$$f; \
		touch -t 198001010000 bin/$$name/bootstrap; rm -f bin/$$name/bootstrap.zip; \
		TZ=UTC zip -9 -q -X -j bin/$$name/bootstrap.zip bin/$$name/bootstrap; \
		printf '%10d %s\n' $$(stat -c %s bin/$$name/bootstrap.zip) bin/$$name/bootstrap.zip; done
