package read

import (
	"strings"
	"testing"
)

func TestBoundTags(t *testing.T) {
	many := strings.Repeat(` a="1>2"`, maxAttributes)
	for name, c := range map[string]struct{ body, want string }{
		"ordinary":              {`<p class="a" id='b'>x < y</p>`, ""},
		"as many as allowed":    {"<p" + many + ">x", ""},
		"more":                  {"<p" + many + " b c=2 d='>'>x<p e>", "<p" + many + " >x<p e>"},
		"more, without values":  {"<p" + strings.Repeat(" b", 2*maxAttributes) + "/>x", "<p" + strings.Repeat(" b", maxAttributes) + " >x"},
		"words behind a sign":   {"<p>x < " + strings.Repeat("y ", 2*maxAttributes) + "</p>", ""},
		"words within a script": {"<SCRIPT>x <" + strings.Repeat("y ", 2*maxAttributes) + "</Script><p>z", ""},
		"a script without end":  {"<script>x <" + strings.Repeat("y ", 2*maxAttributes), ""},
		"a tag without end":     {"<p" + many + " b=\"c", "<p" + many + " "},
		"a sign at the end":     {"x<", ""},
		"empty":                 {"", ""},
	} {
		if c.want == "" {
			c.want = c.body
		}
		if got := boundTags(c.body); got != c.want {
			t.Errorf("%s: %.60q of %d bytes, want %.60q of %d", name, got, len(got), c.want, len(c.want))
		}
	}
}
