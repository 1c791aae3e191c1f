package web

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxRobotsRead is how large a robots.txt may be before it counts as unreachable; maxRobots how much of it is read.
// RFC 9309, 2.5, asks for at least 500 KiB.
const (
	maxRobotsRead = 2 << 20
	maxRobots     = 512 << 10
	longestDelay  = 10 * time.Second
)

// Rules are those of a robots.txt file (RFC 9309).
type Rules struct {
	groups []group
	all    *bool         // the same for every address
	delay  time.Duration // Crawl-delay for us, not in the RFC but asked for; at most longestDelay
}

type group struct {
	agents []string // in lower case
	rules  []rule
	delay  time.Duration
}

type rule struct {
	allow   bool
	pattern string
}

var (
	yes, no  = true, false
	anything = &Rules{all: &yes}
	nothing  = &Rules{all: &no}
)

// ParseRobots reads a robots.txt file. It is lenient, as RFC 9309 asks for: lines that it does not understand, and
// rules before the first user-agent line, are passed over.
func ParseRobots(body []byte) *Rules {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	r := &Rules{}
	inAgents := false
	file := string(body[:min(len(body), maxRobots)])
	for line := range strings.FieldsFuncSeq(file, func(c rune) bool { return c == '\n' || c == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "user-agent", "useragent":
			if !inAgents {
				r.groups = append(r.groups, group{})
			}
			g := &r.groups[len(r.groups)-1]
			g.agents = append(g.agents, strings.ToLower(value))
			inAgents = true
			continue
		case "allow", "disallow":
			if len(r.groups) > 0 && value != "" {
				g := &r.groups[len(r.groups)-1]
				g.rules = append(g.rules, rule{strings.EqualFold(strings.TrimSpace(key), "allow"), normal(value)})
			}
		case "crawl-delay":
			if seconds, err := strconv.ParseFloat(value, 64); err == nil && len(r.groups) > 0 && seconds > 0 {
				delay := time.Duration(min(seconds, longestDelay.Seconds()) * float64(time.Second))
				r.groups[len(r.groups)-1].delay = delay
			}
		default:
			continue // such as sitemap: does not end a group's agents
		}
		inAgents = false
	}
	for _, g := range r.forAgent(Agent) {
		r.delay = max(r.delay, g.delay)
	}
	return r
}

// forAgent are the groups for an agent, whose rules count as one group's; those for * if there are none.
func (r *Rules) forAgent(agent string) []group {
	var own, others []group
	for _, g := range r.groups {
		switch {
		case g.names(strings.ToLower(agent)):
			own = append(own, g)
		case g.names("*"):
			others = append(others, g)
		}
	}
	if own != nil {
		return own
	}
	return others
}

func (g group) names(agent string) bool {
	return slices.ContainsFunc(g.agents, func(name string) bool {
		product, _, _ := strings.Cut(name, "/")
		return product == agent
	})
}

// Allowed reports whether an agent may ask for a path. The longest rule that matches decides, allow among equals.
func (r *Rules) Allowed(agent, path, query string) bool {
	if r.all != nil {
		return *r.all
	}
	if path == "" {
		path = "/"
	}
	if query != "" {
		path += "?" + query
	}
	path = normal(path)
	if path == "/robots.txt" {
		return true
	}
	longest, allowed := -1, true
	for _, g := range r.forAgent(agent) {
		for _, rule := range g.rules {
			n := len(rule.pattern)
			if (n > longest || n == longest && rule.allow) && matches(rule.pattern, path) {
				longest, allowed = n, rule.allow
			}
		}
	}
	return allowed
}

// matches reports whether a path begins as the pattern says: * is any characters, a $ at the end the path's end.
// It is linear in both: each part takes the first place where it fits.
func matches(pattern, path string) bool {
	pattern, toEnd := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	for i, part := range parts[1:] {
		if toEnd && i == len(parts)-2 {
			return strings.HasSuffix(path, part)
		}
		at := strings.Index(path, part)
		if at < 0 {
			return false
		}
		path = path[at+len(part):]
	}
	return !toEnd || path == ""
}

// normal writes a path so that equal ones are equal (RFC 9309, 2.2.2): what is not ASCII is percent-encoded, and
// what is encoded but needs not be, as every letter and digit, is decoded.
func normal(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		encoded := c > 0x7e || c <= ' '
		if c == '%' && i+2 < len(path) {
			if n, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				c, i = byte(n), i+2
				encoded = !unreserved(c)
			}
		}
		if encoded {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
