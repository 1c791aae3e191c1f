package read

import (
	"math"
	"slices"
)

// Measures of columns that are drawn row by row, in sizes of their type or in counts.
const (
	gutter     = 1.2 // between two columns at least; words of a justified line seldom stand so far apart
	bandGap    = 3.0 // between rows of which the lower ones begin anew
	spread     = 4.0 // of where the lines of a column begin: widths of characters are a guess where the file has none
	columnRows = 4   // rows that columns share at least
	columnText = 18  // characters of a line in a column, on average: the cells of a table have fewer
)

// inColumns puts a page's lines in the order in which they are read. Some programs draw columns row by row: then
// pieces of several sentences stand on one baseline, which no reader would join. What stands apart for another reason,
// as the cells of a table or the words of a wide line, is one line.
func inColumns(pieces []pdfLine) []pdfLine {
	starts := columnStarts(pieces)
	if len(starts) == 0 {
		return joinRows(pieces)
	}
	column := func(l pdfLine) int {
		n := 0
		for _, x := range starts {
			switch {
			case l.x > x-spread*l.size:
				n++
			case l.end > x:
				return -1 // it runs over the gutter
			}
		}
		return n
	}
	var out []pdfLine
	columns := make([][]pdfLine, len(starts)+1)
	end := func() {
		for i, c := range columns {
			out, columns[i] = append(out, joinRows(c)...), nil
		}
	}
	for i, l := range pieces {
		if i > 0 && pieces[i-1].y-l.y > bandGap*l.size {
			end()
		}
		n := column(l)
		if n < 0 {
			end()
			out = append(out, l)
			continue
		}
		columns[n] = append(columns[n], l)
	}
	end()
	return out
}

// columnStarts are where columns behind the first begin, from left to right; none if there are no columns.
func columnStarts(pieces []pdfLine) []float64 {
	var starts []float64
	for i, l := range pieces {
		if !l.apart || slices.ContainsFunc(starts, func(x float64) bool { return math.Abs(x-l.x) <= spread*l.size }) {
			continue
		}
		rows, before, behind := 0, 0, 0
		for j := i; j < len(pieces); j++ {
			if m := pieces[j]; m.apart && math.Abs(m.x-l.x) <= spread*l.size {
				rows, before, behind = rows+1, before+runes(pieces[j-1].text), behind+runes(m.text)
			}
		}
		if rows >= columnRows && before >= rows*columnText && behind >= rows*columnText {
			starts = append(starts, l.x)
		}
	}
	slices.Sort(starts)
	return starts
}

// joinRows joins the pieces of each row.
func joinRows(pieces []pdfLine) []pdfLine {
	var out []pdfLine
	for i, l := range pieces {
		if !l.apart || i == 0 || math.Abs(pieces[i-1].y-l.y) > 0.5*l.size {
			out = append(out, l)
			continue
		}
		last := &out[len(out)-1]
		if !tight(last.text, l.text) {
			last.text += " "
		}
		last.text, last.end = last.text+l.text, max(last.end, l.end)
	}
	return out
}
