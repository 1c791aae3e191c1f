package main

import (
	"encoding/json"
	"fmt"
	"os"

	"polydigest/internal/digest"
	"polydigest/internal/gold"
)

// goldKeys prints how digests stand to the gold keys of their events: pairs of KEY.json DIGEST.json, pooled,
// then every fault. With -q first it prints the table alone.
func goldKeys(args []string) error {
	quiet := len(args) > 0 && args[0] == "-q"
	if quiet {
		args = args[1:]
	}
	if len(args) == 0 || len(args)%2 != 0 {
		return fmt.Errorf("gold: want pairs of KEY.json DIGEST.json, got %d arguments", len(args))
	}
	var all gold.Score
	for i := 0; i < len(args); i += 2 {
		score, err := scoreDigest(args[i], args[i+1])
		if err != nil {
			return err
		}
		all = all.Plus(score)
	}
	printScore(all)
	if quiet {
		return nil
	}
	fmt.Println()
	for _, n := range all.Notes {
		fmt.Println(n)
	}
	return nil
}

func scoreDigest(keyPath, digestPath string) (gold.Score, error) {
	key, err := gold.Load(keyPath)
	if err != nil {
		return gold.Score{}, err
	}
	data, err := os.ReadFile(digestPath)
	if err != nil {
		return gold.Score{}, fmt.Errorf("read digest: %w", err)
	}
	var d digest.Digest
	if err := json.Unmarshal(data, &d); err != nil {
		return gold.Score{}, fmt.Errorf("digest %s: %w", digestPath, err)
	}
	if d.Schema != digest.Schema {
		return gold.Score{}, fmt.Errorf("digest %s: schema %q, want %q", digestPath, d.Schema, digest.Schema)
	}
	score := key.Score(d)
	for i, n := range score.Notes {
		score.Notes[i] = key.Event + ": " + n
	}
	return score, nil
}

func printScore(s gold.Score) {
	most, least := "≤", "≥"
	rows := []struct {
		name   string
		share  gold.Share
		sense  string // whether the target bounds from above or below; "" without a target
		target float64
	}{
		{"facts told", s.Recall, least, 0.90},
		{"facts cited at all", s.Cited, "", 0},
		{"statements not carried", s.NotCarried, most, 0.02},
		{"statements to judge by eye", s.ByEye, "", 0},
		{"pairs wrongly joined", s.WrongJoins, most, 0.02},
		{"pairs apart", s.Missed, most, 0.15},
		{"relations: precision", s.Precision, least, 0.95},
		{"relations: recall, of facts told", s.Relations, least, 0.85},
		{"relations: recall, of all", s.AllRelated, "", 0},
		{"independent.min exact", s.Independent, least, 0.90},
		{"opinions told as fact", s.AsFact, most, 0},
		{"documents grouped right", s.Grouped, "", 0},
		{"documents' relations found", s.Kin, "", 0},
		{"documents' relations wrong", s.NoKin, "", 0},
		{"quotes of chrome or translation", s.Aside, most, 0},
	}
	for _, r := range rows {
		verdict := ""
		if r.sense != "" {
			met := r.sense == most && r.share.Rate() <= r.target || r.sense == least && r.share.Rate() >= r.target
			verdict = map[bool]string{true: "met", false: "MISSED"}[met]
			if r.share.Of == 0 {
				verdict = "no case"
			}
			verdict = fmt.Sprintf("%s %.2f  %s", r.sense, r.target, verdict)
		}
		fmt.Printf("%-32s %6.3f  %5d of %5d  %s\n", r.name, r.share.Rate(), r.share.Got, r.share.Of, verdict)
	}
}
