package render

import (
	"fmt"
	"slices"
	"strings"

	"polydigest/internal/digest"
)

// origin says in words how many origins a point has, who they are, and through how many documents they are known:
// "at least 2 origins, both on anonymous sources", "1 origin: Yoshimasa Hayashi; reported by 5 documents".
func (t *teller) origin(p *digest.Point) Phrase {
	w, n := t.w, p.Independent
	var count Phrase
	switch {
	case n.Min == 0, n.Max == 1 && !t.sourced(p):
		count = w.Say("origins_unknown", nil)
	case n.Max > n.Min:
		count = w.Join([]Phrase{w.Say("origins_least", Args{"n": n.Min}), w.Say("origins_most", Args{"n": n.Max})})
	default:
		count = w.Say("origins", Args{"n": n.Min})
	}
	if names := t.originNames(p); len(names) > 0 && n.Min > 0 {
		count = w.Say("origins_named", Args{"count": count, "names": w.Join(names)})
	}
	if p.Anonymous {
		count = w.Join([]Phrase{count, w.Say("anonymous", Args{"n": max(n.Min, 1)})})
	}
	if docs := t.documentsOf(p); docs > 1 {
		count = append(count, Piece{Text: w.Word("semicolon")})
		count = append(count, w.Say("reported_by", Args{"n": docs})...)
	}
	return count
}

// sourced reports whether it is known for any of a point's claims who obtained it.
func (t *teller) sourced(p *digest.Point) bool {
	return slices.ContainsFunc(p.Claims, func(id digest.ClaimID) bool {
		return t.claims[id] != nil && t.claims[id].OriginBasis != digest.BasisUnknown
	})
}

func (t *teller) originNames(p *digest.Point) []Phrase {
	var out []Phrase
	for _, po := range p.Origins {
		o := t.origins[po.Origin]
		switch {
		case o == nil:
		case o.Name != "":
			if name := t.nameOf(o.Name); name != nil {
				out = append(out, name)
			}
		case o.Kind == digest.OriginDocument && len(po.Claims) > 0 && t.claims[po.Claims[0]] != nil:
			out = append(out, t.documentName(t.claims[po.Claims[0]].Document)) // a text that nobody signs
		}
	}
	if p.Kind.Utterance() {
		return fullest(out)
	}
	return out
}

// fullest leaves out the names that stand within another one: of an utterance's ministry and its spokesperson, who are
// one speaker, "spokesperson of the ministry" says both.
func fullest(names []Phrase) []Phrase {
	var out []Phrase
	for _, n := range names {
		within := func(o Phrase) bool {
			return len(o.String()) > len(n.String()) && strings.Contains(o.String(), n.String())
		}
		if !slices.ContainsFunc(names, within) {
			out = append(out, n)
		}
	}
	return out
}

func (t *teller) documentsOf(p *digest.Point) int {
	docs := map[digest.DocID]bool{}
	for _, id := range p.Claims {
		claim := t.claims[id]
		if claim == nil {
			continue
		}
		docs[claim.Document] = true
		for _, c := range claim.Citations {
			if c.Document != "" {
				docs[c.Document] = true
			}
		}
	}
	return len(docs)
}

// times says when it happened and when it was said, each with how that is known.
func (t *teller) times(p *digest.Point) []Phrase {
	var out []Phrase
	seen := map[string]bool{} // a time is told once, whatever each document knows it from
	add := func(label string, when *digest.When) {
		if when == nil || when.EDTF == "" || seen[label+when.EDTF] {
			return
		}
		seen[label+when.EDTF] = true
		line := t.w.Say(label, Args{"time": t.when(when)})
		out = append(out, line)
	}
	add("event", p.When)
	for _, id := range p.Claims {
		if claim := t.claims[id]; claim != nil {
			if p.When == nil {
				add("event", claim.When)
			}
			add("said", claim.Said)
		}
	}
	return out
}

// when is a time in words and, if the cited words do not state it in full, what it was worked out from.
func (t *teller) when(when *digest.When) Phrase {
	out := Phrase{{Text: t.w.Date(when.EDTF)}}
	label := ""
	switch when.Basis {
	case digest.TimeInferred:
		label = "inferred"
	case digest.TimeRelative:
		label = "relative"
	}
	if label == "" || when.Anchor == "" {
		return out
	}
	out = append(out, Piece{Text: " ("})
	out = append(out, t.w.Say(label, Args{"document": t.documentName(when.Anchor)})...)
	return append(out, Piece{Text: ")"})
}

