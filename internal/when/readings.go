package when

// A reading finds what begins at a token of certain senses, and at no other.
type reading struct {
	of   senses
	find func(*parser, int) (moment, int)
}

// The senses at which the readings of date may begin, and those at which any expression of time may.
const (
	months  = 1<<month | 1<<hijri | 1<<jalali | 1<<premark
	marking = 1<<era | 1<<bc | 1<<inDigits
	naming  = months | 1<<weekday | 1<<ordinal | 1<<number | 1<<inDigits
	parting = 1<<season | 1<<decade | 1<<decadeName | 1<<century | 1<<quarter | 1<<half | 1<<unit | 1<<letterQ |
		1<<ordinal | 1<<quote | 1<<inDigits
	counting = 1<<rel | 1<<relDay | 1<<last | 1<<this | 1<<next | 1<<agoBefore | 1<<number | 1<<unit | 1<<inDigits
	yearing  = 1<<ad | 1<<roman | 1<<inDigits

	opening = marking | naming | parting | counting | yearing | 1<<pm | 1<<am | 1<<noon | 1<<midnight | 1<<dual
)

// first gives what the first of some readings finds at i.
func (p *parser) first(i int, readings ...reading) (moment, int) {
	t := p.tok(i)
	for _, r := range readings {
		if !t.any(r.of) {
			continue
		}
		if m, j := r.find(p, i); j > i {
			return m, j
		}
	}
	return moment{}, i
}
