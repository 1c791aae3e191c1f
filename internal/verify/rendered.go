package verify

import (
	"slices"
	"sync"

	"polydigest/internal/digest"
	"polydigest/internal/names"
)

// Names are the names of a digest: by id, and by what a text in a language calls them. They are made once for all
// texts that are checked, so that a text costs what it names and not how many names there are.
type Names struct {
	ByID map[digest.NameID]digest.Name

	mu     sync.Mutex
	tables map[string]*names.Table // by language, made when first asked for
}

// NewNames makes Names of a digest's names.
func NewNames(byID map[digest.NameID]digest.Name) *Names {
	return &Names{ByID: byID, tables: map[string]*names.Table{}}
}

// rendered gives the renderings that a text of a language may name, with the forms of their sources.
func (n *Names) rendered(text, lang string) map[string][]string {
	if n == nil {
		return map[string][]string{}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.tables[lang] == nil {
		forms := map[string][]string{}
		for _, name := range n.ByID {
			r := name.Rendered[lang].Text
			for _, f := range name.Forms {
				if r != "" && !slices.Contains(forms[r], f.Text) {
					forms[r] = append(forms[r], f.Text)
				}
			}
		}
		n.tables[lang] = names.NewTable(forms)
	}
	return n.tables[lang].In(text)
}

// name is the name with an id.
func (n *Names) name(id digest.NameID) (digest.Name, bool) {
	if n == nil {
		return digest.Name{}, false
	}
	name, ok := n.ByID[id]
	return name, ok
}
