package llm

import (
	"fmt"
	"strconv"
	"strings"
)

// Money is an amount in 10⁻¹² of a currency unit, so that the price of one token is a whole number and sums
// are exact.
type Money int64

const moneyDigits = 12

// ParseMoney reads a decimal, as "0.50". More than 12 decimals, signs, exponents and amounts above 9 million
// are errors.
func ParseMoney(s string) (Money, error) {
	whole, frac, _ := strings.Cut(s, ".")
	if len(frac) > moneyDigits || strings.Trim(whole+frac, "0123456789") != "" || whole+frac == "" {
		return 0, fmt.Errorf("%q is not an amount of money: write it as 0.50", s)
	}
	n, err := strconv.ParseInt(whole+frac+strings.Repeat("0", moneyDigits-len(frac)), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is too much money", s)
	}
	return Money(n), nil
}

// String returns the decimal without trailing zeros, as "0.5".
func (m Money) String() string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	s := fmt.Sprintf("%0*d", moneyDigits+1, int64(m))
	point := len(s) - moneyDigits
	return sign + strings.TrimSuffix(s[:point]+"."+strings.TrimRight(s[point:], "0"), ".")
}

// MarshalText writes the decimal.
func (m Money) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Money) UnmarshalText(b []byte) (err error) {
	*m, err = ParseMoney(string(b))
	return err
}
