package figures

import (
	"cmp"
	"math/bits"
	"strconv"
	"strings"
)

// A dec is an exact number: ±m·10^e, over den when it is a fraction that no decimal holds. The zero value is 0.
type dec struct {
	m   uint64
	e   int
	den uint64 // 0 or 1: none
	neg bool
}

func whole(n uint64) dec { return dec{m: n}.norm() }

// norm brings d to its one form: no trailing zeros in m, the fraction in lowest terms and decimal where it can be.
func (d dec) norm() dec {
	if d.m == 0 {
		return dec{}
	}
	if d.den > 1 {
		if d.e > 0 && d.e < 19 { // so that 10^e can cancel against the denominator
			if hi, lo := bits.Mul64(d.m, pow10(d.e)); hi == 0 {
				d.m, d.e = lo, 0
			}
		}
		g := gcd(d.m, d.den)
		d.m, d.den = d.m/g, d.den/g
		for d.den%10 == 0 {
			d.den, d.e = d.den/10, d.e-1
		}
		for ; d.den%2 == 0 && d.m < 1<<60; d.e-- {
			d.den, d.m = d.den/2, d.m*5
		}
		for ; d.den%5 == 0 && d.m < 1<<62; d.e-- {
			d.den, d.m = d.den/5, d.m*2
		}
	}
	if d.den == 1 {
		d.den = 0
	}
	for d.m%10 == 0 {
		d.m, d.e = d.m/10, d.e+1
	}
	return d
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func pow10(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

// over is d / by; by is not zero.
func (d dec) over(by dec) dec {
	d.neg = d.neg != by.neg
	d.e -= by.e
	d.den = max(d.den, 1) * by.m
	return d.norm()
}

// times is d · by, where by is small enough for the product to fit; ok is false when it does not.
func (d dec) times(by dec) (dec, bool) {
	d, by = d.norm(), by.norm()
	hi, m := bits.Mul64(d.m, by.m)
	dhi, den := bits.Mul64(max(d.den, 1), max(by.den, 1))
	if hi != 0 || dhi != 0 {
		return dec{}, false
	}
	return dec{m: m, e: d.e + by.e, den: den, neg: d.neg != by.neg}.norm(), true
}

// plus is d + by for numbers of the same sign; ok is false when the sum does not fit.
func (d dec) plus(by dec) (dec, bool) {
	d, by = d.norm(), by.norm()
	if d.m == 0 || by.m == 0 {
		if d.m == 0 {
			return by, true
		}
		return d, true
	}
	e := min(d.e, by.e)
	if d.e-e > 18 || by.e-e > 18 {
		return dec{}, false
	}
	den1, den2 := max(d.den, 1), max(by.den, 1)
	h1, a := bits.Mul64(d.m, pow10(d.e-e))
	h2, b := bits.Mul64(by.m, pow10(by.e-e))
	h3, a2 := bits.Mul64(a, den2)
	h4, b2 := bits.Mul64(b, den1)
	sum, carry := bits.Add64(a2, b2, 0)
	h5, den := bits.Mul64(den1, den2)
	if h1|h2|h3|h4|h5|carry != 0 {
		return dec{}, false
	}
	return dec{m: sum, e: e, den: den, neg: d.neg}.norm(), true
}

// same reports whether two numbers are equal.
func (d dec) same(o dec) bool { return d.norm() == o.norm() }

// cmp orders the absolute values of d and o.
func (d dec) cmp(o dec) int {
	d, o = d.norm(), o.norm()
	if d.m == 0 || o.m == 0 {
		switch {
		case d.m == o.m:
			return 0
		case d.m == 0:
			return -1
		}
		return 1
	}
	e := min(d.e, o.e)
	if d.e-e > 18 {
		return 1
	}
	if o.e-e > 18 {
		return -1
	}
	ah, al := scaled(d.m, pow10(d.e-e), max(o.den, 1))
	bh, bl := scaled(o.m, pow10(o.e-e), max(d.den, 1))
	switch {
	case ah != bh:
		return cmp.Compare(ah, bh)
	default:
		return cmp.Compare(al, bl)
	}
}

// scaled is m·p·den in 128 bits; what does not fit counts as the greatest number.
func scaled(m, p, den uint64) (hi, lo uint64) {
	hi, lo = bits.Mul64(m, p)
	if den == 1 {
		return hi, lo
	}
	h1, lo := bits.Mul64(lo, den)
	h2, l2 := bits.Mul64(hi, den)
	sum, carry := bits.Add64(h1, l2, 0)
	if h2 != 0 || carry != 0 {
		return ^uint64(0), ^uint64(0)
	}
	return sum, lo
}

// String is a plain decimal. A fraction that no decimal holds has 15 significant digits.
func (d dec) String() string {
	d = d.norm()
	if d.den > 1 {
		d = d.round(15)
	}
	digits := strconv.FormatUint(d.m, 10)
	switch {
	case d.m == 0:
		return "0"
	case d.e > 400 || d.e < -400:
		digits = digits + "e" + strconv.Itoa(d.e)
	case d.e >= 0:
		digits += strings.Repeat("0", d.e)
	case len(digits) > -d.e:
		digits = digits[:len(digits)+d.e] + "." + digits[len(digits)+d.e:]
	default:
		digits = "0." + strings.Repeat("0", -d.e-len(digits)) + digits
	}
	if d.neg {
		return "-" + digits
	}
	return digits
}

// round is d to n significant digits, halves up.
func (d dec) round(n int) dec {
	d = d.norm()
	if d.m == 0 {
		return d
	}
	// The quotient with one digit more than needed.
	den := max(d.den, 1)
	q, e := d.m/den, d.e
	rem := d.m % den
	for q < pow10(n) && rem != 0 {
		hi, lo := bits.Mul64(rem, 10)
		if hi != 0 {
			break
		}
		q, rem, e = q*10+lo/den, lo%den, e-1
	}
	up := uint64(0)
	for q >= pow10(n) {
		up, q, e = q%10, q/10, e+1
	}
	if up >= 5 {
		q++
	}
	return dec{m: q, e: e, neg: d.neg}.norm()
}

// roundAt is d to the digit of 10^exp, halves up.
func (d dec) roundAt(exp int) dec {
	n := d.magnitude() - exp + 1
	switch {
	case n > 17:
		return d
	case n < 0:
		return dec{}
	case n == 0: // only the digit below 10^exp can carry
		if d.round(1).magnitude() >= exp || d.round(1).m >= 5 {
			return dec{m: 1, e: exp, neg: d.neg}.norm()
		}
		return dec{}
	}
	return d.round(n)
}

// cut is d without its digits below 10^exp.
func (d dec) cut(exp int) dec {
	d = d.norm()
	if d.den > 1 {
		d = d.round(17)
	}
	for d.m != 0 && d.e < exp {
		d.m, d.e = d.m/10, d.e+1
	}
	return d.norm()
}

// magnitude is the power of ten of the first digit of d.
func (d dec) magnitude() int {
	d = d.norm()
	if d.den > 1 {
		d = d.round(3)
	}
	return d.e + len(strconv.FormatUint(d.m, 10)) - 1
}

// parseDec reads what String writes.
func parseDec(s string) (dec, bool) {
	s, neg := strings.CutPrefix(s, "-")
	whole, frac, _ := strings.Cut(s, ".")
	if whole+frac == "" || len(whole)+len(frac) > 400 {
		return dec{}, false
	}
	d := dec{neg: neg}
	for i := range len(whole) + len(frac) {
		c := byte(0)
		if i < len(whole) {
			c = whole[i]
		} else {
			c = frac[i-len(whole)]
		}
		if c < '0' || c > '9' {
			return dec{}, false
		}
		if d.m > (1<<64-10)/10 {
			if c != '0' {
				return dec{}, false
			}
			d.e++
			continue
		}
		d.m = d.m*10 + uint64(c-'0')
	}
	d.e -= len(frac)
	return d.norm(), true
}