// moment is the time that puts a point on the timeline: of the event, else of the utterance.
func (t *teller) moment(p *digest.Point) string {
	if p.When != nil && p.When.EDTF != "" {
		return t.w.Date(p.When.EDTF)
	}
	for _, id := range p.Claims {
		if claim := t.claims[id]; claim != nil && claim.Said != nil && claim.Said.EDTF != "" {
			return t.w.Date(claim.Said.EDTF)
		}
	}
	return ""
}

// relationLabels are the words for a relation seen from the point that has it, and from the other.
var relationLabels = []struct {
	relation        digest.PointRelationType
	forth, back     string
	against, mutual bool // the other point is disputed by it; both directions read the same
}{
	{digest.Denies, "denies", "denied_by", true, false},
	{digest.DoesNotConfirm, "does_not_confirm", "not_confirmed_by", true, false},
	{digest.Conflicts, "conflicts", "conflicts", true, true},
	{digest.Updates, "updates", "updated_by", false, false},
}

// relate names each relation at both of its points, and every opponent that no relation names.
func (t *teller) relate(out *story) {
	shown := slices.Concat(out.Points, out.Opinions)
	for _, p := range shown {
		named := map[*point]bool{}
		for _, label := range relationLabels {
			forth := t.related(out, p, label.relation)
			back := t.relating(out, shown, p, label.relation)
			if label.mutual {
				forth, back = union(forth, back), nil
			}
			t.say(p, label.forth, forth)
			t.say(p, label.back, back)
			for _, o := range slices.Concat(forth, back) {
				named[o] = true
			}
			p.Disputed = p.Disputed || label.against && (len(back) > 0 || label.mutual && len(forth) > 0)
		}
		var rest []*point
		for _, id := range t.stored(p.ID).DisputedBy {
			if o := out.find(id); o != nil && !named[o] {
				rest = append(rest, o)
			}
		}
		t.say(p, "disputed_by", rest)
	}
}

func (t *teller) say(p *point, label string, others []*point) {
	if len(others) == 0 {
		return
	}
	list := make([]Phrase, len(others))
	for i, o := range others {
		list[i] = Phrase{{Text: o.Rank, Ref: o.Anchor}}
	}
	p.Relations = append(p.Relations, t.w.Say(label, Args{"points": t.w.Join(list)}))
}

// related are the shown points that p relates to.
func (t *teller) related(out *story, p *point, kind digest.PointRelationType) []*point {
	var list []*point
	for _, r := range t.stored(p.ID).Relations {
		if o := out.find(r.Point); r.Type == kind && o != nil {
			list = append(list, o)
		}
	}
	return list
}

// relating are the shown points that relate to p.
func (t *teller) relating(out *story, shown []*point, p *point, kind digest.PointRelationType) []*point {
	var list []*point
	for _, o := range shown {
		if slices.Contains(t.related(out, o, kind), p) {
			list = append(list, o)
		}
	}
	return list
}

