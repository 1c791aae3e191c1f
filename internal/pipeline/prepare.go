package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"polydigest/internal/chunk"
	"polydigest/internal/digest"
	"polydigest/internal/injection"
	"polydigest/internal/lineage"
	"polydigest/internal/llm"
	"polydigest/internal/store"
	"polydigest/internal/story"
	"polydigest/internal/text"
	"polydigest/internal/verify"
	"polydigest/internal/when"
)

// PrepareIn names a run whose sources were fetched.
type PrepareIn struct {
	Run     digest.RunID `json:"run"`
	Sources int          `json:"sources"`
}

// PrepareOut counts what there is to ask about. Chunks are listed, a line of JSON each, under the key List.
type PrepareOut struct {
	Documents int    `json:"documents"`
	Stories   int    `json:"stories"`
	Chunks    int    `json:"chunks"`
	List      string `json:"list"`
}

// A listedChunk is a line of that list: a batch of them makes an [ExtractIn].
type listedChunk struct {
	Chunk string `json:"chunk"`
}

// Prepare finds same texts, copies and stories among the documents of a run, chooses what is paid for, cuts it into
// chunks, and freezes all that as the manifest.
func (h *Home) Prepare(ctx context.Context, in PrepareIn) (PrepareOut, error) {
	m, done, err := load[manifest](ctx, h.Store, key(in.Run, "manifest.json"))
	if err != nil {
		return PrepareOut{}, err
	}
	if !done {
		if m, err = h.prepare(ctx, in); err != nil {
			return PrepareOut{}, err
		}
		chunks := make([]listedChunk, len(m.Chunks))
		for i, c := range m.Chunks {
			chunks[i].Chunk = c.ID
		}
		if _, err := List(ctx, h.Store, in.Run, "chunks", chunks); err != nil {
			return PrepareOut{}, err
		}
		if err := save(ctx, h.Store, foresightKey(in.Run), Foresight{Chunks: len(chunks)}); err != nil {
			return PrepareOut{}, err
		}
		if err := save(ctx, h.Store, key(in.Run, "manifest.json"), m); err != nil {
			return PrepareOut{}, err
		}
	}
	return PrepareOut{
		Documents: len(m.Documents), Stories: len(m.Stories), Chunks: len(m.Chunks), List: listKey(in.Run, "chunks"),
	}, nil
}

func (h *Home) prepare(ctx context.Context, in PrepareIn) (manifest, error) {
	request, err := need[digest.Request](ctx, h.Store, key(in.Run, "request.json"))
	if err != nil {
		return manifest{}, err
	}
	m := manifest{Request: request, Engine: h.Engine.ID()}
	docs, err := h.collect(ctx, in, &m)
	if err != nil {
		return m, err
	}
	if len(docs) == 0 { // the run is over: the same request may do better later
		return m, errors.Join(h.ended(ctx, in.Run, m), &NothingError{m.Items})
	}
	quiet, err := each(ctx, docs, forReaders)
	if err != nil {
		return m, err
	}
	relations := lineage.Relate(quiet)
	standFor(&m, docs, relations)
	gists, err := h.gist(ctx, docs, request)
	if err != nil {
		return m, err
	}
	previous, err := h.previous(ctx, request.Name)
	if err != nil {
		return m, err
	}
	groups := story.GroupHinted(quiet, relations, gists)
	newsworthy(m, groups, gists, previous)
	for i, group := range groups {
		s := manifestStory{ID: digest.StoryID(fmt.Sprintf("s%d", i+1))}
		for _, d := range group {
			s.Documents = append(s.Documents, docID(d))
		}
		if request.Top > 0 && i >= request.Top {
			m.cut(s)
			continue
		}
		m.Stories = append(m.Stories, s)
		for _, d := range group {
			m.Chunks = append(m.Chunks, chunks(m.Documents[d], docs[d], s.ID)...)
		}
	}
	return m, nil
}

// forReaders is a document in which what speaks to software counts for nothing, so that a sentence that many documents
// have does not make copies or one story of them.
func forReaders(_ context.Context, d text.Document) (text.Document, error) {
	d.Sentences = slices.Clone(d.Sentences)
	for i, s := range d.Sentences {
		if injection.Addresses(d.Text[s.Start:s.End], s.Language) {
			d.Sentences[i].Role = text.Chrome
		}
	}
	if injection.Addresses(d.Title, d.Language) {
		d.Title = ""
	}
	return d, nil
}

