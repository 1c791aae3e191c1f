package httpapi

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/deliver/link"
	"polydigest/internal/deliver/render"
	"polydigest/internal/digest"
	"polydigest/internal/store"
)

//go:embed pages.tmpl pages.css
var pageFiles embed.FS

// pages are the templates, their style and the policy that lets no other in; read when a page is first asked for.
var pages = sync.OnceValue(func() (p struct {
	*template.Template
	style, policy string
}) {
	css, err := pageFiles.ReadFile("pages.css")
	if err != nil {
		panic(err) // compiled in
	}
	p.Template = template.Must(template.ParseFS(pageFiles, "pages.tmpl"))
	p.style, p.policy = string(css), render.Policy(string(css))+"; frame-ancestors 'none'"
	return p
})

// A small page says one thing, or lists digests.
type smallPage struct {
	Lang, Dir string
	Title     string
	Text      string
	Button    string // of a form that posts to the same place
	Again     int    // seconds after which the page asks again; 0 is never
	Entries   []Entry
	Style     template.HTML
}

func (a *api) small(w http.ResponseWriter, status int, p smallPage) error {
	p.Style = template.HTML("<style>" + pages().style + "</style>") // ours, compiled in
	var b bytes.Buffer
	if err := pages().ExecuteTemplate(&b, "small", p); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", pages().policy)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	return gone(err)
}

// say makes a small page in the reader's language.
func say(r *http.Request, title, text string, args render.Args) smallPage {
	lang, err := edition(r)
	if err != nil {
		lang = ""
	}
	w := render.WordsFor(lang)
	p := smallPage{Lang: w.Tag.String(), Dir: w.Direction(), Title: w.Word(title)}
	if text != "" {
		p.Text = w.Text(text, args)
	}
	return p
}

func (a *api) nothingHere(w http.ResponseWriter, r *http.Request) error {
	return a.small(w, http.StatusNotFound, say(r, "digest", "not_found", nil))
}

