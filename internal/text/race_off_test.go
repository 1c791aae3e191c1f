//go:build !race

package text

const slowdown = 1
