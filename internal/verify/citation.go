package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
)

// around is how many code points of text before and behind a quote a citation carries, to find it again in a page
// that was edited.
const around = 32

// cite makes citations of sentences, one each.
func (d Doc) cite(role digest.Role, numbers []int) []digest.Citation {
	var out []digest.Citation
	for _, n := range numbers {
		out = append(out, d.Cite(role, n))
	}
	return out
}

// Cite makes the citation of the sentence with this number. The quote is the document's text at the offsets.
func (d Doc) Cite(role digest.Role, number int) digest.Citation {
	s := d.Sentences[number-1]
	quote := d.Text[s.Start:s.End]
	return digest.Citation{
		Role: role, Start: d.Index.CodePoint(s.Start), End: d.Index.CodePoint(s.End),
		Quote: quote, Prefix: last(d.Text[:s.Start], around), Suffix: first(d.Text[s.End:], around),
		Language: s.Language, Link: fragment(d.URL, quote), Page: d.Blocks[s.Block].Page,
	}
}

func first(s string, runes int) string {
	for i := range s {
		if runes--; runes < 0 {
			return s[:i]
		}
	}
	return s
}

func last(s string, runes int) string {
	i := len(s)
	for ; i > 0 && runes > 0; runes-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// fragment is a link to the quote in its page, by the text directive of WICG's URL Fragment Text Directives. A long
// quote is named by its first and last words.
func fragment(page, quote string) string {
	u, err := url.Parse(page)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	quote = strings.Join(strings.Fields(quote), " ")
	escape := func(s string) string { return strings.ReplaceAll(url.PathEscape(strings.TrimSpace(s)), "-", "%2D") }
	directive := escape(quote)
	if utf8.RuneCountInString(quote) > 80 {
		directive = escape(head(quote)) + "," + escape(tail(quote))
	}
	u.Fragment = ""
	return u.String() + "#:~:text=" + strings.ReplaceAll(directive, "&", "%26")
}

// head and tail are a few words, or a few characters where words are not spaced.
func head(s string) string {
	part := first(s, 30)
	if at := strings.LastIndex(part, " "); at > 8 {
		return part[:at]
	}
	return part
}

func tail(s string) string {
	part := last(s, 30)
	if at := strings.Index(part, " "); at >= 0 && at < len(part)-8 {
		return part[at+1:]
	}
	return part
}

// claimID names a claim by the document's text, where its support lies and its kind; claims that share all three
// are numbered.
func claimID(d Doc, c digest.Claim, taken map[digest.ClaimID]int) digest.ClaimID {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n", d.Hash, c.Kind)
	for _, q := range c.Citations {
		if q.Role == digest.Support {
			fmt.Fprintf(h, "%d-%d\n", q.Start, q.End)
		}
	}
	id := digest.ClaimID("c" + hex.EncodeToString(h.Sum(nil)[:5]))
	taken[id]++
	if n := taken[id]; n > 1 {
		id += digest.ClaimID(fmt.Sprintf("-%d", n))
	}
	return id
}

// figures are the figures of the statement, each as the cited document writes it. Figures of a verbatim statement
// are the document's own.
func (d Doc) figures(statement digest.Text, support []int) []digest.Figure {
	var out []digest.Figure
	for _, f := range figures.Find(statement.Text, statement.Lang, d.Published) {
		if f.Kind == "date" || f.Kind == "time" {
			continue
		}
		fig := digest.Figure{
			Kind: string(f.Kind), Value: f.Value, Unit: f.Unit, Bound: string(f.Bound), Text: f.Text,
		}
		for i, n := range support {
			s := d.Sentences[n-1]
			if from := source(f, figures.Find(d.Sentence(n), s.Language, d.Published)); from != nil {
				fig.Text, fig.Citation = from.Text, i
				break
			}
		}
		out = append(out, fig)
	}
	return out
}

// source is the figure of those that f follows from, or nil.
func source(f figures.Figure, from []figures.Figure) *figures.Figure {
	for i := range from {
		if ok, _ := figures.Follows(f, from[i:i+1]); ok {
			return &from[i]
		}
	}
	return nil
}
