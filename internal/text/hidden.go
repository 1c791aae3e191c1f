package text

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"polydigest/internal/lazy"
)

// unseen are declarations that keep text from a reader's eye, in a style attribute without white space.
var unseen = lazy.MustCompile(`(?i)(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?|` +
	`font-size:0(?:px|pt|em|rem|%)?|clip:rect\((?:0(?:px)?[,]?){4}\)|` +
	`(?:left|top|right|text-indent|margin-left|margin-top):-\d{3,}(?:\.\d+)?(?:px|em|rem|%|pt)|` +
	`(?:max-)?(?:width|height):0(?:px)?|color:transparent)(?:!important)?(?:;|$)`)

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
		dropHidden(n)
	}
}

func isHidden(n *html.Node) bool {
	if n.Type == html.CommentNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	switch n.Data {
	case "template", "dialog":
		return true
	case "html", "body":
		return false // hidden until a script has run
	}
	if hasAttr(n, "hidden") && attr(n, "hidden") != "until-found" {
		return true
	}
	style := attr(n, "style")
	style = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, style[:min(len(style), 4096)])
	return style != "" && unseen.MatchString(style)
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
				for _, list := range lists {
					if isMenu(list, n) {
						list.Parent.RemoveChild(list)
					}
				}
				return
			}
		}
	}
}

// isMenu reports whether a list has only short entries, none of which is the headline.
func isMenu(list, headline *html.Node) bool {
	for n := headline; n != nil; n = n.Parent {
		if n == list {
			return false
		}
	}
	for _, p := range render(list) {
		if !menuItem(p) {
			return false
		}
	}
	return true
}

// silent are elements whose text is not for readers.
var silent = set(`script style noscript template title textarea iframe`)
