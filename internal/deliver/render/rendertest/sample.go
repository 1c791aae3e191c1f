// Package rendertest has invented digests to render, and checkers that read what was rendered the way a browser, a
// mail program or a terminal does.
package rendertest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"polydigest/internal/digest"
)

// Texts are documents' texts by their hash. Its Text method is a render.Texts.
type Texts map[string]string

// Text returns a text by its hash.
func (t Texts) Text(sha256 string) (string, error) {
	if text, ok := t[sha256]; ok {
		return text, nil
	}
	return "", fmt.Errorf("text %s: not there", sha256)
}

// sampleText is an invented document of an invented event.
type sampleText struct {
	publisher, title, url, author, date, lang, text string
}

var sampleTexts = []sampleText{
	{"湖滨日报", "渡轮在奥尔萨湖搁浅", "https://hubin.example/2024/0512.html", "", "2024-05-12", "zh-Hans",
		"奥尔萨湖渡轮“白鹭号”5月11日晚搁浅，船上共有112人。\n据两名不愿具名的港务官员透露，船长曾被警告水位过低。港务局发言人拒绝证实这一说法。\n湖区水位今年降至三十年来最低。"},
	{"湖都新聞", "フェリー座礁、乗客は全員救助", "https://koto.example/news/881", "", "2024-05-12", "ja",
		"11日夜、オルサ湖でフェリー「白鷺」が座礁し、乗客乗員120人が乗っていた。\n港湾局の広報担当者ミラ・コスタ氏は12日、「船長への警告はなかった」と述べた。\n全員が救助され、けが人はいない。"},
	{"صحيفة البحيرة", "جنوح عبّارة في بحيرة أورسا", "https://buhaira.example/a/77?id=3&x=%22", "", "2024-05-13", "ar",
		"جنحت عبّارة «البلشون» مساء السبت في بحيرة أورسا وعلى متنها 112 شخصًا.\nوقالت المتحدثة باسم هيئة الموانئ ميلا كوستا يوم الاثنين إن الهيئة فتحت تحقيقًا في الحادث."},
	{"Le Courrier du Lac", "Un ferry échoué sur le lac d’Orsa", "https://courrier.example/orsa", "", "", "fr",
		"Le ferry « L’Aigrette » s’est échoué samedi soir sur le lac d’Orsa avec 112 personnes à bord. Toutes ont été secourues lundi matin, selon l’agence LacPresse."},
	{"Il Giornale del Lago", "Traghetto incagliato sul lago d’Orsa", "https://giornale.example/orsa?a=1&b=2", "", "", "it",
		"Il traghetto «Airone» si è incagliato sabato sera sul lago d’Orsa con 112 persone a bordo. Tutte sono state soccorse lunedì mattina, secondo l’agenzia LacPresse."},
	{"Dry Lake Blog", "They knew!", "https://drylake.example/they-knew", "Ada Fenn", "2024-05-14", "en",
		"The port knew for weeks that the lake was too low. <script>alert(1)</script> The company wanted the fares, nothing else.\nCall +1 555 0100 or visit www.evil.example & win."},
}

// builder makes a digest from texts and from quotes of them, so that every offset is right.
type builder struct {
	d     *digest.Digest
	texts Texts
	docs  map[digest.DocID]sampleText
}

// cite is a citation of the first place of quote in a document.
func (b *builder) cite(role digest.Role, id digest.DocID, quote string) digest.Citation {
	doc := b.docs[id]
	at := strings.Index(doc.text, quote)
	if at < 0 {
		panic(fmt.Sprintf("%s has no %q", id, quote))
	}
	start := utf8.RuneCountInString(doc.text[:at])
	return digest.Citation{
		Role: role, Start: start, End: start + utf8.RuneCountInString(quote), Quote: quote, Language: doc.lang, Link: doc.url,
	}
}

