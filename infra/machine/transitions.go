package machine

import "encoding/json"

// Transitions are the states that an execution goes through, which is what AWS counts, when nothing has to be tried
// again: those of the "run" itself, and of one child of each map.
func Transitions() map[string]int {
	var m part
	if err := json.Unmarshal([]byte(Definition()), &m); err != nil {
		panic(err) // it is JSON of this package
	}
	out := map[string]int{}
	m.count("run", out)
	return out
}

// A part is a machine, or what a map does for each item.
type part struct {
	StartAt string
	States  map[string]struct {
		Next, Default string
		Choices       []struct{ Next string }
		ItemProcessor *part
	}
}

// count follows the states that are next. A choice before a map goes to the map.
func (p part) count(name string, out map[string]int) {
	for at := p.StartAt; at != ""; out[name]++ {
		s := p.States[at]
		if s.ItemProcessor != nil {
			s.ItemProcessor.count(at, out)
		}
		next := s.Next + s.Default
		if len(s.Choices) > 0 && p.States[s.Choices[0].Next].ItemProcessor != nil {
			next = s.Choices[0].Next
		}
		at = next
	}
}
