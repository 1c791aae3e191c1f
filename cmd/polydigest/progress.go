package main

import (
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"

	"polydigest/internal/pipeline"
)

// A progressLine tells how far a run is: one line that changes on a terminal, else a line a step.
type progressLine struct {
	out   io.Writer
	live  bool
	mu    sync.Mutex
	last  string
	width int
	spent func() string
}

func progress(out io.Writer, spent func() string) *progressLine {
	f, ok := out.(*os.File)
	return &progressLine{out: out, spent: spent, live: ok && term.IsTerminal(int(f.Fd()))}
}

// step shows that a step has done so many of its things.
func (l *progressLine) step(p pipeline.Progress) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case p.Step == "start" && p.Resumed:
		l.clear()
		fmt.Fprintf(l.out, "going on with run %s; --fresh begins anew\n", p.Run)
	case p.Step == "start":
	case l.live:
		text := fmt.Sprintf("%s %d of %d", p.Step, p.Done, p.Of)
		if spent := l.spent(); spent != "" {
			text += "  " + spent
		}
		fmt.Fprintf(l.out, "\r%-*s", l.width, text)
		l.width = len(text)
	case p.Step != l.last:
		l.last = p.Step
		fmt.Fprintf(l.out, "%s %d\n", p.Step, p.Of)
	}
}

func (l *progressLine) clear() {
	if l.live && l.width > 0 {
		fmt.Fprintf(l.out, "\r%-*s\r", l.width, "")
		l.width = 0
	}
}

// end takes the live line away.
func (l *progressLine) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clear()
}
