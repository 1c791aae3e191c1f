// Command polydigest makes sourced digests of documents in many languages, on one machine.
//
// Results go to standard output, everything else to standard error. Exit codes: 0 complete; 1 a check failed or
// nothing could be used; 2 wrong usage; 3 over budget; 4 the provider is down and there is no fallback; 5 partial.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"polydigest/internal/deliver/render"
	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
)

// Exit codes.
const (
	exitOK      = 0
	exitFailed  = 1
	exitUsage   = 2
	exitBudget  = 3
	exitDown    = 4
	exitPartial = 5
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := &program{
		ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv,
	}
	os.Exit(p.run(os.Args[1:]))
}

// A program is one call of the command: what it reads, where it writes, what it is told.
type program struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	getenv func(string) string
}

// commands are what the program can do.
type commands struct {
	Digest  digestCmd  `cmd:"" help:"Make a digest."`
	Show    showCmd    `cmd:"" help:"Read a stored digest in any format and language."`
	List    listCmd    `cmd:"" help:"List what is stored."`
	Verify  verifyCmd  `cmd:"" help:"Check a stored digest or bundle again, without a model; exit 1 if anything fails."`
	Serve   serveCmd   `cmd:"" help:"Serve the API and the pages, and keep the schedules of polydigest.yaml."`
	Run     runCmd     `cmd:"" help:"Make what polydigest.yaml says is due, or the digests named, and mail them."`
	Send    sendCmd    `cmd:"" help:"Mail a stored digest, to each address at most once."`
	Forget  forgetCmd  `cmd:"" help:"Remove a document and all that was read in it; digests keep its address, hash and the places they cite."`
	Feeds   feedsCmd   `cmd:"" help:"Say how feeds fare, or write them as a list (OPML)."`
	Inspect inspectCmd `cmd:"" help:"Show what the program sees in a document, as JSON."`
	Check   checkCmd   `cmd:"" help:"Check claims against quotes: JSON lines in, JSON lines out."`
	Schema  schemaCmd  `cmd:"" help:"Print the JSON Schema of a digest."`
	Version versionCmd `cmd:"" help:"Print the version."`
	Help    helpCmd    `cmd:"" help:"Print this."`
}

// exit is an error with an exit code of its own. Without a message it says nothing more.
type exit struct {
	code    int
	message string
}

func (e *exit) Error() string { return e.message }

func usage(format string, args ...any) error { return &exit{exitUsage, fmt.Sprintf(format, args...)} }

// run does what args say and returns the exit code.
func (p *program) run(args []string) int {
	var c commands
	helped := false
	parser, err := kong.New(&c,
		kong.Name("polydigest"),
		kong.Description("Documents in many languages in; a sourced digest in the reader's languages out."),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"formats": formatList()},
	)
	if err != nil {
		return p.fail(err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if helped {
		return exitOK
	}
	if err != nil {
		p.say("%v\nTry: polydigest help", err)
		return exitUsage
	}
	return p.fail(k.Run(p))
}

// say writes a remark to standard error. What a file, a feed or a provider has put into it cannot steer a terminal.
func (p *program) say(format string, args ...any) {
	fmt.Fprintf(p.stderr, "polydigest: %s\n", render.Visible(fmt.Sprintf(format, args...)))
}

// fail says what went wrong, if anything did, and returns the exit code for it.
func (p *program) fail(err error) int {
	if err == nil {
		return exitOK
	}
	code := exitFailed
	var e *exit
	var nothing *pipeline.NothingError
	switch {
	case errors.As(err, &e):
		code = e.code
	case errors.As(err, &nothing):
		for _, item := range nothing.Items {
			p.say("%s: %s", item.Source, item.Reason)
		}
		err = errors.New("nothing could be used")
	case errors.Is(err, context.Canceled):
		err = errors.New("stopped; the same command goes on where this one was")
	default:
		switch llm.ClassOf(err) {
		case llm.Fatal:
			code = exitUsage
		case llm.OverBudget:
			code = exitBudget
		case llm.Down, llm.Retry:
			code = exitDown
		}
	}
	if err.Error() != "" {
		p.say("%v", err)
	}
	return code
}

type helpCmd struct{}

// Run prints the help of the whole program.
func (helpCmd) Run(k *kong.Context) error {
	k.Path = k.Path[:1] // of the program, not of this command
	return k.PrintUsage(false)
}
