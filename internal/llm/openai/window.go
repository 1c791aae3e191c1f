package openai

import (
	"fmt"
	"math/bits"
	"sync"

	"polydigest/internal/llm"
)

// A window finds out how many tokens of a prompt a server reads. Some refuse longer ones and say how much
// fits. Others, as Ollama, throw away what does not fit without a word, and answer about half a document;
// that shows in the usage: far less was read than asked, or the same number however much was asked.
type window struct {
	mu   sync.Mutex
	size int // 0 while nothing was found
	most int // the most that was ever read
	same map[int]*span
}

// A span is what was asked, by our estimates, when the same number of tokens was read.
type span struct{ n, least, most int }

const (
	// minEstimate is the number of tokens from which an estimate is good enough to tell that a prompt was cut.
	minEstimate = 300
	// minWindow is the smallest window that a prompt was ever cut to. Servers that say less count only what
	// was new to their own cache, which says nothing.
	minWindow = 1000
	// doubt is how far an estimate may be off the mark, in percent.
	doubt = 115
)

// known returns the size of the window, or 0.
func (w *window) known() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.size
}

// set notes what a server says.
func (w *window) set(size int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if size >= minWindow && (w.size == 0 || size < w.size) {
		w.size = size
	}
}

// cut reports whether a prompt of about asked tokens, of which read were read, was cut.
func (w *window) cut(asked, read int) bool {
	if asked < minEstimate || read < minWindow {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.most = max(w.most, read); read < w.most {
		return 2*read < asked // more was read before, so this is no window, but neither was this prompt read
	}
	if 2*read < asked || pinned(read) && asked*100 > read*doubt || w.repeats(asked, read) {
		w.size = read
		return true
	}
	return false
}

// repeats reports whether the same number was read three times, whatever was asked.
func (w *window) repeats(asked, read int) bool {
	if w.same == nil {
		w.same = make(map[int]*span)
	}
	s := w.same[read]
	if s == nil {
		s = &span{0, asked, asked}
		w.same[read] = s
	}
	s.n, s.least, s.most = s.n+1, min(s.least, asked), max(s.most, asked)
	return s.n >= 3 && s.most*100 > s.least*doubt && s.most*100 > read*doubt
}

// pinned reports whether n is the size of a context, to a token: a power of two.
func pinned(n int) bool {
	return bits.OnesCount(uint(n)) == 1 || bits.OnesCount(uint(n+1)) == 1
}

// tooLong says that a prompt is longer than the window.
func tooLong(size int, usage llm.Usage, paid llm.Paid) *llm.Error {
	return &llm.Error{Class: llm.Split, Code: "prompt_cut", Context: size, Usage: usage, Paid: paid,
		Message: fmt.Sprintf("the server reads only %d tokens of a prompt: "+
			"give its model a larger context (for Ollama: OLLAMA_CONTEXT_LENGTH)", size)}
}
