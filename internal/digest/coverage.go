package digest

// Coverage says what became of every source, and what was dropped and why.
type Coverage struct {
	Received int       `json:"received"`
	Used     int       `json:"used"`
	Items    []Item    `json:"items"`
	Dropped  []Dropped `json:"dropped"`
	Instead  []Instead `json:"instead,omitempty"`
	List     string    `json:"list,omitempty"` // key of the whole list when there are more than 200 items
}

// An Item is one source and what became of it.
type Item struct {
	Source    string    `json:"source"`
	Document  DocID     `json:"document,omitempty"`
	State     ItemState `json:"state"`
	Reason    string    `json:"reason"`
	Chunks    Progress  `json:"chunks"`
	Sentences Cited     `json:"sentences"`
}

// ItemState is what became of a source.
type ItemState string

const (
	Used          ItemState = "used"
	PartlyUsed    ItemState = "partial"
	SameText      ItemState = "same_text"
	NoClaims      ItemState = "no_claims"
	BelowCut      ItemState = "below_cut"
	OutsidePeriod ItemState = "outside_period"
	Failed        ItemState = "failed"
	Skipped       ItemState = "skipped"
)

// Progress counts done of all.
type Progress struct {
	Of   int `json:"of"`
	Done int `json:"done"`
}

// Cited counts the sentences of a document that the digest cites.
type Cited struct {
	Of    int `json:"of"`
	Cited int `json:"cited"`
}

// Instead counts what was made of the sources' own sentences, since the model that was asked for was out of reach.
type Instead struct {
	Stage  string `json:"stage"`  // extract, of chunks; compose, of stories in a language
	Reason string `json:"reason"` // a reason code, as over_budget
	Count  int    `json:"count"`
}

// Dropped counts what failed a check, never the dropped text itself.
type Dropped struct {
	Stage     string `json:"stage"`  // extract, verify, merge, compose
	Reason    string `json:"reason"` // a reason code, as figure_not_in_source
	Document  DocID  `json:"document,omitempty"`
	Sentences []int  `json:"sentences,omitempty"` // numbers of the sentences concerned
	Count     int    `json:"count"`
}