// page shows a digest to whoever has a signed link to it, a key, or this machine.
func (a *api) page(w http.ResponseWriter, r *http.Request, who caller) error {
	id, token := r.PathValue("id"), r.URL.Query().Get("t")
	if uuid.Validate(id) != nil {
		return a.nothingHere(w, r)
	}
	if who.id == "" {
		if err := a.checkLink(r.Context(), token, id); errors.Is(err, link.ErrInvalid) || errors.Is(err, link.ErrExpired) {
			return a.nothingHere(w, r)
		} else if err != nil {
			return err
		}
	}
	d, err := a.Digests.Digest(r.Context(), id)
	if errors.Is(err, store.ErrNotFound) {
		return a.unfinished(w, r, id)
	}
	if err != nil {
		return err
	}
	lang, err := edition(r)
	if err != nil {
		return err
	}
	options := render.Options{Lang: lang, Editions: func(lang string) string {
		q := url.Values{"lang": {lang}}
		if token != "" {
			q.Set("t", token)
		}
		return "/d/" + id + "?" + q.Encode()
	}}
	var b bytes.Buffer
	if err := render.HTML(&b, d, a.texts(r.Context()), options); err != nil {
		return fmt.Errorf("rendering %s: %w", id, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", render.PagePolicy()+"; frame-ancestors 'none'")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("X-Robots-Tag", "noindex")
	_, err = w.Write(b.Bytes())
	return gone(err)
}

// unfinished says how far the run of a digest is that is not there yet.
func (a *api) unfinished(w http.ResponseWriter, r *http.Request, id string) error {
	p, err := a.Runs.Status(r.Context(), id)
	if errors.Is(err, store.ErrNotFound) || err == nil && (p.State == Failed || p.State == Done) {
		return a.nothingHere(w, r)
	}
	if err != nil {
		return err
	}
	page := say(r, "making", "making_done", render.Args{"done": p.Done, "of": p.Of})
	page.Again = retrySecs
	return a.small(w, http.StatusOK, page)
}

// checkLink reports whether a token opens a digest: signed by a key of ours, not expired, not withdrawn.
func (a *api) checkLink(ctx context.Context, token, id string) error {
	expires, err := a.Links.CheckPage(token, id, a.now())
	if err != nil {
		return err
	}
	data, _, err := a.KV.Get(ctx, "links/"+id)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking for withdrawn links: %w", err)
	}
	until, err := time.Parse(time.RFC3339, string(data))
	if err != nil {
		return fmt.Errorf("looking for withdrawn links: %w", err)
	}
	if !expires.After(until) {
		return link.ErrInvalid
	}
	return nil
}

// WithdrawLinks voids the links to a digest's page that have been given out, in mails and in feeds.
func WithdrawLinks(ctx context.Context, kv store.KV, id digest.RunID, now time.Time) error {
	return kv.Put(ctx, "links/"+string(id), []byte(now.Add(feedLife).UTC().Format(time.RFC3339)))
}

// index lists the digests for a browser on this machine or one that sends a key.
func (a *api) index(w http.ResponseWriter, r *http.Request, _ caller) error {
	entries, err := a.Digests.List(r.Context(), "", "", 200)
	if err != nil {
		return err
	}
	p := say(r, "all_digests", "", nil)
	p.Entries = entries
	if len(entries) == 0 {
		p = say(r, "all_digests", "nothing", nil)
	}
	return a.small(w, http.StatusOK, p)
}

// FeedToken is what a signed link to a feed signs in place of a digest's id.
func FeedToken(name string) string { return "feed/" + name }

const (
	feedLength = 20
	feedLife   = 365 * 24 * time.Hour // how long after a digest was made its link in a feed is good for
)

// feed lists the newest digests of a name as Atom.
func (a *api) feed(w http.ResponseWriter, r *http.Request, who caller) error {
	name, ok := strings.CutSuffix(r.PathValue("file"), ".atom")
	if !ok || !nameForm.MatchString(name) {
		return errNotFound
	}
	if who.id == "" {
		if _, err := a.Links.CheckPage(r.URL.Query().Get("t"), FeedToken(name), a.now()); err != nil {
			return errNotFound
		}
	}
	lang, err := edition(r)
	if err != nil {
		return err
	}
	entries, err := a.Digests.List(r.Context(), name, "", feedLength)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return errNotFound
	}
	var digests []*digest.Digest
	made := map[digest.RunID]time.Time{}
	for _, e := range entries {
		d, err := a.Digests.Digest(r.Context(), e.ID)
		if err != nil {
			return err
		}
		digests, made[d.ID] = append(digests, d), d.CreatedAt
	}
	f := render.Feed{Name: name, Page: func(id digest.RunID) string {
		if a.Base == "" || len(a.Links) == 0 {
			return ""
		}
		return strings.TrimRight(a.Base, "/") + "/d/" + string(id) + "?t=" + a.Links.Page(string(id), made[id].Add(feedLife))
	}}
	if a.Base != "" {
		f.Self = strings.TrimRight(a.Base, "/") + "/feeds/" + name + ".atom"
	}
	var b bytes.Buffer
	if err := render.Atom(&b, f, digests, render.Options{Lang: lang}); err != nil {
		return fmt.Errorf("feed %s: %w", name, err)
	}
	w.Header().Set("Content-Type", render.FormatAtom.MediaType())
	w.Header().Set("Cache-Control", "private, max-age=300")
	_, err = w.Write(b.Bytes())
	return gone(err)
}

// askToLeave shows a button. It changes nothing: scanners of mail follow every link.
func (a *api) askToLeave(w http.ResponseWriter, r *http.Request, _ caller) error {
	if _, _, err := a.Links.CheckLeave(r.PathValue("token")); err != nil || a.Suppress == nil {
		return a.nothingHere(w, r)
	}
	p := say(r, "unsubscribe", "unsubscribe_ask", nil)
	p.Button = p.Title
	return a.small(w, http.StatusOK, p)
}

// leave takes the recipient that the token stands for off its list, as often as it is asked.
func (a *api) leave(w http.ResponseWriter, r *http.Request, _ caller) error {
	list, recipient, err := a.Links.CheckLeave(r.PathValue("token"))
	if err != nil || a.Suppress == nil {
		return a.nothingHere(w, r)
	}
	if err := a.Suppress(r.Context(), recipient, list, "unsubscribe"); err != nil {
		return err
	}
	return a.small(w, http.StatusOK, say(r, "unsubscribe", "unsubscribed", nil))
}
