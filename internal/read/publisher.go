package read

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

// bars are what sites put between a headline and their name.
var bars = lazy.MustCompile(`\s+[-–—‒―|·•»«:]+\s+|\s*[|｜]\s*|\s::\s|_`)

// rightsWords are words of a line that says whose a page is, in lower case, also within longer words.
var rightsWords = strings.Split("©|ⓒ|(c)|copyright|rights reserved|droits réservés|derechos reservados|direitos reservados|"+
	"diritti riservati|rechte vorbehalten|rechten voorbehouden|права защищены|prawa zastrzeżone|hakları saklıdır|حقوق|זכויות|"+
	"版权|版權|著作権|無断転載|無断複写|저작권|무단전재|무단 전재|สงวนลิขสิทธิ์|bản quyền|hak cipta|सर्वाधिकार", "|")

// titled is the site's name as the page's title has it before or behind the headline: the part that the site's domain,
// a line on whose the page is, or a link to its front page has too. "" when none has: a false publisher is worse than
// none.
func (p *page) titled(address string) string {
	var parts []string
	for _, title := range []string{p.title, p.meta["og:title"]} {
		split := bars.Split(html.UnescapeString(title), -1)
		if len(split) < 2 {
			continue
		}
		slices.Reverse(split) // most sites stand behind
		for _, part := range split {
			if part = strings.TrimSpace(part); runes(part) >= 2 && runes(part) <= 40 && !p.heads(part) && !strings.ContainsAny(part, ",;،、，!?") {
				parts = append(parts, part) // with a comma it is what the site is about
			}
		}
	}
	if at := slices.IndexFunc(parts, func(s string) bool { return isDomain(s, address) }); at >= 0 {
		return parts[at]
	}
	if at := slices.IndexFunc(parts, p.owns); at >= 0 {
		return parts[at]
	}
	return ""
}

// heads reports whether a part of the title is the page's own headline.
func (p *page) heads(part string) bool {
	return slices.ContainsFunc(p.h1, func(h string) bool { return sameLine(h, part) })
}

// owns reports whether the page calls its owner so, in a line on its rights or in a link to its front page.
func (p *page) owns(name string) bool {
	same := func(s string) bool { return sameLine(s, name) }
	return slices.ContainsFunc(p.home, same) ||
		slices.ContainsFunc(p.rights, func(s string) bool { return hasWords(lower(s), lower(squeeze(name))) })
}

// hasWords reports whether s has these words between word boundaries; writing without spaces has none.
func hasWords(s, words string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], words)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(words)
		before, after := lastRune(s[:from]), firstRune(s[to:])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) || withoutSpaces(firstRune(words)) {
			return true
		}
		at = to
	}
}

func withoutSpaces(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return ' '
}

func lastRune(s string) rune {
	out := ' '
	for _, r := range s[max(0, len(s)-4):] {
		out = r
	}
	return out
}

// siteLetters is the fewest letters of a domain that tell whose it is when a name has more than those.
const siteLetters = 6

// isDomain reports whether the registered domain of an address is called like a name: theharbourtimes.example is The
// Harbour Times, heise.de is heise online. A section's own host, sport.example.com, names no publisher.
func isDomain(name, address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	domain := siteOf(u)
	label, _, _ := strings.Cut(domain, ".")
	label, written := text.SiteName(label), text.SiteName(name)
	switch {
	case written == "" || label == "":
		return false
	case written == label || written == text.SiteName(domain):
		return true
	case len(label) >= siteLetters && len(written)-len(label) <= siteLetters:
		return strings.HasSuffix(written, label) || strings.HasPrefix(written, label)
	}
	return len(written) >= siteLetters && strings.HasSuffix(label, written) && len(label)-len(written) <= 4 // the, www, le
}

// tellsOwner reports whether a line is about a page's rights or names its source.
func tellsOwner(line string) bool {
	low := lower(line)
	return slices.ContainsFunc(rightsWords, func(w string) bool { return strings.Contains(low, w) }) ||
		strings.ContainsAny(low, ":：") && labelled(low, sources())
}

// noteOwner keeps what a page says of whose it is: lines on its rights and its source, and what links to its front page
// are called.
func (p *page) noteOwner(n *html.Node) {
	if n.Type == html.TextNode && len(p.rights) < 20 && len(n.Data) < 600 && (n.Parent == nil || !silent[n.Parent.Data]) && tellsOwner(n.Data) {
		line := n
		for line.Parent != nil && inline[line.Parent.Data] {
			line = line.Parent
		}
		if line.Parent != nil {
			line = line.Parent
		}
		if s := squeeze(textOf(line)); runes(s) <= 300 {
			p.rights = append(p.rights, s)
		}
	}
	if n.Type != html.ElementNode || n.Data != "a" || len(p.home) >= 20 || !isFront(attr(n, "href")) {
		return
	}
	names := []string{squeeze(textOf(n)), attr(n, "title")}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == "img" {
			names = append(names, attr(c, "alt"), attr(c, "title"))
		}
	}
	for _, s := range names {
		if s = squeeze(s); s != "" && runes(s) <= 60 {
			p.home = append(p.home, s)
		}
	}
}

// isFront reports whether an address is that of a site's front page.
func isFront(href string) bool {
	u, err := url.Parse(strings.TrimSpace(href))
	return err == nil && u.RawQuery == "" && u.Fragment == "" && (u.Path == "/" || u.Path == "" && u.Host != "")
}
