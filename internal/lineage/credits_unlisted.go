package lineage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/digest"
)

// unlisted finds outlets that are not in the list, by forms that only credits have: 【name 2024.2.5.】 at the end of a
// quoted passage, 《name报》, and in a footnote the newspaper before a date. Mentions already found are left out.
func unlisted(line string, known []mention) []mention {
	var found []mention
	add := func(start, end int) {
		name := strings.TrimSpace(line[start:end])
		if name == "" || utf8.RuneCountInString(name) > 30 || overlaps(known, start, end) {
			return
		}
		start += strings.Index(line[start:end], name)
		kind := digest.OriginOutlet
		if strings.HasSuffix(name, "通信") || strings.HasSuffix(name, "通讯社") || strings.HasSuffix(name, "通訊社") {
			kind = digest.OriginAgency
		}
		found = append(found, mention{start, start + len(name), name, name, kind, true})
	}
	if start, end, ok := between(line, "【", "】"); ok {
		if name, date := splitDate(line[start:end]); date {
			add(start, start+len(name))
		}
	}
	if start, end, ok := between(line, "《", "》"); ok && endsLikePaper(line[start:end]) {
		add(start, end)
	}
	return found
}

func between(line, opening, closing string) (start, end int, ok bool) {
	start = strings.Index(line, opening)
	if start < 0 {
		return 0, 0, false
	}
	start += len(opening)
	length := strings.Index(line[start:], closing)
	return start, start + length, length > 0
}

// splitDate cuts a date off the end of a bracket's text; date is false when none stands there.
func splitDate(s string) (name string, date bool) {
	end := strings.LastIndexFunc(s, func(r rune) bool {
		return !unicode.IsDigit(r) && !strings.ContainsRune("./-年月日 　,", r)
	})
	if end < 0 {
		return "", false
	}
	_, size := utf8.DecodeRuneInString(s[end:])
	name, rest := s[:end+size], s[end+size:]
	digits := 0
	for _, r := range rest {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return name, digits >= 3
}

// endsLikePaper reports whether a Chinese title in 《》 is a newspaper's, not a book's.
func endsLikePaper(name string) bool {
	for _, ending := range []string{"报", "報", "日报", "邮报", "时报", "新闻", "新聞", "周刊", "週刊", "杂志"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

func overlaps(known []mention, start, end int) bool {
	for _, m := range known {
		if m.start < end && start < m.end {
			return true
		}
	}
	return false
}

// byCredit tells which of two documents with a passage in common quotes the other: the one that credits the other's
// publisher. ok is false when neither or both do.
func byCredit(views []view, a, b int) (quoting, source int, ok bool) {
	ab, ba := credits(views[a], views[b]), credits(views[b], views[a])
	switch {
	case ab && !ba:
		return a, b, true
	case ba && !ab:
		return b, a, true
	}
	return 0, 0, false
}

// credits reports whether one document credits the publisher of another.
func credits(v, other view) bool {
	name, house, _, _ := Publisher(other.doc.Publisher, other.doc.URL)
	if name == "" {
		return false
	}
	for _, c := range Credits(*v.doc) {
		if c.Canonical == name || c.House == house {
			return true
		}
	}
	return false
}
