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
