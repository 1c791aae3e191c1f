package main

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
)

// A speller writes numbers in words by the rules of one CLDR rule-based number format (Unicode TR35, part 3).
// It knows what the spell-out rules of our languages use: substitutions by quotient, remainder and the same
// number, optional text in brackets, and plural forms $(cardinal,…)$ of which it gives every alternative.
type speller struct {
	sets map[string][]rule
}

type rule struct {
	base, radix int64
	body        string
}

func readSpeller(path string) (*speller, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var doc struct {
		RBNF struct {
			RBNF map[string]map[string]json.RawMessage `json:"rbnf"`
		} `json:"rbnf"`
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		return nil, err
	}
	sp := &speller{sets: map[string][]rule{}}
	for name, raw := range doc.RBNF.RBNF["SpelloutRules"] {
		var lines [][2]string
		if json.Unmarshal(raw, &lines) != nil {
			continue // the name of the rules' file
		}
		for _, l := range lines {
			head, radix, _ := strings.Cut(l[0], "/")
			head = strings.TrimRight(head, ">")
			base, err := strconv.ParseInt(head, 10, 64)
			if err != nil {
				continue // negative numbers, decimals, infinity
			}
			r := rule{base: base, radix: 10, body: strings.TrimPrefix(strings.TrimSuffix(l[1], ";"), "'")}
			if radix != "" {
				r.radix, _ = strconv.ParseInt(strings.TrimRight(radix, ">"), 10, 64)
			}
			sp.sets[name] = append(sp.sets[name], r)
		}
	}
	return sp, nil
}

// spell gives the forms of n in a rule set; more than one when the plural form depends on a language's categories.
func (sp *speller) spell(set string, n int64, depth int) []string {
	rules := sp.sets[set]
	if depth > 24 || len(rules) == 0 {
		return nil
	}
	at := -1
	for i, r := range rules {
		if r.base <= n {
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	r := rules[at]
	div := int64(1)
	for r.base > 0 && div <= r.base/r.radix {
		div *= r.radix
	}
	if r.base > 0 && div > 1 && n%div == 0 && r.base%div != 0 && at > 0 {
		r = rules[at-1] // the roll-back rule of TR35
		div = 1
		for r.base > 0 && div <= r.base/r.radix {
			div *= r.radix
		}
	}
	return sp.fill(set, r.body, n, div, depth)
}

func (sp *speller) fill(set, body string, n, div int64, depth int) []string {
	out := []string{""}
	add := func(forms []string) {
		var next []string
		for _, o := range out {
			for _, f := range forms {
				next = append(next, o+f)
			}
		}
		if len(next) > 12 {
			next = next[:12]
		}
		out = next
	}
	for body != "" {
		switch {
		case strings.HasPrefix(body, "["):
			inner, rest := bracket(body)
			if div > 1 && n%div != 0 {
				add(sp.fill(set, inner, n, div, depth+1))
			}
			body = rest
		case strings.HasPrefix(body, "$("):
			end := strings.Index(body, ")$")
			var forms []string
			_, alternatives, _ := strings.Cut(body[2:end], ",")
			for alt := range strings.SplitSeq(alternatives, "}") {
				if _, f, ok := strings.Cut(alt, "{"); ok {
					forms = append(forms, f)
				}
			}
			add(forms)
			body = body[end+2:]
		default:
			var forms []string
			forms, body = sp.item(set, body, n, div, depth)
			add(forms)
		}
	}
	return out
}

// item reads one substitution or one character of plain text.
func (sp *speller) item(set, body string, n, div int64, depth int) (forms []string, rest string) {
	for _, mark := range []string{"→", "←", "="} {
		if !strings.HasPrefix(body, mark) {
			continue
		}
		name, rest, ok := strings.Cut(body[len(mark):], mark)
		if !ok {
			break
		}
		if mark == "→" && strings.HasPrefix(rest, "→") { // →→→ is →→ without rolling back
			rest = rest[len(mark):]
		}
		if strings.HasPrefix(name, "#") || strings.HasPrefix(name, "0") {
			return []string{"#"}, rest
		}
		if name == "" {
			name = set
		}
		v := n
		if mark == "→" {
			v = n % div
		} else if mark == "←" {
			v = n / div
		}
		return sp.spell(name, v, depth+1), rest
	}
	for i := range body {
		if i > 0 {
			return []string{body[:i]}, body[i:]
		}
	}
	return []string{body}, ""
}

func bracket(body string) (inner, rest string) {
	depth := 0
	for i, r := range body {
		switch r {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return body[1:i], body[i+1:]
			}
		}
	}
	return body[1:], ""
}
