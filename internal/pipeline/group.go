package pipeline

import (
	"context"
	"slices"

	"polydigest/internal/digest"
)

// GroupIn names a run whose chunks were asked.
type GroupIn struct {
	Run digest.RunID `json:"run"`
}

// GroupOut counts the stories that have claims. They are listed, a [MergeIn] a line, under the key List.
type GroupOut struct {
	Stories int    `json:"stories"`
	List    string `json:"list"`
}

// A storyClaims is a story with the claims of its documents.
type storyClaims struct {
	ID        digest.StoryID `json:"id"`
	Documents []digest.DocID `json:"documents"`
	Chunks    []string       `json:"chunks"`
}

// Group forms the final stories: those of the manifest whose documents gave claims.
func (h *Home) Group(ctx context.Context, in GroupIn) (GroupOut, error) {
	at := key(in.Run, "stories.json")
	stories, done, err := load[[]storyClaims](ctx, h.Store, at)
	if err != nil {
		return GroupOut{}, err
	}
	if !done {
		if stories, err = h.group(ctx, in.Run); err != nil {
			return GroupOut{}, err
		}
		merges := make([]MergeIn, len(stories))
		for i, s := range stories {
			merges[i] = MergeIn{Run: in.Run, Story: s.ID}
		}
		if _, err := List(ctx, h.Store, in.Run, "stories", merges); err != nil {
			return GroupOut{}, err
		}
		if err := save(ctx, h.Store, at, stories); err != nil {
			return GroupOut{}, err
		}
	}
	return GroupOut{Stories: len(stories), List: listKey(in.Run, "stories")}, nil
}

func (h *Home) group(ctx context.Context, run digest.RunID) ([]storyClaims, error) {
	m, err := h.manifest(ctx, run)
	if err != nil {
		return nil, err
	}
	claims, err := each(ctx, m.Chunks, func(ctx context.Context, c manifestChunk) (int, error) {
		r, _, err := load[extracted](ctx, h.Store, key(run, "claims/%s.json", c.ID))
		return len(r.Claims), err
	})
	if err != nil {
		return nil, err
	}
	byStory := map[digest.StoryID][]string{}
	for i, c := range m.Chunks {
		if claims[i] > 0 {
			byStory[c.Story] = append(byStory[c.Story], c.ID)
		}
	}
	var out []storyClaims
	for _, s := range m.Stories {
		if chunks := byStory[s.ID]; len(chunks) > 0 {
			out = append(out, storyClaims{ID: s.ID, Documents: s.Documents, Chunks: chunks})
		}
	}
	return out, nil
}

// claims loads the claims of a story, document by document in the order of the text.
func (h *Home) claims(ctx context.Context, run digest.RunID, s storyClaims) ([]digest.Claim, error) {
	parts, err := each(ctx, s.Chunks, func(ctx context.Context, id string) ([]digest.Claim, error) {
		r, err := need[extracted](ctx, h.Store, key(run, "claims/%s.json", id))
		return r.Claims, err
	})
	return slices.Concat(parts...), err
}

func (h *Home) story(ctx context.Context, run digest.RunID, id digest.StoryID) (storyClaims, error) {
	stories, err := need[[]storyClaims](ctx, h.Store, key(run, "stories.json"))
	if err != nil {
		return storyClaims{}, err
	}
	at := slices.IndexFunc(stories, func(s storyClaims) bool { return s.ID == id })
	if at < 0 {
		return storyClaims{}, &unknownStory{id}
	}
	return stories[at], nil
}

type unknownStory struct{ id digest.StoryID }

func (e *unknownStory) Error() string { return "the run has no story " + string(e.id) }
