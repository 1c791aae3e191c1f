package sparse

// Shared counts the keys that two sets have in common, and those of the smaller set.
func Shared[K comparable](a, b map[K]bool) (both, smaller int) {
	if len(a) > len(b) {
		a, b = b, a
	}
	for k := range a {
		if b[k] {
			both++
		}
	}
	return both, len(a)
}
