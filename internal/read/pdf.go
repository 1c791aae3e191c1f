package read

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/ledongthuc/pdf"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

const (
	pdfPages   = 2000     // more pages are left unread
	pdfContent = 16 << 20 // bytes that one content stream may unpack to
)

// pdfSize is how many objects a file says that it has.
var pdfSize = lazy.MustCompile(`/Size\s*\+?0*(\d+)`)

func isPDF(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, "\r\n\t \ufeff"), []byte("%PDF-"))
}

// readPDF reads the text of a PDF (ISO 32000) page by page. Damaged files make the library panic or read in
// circles; both end as ErrPDF, the second by a bound on what is read. Pictures of pages, which hold no text, end as
// ErrPDFPictures, and what opens only with a password as ErrPDFLocked.
func readPDF(raw text.Raw) (doc text.Document, err error) {
	body := bytes.TrimLeft(raw.Body, "\r\n\t \ufeff")
	unreadable := ErrPDF
	if bytes.Contains(body, []byte("/Encrypt")) {
		unreadable = ErrPDFLocked
	}
	defer func() {
		if recover() != nil {
			doc, err = text.Document{}, unreadable
		}
	}()
	for _, m := range pdfSize.FindAllSubmatch(body, -1) {
		if len(m[1]) > 7 {
			return text.Document{}, ErrPDF // the library makes a table of that size before it reads
		}
	}
	r, err := pdf.NewReader(&boundedReader{bytes.NewReader(body), 16<<20 + 64*int64(len(body))}, int64(len(body)))
	if err != nil {
		return text.Document{}, unreadable
	}
	unreadable = ErrPDF // it opens without a password
	var pieces []piece
	var lines [][]pdfLine
	for _, page := range pdfPageTree(r.Trailer().Key("Root").Key("Pages"), nil, 0) {
		lines = append(lines, readPage(page))
	}
	dropRunningLines(lines)
	for i, page := range lines {
		pieces = append(pieces, paragraphs(page, i+1)...)
	}
	title := pdfTitle(r.Trailer().Key("Info").Key("Title").Text())
	doc.Title = markRoles(pieces, firstOf(raw.Title, title), sampleLanguage(pieces, raw.Language))
	doc.Text, doc.Blocks = assemble(pieces)
	if !hasText(doc.Text) {
		if len(lines) > 0 {
			return text.Document{}, ErrPDFPictures
		}
		return text.Document{}, ErrPDF
	}
	if author := squeeze(r.Trailer().Key("Info").Key("Author").Text()); author != "" && runes(author) <= 100 {
		doc.Author = []string{author}
	}
	made := strings.TrimPrefix(r.Trailer().Key("Info").Key("CreationDate").Text(), "D:")
	if edtf, ok := parseDate(made[:min(len(made), 8)], ""); ok && fullDay(edtf) {
		doc.Published, doc.DateBasis = edtf, digest.DateMeta
	}
	return doc, nil
}

// A boundedReader ends reading in circles, which damaged files lead to.
type boundedReader struct {
	r    io.ReaderAt
	left int64
}

var errTooMuchRead = errors.New("read many times over")

func (b *boundedReader) ReadAt(p []byte, at int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		panic(errTooMuchRead) // the library goes on after an error; readPDF recovers
	}
	return b.r.ReadAt(p, at)
}

// pdfPageTree lists the pages below a node in order.
func pdfPageTree(node pdf.Value, pages []pdf.Value, depth int) []pdf.Value {
	kids := node.Key("Kids")
	if depth > 40 || len(pages) >= pdfPages {
		return pages
	}
	if kids.Kind() != pdf.Array {
		if node.Kind() == pdf.Dict {
			pages = append(pages, node)
		}
		return pages
	}
	for i := range kids.Len() {
		pages = pdfPageTree(kids.Index(i), pages, depth+1)
		if len(pages) >= pdfPages {
			break
		}
	}
	return pages
}

// readPage gives a page's lines. What is broken in it loses the rest of the page, not the document.
func readPage(page pdf.Value) (lines []pdfLine) {
	var w pdfWalker
	defer func() {
		if r := recover(); r == errTooMuchRead {
			panic(r)
		}
		w.flush()
		lines = inColumns(w.lines)
	}()
	w.state.ctm = identity
	w.run(page.Key("Contents"), inherited(page, "Resources"), 0)
	return nil
}

// inherited looks a key up in a page and the nodes above it.
func inherited(page pdf.Value, key string) pdf.Value {
	for range 40 {
		if v := page.Key(key); !v.IsNull() {
			return v
		}
		page = page.Key("Parent")
	}
	return pdf.Value{}
}

// pdfTitle refuses what programs write when nobody gave a title.
func pdfTitle(s string) string {
	s = squeeze(s)
	low := lower(s)
	for sign := range strings.FieldsSeq(`microsoft untitled .doc .pdf .indd .qxd .wpd \ powerpoint 無題 未命名`) {
		if strings.Contains(low, sign) {
			return ""
		}
	}
	if runes(fold(s)) < 4 {
		return ""
	}
	return s
}
