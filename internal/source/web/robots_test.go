package web

import (
	"strings"
	"testing"
	"time"
)

// TestRobotsRules has the RFC's own examples (RFC 9309, 2.2 and 5) and the ways in which files differ from them.
func TestRobotsRules(t *testing.T) {
	for _, c := range []struct {
		name, file      string
		allowed, denied []string
	}{
		{"RFC 5.1, simple", "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n" +
			"User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif",
			[]string{"/", "/publications/x", "/a.gifs", "/robots.txt"}, []string{"/a.gif", "/example/page.html"}},
		{"RFC 5.2, longest match", "User-Agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif",
			[]string{"/example/page/x"}, []string{"/example/page/disallowed.gif"}},
		{"allow wins among equals", "User-agent: *\nDisallow: /a\nAllow: /a", []string{"/a", "/ab"}, nil},
		{"the order does not matter", "User-agent: *\nAllow: /a/b\nDisallow: /a", []string{"/a/b/c"}, []string{"/a/c"}},
		{"a star", "User-agent: *\nDisallow: /*/private*x", []string{"/private/x"}, []string{"/a/private/x", "/a/b/privatex"}},
		{"stars are from the start", "User-agent: *\nDisallow: /b*", []string{"/a/b"}, []string{"/b", "/bc"}},
		{"the end", "User-agent: *\nDisallow: /a$", []string{"/ab", "/a/"}, []string{"/a"}},
		{"a star at the end", "User-agent: *\nDisallow: /a*$", nil, []string{"/a", "/ab"}},
		{"queries", "User-agent: *\nDisallow: /*?print=", []string{"/a"}, []string{"/a?print=1"}},
		{"upper and lower case differ in paths", "User-agent: *\nDisallow: /A", []string{"/a"}, []string{"/A"}},
		{"percent signs", "User-agent: *\nDisallow: /%7Euser\nDisallow: /é\nDisallow: /%e9%9b%bb", []string{"/user"},
			[]string{"/~user", "/%C3%A9", "/é", "/電", "/%E9%9B%BB報"}},
		{"an empty rule allows", "User-agent: *\nDisallow:", []string{"/a"}, nil},
		{"two groups for us are one", "User-agent: polydigest\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\n" +
			"User-agent: POLYDIGEST/2.0\nDisallow: /b", []string{"/c"}, []string{"/a", "/b"}},
		{"a group of several agents", "User-agent: x\nUser-agent: polydigest\nDisallow: /a\nUser-agent: y\nDisallow: /", []string{"/b"}, []string{"/a"}},
		{"our own group only", "User-agent: *\nDisallow: /\nUser-agent: polydigest\nDisallow: /a", []string{"/b"}, []string{"/a"}},
		{"a longer name is not ours", "User-agent: polydigestive\nDisallow: /", []string{"/"}, nil},
		{"a sitemap between", "User-agent: *\nSitemap: https://example.org/s.xml\nDisallow: /a", []string{"/b"}, []string{"/a"}},
		{"comments, spaces, carriage returns, a mark", "\xef\xbb\xbf# hi\r\n  user-agent : * # all\r\n\tDISALLOW:/a#x\r\rAllow: /a/b", []string{"/a/b"}, []string{"/a"}},
		{"rules before any agent", "Disallow: /\nUser-agent: *\nDisallow: /a", []string{"/b"}, []string{"/a"}},
		{"zeros and other bytes", "\x00\xff\nUser-agent: *\n\xfe: \x00\nDisallow: /a", []string{"/b"}, []string{"/a"}},
	} {
		rules := ParseRobots([]byte(c.file))
		check := func(addresses []string, want bool) {
			for _, address := range addresses {
				path, query, _ := strings.Cut(address, "?")
				if got := rules.Allowed("Polydigest", path, query); got != want {
					t.Errorf("%s: %s is allowed: %t", c.name, address, got)
				}
			}
		}
		check(c.allowed, true)
		check(c.denied, false)
	}
}

func TestCrawlDelay(t *testing.T) {
	for file, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 2.5":                                2500 * time.Millisecond,
		"User-agent: *\nCrawl-delay: 86400":                              longestDelay,
		"User-agent: *\nCrawl-delay: -1":                                 0,
		"User-agent: *\nCrawl-delay: NaN":                                0,
		"Crawl-delay: 2":                                                 0,
		"User-agent: x\nCrawl-delay: 5\nUser-agent: *\nCrawl-delay: 2\n": 2 * time.Second,
	} {
		if got := ParseRobots([]byte(file)).delay; got != want {
			t.Errorf("%q: %s, want %s", file, got, want)
		}
	}
}

// TestPatternsAreLinear has a pattern that a backtracking matcher takes years for.
func TestPatternsAreLinear(t *testing.T) {
	pattern := strings.Repeat("*a", 5000) + "b$"
	if matches(pattern, "/"+strings.Repeat("a", 100_000)) {
		t.Error("it matches")
	}
}

// TestManyAgentsAndRules has a group that names us in each of 15,000 lines and has 15,000 rules.
func TestManyAgentsAndRules(t *testing.T) {
	file := strings.Repeat("User-agent: *\n", 15_000) + strings.Repeat("Disallow: /a*b\n", 15_000)
	rules := ParseRobots([]byte(file))
	if n := len(rules.forAgent(Agent)); n != 1 || rules.Allowed(Agent, "/axb", "") {
		t.Errorf("%d groups are ours", n)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*a$\nAllow: /%zz"), "/a%", "q")
	f.Fuzz(func(t *testing.T, file []byte, path, query string) { ParseRobots(file).Allowed(Agent, path, query) })
}