func union(a, b []*point) []*point {
	out := slices.Clone(a)
	for _, p := range b {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// reasons are the codes of package verify and of models' answers by the words that they are put in.
var reasons = func() map[string]string {
	byCode := map[string]string{}
	for label, codes := range map[string]string{
		"why_figure":      "figure_not_in_source figures_differ figures_agree unit_differs bound_differs",
		"why_date":        "date_not_in_source date_unresolved times_differ",
		"why_name":        "name_not_in_source name_swapped names_not_comparable",
		"why_quote":       "no_support quote_not_in_source",
		"why_support":     "not_supported support_failed unknown_point",
		"why_polarity":    "polarity_differs negation_lost negation_not_in_source asserted_in_source negated_in_source opposite_in_source asserted_and_denied",
		"why_attribution": "opinion_without_author speaker_not_named misattributed opponent_not_named speakers_differ fact_and_opinion",
		"why_language":    "wrong_language",
		"why_form":        "link markup control_character too_long empty url",
		"why_software":    "addresses_software",
		"why_budget":      "budget over_budget",
		"why_no_model":    "no_model no_recording",
		"why_answer": "rate_limit server_error context_length content_filter refusal length truncated timeout deadline throttled unreachable down quota " +
			"auth key broken_json prompt_cut batch no_price unreadable failed answer_unusable",
	} {
		for code := range strings.FieldsSeq(codes) {
			byCode[code] = label
		}
	}
	return byCode
}()

// reason puts a reason code into words; a code that it does not know is shown as well.
func (b *builder) reason(code string) Phrase {
	if label, ok := reasons[code]; ok {
		return b.w.Say(label, nil)
	}
	out := b.w.Say("why_other", nil)
	if code = spaced(clean(code)); code != "" {
		out = append(out, Piece{Text: " ("}, b.name(code, "")[0], Piece{Text: ")"})
	}
	return out
}

// spaced makes words of a code: "paywall_teaser" is "paywall teaser".
func spaced(code string) string {
	if strings.ContainsAny(code, " /:.") {
		return code
	}
	return strings.ReplaceAll(code, "_", " ")
}

// gaps says what the digest does not cover: sources that gave nothing, and how many statements were dropped why.
func (b *builder) gaps() {
	w := b.w
	for _, item := range b.d.Coverage.Items {
		if item.State == digest.Used {
			continue
		}
		line := b.name(item.Source, "")
		if address := webURL(item.Source); address != "" {
			line[0].Text = address // what the program itself tried to fetch
		}
		if item.Document != "" {
			line = b.documentName(item.Document)
		}
		line = append(line, Piece{Text: ": " + w.Word("item_"+string(item.State))})
		if reason := spaced(clean(item.Reason)); reason != "" {
			line = append(line, Piece{Text: " ("}, b.name(cut(reason, 160), "")[0], Piece{Text: ")"})
		}
		b.Gaps = append(b.Gaps, line)
	}
	counts := map[string]int{}
	var order []Phrase
	for _, dropped := range b.d.Coverage.Dropped {
		why := b.reason(dropped.Reason)
		if counts[why.String()] == 0 {
			order = append(order, why)
		}
		counts[why.String()] += max(dropped.Count, 1)
	}
	for _, why := range order {
		b.Gaps = append(b.Gaps, w.Say("dropped", Args{"n": counts[why.String()], "reason": why}))
	}
	for _, x := range b.d.Coverage.Instead {
		why := "why_no_model"
		if reasons[x.Reason] == "why_budget" {
			why = "why_budget"
		}
		line := append(w.Say("extractive_name", nil), Piece{Text: ": "})
		if line = append(line, w.Say(why, nil)...); !slices.ContainsFunc(b.Gaps, func(p Phrase) bool { return p.String() == line.String() }) {
			b.Gaps = append(b.Gaps, line)
		}
	}
	if b.supportNotRun() {
		b.Gaps = append(b.Gaps, w.Say("support_not_run", nil))
	}
}

// supportNotRun reports whether a model wrote texts that no second question checked.
func (b *builder) supportNotRun() bool {
	for _, s := range b.d.Stories {
		for _, text := range s.Editions[b.edition].Points {
			if text.State == digest.TextOK && text.Checks.Support == digest.NotRun {
				return true
			}
		}
	}
	return false
}

// changes says what is new against the digest before.
func (b *builder) changes() {
	if b.d.Changes == nil {
		return
	}
	for _, c := range b.d.Changes.Items {
		label := "new_" + c.What
		if !b.w.Has(label) {
			label = "new"
		}
		line := Phrase{{Text: b.w.Word(label)}}
		switch s, p := b.pointAt(c.Point); {
		case p != nil:
			ref := p.Rank
			if len(b.Stories) > 1 {
				ref = fmt.Sprintf("%d%s", s.Number, p.Rank)
			}
			line = append(line, Piece{Text: " "}, Piece{Text: ref, Ref: p.Anchor})
			if p.Text.Text != "" {
				line = append(line, Piece{Text: " "}, Piece{Text: p.Text.Text, Lang: p.Text.Lang, Name: true})
			}
		case c.Point == "": // it is in the digest before only
			text, _ := c.Before["text"].(string)
			lang, _ := c.Before["lang"].(string)
			line = append(line, append(Phrase{{Text: " "}}, b.name(text, lang)...)...)
		default:
			continue
		}
		b.Changes = append(b.Changes, line)
	}
}

// pointAt is a point that is shown, by its story and its own id: "s1/p1"; nil if it is not.
func (b *builder) pointAt(path string) (*story, *point) {
	id, pid, _ := strings.Cut(path, "/")
	for _, s := range b.Stories {
		if s.ID == ident(id) {
			return s, s.find(digest.PointID(pid))
		}
	}
	return nil, nil
}
