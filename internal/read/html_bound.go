package read

import "strings"

// maxAttributes is how many attributes of an element are read. The parser sorts and copies all of them, which takes
// seconds for a million.
const maxAttributes = 512

// boundTags leaves out what start tags have beyond maxAttributes. A page without such a tag, which is every page that is
// no attack, comes back as it is, whatever else is wrong with it.
func boundTags(body string) string {
	var out strings.Builder
	kept := 0
	for at := nextByte(body, 0, '<'); at < len(body); {
		cut, end := tagEnd(body, at+1)
		if cut < end {
			out.WriteString(body[kept:cut])
			kept = end
		}
		if namedAt(body, at+1, "script") {
			end = scriptEnd(body, end)
		}
		at = nextByte(body, end, '<')
	}
	if kept == 0 {
		return body
	}
	out.WriteString(body[kept:])
	return out.String()
}

// nextByte is where c stands next, or the end.
func nextByte(s string, from int, c byte) int {
	if i := strings.IndexByte(s[from:], c); i >= 0 {
		return from + i
	}
	return len(s)
}

// scriptEnd is where the end tag of a script begins: what stands before it are no tags.
func scriptEnd(body string, from int) int {
	for {
		from = nextByte(body, from, '<')
		if from == len(body) || namedAt(body, from+1, "/script") {
			return from
		}
		from++
	}
}

func namedAt(s string, at int, name string) bool {
	return strings.EqualFold(s[at:min(at+len(name), len(s))], name)
}

// tagEnd gives the place of the ">" that ends the start tag whose name begins at a place, and where the attributes
// beyond maxAttributes begin if there are such. Of what is no start tag both are the place itself.
func tagEnd(body string, at int) (cut, end int) {
	if at >= len(body) || body[at]|0x20 < 'a' || body[at]|0x20 > 'z' {
		return at, at
	}
	words, inWord := 0, false // the name is the first word
	cut = len(body)
	for end = at; end < len(body) && body[end] != '>'; end++ {
		switch body[end] {
		case ' ', '\n', '\t', '\r', '\f', '/':
			inWord = false
			continue
		case '"', '\'':
			if body[end-1] == '=' {
				end = nextByte(body, end+1, body[end])
			}
		}
		if !inWord {
			words++
		}
		inWord = true
		if words == maxAttributes+2 {
			cut = min(cut, end)
		}
	}
	end = min(end, len(body))
	return min(cut, end), end
}