// collect lists what was fetched as items and documents, leaving out what is outside the period or the same to the
// letter as another.
func (h *Home) collect(ctx context.Context, in PrepareIn, m *manifest) ([]text.Document, error) {
	var docs []text.Document
	seen := map[string]digest.DocID{}
	for n := range in.Sources {
		items, found, err := load[[]fetched](ctx, h.Store, key(in.Run, "fetched/%d.json", n))
		if err != nil {
			return nil, err
		}
		if !found { // given up: the other sources are worth a digest
			items = []fetched{{Source: sourceName(m.Request, n), State: digest.Failed, Reason: "not fetched"}}
		}
		read, err := h.unseen(ctx, items, seen)
		if err != nil {
			return nil, err
		}
		for i, f := range items {
			item := digest.Item{Source: f.Source, State: f.State, Reason: f.Reason}
			if f.Read != "" {
				item.State, item.Reason = use(f, read[i], seen, m.Request.Period)
			}
			if item.State == digest.Used {
				doc := fit(*read[i])
				item.Document = docID(len(docs))
				seen[f.TextSHA256] = item.Document
				m.Documents = append(m.Documents, manifestDocument{
					Document: describe(item.Document, doc, f, labels(m.Request, n, f)), Fetched: f, Item: len(m.Items),
				})
				docs = append(docs, doc)
			}
			m.Items = append(m.Items, item)
		}
	}
	return docs, nil
}

// unseen reads what was fetched of a source, without the texts that another source had; what is not there is nil.
func (h *Home) unseen(ctx context.Context, items []fetched, seen map[string]digest.DocID) ([]*text.Document, error) {
	return each(ctx, items, func(ctx context.Context, f fetched) (*text.Document, error) {
		if _, twin := seen[f.TextSHA256]; twin || f.Read == "" {
			return nil, nil
		}
		doc, err := h.reading(ctx, f)
		if errors.Is(err, store.ErrNotFound) { // a sweep took it while it was met
			return nil, nil
		}
		return &doc, err
	})
}

// use tells whether a document that was read is used, and if not why.
func use(f fetched, doc *text.Document, seen map[string]digest.DocID, period digest.Period) (digest.ItemState, string) {
	twin, known := seen[f.TextSHA256]
	switch {
	case known:
		return digest.SameText, "the same text as " + string(twin)
	case doc == nil:
		return digest.Failed, "was removed meanwhile"
	case outside(doc.Published, f.seen(), period):
		return digest.OutsidePeriod, "published " + orSeen(doc.Published, f)
	}
	return digest.Used, f.Reason
}

// ended notes that a run ends without a digest, and of one that found nothing new that its name was looked after.
func (h *Home) ended(ctx context.Context, run digest.RunID, m manifest) error {
	err := errors.Join(h.file(ctx, run, m, nil), save(ctx, h.Store, key(run, "ended.json"), m.Items))
	if nothing := (&NothingError{m.Items}); m.Request.Name != "" && nothing.Quiet() {
		err = errors.Join(err, save(ctx, h.Store, QuietKey(m.Request.Name), latest{ID: run}))
	}
	return err
}

// sourceName is what coverage calls a source of which there is nothing.
func sourceName(r digest.Request, n int) string {
	if n < len(r.Sources) {
		return r.Sources[n]
	}
	return "inline"
}

// outside reports whether a document was published outside the period. One without a date counts by when it was
// first seen.
func outside(published string, retrieved time.Time, period digest.Period) bool {
	day := func(t time.Time) string { return t.UTC().Format(time.DateOnly) }
	from, to := day(retrieved), day(retrieved)
	if published != "" {
		if f, t, err := when.Bounds(published); err == nil && f != "" && t != "" {
			from, to = f, t
		}
	}
	return !period.From.IsZero() && to < day(period.From) || !period.To.IsZero() && from > day(period.To)
}

// seen is when a document was first met.
func (f fetched) seen() time.Time {
	if f.FirstSeen.IsZero() {
		return f.RetrievedAt
	}
	return f.FirstSeen
}

func orSeen(published string, f fetched) string {
	if published == "" {
		return "no date; first seen " + f.seen().UTC().Format(time.DateOnly)
	}
	return published
}

