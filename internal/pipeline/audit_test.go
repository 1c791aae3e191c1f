package pipeline

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/store/storetest"
	"polydigest/internal/verify"
)

// TestOneFlippedByteIsFound flips bits of a stored digest and of its documents, one at a time.
func TestOneFlippedByteIsFound(t *testing.T) {
	ctx := context.Background()
	kv := storetest.Memory()
	h := home(t, kv, llmtest.Text(llmtest.Parrot))
	d := h.make(t, request(ferry...))
	data, _, err := kv.Get(ctx, DigestKey(d.Name, d.ID))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, doc := range d.Documents {
		body, _, err := kv.Get(ctx, "documents/"+doc.TextSHA256)
		if err != nil {
			t.Fatal(err)
		}
		texts[doc.TextSHA256] = string(body)
	}
	findings := func(data []byte, texts map[string]string) int {
		return len(verify.Audit(data, func(hash string) (string, error) {
			if s, ok := texts[hash]; ok {
				return s, nil
			}
			return "", errors.New("not there")
		}).Findings)
	}
	if n := findings(data, texts); n != 0 {
		t.Fatalf("%d findings in what was not changed", n)
	}
	if n := findings(data, nil); n != len(d.Documents) {
		t.Errorf("%d findings without any text, want one for each of %d documents", n, len(d.Documents))
	}
	random := rand.New(rand.NewPCG(7, 7))
	for range 400 {
		flipped := append([]byte{}, data...)
		at, bit := random.IntN(len(flipped)), byte(1)<<random.IntN(8)
		flipped[at] ^= bit
		if findings(flipped, texts) == 0 {
			t.Errorf("bit %#x of byte %d (%q) was flipped unseen", bit, at, data[max(0, at-20):min(len(data), at+20)])
		}
	}
	for hash, text := range texts {
		for range 20 {
			flipped := []byte(text)
			flipped[random.IntN(len(flipped))] ^= byte(1) << random.IntN(8)
			changed := map[string]string{}
			for k, v := range texts {
				changed[k] = v
			}
			changed[hash] = string(flipped)
			if findings(data, changed) == 0 {
				t.Errorf("a bit of document %s was flipped unseen", hash[:8])
			}
		}
	}
}

// TestWordsThatNoSourceHasAreFound puts words into a digest that was made without a model, and seals it again.
func TestWordsThatNoSourceHasAreFound(t *testing.T) {
	for name, forge := range map[string]func(*digest.Story){
		"a claim's statement": func(s *digest.Story) { s.Claims[0].Statement.Text = "Nobody was on board." },
		"a summary's sentence": func(s *digest.Story) {
			s.Editions["en"].Summary[0].Text = "Nobody was on board."
		},
		"a text that is said to be checked": func(s *digest.Story) {
			s.Editions["en"].Points["p1"] = digest.PointText{Text: "Nobody was on board.", Lang: "en", State: digest.TextOK}
		},
	} {
		t.Run(name, func(t *testing.T) {
			kv := storetest.Memory()
			d := home(t, kv, nil).make(t, request(ferry...))
			forge(&d.Stories[0])
			data, err := d.Seal()
			if err != nil {
				t.Fatal(err)
			}
			report := verify.Audit(data, func(hash string) (string, error) {
				body, _, err := kv.Get(context.Background(), "documents/"+hash)
				return string(body), err
			})
			if len(report.Findings) == 0 {
				t.Error("nothing was found")
			}
		})
	}
}