func (b *builder) claim(id digest.ClaimID, doc digest.DocID, kind digest.Kind, text string, cites ...digest.Citation) digest.Claim {
	return digest.Claim{
		ID: id, Document: doc, By: digest.ByModel, Kind: kind, Statement: digest.Text{Lang: "en", Text: text}, Citations: cites,
		Checks: digest.Checks{Quote: digest.Pass, Support: digest.Pass},
	}
}

func newBuilder() *builder {
	b := &builder{texts: Texts{}, docs: map[digest.DocID]sampleText{}, d: &digest.Digest{
		Schema: digest.Schema, ID: "018f7f3e-7c1a-7000-8000-000000000001", Name: "orsa", Pivot: "en",
		CreatedAt: time.Date(2024, 5, 14, 7, 0, 0, 0, time.UTC), Status: digest.Complete,
		Coverage: digest.Coverage{Received: 7, Used: 6}, Build: "test",
	}}
	for i, text := range sampleTexts {
		id := digest.DocID(fmt.Sprintf("d%d", i+1))
		sum := sha256.Sum256([]byte(text.text))
		doc := digest.Document{
			ID: id, Title: text.title, URL: text.url, Publisher: text.publisher, PublishedAt: text.date, DateBasis: digest.DateMeta,
			Language: text.lang, TextSHA256: hex.EncodeToString(sum[:]), Length: utf8.RuneCountInString(text.text), Extractor: "text@1",
		}
		if text.date == "" {
			doc.DateBasis = digest.DateNone
		}
		if text.author != "" {
			doc.Author = []string{text.author}
		}
		b.docs[id], b.texts[doc.TextSHA256] = text, text.text
		b.d.Documents = append(b.d.Documents, doc)
		b.d.Coverage.Items = append(b.d.Coverage.Items, digest.Item{
			Source: text.url, Document: id, State: digest.Used, Chunks: digest.Progress{Of: 1, Done: 1}, Sentences: digest.Cited{Of: 4, Cited: 2},
		})
	}
	b.d.Documents[3].Relation = &digest.Relation{Type: digest.RelSameText, With: []digest.DocID{"d5"}, Score: .97}
	b.d.Documents[4].Relation = &digest.Relation{Type: digest.RelSameText, With: []digest.DocID{"d4"}, Score: .97}
	return b
}

// Model is a digest as a model's answers make it: editions in English, Japanese and Arabic, one story with a
// denial, a refusal to confirm, two figures in conflict, an update, an opinion, a text reduced to its quotes, and
// things that are not covered.
func Model() (*digest.Digest, Texts) {
	b := newBuilder()
	b.names()
	s := digest.Story{ID: "s1", Key: "orsa-ferry", Documents: []digest.DocID{"d1", "d2", "d3", "d4", "d5", "d6"}}
	b.claims(&s)
	b.points(&s)
	s.Editions = map[string]digest.StoryEdition{"en": english, "ja": japanese, "ar": arabic}
	b.d.Stories = []digest.Story{s}
	b.d.Languages = []string{"en", "ja", "ar"}
	b.d.Editions = map[string]digest.Edition{
		"en": {Title: "Ferry aground on Lake Orsa", Lead: []digest.LeadSentence{{Text: english.Summary[0].Text, Points: []string{"s1/p1", "s1/p2"}}}},
		"ja": {Title: "オルサ湖のフェリー座礁", Lead: []digest.LeadSentence{{Text: japanese.Summary[0].Text, Points: []string{"s1/p1", "s1/p2"}}}},
		"ar": {Title: "جنوح عبّارة في بحيرة أورسا", Lead: []digest.LeadSentence{{Text: arabic.Summary[0].Text, Points: []string{"s1/p1", "s1/p2"}}}},
	}
	b.d.Status = digest.Partial
	b.d.Topic = "Inland shipping"
	b.d.Period = digest.Period{From: time.Date(2024, 5, 11, 0, 0, 0, 0, time.UTC), To: time.Date(2024, 5, 14, 0, 0, 0, 0, time.UTC)}
	b.d.Coverage.Items = append(b.d.Coverage.Items, digest.Item{Source: "https://gone.example/x", State: digest.Failed, Reason: "404 Not Found"})
	b.d.Coverage.Dropped = []digest.Dropped{
		{Stage: "verify", Reason: "figure_not_in_source", Document: "d1", Sentences: []int{3}, Count: 1},
		{Stage: "verify", Reason: "figure_not_in_source", Document: "d3", Sentences: []int{1}, Count: 2},
		{Stage: "extract", Reason: "budget", Count: 1},
	}
	b.d.Engines = []digest.EngineUse{{Name: "model", Model: "example-1", Share: 1}}
	b.d.Changes = &digest.Changes{Since: "018f7f3e-7c1a-7000-8000-000000000000", Items: []digest.Change{
		{Point: "s1/p5", Key: "k", What: "new"},
		{Key: "l", What: "retracted", Before: map[string]any{"text": "The ferry carried no pilot.", "lang": "en"}},
	}}
	return clone(b.d), b.texts
}