// labels are those of the source, of all that a folder or a list of feeds leads to, and the document's own.
func labels(request digest.Request, n int, f fetched) []string {
	var all []string
	for _, l := range slices.Concat(request.Labels[sourceName(request, n)], request.Labels[f.Source]) {
		if !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	return all
}

func describe(id digest.DocID, doc text.Document, f fetched, labels []string) digest.Document {
	published, basis := doc.Published, doc.DateBasis
	if published == "" && !f.FirstSeen.IsZero() {
		published, basis = f.FirstSeen.UTC().Format(time.DateOnly), digest.DateFirstSeen
	}
	var retrieved time.Time
	if onTheWeb(f.Source) { // reading a file or an object twice retrieves nothing, and makes the same digest
		retrieved = f.RetrievedAt
	}
	if injection.Addresses(doc.Publisher, doc.Language) { // that is nobody's name
		doc.Publisher = ""
	}
	doc.Author = slices.DeleteFunc(slices.Clone(doc.Author), func(a string) bool { return injection.Addresses(a, doc.Language) })
	return digest.Document{
		ID: id, Title: doc.Title, URL: doc.URL, FinalURL: f.FinalURL, Publisher: doc.Publisher, Author: doc.Author,
		PublishedAt: published, DateBasis: basis, RetrievedAt: retrieved, Language: doc.Language,
		TextSHA256: f.TextSHA256, RawSHA256: f.RawSHA256, Length: len([]rune(doc.Text)), Extractor: doc.Extractor,
		Supersedes: f.Supersedes, Labels: labels,
	}
}

func onTheWeb(source string) bool {
	return strings.HasPrefix(source, "http://") || strings.HasPrefix(source, "https://")
}

// standFor lets the first document of each set of copies and renderings stand for the others, which are asked only
// for the sentences that they add.
func standFor(m *manifest, docs []text.Document, relations []lineage.Relation) {
	for _, r := range relations {
		a, b := &m.Documents[r.A], &m.Documents[r.B]
		relate(a, r.Type, b.ID, r.Score)
		if r.Type == digest.RelSameText {
			relate(b, r.Type, a.ID, r.Score)
		}
	}
	for _, r := range relations {
		if r.Type == digest.RelQuotes {
			continue // it says more than what it quotes
		}
		first, other := r.B, r.A // a copy is made from B
		if r.Type == digest.RelSameText {
			first, other = r.A, r.B
		}
		first = m.standIn(first)
		if d := &m.Documents[other]; d.Of == "" && first != other {
			d.Of, d.Ask = string(m.Documents[first].ID), []int{}
			m.Items[d.Item].State = digest.SameText
			m.Items[d.Item].Reason = strings.ReplaceAll(string(r.Type), "_", " ") + " as " + d.Of
		}
	}
	for i := range m.Documents { // what stood in for others may have got one itself
		d := &m.Documents[i]
		if d.Of == "" {
			continue
		}
		first := m.standIn(i)
		d.Of = string(m.Documents[first].ID)
		p := parallel{A: m.Documents[first].ID, B: d.ID}
		pairs := lineage.Parallel(docs[first], docs[i])
		for _, pair := range pairs {
			p.Pairs = append(p.Pairs, [2]int{pair.A + 1, pair.B + 1})
		}
		m.Parallels = append(m.Parallels, p)
		for _, s := range lineage.Added(docs[first], docs[i], pairs) {
			d.Ask = append(d.Ask, s+1)
		}
	}
}

// standIn is the index of the document that stands for the one at index i: itself, or what it is a rendering of.
func (m *manifest) standIn(i int) int {
	for m.Documents[i].Of != "" {
		i = slices.IndexFunc(m.Documents, func(d manifestDocument) bool { return string(d.ID) == m.Documents[i].Of })
	}
	return i
}

// relate notes on d that it is tied to another document. A document keeps one relation, its strongest.
func relate(d *manifestDocument, t digest.RelationType, with digest.DocID, score float64) {
	switch {
	case d.Relation != nil && d.Relation.Type == t:
		d.Relation.With = append(d.Relation.With, with)
		d.Relation.Score = min(d.Relation.Score, score)
	case d.Relation == nil || strength[t] > strength[d.Relation.Type]:
		d.Relation = &digest.Relation{Type: t, With: []digest.DocID{with}, Score: score}
	}
}

var strength = map[digest.RelationType]int{
	digest.RelQuotes: 1, digest.RelExcerpt: 2, digest.RelCopy: 3, digest.RelTranslation: 4, digest.RelSameText: 5,
}

// gist asks the engine for a line a document. Without an answer, stories form by what code can read.
func (h *Home) gist(ctx context.Context, docs []text.Document, request digest.Request) ([]story.Hint, error) {
	if len(docs) < 2 {
		return nil, nil
	}
	var views []verify.Doc
	for i, d := range docs {
		views = append(views, verify.Number(docID(i), d))
	}
	gists, err := h.Engine.Gist(ctx, views, request.Pivot)
	if err != nil && h.ends(ctx, err) {
		return nil, err
	}
	return gists, nil
}

// chunks cuts one document. A rendering of another document has chunks only where it adds something.
func chunks(d manifestDocument, doc text.Document, s digest.StoryID) []manifestChunk {
	var out []manifestChunk
	for i, c := range chunk.Split(doc, chunk.Limit, chunk.Exact) {
		mc := manifestChunk{ID: fmt.Sprintf("%s-%d", d.ID, i), Document: d.ID, Story: s, Chunk: c}
		if len(mc.own(doc, d.Ask)) > 0 {
			out = append(out, mc)
		}
	}
	return out
}

// ends reports whether err ends the run rather than one piece of work: what only the user can mend, what comes later,
// and a provider that is down where nothing stands in for it. A call that failed because the run was stopped is no
// provider that is down.
func (h *Home) ends(ctx context.Context, err error) bool {
	if ctx.Err() != nil || errors.Is(err, context.Canceled) {
		return true
	}
	switch llm.ClassOf(err) {
	case llm.Fatal, llm.Pending:
		return true
	case llm.Down, llm.Retry:
		return h.Fallback == nil
	}
	return false
}
