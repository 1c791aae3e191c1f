package read

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// dropHidden removes what a reader of the page cannot see: hidden elements, comments, templates, scripts'
// fall-backs. What nobody sees is where pages plant text for machines.
func dropHidden(root *html.Node) {
	var next *html.Node
	for n := root.FirstChild; n != nil; n = next {
		next = n.NextSibling
		if isHidden(n) {
			root.RemoveChild(n)
			continue
		}
		// The extractor asks the style for the same, by expressions that take long for a long one.
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "style" })
		dropHidden(n)
	}
}

func isHidden(n *html.Node) bool {
	return n.Type == html.CommentNode || n.Type == html.ElementNode && hides(n.Data, n.Attr)
}

// hides reports whether an element of a name with these attributes keeps what it holds from a reader's eye.
func hides(name string, attrs []html.Attribute) bool {
	switch name {
	case "template", "dialog":
		return true
	case "html", "body":
		return false // hidden until a script has run
	}
	if until, ok := valueOf(attrs, "hidden"); ok && until != "until-found" {
		return true
	}
	style, _ := valueOf(attrs, "style")
	for declaration := range strings.SplitSeq(style, ";") {
		property, value, _ := strings.Cut(declaration, ":")
		if len(value) < 100 && unseen(lower(strings.TrimSpace(property)), bare(value)) {
			return true
		}
	}
	return false
}

// bare is a property's value without white space and importance, in lower case.
func bare(value string) string {
	return strings.TrimSuffix(lower(strings.Join(strings.Fields(value), "")), "!important")
}

// unseen reports whether a declaration of CSS keeps text from a reader's eye.
func unseen(property, value string) bool {
	switch property {
	case "display":
		return value == "none"
	case "visibility":
		return value == "hidden" || value == "collapse"
	case "color":
		return value == "transparent"
	case "clip":
		corners, ok := strings.CutPrefix(value, "rect(")
		return ok && strings.Trim(corners, "0px,)") == ""
	case "opacity", "font-size", "width", "height", "max-width", "max-height":
		n, _, ok := length(value)
		return ok && n == 0
	case "left", "right", "top", "text-indent", "margin-left", "margin-top":
		n, unit, ok := length(value)
		return ok && unit != "" && n <= -100
	}
	return false
}

// length reads a number and its unit.
func length(value string) (n float64, unit string, ok bool) {
	number := strings.TrimRight(value, "abcdefghijklmnopqrstuvwxyz%")
	n, err := strconv.ParseFloat(number, 64)
	return n, value[len(number):], err == nil
}

// dropMenus removes the lists above a page's headline that hold short entries only: its menus, whatever they are
// called.
func dropMenus(root *html.Node, title string) {
	var lists []*html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "ul", "ol":
			lists = append(lists, n)
		case "h1":
			if sameLine(squeeze(textOf(n)), title) {
				removeMenus(lists, n)
				return
			}
		}
	}
}

// removeMenus removes the lists that hold short entries only. Lists within others come first, and a list that holds the
// headline or one that is no menu is none: so each line is looked at once, however deep it is.
func removeMenus(lists []*html.Node, headline *html.Node) {
	more := map[*html.Node]bool{} // what holds more than a menu does
	holds := func(n *html.Node) {
		for ; n != nil && !more[n]; n = n.Parent {
			more[n] = true
		}
	}
	holds(headline)
	for _, list := range slices.Backward(lists) {
		switch {
		case more[list]:
		case slices.ContainsFunc(render(list), func(p piece) bool { return !menuItem(p) }):
			holds(list)
		default:
			list.Parent.RemoveChild(list)
		}
	}
}

// silent are elements whose text is not for readers.
var silent = set(`script style noscript template title textarea iframe`)
