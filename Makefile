# The two commands of the README, and what they need.
.PHONY: demo test race lint

demo:
	go run ./cmd/polydigest digest --answers testdata/answers/ferry -l en,fr,ja -f text testdata/documents/ferry

test: lint
	go test ./...
	@if [ -d infra ]; then cd infra && go test ./...; fi

race:
	go test -race ./...

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
		TZ=UTC zip -q -X -j bin/$$name/bootstrap.zip bin/$$name/bootstrap; \
		printf '%10d %s\n' $$(stat -c %s bin/$$name/bootstrap.zip) bin/$$name/bootstrap.zip; done
