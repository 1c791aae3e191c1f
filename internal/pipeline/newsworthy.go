package pipeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/story"
	"polydigest/internal/verify"
)

// newsworthy puts first the groups of documents that are to be asked about first: those on the topic; then those with
// something that the previous digest did not have; then those that most reports were written of, however often each of
// them was copied. Otherwise they stay in the order they are in.
func newsworthy(m manifest, groups [][]int, gists []story.Hint, previous *digest.Digest) {
	known := map[string]bool{}
	if previous != nil {
		for _, d := range previous.Documents {
			known[d.TextSHA256] = true
		}
	}
	lines := map[int]string{}
	for _, g := range gists {
		lines[g.Doc] = g.Line + " " + strings.Join(g.Names, " ")
	}
	worth := make(map[int]value, len(groups)) // by the first document of each
	for _, group := range groups {
		var v value
		for _, i := range group {
			d := m.Documents[i]
			if onTopic(d.Title+" "+lines[i], m.Request.Topic) {
				v.topical++
			}
			if !known[d.TextSHA256] {
				v.novel = 1
			}
			if d.Of == "" {
				v.reports++
			}
		}
		worth[group[0]] = v
	}
	slices.SortStableFunc(groups, func(a, b []int) int {
		x, y := worth[a[0]], worth[b[0]]
		return cmp.Or(y.topical-x.topical, y.novel-x.novel, y.reports-x.reports)
	})
}

// A value is what makes one story more worth asking about than another.
type value struct {
	topical int // documents on the topic
	novel   int // 1 if there is something new in it
	reports int // documents that are no copies or renderings of others
}

// onTopic reports whether a line has at least half of the words of a topic.
func onTopic(line, topic string) bool {
	words := strings.Fields(topic)
	line = verify.Fold(line)
	has := 0
	for _, w := range words {
		if strings.Contains(line, verify.Fold(w)) {
			has++
		}
	}
	return has > 0 && 2*has >= len(words)
}

// cut lists the documents of a story as below what is shown.
func (m *manifest) cut(s manifestStory) {
	for _, id := range s.Documents {
		item := &m.Items[m.document(id).Item]
		item.State, item.Reason = digest.BelowCut, fmt.Sprintf("not among the first %d stories", m.Request.Top)
	}
}
