package lineage

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// densityOf returns how many letters of English one character of a language stands for, on average over news. It
// makes sentence lengths comparable; the shares are those of parallel texts in general.
func densityOf(lang string) float64 {
	base, _, _ := strings.Cut(lang, "-")
	if d, ok := densities[base]; ok {
		return d
	}
	return 0.9
}

var densities = map[string]float64{
	"en": 1, "zh": 2.45, "ja": 1.9, "ko": 1.95, "fr": 0.85, "it": 0.85, "es": 0.86, "pt": 0.9, "de": 0.83, "ru": 0.87, "ar": 1.08,
	"he": 1.24, "fa": 1.04, "hi": 1.55, "mr": 1.6, "th": 1.15, "vi": 0.97, "id": 0.85, "ms": 0.85, "uk": 0.92, "pl": 0.86, "tr": 0.89,
	"nl": 0.85, "sv": 0.97, "cs": 1.0, "sk": 0.98, "el": 0.82, "da": 0.96, "nb": 0.98, "fi": 0.92, "hu": 0.9, "ro": 0.87, "bg": 0.9,
	"sr": 0.95, "hr": 0.95, "ca": 0.87,
}

// A bead is a group of sentences of one text and the group of the other that says the same: half-open ranges of
// lines.
type bead struct{ a, b [2]int }

// Scores of the alignment, in nats: how much likelier two groups of sentences are as translations of each other
// than as sentences that came together by chance.
const (
	chanceSpread  = 0.85 // of the log of the ratio of two lengths drawn at random from the news
	translated    = 0.19 // of the same for a sentence and its translation, without the spread of short ones
	shortSpread   = 3.0  // variance that a sentence of one letter would add
	joinPenalty   = 1.8  // for two sentences against one
	gapPenalty    = 2.6  // for a sentence without its like
	missingNumber = 0.7  // for a number that only one side has
	mostMissing   = 1.4  // … of a bead
	mostShared    = 6    // for the figures and names that a bead shares
)

// unset is the score of what no alignment reaches.
const unset = -math.MaxFloat64

// An alignment is the best way to read two texts as one.
type alignment struct {
	beads   []bead
	score   float64 // all of it
	lengths float64 // what the lengths alone say
}

// steps are the shapes of a bead: how many sentences of each side.
var steps = [...][2]int{{1, 1}, {1, 0}, {0, 1}, {1, 2}, {2, 1}, {2, 2}}

// align finds the best alignment of two rows of sentences by dynamic programming (Gale and Church), with figures
// and names as further evidence. Long texts are held to a band around the diagonal. Ways that cannot
// reach the score least any more are not followed: of two texts that do not reach it only that is told.
func align(a, b view, least float64) alignment {
	t := tables.Get().(*table)
	defer tables.Put(t)
	t.enter(a, b)
	n, m, width := len(a.lines), len(b.lines), len(b.lines)+1
	if t.most(0, 0) < least {
		return alignment{score: unset}
	}
	t.fill()
	band := max(12, abs(n-m)+8)
	best, from := t.best, t.from
	best[0] = 0
	for i := 0; i <= n; i++ {
		diagonal := i * m / max(n, 1)
		for j := max(0, diagonal-band); j <= min(m, diagonal+band); j++ {
			here := best[i*width+j]
			if here == unset || here+t.most(i, j) < least {
				continue
			}
			for s, step := range steps {
				x, y := i+step[0], j+step[1]
				if x > n || y > m {
					continue
				}
				at, score := x*width+y, here-gapPenalty
				if step[0] > 0 && step[1] > 0 {
					score = here + t.lengths(i, x, j, y)
					if score+t.gain(i, x) <= best[at] {
						continue
					}
					score += t.anchors(i, x, j, y)
				}
				if score > best[at] {
					best[at], from[at] = score, uint8(s)
				}
			}
		}
	}
	out := alignment{score: best[n*width+m]}
	if out.score == unset {
		return out
	}
	for i, j := n, m; i > 0 || j > 0; {
		step := steps[from[i*width+j]]
		x, y := i-step[0], j-step[1]
		if step[0] > 0 && step[1] > 0 {
			out.beads = append(out.beads, bead{[2]int{x, i}, [2]int{y, j}})
			out.lengths += t.lengths(x, i, y, j)
		} else {
			out.lengths -= gapPenalty
		}
		i, j = x, y
	}
	slices.Reverse(out.beads)
	return out
}

// A table holds what the scores of all beads of two texts are made of, and the best scores. Its memory is used again.
type table struct {
	a, b   evidence
	width  int
	common []agreement
	shared []float64 // weight of the anchors that line i of a and line j of b share
	agreed []int16   // how many of them are numbers
	best   []float64 // of the first i lines of a and j of b
	from   []uint8   // by which of the steps
}

var tables = sync.Pool{New: func() any { return new(table) }}

// An agreement is an anchor that two lines share.
type agreement struct {
	at     int // in the table
	weight float64
	number bool
}

// A side holds the lengths of one text's beads, of one line and of two, and running counts of its numbers.
type side struct {
	length, log [2][]float64
	numbers     []int
}

// Evidence is a text's side with what its lines gain from the other text.
type evidence struct {
	side
	gains []float64 // the most that a line gains by its anchors, in any bead
	rest  []float64 // the most that the lines from here on gain; joining two gains less than it costs
}

