package read

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"polydigest/internal/text"
)

// sentence has to come out of every page that shows it.
const shown = "The harbour master of Lindvik closed the eastern quay on Tuesday after divers found cracks in three of its pillars."

// nasty are inputs made to keep a reader busy, near the size that Read takes. text says that shown must be in
// the result.
var nasty = []struct {
	name string
	text bool
	body func(size int) string
}{
	{"10,000 nested divisions", true, func(int) string { return nested("<div>", 10_000) + "<p>" + shown + "</p>" }},
	{"nested divisions to the limit", true, func(n int) string { return "<p>" + shown + "</p>" + strings.Repeat("<div>", n/5) }},
	{"600 open elements", true, func(int) string { return "<html><body>" + strings.Repeat("<b><div>", 300) + shown }},
	{"nested tables", true, func(n int) string { return "<p>" + shown + "</p>" + strings.Repeat("<table><tr><td>", n/15) }},
	{"nested lists", true, func(n int) string { return "<p>" + shown + "</p>" + strings.Repeat("<ul><li>", n/8) }},
	{"open formatting elements", false, func(n int) string { return strings.Repeat("<b><i><u><s><font>", n/40) + shown }},
	{"formatting and paragraphs", false, func(n int) string { return strings.Repeat("<p><b><i>x", n/40) + shown }},
	{"adoption agency", false, func(n int) string { return strings.Repeat("<a><div></a>", n/60) + shown }},
	{"nested anchors", false, func(n int) string { return strings.Repeat("<a href=x>y", n/40) + "<p>" + shown }},
	{"foster parents", false, func(n int) string { return "<table>" + strings.Repeat("<b>x<tr>", n/40) + "</table><p>" + shown }},
	{"templates", false, func(n int) string { return strings.Repeat("<template>", n/10) + shown }},
	{"selects", false, func(n int) string { return strings.Repeat("<select><option>", n/16) + shown }},
	{"svg and math", false, func(n int) string { return strings.Repeat("<svg><math>", n/11) + shown }},
	{"one endless attribute", true, func(n int) string { return "<p>" + shown + "</p><a href=\"" + strings.Repeat("x", n) }},
	{"endless attributes", true, func(n int) string { return "<p>" + shown + "</p><a " + strings.Repeat("x=y ", n/4) + ">" }},
	{"numbered attributes", true, func(n int) string { return "<p>" + shown + "</p><a " + numbered("a%d=1 ", n) + ">" }},
	{"endless comment", true, func(n int) string { return "<p>" + shown + "</p><!--" + strings.Repeat("-", n) }},
	{"endless comments", true, func(n int) string { return "<p>" + shown + "</p>" + strings.Repeat("<!-- -->", n/8) }},
	{"endless doctype", false, func(n int) string { return "<!DOCTYPE " + strings.Repeat("[", n) }},
	{"endless script", true, func(n int) string { return "<p>" + shown + "</p><script>" + strings.Repeat("<!--<script>", n/12) }},
	{"endless title", false, func(n int) string { return "<title>" + strings.Repeat("long ", n/5) }},
	{"endless style", true, func(n int) string { return "<p>" + shown + "</p><p style='" + strings.Repeat("left:-", n/6) + "'>x" }},
	{"entities", false, func(n int) string { return "<p>" + strings.Repeat("&amp;&#x41;&notanentity", n/24) }},
	{"ampersands", false, func(n int) string { return "<p>" + strings.Repeat("&", n) }},
	{"angle brackets", false, func(n int) string { return "<p>" + strings.Repeat("<", n) }},
	{"closing brackets", false, func(n int) string { return "<p>" + strings.Repeat("</", n/2) }},
	{"one endless word", false, func(n int) string { return "<p>" + strings.Repeat("a", n) + "</p>" }},
	{"one endless word, plain", false, func(n int) string { return strings.Repeat("a", n) }},
	{"one endless ideograph line", false, func(n int) string { return strings.Repeat("海", n/3) }},
	{"short lines", false, func(n int) string { return strings.Repeat("share 12\n", n/9) }},
	{"appeals", false, func(n int) string { return strings.Repeat("donate, subscribe to our site by PayPal\n", n/40) }},
	{"brackets that never close", false, func(n int) string { return strings.Repeat("(“【「『 word. ", n/26) }},
	{"full stops", false, func(n int) string { return strings.Repeat("a. ", n/3) }},
	{"combining marks", false, func(n int) string { return "e" + strings.Repeat("\u0301", n/2) }},
	{"zero width joiners", false, func(n int) string { return "x" + strings.Repeat("\u200d👩", n/7) }},
	{"line ends", false, func(n int) string { return "word" + strings.Repeat("\n", n) + "word" }},
	{"a million short paragraphs", true, func(n int) string { return "<p>" + shown + "</p>" + strings.Repeat("<p>x</p>", n/16) }},
	{"links by the thousand", true, func(n int) string {
		return "<article><p>" + shown + "</p></article>" + strings.Repeat("<div><a href=/>x</a></div>", n/52)
	}},
	{"nested JSON-LD", true, func(n int) string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, n/22) + "</script><p>" + shown + "</p>"
	}},
	{"a graph whose names lead to themselves", true, func(n int) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","author":[` + strings.Repeat(`{"@id":"a"},`, n/16) +
			`{"@id":"a"}],"@graph":[{"@id":"a","name":[{"@id":"a"},{"@id":"a"}]}]}</script><p>` + shown + "</p>"
	}},
	{"notes below a long line", false, func(n int) string {
		return "See (1) " + strings.Repeat("x", n-n/200*8) + strings.Repeat("\n(1) xyz", n/200)
	}},
	{"lists within lists", true, func(n int) string {
		return "<title>The quay</title>" + nested("<ul><li>", 200) + strings.Repeat("a b ", n/4) + nested("</li></ul>", 200) + "<h1>The quay</h1><p>" + shown + "</p>"
	}},
	{"a row of a PDF in many pieces", false, func(n int) string {
		var c strings.Builder
		for i := 0; c.Len() < n; i++ {
			fmt.Fprintf(&c, "BT /F1 1 Tf %d 700 Td <00010001> Tj ET\n", i*9)
		}
		return string(drawnPDF([]string{c.String()}, 1, "<0001> <0061>\n", ""))
	}},
	{"billion laughs", false, func(n int) string {
		return `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">` + numbered(`<!ENTITY b%d "&a;&a;&a;&a;&a;&a;">`, n/4) + `]><l>&b1;</l>`
	}},
	{"dates", false, func(n int) string { return strings.Repeat("<div class=date>5 May 2020 6 June 2021</div>", n/90) }},
	{"pieces all over the page of a PDF", false, func(n int) string {
		var c strings.Builder
		for i := 0; c.Len() < n; i++ {
			fmt.Fprintf(&c, "BT /F1 9 Tf %d %d Td <00010001> Tj ET\n", i*7919%5003*9, 1000-i/6)
		}
		return string(drawnPDF([]string{c.String()}, 1, "<0001> <0061>\n", ""))
	}},
	{"feed dump head", false, func(n int) string { return "[" + strings.Repeat("[x](", n/4) }},
}

func nested(tag string, n int) string { return strings.Repeat(tag, n) }

// numbered repeats a format with a running number up to about n bytes.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestPathologicalInputs reads inputs of 1 MiB. What time they take BenchmarkPathological shows; one that takes more
// than it may by the square of its size does not end before the tests' own limit.
func TestPathologicalInputs(t *testing.T) {
	for _, c := range nasty {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Document(text.Raw{Body: []byte(c.body(1 << 20))})
			if !utf8.ValidString(doc.Text) {
				t.Error("text is not UTF-8")
			}
			if c.text && !strings.Contains(doc.Text, shown) {
				t.Errorf("text lost: %.80q, %v", doc.Text, err)
			}
		})
	}
}
