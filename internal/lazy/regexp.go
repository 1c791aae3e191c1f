// Package lazy has regular expressions that are compiled at their first use. A function in a cloud pays for what is
// compiled as its process starts before every first event; together the expressions of this program take longer to
// compile than everything else that a process does before it is ready. It follows the package of the same kind inside
// the Go project (internal/lazyregexp).
package lazy

import (
	"os"
	"regexp"
	"strings"
	"sync"
)

// Regexp is a regular expression of package regexp with the methods that are used here.
type Regexp struct {
	expr     string
	once     sync.Once
	compiled *regexp.Regexp
}

// MustCompile is regexp.MustCompile at the first use. In tests it compiles at once, so that a wrong expression fails
// all of its package.
func MustCompile(expr string) *Regexp {
	r := &Regexp{expr: expr}
	if inTest {
		r.get()
	}
	return r
}

var inTest = len(os.Args) > 0 && strings.HasSuffix(os.Args[0], ".test")

func (r *Regexp) get() *regexp.Regexp {
	r.once.Do(func() { r.compiled = regexp.MustCompile(r.expr) })
	return r.compiled
}

// Each of these is the method of that name of [regexp.Regexp].

func (r *Regexp) MatchString(s string) bool                  { return r.get().MatchString(s) }
func (r *Regexp) FindString(s string) string                 { return r.get().FindString(s) }
func (r *Regexp) FindStringIndex(s string) []int             { return r.get().FindStringIndex(s) }
func (r *Regexp) FindStringSubmatch(s string) []string       { return r.get().FindStringSubmatch(s) }
func (r *Regexp) FindStringSubmatchIndex(s string) []int     { return r.get().FindStringSubmatchIndex(s) }
func (r *Regexp) FindSubmatch(b []byte) [][]byte             { return r.get().FindSubmatch(b) }
func (r *Regexp) FindAllString(s string, n int) []string     { return r.get().FindAllString(s, n) }
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int { return r.get().FindAllStringIndex(s, n) }
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.get().FindAllStringSubmatch(s, n)
}
func (r *Regexp) FindAllSubmatch(b []byte, n int) [][][]byte { return r.get().FindAllSubmatch(b, n) }
func (r *Regexp) ReplaceAllString(s, with string) string     { return r.get().ReplaceAllString(s, with) }
func (r *Regexp) ReplaceAll(b, with []byte) []byte           { return r.get().ReplaceAll(b, with) }
func (r *Regexp) ReplaceAllStringFunc(s string, f func(string) string) string {
	return r.get().ReplaceAllStringFunc(s, f)
}
func (r *Regexp) Split(s string, n int) []string { return r.get().Split(s, n) }
