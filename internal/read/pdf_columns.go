package read

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
)

// Measures of columns that are drawn row by row, in sizes of their type or in counts.
const (
	gutter      = 1.2 // between two columns at least; words of a justified line seldom stand so far apart
	bandGap     = 3.0 // between rows of which the lower ones begin anew
	spread      = 4.0 // of where the lines of a column begin: widths of characters are a guess where the file has none
	columnRows  = 4   // rows that columns share at least
	mostColumns = 12  // what has more is a table, or no page
	columnText  = 18  // characters of a line in a column, on average: the cells of a table have fewer
)

// inColumns puts a page's lines in the order in which they are read. Some programs draw columns row by row: then
// pieces of several sentences stand on one baseline, which no reader would join. What stands apart for another reason,
// as the cells of a table or the words of a wide line, is one line.
func inColumns(pieces []pdfLine) []pdfLine {
	starts := columnStarts(pieces)
	if len(starts) == 0 || len(starts) > mostColumns {
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
	type edge struct {
		x, near        float64 // near is how far others of its column begin
		before, behind int     // letters of its row to the left and to the right
	}
	var edges []edge
	for i, l := range pieces {
		if l.apart && i > 0 {
			edges = append(edges, edge{x: l.x, near: spread * l.size, before: runes(pieces[i-1].text), behind: runes(l.text)})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.x, b.x) })
	sums := make([][2]int, len(edges)+1)
	for i, e := range edges {
		sums[i+1] = [2]int{sums[i][0] + e.before, sums[i][1] + e.behind}
	}
	var starts []float64
	for _, e := range edges {
		from := sort.Search(len(edges), func(i int) bool { return edges[i].x >= e.x-e.near })
		to := sort.Search(len(edges), func(i int) bool { return edges[i].x > e.x+e.near })
		rows := to - from
		before, behind := sums[to][0]-sums[from][0], sums[to][1]-sums[from][1]
		column := rows >= columnRows && min(before, behind) >= rows*columnText
		if column && (len(starts) == 0 || e.x-starts[len(starts)-1] > e.near) {
			starts = append(starts, e.x)
		}
	}
	return starts
}

// joinRows joins the pieces of each row.
func joinRows(pieces []pdfLine) []pdfLine {
	var out []pdfLine
	var row strings.Builder
	for i, l := range pieces {
		if !l.apart || i == 0 || math.Abs(pieces[i-1].y-l.y) > 0.5*l.size {
			row.Reset()
			row.WriteString(l.text)
			out = append(out, l)
			continue
		}
		last := &out[len(out)-1]
		if !tight(pieces[i-1].text, l.text) {
			row.WriteByte(' ')
		}
		row.WriteString(l.text)
		last.text, last.end = row.String(), max(last.end, l.end)
	}
	return out
}
