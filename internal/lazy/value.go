package lazy

import "sync"

// Value is a value that is made at its first use. A variable that holds a [sync.OnceValue] holds what makes it too, and
// every program that imports its package is linked with that and its tables; of a Value only the use names it.
type Value[T any] struct {
	once sync.Once
	made T
}

// Get is the value; the first call makes it.
func (v *Value[T]) Get(make func() T) T {
	v.once.Do(func() { v.made = make() })
	return v.made
}
