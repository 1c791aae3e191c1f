package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

// expandPath is what a path stands for: a file, its JSON lines, or the files below a folder in the order of their
// names, hidden ones left out.
func expandPath(name string) []Ref {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) && likeAddress.MatchString(name) {
		return []Ref{failed(name, "no such file or folder; for a page or feed write https://%s", name)}
	}
	if err != nil {
		return []Ref{failed(name, "%s", fileReason(err))}
	}
	if !info.IsDir() {
		return expandFile(name, info)
	}
	refs := expandFolder(name)
	if len(refs) == 0 {
		return []Ref{failed(name, "no documents in this folder")}
	}
	return refs
}

// likeAddress is what an address without its https:// looks like, and a missing file hardly ever.
var likeAddress = lazy.MustCompile(`^(www\.[\p{L}\p{N}.-]+|[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/.*)$`)

func expandFile(name string, info fs.FileInfo) []Ref {
	switch {
	case !info.Mode().IsRegular():
	case isLines(name):
		return expandLines(name)
	case isList(name):
		body, err := readPath(name)
		if err != nil {
			return []Ref{failed(name, "%s", fileReason(err))}
		}
		return expandList(name, body)
	}
	return []Ref{{Source: name, Kind: File}}
}

func isLines(name string) bool {
	ext := filepath.Ext(name)
	return strings.EqualFold(ext, ".jsonl") || strings.EqualFold(ext, ".ndjson")
}

func expandFolder(folder string) []Ref {
	var refs []Ref
	// The function returns no error but SkipDir: what cannot be read is a Ref.
	root := folder + string(filepath.Separator) // of a link to a folder, what it leads to
	filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			refs = append(refs, failed(filepath.Clean(name), "%s", fileReason(err)))
			return nil
		case name != root && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir():
			return nil
		}
		info, err := os.Stat(name) // of a symbolic link's target
		switch {
		case err != nil:
			refs = append(refs, failed(name, "%s", fileReason(err)))
		case info.Mode().IsRegular():
			refs = append(refs, expandFile(name, info)...)
		case info.IsDir():
			refs = append(refs, skipped(name, "a link to a folder, which is not followed: name the folder"))
		default:
			refs = append(refs, skipped(name, "neither a file nor a folder"))
		}
		return nil
	})
	return refs
}

func (r *Reader) readFile(ctx context.Context, ref Ref) documents {
	body, err := readPath(ref.Source)
	if err != nil {
		return ready(failedItem(ref.Source, "%s", fileReason(err)))
	}
	return r.content(ctx, ref, ref.Source, body)
}

// readPath reads a file to its end, but never more than MaxDocument.
func readPath(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() > MaxDocument {
		return nil, errTooLarge{info.Size()}
	}
	return readUpTo(f, MaxDocument)
}

// documentItem is the item of a file's content.
func documentItem(name string, body []byte) text.Item {
	if reason := notText(body); reason != "" {
		return failedItem(name, "%s", reason)
	}
	return text.Item{Source: name, Raw: text.Raw{Body: body, ContentType: contentType(name), DateBasis: digest.DateNone}}
}

func (r *Reader) readStdin(ctx context.Context, ref Ref) documents {
	if r.Stdin == nil {
		return ready(failedItem(ref.Source, "there is no standard input"))
	}
	body, err := readUpTo(r.Stdin, MaxDocument)
	if err != nil {
		return ready(failedItem(ref.Source, "%s", fileReason(err)))
	}
	if first, _, _ := bytes.Cut(body, []byte("\n")); isLine(first) {
		return ready(parseLines(ref.Source, 1, body)...)
	}
	return r.content(ctx, ref, ref.Source, body)
}

// contentType is what a file's extension declares. A .txt declares nothing: dumps of pages and feeds are called so.
func contentType(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return "text/html"
	case ".md", ".markdown":
		return "text/markdown"
	case ".pdf":
		return "application/pdf"
	}
	return ""
}

// errTooLarge says that a stream has more than its limit.
type errTooLarge struct{ size int64 } // 0: not known

func (e errTooLarge) Error() string { return tooLarge(e.size) }

// readUpTo reads all of in, or fails when it has more than max bytes.
func readUpTo(in io.Reader, max int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(in, max+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > max {
		return nil, errTooLarge{}
	}
	return body, nil
}

func tooLarge(size int64) string {
	const limit = "a document may have 32 MiB; give many documents as a folder or as .jsonl"
	if size == 0 {
		return "too large: " + limit
	}
	return fmt.Sprintf("too large, %d MiB: %s", size>>20, limit)
}

// fileReason says in words why a file cannot be read, without its name.
func fileReason(err error) string {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or folder"
	case errors.Is(err, fs.ErrPermission):
		return "not readable: permission denied"
	case errors.As(err, &at):
		return "not readable: " + at.Err.Error()
	}
	return err.Error()
}
