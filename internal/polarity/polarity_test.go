package polarity

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"polydigest/internal/digest"
)

// A block of testdata/pairs.txt: one thing said in ten languages.
type pairBlock struct {
	held bool
	name string
	rows []pairRow
}

type pairRow struct{ lang, source, kept, flipped string }

func pairs(t *testing.T) []pairBlock {
	return append(blocksOf(t, "testdata/pairs.txt"), blocksOf(t, "testdata/fresh.txt")...)
}

func blocksOf(t *testing.T, file string) []pairBlock {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var blocks []pairBlock
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "== "); ok {
			blocks = append(blocks, pairBlock{held: strings.HasPrefix(name, "held"), name: name})
			continue
		}
		fields := strings.Split(line, " | ")
		if len(fields) != 4 || line[0] == '#' {
			continue
		}
		b := &blocks[len(blocks)-1]
		b.rows = append(b.rows, pairRow{fields[0], fields[1], fields[2], fields[3]})
	}
	return blocks
}

// TestCatchesFlipsAndKeepsTruths holds the figures that the package is measured by: flips caught 80 %, truths kept
// 97 %, in each language and from each language to the others.
func TestCatchesFlipsAndKeepsTruths(t *testing.T) {
	type score struct{ n, kept, caught int }
	own, cross := map[string]*score{}, map[string]*score{}
	check := func(into map[string]*score, claim, source pairRow, name string) {
		s := into[claim.lang]
		if s == nil {
			s = &score{}
			into[claim.lang] = s
		}
		s.n++
		quotes := []Quote{{source.source, source.lang}}
		if r := Check(Statement{claim.kept, claim.lang}, quotes); r.Outcome != digest.Fail {
			s.kept++
		} else {
			t.Logf("%s: refused %q (%s) from %q: %s %q", name, claim.kept, claim.lang, source.source, r.Code, r.Text)
		}
		if Check(Statement{claim.flipped, claim.lang}, quotes).Outcome == digest.Fail {
			s.caught++
		} else if claim.lang == source.lang {
			t.Logf("%s: missed %q (%s) from %q", name, claim.flipped, claim.lang, source.source)
		}
	}
	for _, b := range pairs(t) {
		for _, claim := range b.rows {
			for _, source := range b.rows {
				if claim.lang == source.lang {
					check(own, claim, source, b.name)
				} else {
					check(cross, claim, source, b.name)
				}
			}
		}
	}
	for name, table := range map[string]map[string]*score{"own": own, "cross": cross} {
		for lang, s := range table {
			t.Logf("%s %s: kept %d, caught %d of %d", name, lang, s.kept, s.caught, s.n)
			if s.kept*100 < 97*s.n || s.caught*100 < 80*s.n {
				t.Errorf("%s %s: kept %d, caught %d of %d", name, lang, s.kept, s.caught, s.n)
			}
		}
	}
}

func TestDoesNotRunWhereItCannotTell(t *testing.T) {
	for _, c := range []struct {
		name  string
		claim Statement
		quote Quote
	}{
		{"a language without a lexicon", Statement{"Hallituksen mukaan luku kasvoi.", "fi"}, Quote{"The figure fell.", "en"}},
		{"nothing of the kind in the claim", Statement{"部长周一访问巴黎。", "zh"}, Quote{"大臣は月曜日にパリを訪れた。", "ja"}},
		{"a source that speaks of something else", Statement{"Exports rose.", "en"}, Quote{"زار الوزير باريس.", "ar"}},
		{"no source", Statement{"Les prix ont baissé.", "fr"}, Quote{}},
	} {
		if r := Check(c.claim, []Quote{c.quote}); r.Outcome != digest.NotRun {
			t.Errorf("%s: %+v, want not_run", c.name, r)
		}
	}
}

func TestTellsLookalikesApart(t *testing.T) {
	for _, c := range []struct {
		name         string
		claim, quote string
		want         digest.Result
	}{
		{"not only is no negation", "The mayor confirmed the deal.", "The mayor not only confirmed the deal, he praised it.", digest.Pass},
		{"not confirmed is not denied", "The mayor denied the deal.", "The mayor has not confirmed the deal.", digest.Fail},
		{"what fell did not rise", "Prices did not rise.", "Prices fell.", digest.Pass},
		{"what did not rise need not have fallen", "Prices fell.", "Prices did not rise.", digest.Fail},
		{"a particle of a Japanese name", "640 people bathed at Tsukimi no Yu.", "640 people bathed at the public bath.", digest.NotRun},
		{"affirming that something is not", "Residents affirm that they heard no siren.", "The residents affirm the siren was not heard.", digest.Pass},
		{"nothing before", "No alarm sounded before the gates opened.", "There was no sound of any kind of alarm before the gates opened.", digest.Pass},
		{"declined to confirm", "The mayor confirmed the deal.", "The mayor declined to confirm the deal.", digest.Fail},
	} {
		got := Check(Statement{c.claim, "en"}, []Quote{{c.quote, "en"}})
		if got.Outcome != c.want {
			t.Errorf("%s: %+v, want %s", c.name, got, c.want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("The mayor didn't confirm it.", "en", "市长没有证实。", "zh")
	f.Add("n'a pas été\xff l'eau", "fr", "لم يؤكد", "ar")
	f.Add("않았다 전", "ko", "前。なかった、", "ja")
	f.Fuzz(func(t *testing.T, claim, cl, quote, ql string) {
		r := Check(Statement{claim, cl}, []Quote{{quote, ql}})
		if (r.Code == "") != (r.Outcome == digest.Pass) {
			t.Fatalf("%+v", r)
		}
		if same := Check(Statement{claim, cl}, []Quote{{claim, cl}}); same.Outcome == digest.Fail {
			t.Fatalf("%q does not follow from itself: %+v", claim, same)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	claim := Statement{"The ministry did not confirm that exports rose before the vote.", "en"}
	quotes := []Quote{{"该部尚未证实出口在投票之前增长，也没有发表评论。", "zh"}}
	b.SetBytes(int64(len(claim.Text) + len(quotes[0].Text)))
	b.ReportAllocs()
	for b.Loop() {
		Check(claim, quotes)
	}
}
