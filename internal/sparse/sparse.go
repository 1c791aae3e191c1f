// Package sparse has vectors of which most terms are zero, and sets, and how alike two of them are.
package sparse

import (
	"cmp"
	"math"
)

// A Vector weighs terms, in the order of their keys. The order is part of every result: sums of floating-point numbers
// taken in another order differ, and equal input must give equal output.
type Vector[K cmp.Ordered] []Term[K]

// A Term is a key and its weight.
type Term[K cmp.Ordered] struct {
	Key    K
	Weight float64
}

// Scale makes the vector as long as 1, in place. One of zeros stays as it is.
func (v Vector[K]) Scale() {
	var sum float64
	for _, t := range v {
		sum += t.Weight * t.Weight
	}
	if sum == 0 {
		return
	}
	length := math.Sqrt(sum)
	for i := range v {
		v[i].Weight /= length
	}
}

// Dot is the product of two vectors; of two that were scaled it is the cosine between them, from 0 to 1 where no weight
// is negative.
func Dot[K cmp.Ordered](a, b Vector[K]) float64 {
	var sum float64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Key < b[j].Key:
			i++
		case a[i].Key > b[j].Key:
			j++
		default:
			sum += a[i].Weight * b[j].Weight
			i, j = i+1, j+1
		}
	}
	return sum
}
