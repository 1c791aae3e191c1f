package story

import (
	"slices"
	"testing"

	"polydigest/internal/text"
)

func TestWhatAModelFilesTogetherIsOneStory(t *testing.T) {
	docs := make([]text.Document, 5)
	for i, s := range []string{
		"The dam above Tellmouth burst on Sunday.", "انهار السد فوق تلموث يوم الأحد.", "周日，泰尔茅斯上游的大坝决堤。",
		"Le prix du blé a encore augmenté.", "小麦の価格がまた上がった。",
	} {
		docs[i] = text.Document{Text: s, Sentences: []text.Sentence{{Span: text.Span{End: len(s)}, Role: text.Body}}}
	}
	hints := []Hint{{Gist: Gist{Doc: 1}, SameAs: []int{0}}, {Gist: Gist{Doc: 2}, SameAs: []int{1}}, {Gist: Gist{Doc: 4}, SameAs: []int{3}}}
	got := GroupHinted(docs, nil, hints)
	if len(got) != 2 || !slices.Equal(got[0], []int{0, 1, 2}) || !slices.Equal(got[1], []int{3, 4}) {
		t.Errorf("got %v", got)
	}
	if got := GroupHinted(docs, nil, nil); len(got) != 5 {
		t.Errorf("without hints: %v", got)
	}
}
