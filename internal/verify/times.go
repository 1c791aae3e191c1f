package verify

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/when"
)

// when makes the time of a claim from what an engine read and what the cited sentences hold. The document's own
// words decide; an engine's reading alone is nothing. A time that only another document's date can resolve has an
// empty EDTF and waits for [Resolve].
func (d Doc) when(t Time, cited []int) *digest.When {
	t.Text = strings.TrimSpace(t.Text)
	if t.Text == "" && t.EDTF == "" && !t.Any {
		return nil
	}
	var best *digest.When
	fitted := 0
	for _, n := range cited {
		for _, found := range when.Find(d.Sentence(n), d.Sentences[n-1].Language, d.Published) {
			if found.Kind != "date" {
				continue
			}
			if strings.HasPrefix(found.Known, "XXXX-XX-") {
				found.EDTF = d.dayOf(found, n, cited)
			}
			named := t.Text != "" && overlap(found.Text, t.Text)
			meant := t.EDTF != "" && found.EDTF != "" && when.Overlap(found.EDTF, t.EDTF)
			if t.Past {
				found.EDTF = before(found, d.Published)
			}
			w := dated(found, d.ID)
			if t.Any && w.EDTF != "" {
				return w
			}
			if !named && (t.Text != "" || !meant) {
				continue
			}
			if best == nil || fits(found, t) > fitted || fits(found, t) == fitted && meant && len(w.EDTF) > len(best.EDTF) {
				best, fitted = w, fits(found, t)
			}
		}
	}
	return best
}

// The bounds within which a day without a month (22日) means one of the document's days, as news do, and in how many
// sentences before it the month may stand that it means otherwise.
const (
	newsDays = 7
	lookBack = 10
)

// dayOf gives a day without a month the month of the last day that is named before it: in its own sentence or one
// cited with it, or, where the document's own month would put it more than a week away, in the sentences before.
func (d Doc) dayOf(found when.Time, n int, cited []int) string {
	own, err := time.Parse(time.DateOnly, found.EDTF)
	today, err2 := time.Parse(time.DateOnly, d.Published)
	news := err == nil && err2 == nil && !own.After(today) && own.After(today.AddDate(0, 0, -newsDays-1))
	for at := n; at > max(0, n-lookBack); at-- {
		if news && at != n && !slices.Contains(cited, at) {
			continue
		}
		times := when.Find(d.Sentence(at), d.Sentences[at-1].Language, d.Published)
		for _, t := range slices.Backward(times) {
			if at == n && t.Start >= found.Start || t.Kind != when.Date || strings.HasPrefix(t.Known, "XXXX-XX-") {
				continue
			}
			if _, err := time.Parse(time.DateOnly, t.EDTF); err != nil {
				continue
			}
			day := before(t, d.Published)[:8] + found.Known[len("XXXX-XX-"):]
			if _, err := time.Parse(time.DateOnly, day); err == nil {
				return day
			}
		}
	}
	return found.EDTF
}

// fits ranks what was found by how well it is what an engine means: its very words come first; of "today, Saturday" the
// weekday, which holds whatever the document's date.
func fits(found when.Time, t Time) int {
	switch {
	case Fold(found.Text) == Fold(t.Text):
		return 2
	case t.Text != "" && strings.Contains(found.Known, "-W"):
		return 1
	}
	return 0
}

// overlap reports whether one of two writings of a time holds the other.
func overlap(a, b string) bool {
	a, b = Fold(a), Fold(b)
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

// dated is a time that was found in a document's words.
func dated(t when.Time, doc digest.DocID) *digest.When {
	w := &digest.When{EDTF: t.EDTF, Text: t.Text, Basis: t.Basis}
	if t.EDTF == "" {
		return w
	}
	w.From, w.To, _ = when.Bounds(t.EDTF)
	if t.Basis == digest.TimeRelative {
		w.Anchor = doc
	}
	return w
}

// before is a month or a day of it that was read from words without a year, moved to the year before if it would lie
// ahead of the date of its document. What is counted from that date (tomorrow, until Wednesday) stays.
func before(t when.Time, published string) string {
	from, _, err := when.Bounds(t.EDTF)
	_, today, err2 := when.Bounds(published)
	yearless := strings.HasPrefix(t.Known, "XXXX-") && !strings.HasPrefix(t.Known, "XXXX-W") && !strings.HasPrefix(t.Known, "XXXX-X")
	if err != nil || err2 != nil || !yearless || today == "" || from <= today {
		return t.EDTF
	}
	year, rest, _ := strings.Cut(t.EDTF, "-")
	n, err := strconv.Atoi(year)
	if err != nil || rest == "" || strings.Contains(rest, "/") {
		return t.EDTF
	}
	return fmt.Sprintf("%04d-%s", n-1, rest)
}

// after is a bare weekday behind the date of its document, moved to the week ahead; any other date stays.
func after(t when.Time, published string) string {
	day, err := time.Parse(time.DateOnly, t.EDTF)
	today, err2 := time.Parse(time.DateOnly, published)
	if err != nil || err2 != nil || !strings.HasPrefix(t.Known, "XXXX-WXX-") || !day.Before(today) {
		return t.EDTF
	}
	return day.AddDate(0, 0, 7).Format(time.DateOnly)
}

// A Sibling is a document of the same story whose date is known.
type Sibling struct {
	Document  digest.DocID
	Published string // EDTF
}

// Resolve dates what a document without a date says in relative words ("Monday", "last year") by its dated
// siblings, and names the first as anchor. Siblings that disagree leave it open, and so does "today", which only the
// document's own date can tell. What is past does not lie ahead of them: "in August", read in February, is the August
// before; what is not past does not lie behind: "Monday" is the next.
func Resolve(w *digest.When, lang string, past bool, siblings []Sibling) {
	if w == nil || w.EDTF != "" || w.Text == "" {
		return
	}
	var edtf string
	var anchor digest.DocID
	for _, s := range siblings {
		found := when.Find(w.Text, lang, s.Published)
		if len(found) == 0 || found[0].EDTF == "" {
			continue
		}
		if known := found[0].Known; strings.HasPrefix(known, "d") && !strings.Contains(known, "-W") {
			return
		}
		read := after(found[0], s.Published)
		if past {
			read = before(found[0], s.Published)
		}
		if edtf == "" {
			edtf, anchor = read, s.Document
		}
		if read != edtf {
			return
		}
	}
	if edtf == "" {
		return
	}
	w.EDTF, w.Basis, w.Anchor = edtf, digest.TimeInferred, anchor
	w.From, w.To, _ = when.Bounds(edtf)
}
