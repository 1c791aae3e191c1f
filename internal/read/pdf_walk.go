package read

import (
	"io"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// A matrix is a b c d e f of ISO 32000, 8.3.3: x' = ax + cy + e, y' = bx + dy + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times applies m before n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// pdfState is what the operators q and Q save and restore.
type pdfState struct {
	ctm           matrix
	font          *pdfFont
	size, leading float64
	spacing       float64 // between characters
	scale         float64 // of widths; 0 stands for 1
}

// A pdfLine is text on one baseline.
type pdfLine struct {
	text      string
	x, y, end float64 // of its first character; end is where the last one ends
	size      float64
	apart     bool // it stands on the baseline of the line before, far behind its end
}

// A pdfWalker runs a page's operators and gathers its lines in the order in which they are drawn.
type pdfWalker struct {
	state   pdfState
	saved   []pdfState
	tm, tlm matrix
	lines   []pdfLine
	line    strings.Builder
	cur     pdfLine
	last    float64 // where the last character drawn ended
	shown   int
}

// run interprets a content stream, or several, and the forms that it draws.
func (w *pdfWalker) run(content, resources pdf.Value, depth int) {
	if depth > 6 || !unpacksTo(content, pdfContent) {
		return
	}
	fonts := map[string]*pdfFont{}
	pdf.Interpret(content, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		switch op {
		case "Tf":
			if len(args) == 2 {
				name := args[0].Name()
				if fonts[name] == nil {
					fonts[name] = newPDFFont(resources.Key("Font").Key(name))
				}
				w.state.font, w.state.size = fonts[name], args[1].Float64()
			}
		case "Do":
			if len(args) == 1 {
				w.form(resources.Key("XObject").Key(args[0].Name()), resources, depth)
			}
		default:
			w.operate(op, args)
		}
	})
}

// unpacksTo reports whether streams unpack to no more than limit bytes.
func unpacksTo(content pdf.Value, limit int64) bool {
	if content.Kind() == pdf.Array {
		for i := range content.Len() {
			if !unpacksTo(content.Index(i), limit) {
				return false
			}
		}
		return true
	}
	n, _ := io.Copy(io.Discard, io.LimitReader(content.Reader(), limit+1))
	return n <= limit
}

// form draws a form XObject.
func (w *pdfWalker) form(x, resources pdf.Value, depth int) {
	if x.Key("Subtype").Name() != "Form" {
		return
	}
	before, saved := w.state, w.saved
	if m, ok := matrixOf(x.Key("Matrix")); ok {
		w.state.ctm = m.times(w.state.ctm)
	}
	if own := x.Key("Resources"); !own.IsNull() {
		resources = own
	}
	w.run(x, resources, depth+1)
	w.state, w.saved = before, saved
}

func matrixOf(v pdf.Value) (m matrix, ok bool) {
	if v.Len() != 6 {
		return m, false
	}
	for i := range m {
		m[i] = v.Index(i).Float64()
	}
	return m, true
}

// operate runs one operator of graphics state or text; others draw no text.
func (w *pdfWalker) operate(op string, args []pdf.Value) {
	num := func(i int) float64 {
		if i < len(args) {
			return args[i].Float64()
		}
		return 0
	}
	switch op {
	case "q":
		if len(w.saved) < 1000 {
			w.saved = append(w.saved, w.state)
		}
	case "Q":
		if n := len(w.saved); n > 0 {
			w.state, w.saved = w.saved[n-1], w.saved[:n-1]
		}
	case "cm":
		w.state.ctm = matrix{num(0), num(1), num(2), num(3), num(4), num(5)}.times(w.state.ctm)
	case "BT":
		w.tm, w.tlm = identity, identity
	case "Tm":
		w.tm = matrix{num(0), num(1), num(2), num(3), num(4), num(5)}
		w.tlm = w.tm
	case "Td":
		w.move(num(0), num(1))
	case "TD":
		w.state.leading = -num(1)
		w.move(num(0), num(1))
	case "T*":
		w.move(0, -w.state.leading)
	case "TL":
		w.state.leading = num(0)
	case "Tc":
		w.state.spacing = num(0)
	case "Tz":
		w.state.scale = num(0) / 100
	case "Tj", "'", "\"":
		if op != "Tj" {
			w.move(0, -w.state.leading)
		}
		if len(args) > 0 {
			w.show(args[len(args)-1].RawString())
		}
	case "TJ":
		w.showAll(args)
	}
}

// move goes to the start of another line.
func (w *pdfWalker) move(x, y float64) {
	w.tlm = matrix{1, 0, 0, 1, x, y}.times(w.tlm)
	w.tm = w.tlm
}

// showAll draws strings with adjustments between them, in thousandths of the font's size.
func (w *pdfWalker) showAll(args []pdf.Value) {
	if len(args) == 0 {
		return
	}
	for i := range args[0].Len() {
		v := args[0].Index(i)
		if v.Kind() == pdf.String {
			w.show(v.RawString())
			continue
		}
		w.advance(-v.Float64() / 1000 * w.state.size)
	}
}

func (w *pdfWalker) advance(tx float64) {
	if w.state.scale != 0 {
		tx *= w.state.scale
	}
	w.tm = matrix{1, 0, 0, 1, tx, 0}.times(w.tm)
}

// show draws a string: its characters join the line, or begin the next when they stand on another baseline.
func (w *pdfWalker) show(raw string) {
	if w.shown += len(raw); w.state.font == nil || w.shown > pdfContent {
		return
	}
	s, width := w.state.font.read(raw)
	place := w.tm.times(w.state.ctm)
	size := w.state.size * math.Hypot(place[2], place[3])
	x, y := place[4], place[5]
	gap := x - w.last
	newLine := w.line.Len() > 0 && (math.Abs(y-w.cur.y) > 0.5*max(size, w.cur.size) || gap < -size*2)
	apart := w.line.Len() > 0 && !newLine && gap > gutter*size
	if newLine || apart {
		w.flush()
	}
	if w.line.Len() == 0 {
		w.cur = pdfLine{x: x, y: y, size: size, apart: apart && len(w.lines) > 0}
	} else if gap > 0.2*size && !strings.HasSuffix(w.line.String(), " ") && !tight(w.line.String(), s) {
		w.line.WriteByte(' ')
	}
	w.line.WriteString(s)
	w.advance(width*w.state.size + w.state.spacing*float64(utf8.RuneCountInString(s)))
	w.last = w.tm.times(w.state.ctm)[4]
	w.cur.end = max(w.cur.end, w.last)
}

// tight reports whether no space may stand between two pieces of text: ideographs are spread without meaning
// one.
func tight(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return wideRune(a) && wideRune(b)
}

func wideRune(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0xff00 && r <= 0xff60
}

// flush ends the line.
func (w *pdfWalker) flush() {
	text := squeeze(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || r == '\u00ad' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(w.line.String(), "\uFFFD")))
	if text != "" {
		w.cur.text = text
		w.lines = append(w.lines, w.cur)
	}
	w.line.Reset()
}
