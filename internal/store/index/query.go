package index

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"math/big"
	"strings"
	"time"
	"unicode"
)

// An Entry is a digest in a list.
type Entry struct {
	Key       string
	ID        string
	Name      string
	Created   time.Time
	Status    string
	Languages []string
	Documents int
	Stories   int
	Title     string // of its first edition
}

// List returns up to limit digests, the newest first, that come after the entry `after` (nil: from the beginning);
// with a name only those of it.
func (x *Index) List(ctx context.Context, name string, after *Entry, limit int) ([]Entry, error) {
	query := `SELECT key, id, name, created, status, languages, documents, stories, coalesce(
			(SELECT title FROM editions e WHERE e.key = digests.key AND e.language <> '' ORDER BY e.id LIMIT 1), '')
		FROM digests WHERE (?1 = '' OR name = ?1)`
	args := []any{name}
	if after != nil {
		query += " AND (created, key) < (?2, ?3)"
		args = append(args, after.Created.UTC().Format(timeForm), after.Key)
	}
	query += fmt.Sprintf(" ORDER BY created DESC, key DESC LIMIT %d", max(limit, 0))
	rows, err := x.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Entry
	for rows.Next() {
		var e Entry
		var created, languages string
		err := rows.Scan(&e.Key, &e.ID, &e.Name, &created, &e.Status, &languages, &e.Documents, &e.Stories, &e.Title)
		if err != nil {
			return nil, err
		}
		if e.Created, err = time.Parse(timeForm, created); err != nil {
			return nil, err
		}
		e.Languages = strings.Fields(languages)
		list = append(list, e)
	}
	return list, rows.Err()
}

// A Hit is an edition that says what was asked for; with Language "" it is the sources that say it.
type Hit struct {
	Key      string
	ID       string
	Name     string
	Created  time.Time
	Language string
	Title    string
	Snippet  []Part // of the text around the first place
}

// A Part of a snippet is a piece of text; Match says that it is what was asked for.
type Part struct {
	Text  string
	Match bool
}

// The marks around matches are characters that no text of a digest has: they are not allowed in it.
const matchStart, matchEnd = "\x02", "\x03"

// Search returns up to limit editions that have all words of the query, the best first; with a language only its
// editions. The last word may be the beginning of one.
func (x *Index) Search(ctx context.Context, query, language string, limit int) ([]Hit, error) {
	match := matchQuery(query)
	if match == "" {
		return nil, nil
	}
	rows, err := x.db.QueryContext(ctx, `
		SELECT d.key, d.id, d.name, d.created, e.language, e.title, snippet(words, 0, ?4, ?5, '…', 48)
		FROM words w JOIN editions e ON e.id = w.rowid JOIN digests d ON d.key = e.key
		WHERE words MATCH ?1 AND (?2 = '' OR e.language = ?2) ORDER BY w.rank, d.created DESC LIMIT ?3`,
		match, language, max(limit, 0), matchStart, matchEnd)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var hits []Hit
	for rows.Next() {
		var h Hit
		var created, snippet string
		if err := rows.Scan(&h.Key, &h.ID, &h.Name, &created, &h.Language, &h.Title, &snippet); err != nil {
			return nil, err
		}
		if h.Created, err = time.Parse(timeForm, created); err != nil {
			return nil, err
		}
		h.Snippet = parts(snippet)
		hits = append(hits, h)
	}
	return hits, rows.Err()
}

// matchQuery is the query in FTS5's language: every word a phrase, so that no character of it means anything else.
func matchQuery(query string) string {
	var phrases []string
	for _, word := range strings.Fields(query) {
		says := strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
		if says && len(phrases) < 16 {
			phrases = append(phrases, `"`+strings.NewReplacer("\x00", "", `"`, `""`).Replace(apart(word))+`"`)
		}
	}
	if len(phrases) == 0 {
		return ""
	}
	return strings.Join(phrases, " ") + "*"
}

// parts takes a snippet apart at its marks, and puts its characters together again.
func parts(snippet string) []Part {
	var all []Part
	for i, piece := range strings.Split(together(snippet), matchStart) {
		match, rest, ok := strings.Cut(piece, matchEnd)
		if i == 0 || !ok {
			match, rest = "", piece
		}
		if match != "" {
			all = append(all, Part{match, true})
		}
		if rest != "" {
			all = append(all, Part{rest, false})
		}
	}
	return all
}

// between parts the characters of scripts without spaces: it is no part of a word, and no text has it.
const between = "\u200b"

var withoutSpaces = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// apart puts a separator around every character of a script that writes without spaces, so that each is a word.
func apart(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.In(r, withoutSpaces...) {
			b.WriteString(between)
			b.WriteRune(r)
			b.WriteString(between)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func together(s string) string { return strings.ReplaceAll(s, between, "") }

// Spend is what the digests of one name cost in one currency.
type Spend struct {
	Name             string `json:"name"`
	Digests          int    `json:"digests"`
	Calls            int    `json:"calls"`
	PromptTokens     int    `json:"prompt_tokens"`
	CompletionTokens int    `json:"completion_tokens"`
	Amount           string `json:"amount"` // a decimal number
	Currency         string `json:"currency"`
}

// Spend adds up what the digests of a name, or all for "", cost, by name and currency.
func (x *Index) Spend(ctx context.Context, name string) ([]Spend, error) {
	rows, err := x.db.QueryContext(ctx, `
		SELECT name, currency, count(*), sum(calls), sum(prompt_tokens), sum(completion_tokens), sum(millionths)
		FROM digests WHERE ? IN ('', name) GROUP BY name, currency ORDER BY name, currency`, name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Spend
	for rows.Next() {
		var s Spend
		var sum sql.NullInt64
		err := rows.Scan(&s.Name, &s.Currency, &s.Digests, &s.Calls, &s.PromptTokens, &s.CompletionTokens, &sum)
		if err != nil {
			return nil, err
		}
		s.Amount = big.NewRat(sum.Int64, 1_000_000).FloatString(6)
		all = append(all, s)
	}
	return all, rows.Err()
}

// millionths is a decimal amount as a whole number, 0 if it is none.
func millionths(amount string) int64 {
	r, ok := new(big.Rat).SetString(amount)
	if !ok || len(amount) > 40 || strings.ContainsAny(amount, "eE/xX") {
		return 0
	}
	n, _ := new(big.Rat).Mul(r, big.NewRat(1_000_000, 1)).Float64()
	if math.IsNaN(n) || math.Abs(n) > 1<<53 {
		return 0
	}
	return int64(math.Round(n))
}