// clone is a copy that shares nothing with the sample, so that a test may change it.
func clone(d *digest.Digest) *digest.Digest {
	data, err := json.Marshal(d)
	if err != nil {
		panic(err)
	}
	var out digest.Digest
	if err := json.Unmarshal(data, &out); err != nil {
		panic(err)
	}
	return &out
}

// Verbatim is a digest as the extractive engine makes it of the same documents: their own sentences.
func Verbatim() (*digest.Digest, Texts) {
	b := newBuilder()
	b.names()
	s := digest.Story{ID: "s1", Key: "orsa-ferry", Documents: []digest.DocID{"d1", "d2", "d3", "d4", "d5", "d6"}}
	b.claims(&s)
	b.points(&s)
	ed := digest.StoryEdition{Title: sampleTexts[1].title, By: digest.ByExtractive, Complete: true, Points: map[digest.PointID]digest.PointText{}}
	for i := range s.Points {
		p := &s.Points[i]
		for _, c := range s.Claims {
			if c.ID == p.Claims[0] {
				p.Text = digest.Text{Lang: c.Citations[0].Language, Text: c.Citations[0].Quote}
				ed.Points[p.ID] = digest.PointText{Text: p.Text.Text, Lang: p.Text.Lang, State: digest.Verbatim}
			}
		}
	}
	for i := range s.Claims {
		s.Claims[i].By = digest.ByExtractive
	}
	ed.Summary = []digest.Sentence{{Text: s.Points[0].Text.Text, Points: []digest.PointID{"p1"}}}
	s.Editions = map[string]digest.StoryEdition{"en": ed}
	b.d.Stories = []digest.Story{s}
	b.d.Languages = []string{"en"}
	b.d.Editions = map[string]digest.Edition{"en": {Title: sampleTexts[1].title}}
	b.d.Engines = []digest.EngineUse{{Name: "extractive", Share: 1}}
	return b.d, b.texts
}

// Empty is a digest of nothing: its only source could not be read.
func Empty() (*digest.Digest, Texts) {
	return &digest.Digest{
		Schema: digest.Schema, ID: "018f7f3e-7c1a-7000-8000-000000000002", Name: "empty", Pivot: "en", Languages: []string{"en"},
		Status: digest.Partial, CreatedAt: time.Date(2024, 5, 14, 7, 0, 0, 0, time.UTC),
		Coverage: digest.Coverage{Received: 1, Items: []digest.Item{{Source: "notes.txt", State: digest.Failed, Reason: "no such file"}}},
	}, Texts{}
}

// ID is the n-th of ids that sort in their order, as those of digests do.
func ID(n int) digest.RunID { return digest.RunID(fmt.Sprintf("018f7f3e-0000-7000-8000-%012x", n)) }
