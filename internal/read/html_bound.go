package read

import (
	"strings"

	"golang.org/x/net/html"
)

const (
	// maxAttributes is how many attributes of an element are read. The parser sorts and copies all of them, which takes
	// seconds for a million.
	maxAttributes = 512
	// boundFrom is the size of a page from which that matters.
	boundFrom = 1 << 20
)

// boundTags leaves out what start tags of a large page have beyond maxAttributes. A page without such a tag, which is
// every page that is no attack, comes back as it is, whatever else is wrong with it.
func boundTags(body string) string {
	if len(body) < boundFrom {
		return body
	}
	var out strings.Builder
	kept, at := 0, 0
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		end := at + len(z.Raw())
		// An attribute takes two bytes at least.
		if kind == html.StartTagToken && end-at > 2*maxAttributes {
			if tag, more := firstAttributes(z); more {
				out.WriteString(body[kept:at] + tag)
				kept = end
			}
		}
		at = end
	}
	if kept == 0 {
		return body
	}
	out.WriteString(body[kept:])
	return out.String()
}

// firstAttributes writes the tokenizer's tag with maxAttributes; more reports whether it has others.
func firstAttributes(z *html.Tokenizer) (tag string, more bool) {
	name, more := z.TagName()
	token := html.Token{Type: html.StartTagToken, Data: string(name)}
	for more && len(token.Attr) < maxAttributes {
		var key, value []byte
		key, value, more = z.TagAttr()
		token.Attr = append(token.Attr, html.Attribute{Key: string(key), Val: string(value)})
	}
	return token.String(), more
}