// enter takes in two texts: what each of their lines gains at most.
func (t *table) enter(a, b view) {
	t.a.begin(a)
	t.b.begin(b)
	t.width, t.common = len(b.lines), t.common[:0]
	for i, j := 0, 0; i < len(a.anchors) && j < len(b.anchors); {
		switch x, y := a.anchors[i], b.anchors[j]; {
		case x.key < y.key:
			i++
		case x.key > y.key:
			j++
		default:
			endA, endB := sameKey(a.anchors, i), sameKey(b.anchors, j)
			t.share(a.anchors[i:endA], b.anchors[j:endB])
			i, j = endA, endB
		}
	}
	t.a.sum(a.lines)
	t.b.sum(b.lines)
}

func (e *evidence) begin(v view) {
	e.side = v.side
	e.gains, e.rest = sized(e.gains, len(v.lines)), sized(e.rest, len(v.lines)+1)
	clear(e.gains)
	clear(e.rest)
}

func (e *evidence) sum(lines []line) {
	for i := len(lines) - 1; i >= 0; i-- {
		e.gains[i] = min(e.gains[i], mostShared)
		e.rest[i] = e.rest[i+1] + e.gains[i] + spreadOf(lines[i].length).gain
	}
}

// fill makes the tables of two texts that are entered.
func (t *table) fill() {
	cells := (len(t.a.rest) - 1) * t.width
	t.shared, t.agreed = sized(t.shared, cells), sized(t.agreed, cells)
	clear(t.shared)
	clear(t.agreed)
	for _, c := range t.common {
		t.shared[c.at] += c.weight
		if c.number {
			t.agreed[c.at]++
		}
	}
	t.best, t.from = sized(t.best, len(t.a.rest)*(t.width+1)), sized(t.from, len(t.a.rest)*(t.width+1))
	for i := range t.best {
		t.best[i] = unset
	}
}

// sized is a slice of n elements, in the memory of s if that is enough; their values are any.
func sized[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }

// most is the most that the lines of a from i on and those of b from j on can score together: what those of either side
// gain, where each line that the other side has more is joined to another or left out.
func (t *table) most(i, j int) float64 {
	more := float64((len(t.b.rest) - j) - (len(t.a.rest) - i))
	return min(t.a.rest[i]-joinPenalty*max(more, 0), t.b.rest[j]-joinPenalty*max(-more, 0))
}

// gain is the most that lines i to x of a gain by their anchors.
func (t *table) gain(i, x int) float64 {
	if x == i+1 {
		return t.a.gains[i]
	}
	return t.a.gains[i] + t.a.gains[i+1]
}

// sameKey returns where the run of anchors with the key of the i-th ends.
func sameKey(anchors []placed, i int) int {
	end := i + 1
	for end < len(anchors) && anchors[end].key == anchors[i].key {
		end++
	}
	return end
}

// share enters one anchor that both texts have. One that is any word of its script on both sides says nothing.
func (t *table) share(inA, inB []placed) {
	if inA[0].loose && inB[0].loose {
		return
	}
	for _, x := range inA {
		for _, y := range inB {
			weight := min(x.weight, y.weight)
			t.common = append(t.common, agreement{int(x.line)*t.width + int(y.line), weight, x.number})
			t.a.gains[x.line] += weight
			t.b.gains[y.line] += weight
		}
	}
}

func sideOf(lines []line) side {
	var s side
	for two := range 2 {
		s.length[two], s.log[two] = make([]float64, len(lines)), make([]float64, len(lines))
	}
	s.numbers = make([]int, len(lines)+1)
	for i, l := range lines {
		s.length[0][i], s.length[1][i] = l.length, l.length
		if i+1 < len(lines) {
			s.length[1][i] += lines[i+1].length
		}
		s.log[0][i], s.log[1][i] = math.Log(s.length[0][i]), math.Log(s.length[1][i])
		s.numbers[i+1] = s.numbers[i] + l.numbers
	}
	return s
}

// lengths weighs lines i to x of a and j to y of b, one or two each, by their lengths.
func (t *table) lengths(i, x, j, y int) float64 {
	n, m := x-i-1, y-j-1
	shorter := min(t.a.length[n][i], t.b.length[m][j])
	s := spreadOf(shorter)
	ratio := t.b.log[m][j] - t.a.log[n][i]
	return s.gain - ratio*ratio*s.slope - joinPenalty*float64(n+m)
}

// anchors weighs them by their figures and names.
func (t *table) anchors(i, x, j, y int) float64 {
	shared, agreed := 0.0, 0
	for p := i; p < x; p++ {
		for q := j; q < y; q++ {
			shared += t.shared[p*t.width+q]
			agreed += int(t.agreed[p*t.width+q])
		}
	}
	missing := t.a.numbers[x] - t.a.numbers[i] + t.b.numbers[y] - t.b.numbers[j] - 2*agreed
	return min(shared, mostShared) - min(missingNumber*float64(max(missing, 0)), mostMissing)
}

// A spread compares two normal distributions of the ratio of two lengths, a translation's and chance's.
type spread struct{ gain, slope float64 }

// spreadOf returns the spread for the length of the shorter side; the gain grows with it.
func spreadOf(length float64) *spread { return &spreads[min(int(length), len(spreads)-1)] }

var spreads = func() (all [400]spread) {
	for i := range all {
		extra := shortSpread / float64(max(i, 1))
		near, far := translated*translated+extra, chanceSpread*chanceSpread+extra
		all[i].gain = 0.5 * math.Log(far/near)
		all[i].slope = (1/near - 1/far) / 2
	}
	return all
}()

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
