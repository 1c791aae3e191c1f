// Package index answers questions about the digests of a store on one machine: which there are, which say
// something, and what they cost. It is a SQLite file beside the objects, and holds nothing that they do not: it is
// made again from them when it is missing, damaged or of an older form, and [Index.Sync] catches up with what was
// stored without it.
//
// Words are found in any script. Chinese, Japanese, Thai and other scripts without spaces are taken apart into
// characters, and a word asked for must have its characters side by side; accents and case do not matter.
package index

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver, in Go

	"polydigest/internal/store"
)

//go:embed schema.sql
var schema string

// version is the schema's; it rises with every change of it.
const version = 1

// Index is the index of a store; made by Open.
type Index struct {
	db *sql.DB
	kv store.KV
}

// Open opens the index in a file, making it if need be, and brings it up to what the store has. Several processes may
// have one file open.
func Open(ctx context.Context, file string, kv store.KV) (*Index, error) {
	x, err := open(ctx, file, kv)
	if err != nil && ctx.Err() == nil {
		if err := Remove(file); err != nil {
			return nil, err
		}
		x, err = open(ctx, file, kv)
	}
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", file, err)
	}
	return x, nil
}

// Remove removes an index, with all that it has kept of what is no longer there. [Open] makes it anew.
func Remove(file string) error {
	for _, part := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(file + part); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("index %s: %w", file, err)
		}
	}
	return nil
}

func open(ctx context.Context, file string, kv store.KV) (*Index, error) {
	const options = "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)" +
		"&_pragma=foreign_keys(1)&_txlock=immediate"
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: file}).EscapedPath()+options)
	if err != nil {
		return nil, err
	}
	x := &Index{db, kv}
	if err = x.prepare(ctx); err == nil {
		err = x.Sync(ctx)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return x, nil
}

// prepare makes the tables. A file of another version is an error, upon which Open starts anew.
func (x *Index) prepare(ctx context.Context) error {
	return x.change(ctx, func(tx *sql.Tx) error {
		var found int
		if err := tx.QueryRow("PRAGMA user_version").Scan(&found); err != nil {
			return err
		}
		if found == version {
			return nil
		}
		if found != 0 {
			return fmt.Errorf("has version %d, not %d", found, version)
		}
		_, err := tx.Exec(schema + fmt.Sprintf("; PRAGMA user_version = %d", version))
		return err
	})
}

// Close releases the file.
func (x *Index) Close() error { return x.db.Close() }

func (x *Index) change(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := x.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// Sync takes up the digests that were stored since, and drops those that are no longer there. A digest that cannot be
// read is passed over: whoever asks for it will see why.
func (x *Index) Sync(ctx context.Context) error {
	stored, err := x.kv.List(ctx, "digests/", "", 0)
	if err != nil {
		return err
	}
	known, err := x.keys(ctx)
	if err != nil {
		return err
	}
	stored = slices.DeleteFunc(stored, func(key string) bool {
		was := known[key]
		delete(known, key)
		return was
	})
	for some := range slices.Chunk(stored, batch) {
		if err := x.take(ctx, some); err != nil {
			return err
		}
	}
	return x.change(ctx, func(tx *sql.Tx) error {
		for key := range known {
			if err := drop(tx, key); err != nil {
				return err
			}
		}
		return nil
	})
}

// batch is how many digests are taken up before other processes have their turn.
const batch = 100

func (x *Index) take(ctx context.Context, keys []string) error {
	return x.change(ctx, func(tx *sql.Tx) error {
		for _, key := range keys {
			data, _, err := x.kv.Get(ctx, key)
			if errors.Is(err, store.ErrNotFound) {
				continue
			}
			if err == nil {
				err = add(tx, key, data)
			}
			if err != nil && !errors.Is(err, errUnreadable) {
				return err
			}
		}
		return nil
	})
}

func (x *Index) keys(ctx context.Context) (map[string]bool, error) {
	rows, err := x.db.QueryContext(ctx, "SELECT key FROM digests")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	keys := map[string]bool{}
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return nil, err
		}
		keys[key] = true
	}
	return keys, rows.Err()
}

var errUnreadable = errors.New("not a digest")

// A stored digest, as far as the index needs it.
type stored struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"created_at"`
	Status    string    `json:"status"`
	Languages []string  `json:"languages"`
	Documents []struct{ Title, URL, Publisher string }
	Editions  map[string]struct {
		Title string
		Lead  []struct{ Text string }
	}
	Stories []struct {
		Claims   []struct{ Citations []struct{ Quote string } }
		Editions map[string]struct {
			Title   string
			Summary []struct{ Text string }
			Points  map[string]struct{ Text string }
		}
	}
	Usage struct {
		Calls            int
		PromptTokens     int `json:"prompt_tokens"`
		CompletionTokens int `json:"completion_tokens"`
		Cost             struct{ Amount, Currency string }
	}
}

func add(tx *sql.Tx, key string, data []byte) error {
	var d stored
	if err := json.Unmarshal(data, &d); err != nil || d.ID == "" {
		return fmt.Errorf("%s: %w", key, errUnreadable)
	}
	if err := drop(tx, key); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO digests (key, id, name, created, status, languages, documents, stories,
		calls, prompt_tokens, completion_tokens, millionths, currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		key, d.ID, d.Name, d.CreatedAt.UTC().Format(timeForm), d.Status, strings.Join(d.Languages, " "),
		len(d.Documents), len(d.Stories),
		d.Usage.Calls, d.Usage.PromptTokens, d.Usage.CompletionTokens,
		millionths(d.Usage.Cost.Amount), d.Usage.Cost.Currency)
	for _, e := range d.texts() {
		if err == nil {
			_, err = tx.Exec("INSERT INTO editions (key, language, title) VALUES (?, ?, ?)", key, e.language, e.title)
		}
		if err == nil {
			_, err = tx.Exec("INSERT INTO words (rowid, text) VALUES (last_insert_rowid(), ?)", apart(e.text))
		}
	}
	return err
}

func drop(tx *sql.Tx, key string) error {
	for _, statement := range []string{
		"DELETE FROM words WHERE rowid IN (SELECT id FROM editions WHERE key = ?)",
		"DELETE FROM editions WHERE key = ?",
		"DELETE FROM digests WHERE key = ?",
	} {
		if _, err := tx.Exec(statement, key); err != nil {
			return err
		}
	}
	return nil
}

// timeForm sorts as text.
const timeForm = "2006-01-02T15:04:05.000000000Z"

type edition struct{ language, title, text string }

// texts are what can be searched: what each edition says, and in "" what the sources are called and were quoted with.
func (d stored) texts() []edition {
	var all []edition
	for _, language := range d.Languages {
		e := d.Editions[language]
		lines := []string{e.Title}
		for _, s := range e.Lead {
			lines = append(lines, s.Text)
		}
		for _, story := range d.Stories {
			told := story.Editions[language]
			lines = append(lines, told.Title)
			for _, s := range told.Summary {
				lines = append(lines, s.Text)
			}
			for _, p := range told.Points {
				lines = append(lines, p.Text)
			}
		}
		all = append(all, edition{language, e.Title, strings.Join(lines, "\n")})
	}
	var sources []string
	for _, doc := range d.Documents {
		sources = append(sources, doc.Title, doc.Publisher, doc.URL)
	}
	for _, story := range d.Stories {
		for _, claim := range story.Claims {
			for _, c := range claim.Citations {
				sources = append(sources, c.Quote)
			}
		}
	}
	slices.Sort(sources)
	return append(all, edition{text: strings.Join(slices.Compact(sources), "\n")})
}
