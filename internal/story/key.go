package story

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// Keys gives each story a key that stays the same from digest to digest. groups hold the hashes of the stories'
// documents, earliest document first; known holds the keys that documents had in earlier digests.
//
// A story keeps the key that most of its documents had. When a story fell apart, the part with more of the old
// documents keeps the key; a story without known documents gets a new one, made from its earliest document.
func Keys(groups [][]string, known map[string]string) []string {
	type bid struct {
		group, documents int
		key              string
	}
	var bids []bid
	for g, group := range groups {
		votes := map[string]int{}
		for _, hash := range group {
			if key, ok := known[hash]; ok {
				votes[key]++
			}
		}
		for key, n := range votes {
			bids = append(bids, bid{g, n, key})
		}
	}
	slices.SortFunc(bids, func(a, b bid) int {
		return cmp.Or(cmp.Compare(b.documents, a.documents), cmp.Compare(a.group, b.group), cmp.Compare(a.key, b.key))
	})
	keys := make([]string, len(groups))
	taken := map[string]bool{}
	for _, b := range bids {
		if keys[b.group] == "" && !taken[b.key] {
			keys[b.group] = b.key
			taken[b.key] = true
		}
	}
	for g, group := range groups {
		if keys[g] == "" {
			keys[g] = newKey(group, taken)
			taken[keys[g]] = true
		}
	}
	return keys
}

// newKey hashes the earliest document of a story whose key is still free.
func newKey(group []string, taken map[string]bool) string {
	for _, hash := range group {
		sum := sha256.Sum256([]byte("story\n" + hash))
		if key := hex.EncodeToString(sum[:8]); !taken[key] {
			return key
		}
	}
	sum := sha256.Sum256([]byte("stories\n"))
	return hex.EncodeToString(sum[:8])
}
