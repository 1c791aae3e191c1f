package lineage

import (
	_ "embed"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

//go:embed outlets.txt
var outletList string

// An outlet is one line of outlets.txt.
type outlet struct {
	name, house string
	kind        digest.OriginKind
}

// outletForms are the ways to write outlets: by host name, and in running text by first character, longest first.
type outletForms struct {
	byHost  map[string]*outlet
	byStart map[rune][]outletForm
}

type outletForm struct {
	text   string
	outlet *outlet
}

func outletTable() outletForms {
	return keptOutletTable.Get(func() outletForms {
		table := outletForms{byHost: map[string]*outlet{}, byStart: map[rune][]outletForm{}}
		for line := range strings.Lines(outletList) {
			fields := strings.Split(strings.TrimSpace(line), "|")
			if len(fields) != 4 || strings.HasPrefix(line, "#") {
				continue
			}
			o := &outlet{name: fields[0], house: fields[2], kind: digest.OriginOutlet}
			if fields[1] == "a" {
				o.kind = digest.OriginAgency
			}
			if o.house == "" {
				o.house = o.name
			}
			for form := range strings.SplitSeq(fields[3], ";") {
				if isHost(form) {
					table.byHost[form] = o
				}
				first, _ := utf8.DecodeRuneInString(form)
				table.byStart[first] = append(table.byStart[first], outletForm{form, o})
			}
		}
		for _, forms := range table.byStart {
			slices.SortFunc(forms, func(a, b outletForm) int { return len(b.text) - len(a.text) })
		}
		return table
	})
}

var keptOutletTable lazy.Value[outletForms]

// isHost reports whether a form is a host name: small Latin letters with a dot.
func isHost(form string) bool {
	return strings.Contains(form, ".") && strings.Trim(form, "abcdefghijklmnopqrstuvwxyz0123456789.-") == ""
}

// Publisher returns the usual English name of an outlet or agency, the house that it belongs to, and what it is,
// from the name that a document gives or from its URL. ok is false for an outlet that the list does not know; the
// name and house are then what the document says, or the URL's host.
func Publisher(name, address string) (canonical, house string, kind digest.OriginKind, ok bool) {
	table := outletTable()
	name = strings.TrimSpace(name)
	first, _ := utf8.DecodeRuneInString(name)
	for _, form := range table.byStart[first] {
		if name == form.text || strings.HasPrefix(name, form.text+" ") && len(form.text) > 3 {
			return form.outlet.name, form.outlet.house, form.outlet.kind, true
		}
	}
	host := hostOf(address)
	for h := host; h != ""; _, h, _ = strings.Cut(h, ".") {
		if o := table.byHost[h]; o != nil {
			return o.name, o.house, o.kind, true
		}
	}
	if name == "" {
		name = host
	}
	return name, name, digest.OriginOutlet, false
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// siteLetters is the fewest letters of a site's name that tell an outlet.
const siteLetters = 6

// IsSite reports whether the host of an address is called like an outlet: shiokaze-shimbun.example is Shiokaze
// Shimbun, courrierdutell.example is Le Courrier du Tell.
func IsSite(address, outlet string) bool {
	name := text.SiteName(outlet)
	for label := range strings.SplitSeq(hostOf(address), ".") {
		if label = text.SiteName(label); len(label) >= siteLetters && strings.HasSuffix(name, label) ||
			len(name) >= siteLetters && strings.HasSuffix(label, name) {
			return true
		}
	}
	return false
}
