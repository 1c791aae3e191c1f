//go:build race

package text

// slowdown is how much longer the race detector may take than a bound on time says.
const slowdown = 10
