package read

import (
	"fmt"
	"strings"
	"testing"
)

func TestBoundTags(t *testing.T) {
	large := strings.Repeat("x", boundFrom)
	var several [maxAttributes]string
	for i := range several {
		several[i] = fmt.Sprintf(` a%d="1&gt;2"`, i)
	}
	values := strings.Join(several[:], "")
	first := ""
	for i := range maxAttributes {
		first += fmt.Sprintf(` b%d=""`, i)
	}
	for name, c := range map[string]struct{ body, want string }{
		"ordinary":                               {`<p class="a" id='b'>x < y</p>`, ""},
		"as many as allowed":                     {"<p" + values + ">x", ""},
		"more":                                   {"<p" + values + " b c=2 d='>'>x<p e>", "<p" + values + ">x<p e>"},
		"more, without values":                   {"<p" + numbered(" b%d", 8*maxAttributes) + ">x", "<p" + first + ">x"},
		"behind a spaced value":                  {`<p a= ">"` + values + " b>x", `<p a="&gt;"` + strings.Join(several[:maxAttributes-1], "") + ">x"},
		"behind what is no script":               {"<scripty></scripty><p" + values + " b>x", "<scripty></scripty><p" + values + ">x"},
		"behind a comment's script":              {"<!-- <script> --><p" + values + " b>x", "<!-- <script> --><p" + values + ">x"},
		"words behind a sign":                    {"<p>x < " + strings.Repeat("y ", 2*maxAttributes) + "</p>", ""},
		"words within a script":                  {"<SCRIPT>x <" + strings.Repeat("y ", 2*maxAttributes) + "</Script><p>z", ""},
		"words within a comment":                 {"<!-- <b " + strings.Repeat("y ", 2*maxAttributes) + "--><p>z", ""},
		"a script without end":                   {"<script>x <" + strings.Repeat("y ", 2*maxAttributes), ""},
		"a tag without end":                      {"<p" + values + " b=\"c", ""},
		"a name that begins with an equals sign": {`<i ="><p` + values + ` b>x`, `<i ="><p` + values + `>x`},
	} {
		if c.want == "" {
			c.want = c.body
		}
		if got := boundTags(large + c.body); got != large+c.want {
			got = strings.TrimPrefix(got, large)
			t.Errorf("%s: %.60q of %d bytes, want %.60q of %d", name, got, len(got), c.want, len(c.want))
		}
	}
	if small := "<p" + values + " b>"; boundTags(small) != small {
		t.Error("a small page is changed")
	}
}
