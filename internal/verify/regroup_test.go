package verify

import (
	"fmt"
	"strings"
	"testing"

	"polydigest/internal/digest"
)

// of is a claim of a document with one quote in a language.
func of(doc string, c digest.Claim, quote, lang string) digest.Claim {
	c.Document = digest.DocID(doc)
	c.Citations = []digest.Citation{{Role: digest.Support, Quote: quote, Language: lang}}
	return c
}

func anonymous(c digest.Claim, who, pivot string) digest.Claim {
	c.Attribution = []digest.Attribution{{Role: "speaker", Text: who, Pivot: pivot, Anonymous: true}}
	return c
}

// joined writes points as the claims that each holds: "a+b c".
func joined(points []digest.Point) string {
	var out []string
	for _, p := range points {
		var ids []string
		for _, c := range p.Claims {
			ids = append(ids, string(c))
		}
		out = append(out, strings.Join(ids, "+"))
	}
	return strings.Join(out, " ")
}

func TestJoins(t *testing.T) {
	days := map[digest.DocID]string{"d1": "2026-05-08", "d2": "2026-05-09", "d3": "2026-05-10"}
	long := "La carrière était surveillée par trois gardiens depuis le printemps, a dit le maire de Brévaux devant les habitants."
	for _, c := range []struct {
		name   string
		claims []digest.Claim
		groups [][]int
		ties   []Tie
		want   string
		rels   string
	}{
		{
			name: "a price in two currencies and the price of a share are no versions of one figure",
			claims: []digest.Claim{
				claim("a", digest.Report, "Orlo buys Tessen for 42.5 euros a share, 320 billion yen in all."),
				of("d2", claim("b", digest.Report, "Orlo wants to buy Tessen for 1.9 billion euros."), "q", "de"),
			},
			groups: [][]int{{0, 1}}, want: "a+b",
		},
		{
			name: "tons are tonnes",
			claims: []digest.Claim{
				claim("a", digest.Report, "The barge carried 1140t, 153t more than the 987t allowed."),
				of("d2", claim("b", digest.Report, "The barge was more than 150 tons over its limit."), "q", "th"),
			},
			groups: [][]int{{0, 1}}, want: "a+b",
		},
		{
			name: "what one document counts in two places is two things, though a third claim has both",
			claims: []digest.Claim{
				of("d2", claim("a", digest.Report, "The number of dead in the mine fire reached 14, and 26 people are missing."), "q", "ja"),
				claim("b", digest.Report, "The number of dead in the mine fire reached 14."),
				claim("c", digest.Report, "The number of missing in the mine fire fell to 26."),
			},
			groups: [][]int{{0, 1, 2}}, want: "a+b c",
		},
		{
			name: "two engineers, and what one of them says",
			claims: []digest.Claim{
				of("d2", anonymous(claim("a", digest.Statement, "Two engineers described the crack, which one of them saw in summer 2024."), "Deux ingénieurs", "two engineers"), "q", "fr"),
				anonymous(claim("b", digest.Statement, "Two engineers described the crack."), "Deux ingénieurs", "two engineers"),
				anonymous(claim("c", digest.Statement, "One of the engineers saw the crack in summer 2024."), "l’un d’eux", "one of the engineers"),
			},
			groups: [][]int{{0, 1, 2}}, want: "a+c b",
		},
		{
			name: "the company is whoever the document means",
			claims: []digest.Claim{
				said(claim("a", digest.NonConfirmation, "Aurelia said that it cannot confirm the leak."), "Aurelia"),
				of("d2", said(claim("b", digest.NonConfirmation, "The company does not confirm the leak."), "the company"), "q", "ru"),
			},
			groups: [][]int{{0, 1}}, want: "a+b",
		},
		{
			name: "a head of department speaks for his ministry",
			claims: []digest.Claim{
				said(claim("a", digest.Denial, "The Ministry of Fisheries denied that the dyke leaks."), "Ministry of Fisheries"),
				of("d2", speaksFor(said(claim("b", digest.Denial, "Ana Lima denied that the dyke leaks."), "Ana Lima"), "Ministry of Fisheries"), "q", "pt"),
				of("d3", said(claim("c", digest.Denial, "Jon Barr denied that the dyke leaks."), "Jon Barr"), "q", "en"),
			},
			groups: [][]int{{0, 1, 2}}, want: "a+b c",
		},
		{
			name: "when a report was written and when it was told",
			claims: []digest.Claim{
				happened(claim("a", digest.Report, "A report of 3 March 2026 finds the bridge unsafe."), "2026-03-03"),
				happened(of("d2", claim("b", digest.Report, "On Friday the paper printed a report of 3 March 2026 that finds the bridge unsafe."), "q", "fr"), "2026-05-08"),
			},
			groups: [][]int{{0, 1}}, want: "a+b",
		},
		{
			name: "an update whose value is the same is no update",
			claims: []digest.Claim{
				claim("a", digest.Statement, "Sarn and Peace collects names for a lawsuit, which three thousand people have signed."),
				of("d2", claim("b", digest.Report, "Sarn and Peace collects names for a lawsuit, and more than 3,000 people have signed."), "q", "en"),
			},
			ties: []Tie{{1, 0, digest.Updates}}, want: "a+b",
		},
		{
			name: "an unnamed source that says what is reported",
			claims: []digest.Claim{
				claim("a", digest.Report, "According to a paper, 600 of the 2300 jobs at the Ulmen plant are to be cut."),
				of("d2", anonymous(claim("b", digest.Statement, "An insider acknowledged a plan to cut about 600 jobs."), "関係者", "an insider"), "q", "ja"),
				of("d3", anonymous(claim("c", digest.Statement, "An insider said that talks lasted 600 days."), "関係者", "an insider"), "q", "ja"),
			},
			want: "a+b c",
		},
		{
			name: "an unnamed source of a report, who rounds",
			claims: []digest.Claim{
				claim("a", digest.Report, "According to the customs ledger the lorry carried 2340 crates of oranges."),
				of("d2", sourced(claim("b", digest.Report, "An investigator confirmed that more than 2,300 crates of oranges were on the lorry."), "捜査関係者"), "q", "ja"),
				of("d3", sourced(claim("c", digest.Report, "An investigator confirmed that talks with 2,340 growers have failed."), "捜査関係者"), "q", "ja"),
			},
			want: "a+b c",
		},
		{
			name: "a denial repeated after something new tears no group",
			claims: []digest.Claim{
				said(claim("a", digest.Denial, "The Ministry of Mines denied that the shaft leaks."), "Ministry of Mines"),
				of("d2", said(claim("b", digest.Denial, "The Ministry of Mines dismissed reports of a leak as unfounded."), "Ministry of Mines"), "q", "fr"),
				of("d3", said(claim("c", digest.Denial, "The Ministry of Mines said that its dismissals admit nothing and that the shaft does not leak."), "Ministry of Mines"), "q", "de"),
				claim("d", digest.Report, "The shaft leaks."),
			},
			groups: [][]int{{0, 1}, {2}, {3}}, ties: []Tie{{0, 3, digest.Denies}, {2, 3, digest.Denies}}, want: "a+b c d",
			rels: "a denies d, c denies d",
		},
		{
			name: "a point of a statement and a denial denies",
			claims: []digest.Claim{
				said(claim("a", digest.Statement, "Orlo Foods said that the milk was within the limits."), "Orlo Foods"),
				of("d2", said(claim("b", digest.Denial, "Orlo Foods denied that the milk was tainted."), "Orlo Foods"), "q", "fr"),
				of("d3", claim("c", digest.Statement, "A driver said that the milk was never cooled."), "r", "de"),
			},
			groups: [][]int{{0, 1}, {2}}, ties: []Tie{{0, 2, digest.Conflicts}}, want: "a+b c", rels: "a denies c",
		},
		{
			name: "counts of two times that were taken for one are an update",
			claims: []digest.Claim{
				happened(claim("a", digest.Report, "On 5 November the district counted 24 patients."), "2024-11-05"),
				happened(claim("b", digest.Report, "On 12 November the district counted 58 patients."), "2024-11-12"),
				happened(claim("c", digest.Report, "On 19 November the district met."), "2024-11-19"),
			},
			groups: [][]int{{0, 1, 2}}, want: "a b c", rels: "b updates a",
		},
		{
			name: "one quotes the other",
			claims: []digest.Claim{
				of("d1", claim("a", digest.Report, "Three guards watched the quarry since spring, the mayor of Brévaux said."), long, "fr"),
				of("d2", claim("b", digest.Report, "Since spring the quarry had been watched by three guards, according to Brévaux's mayor."), "« "+long+" »", "fr"),
				of("d3", claim("c", digest.Report, "The quarry of Brévaux was closed."), "La carrière de Brévaux a fermé.", "fr"),
			},
			want: "a+b c",
		},
		{
			name: "an update runs from the later to the earlier, and holds for both parts of a group",
			claims: []digest.Claim{
				claim("a", digest.Report, "The fire killed 9 people and 31 are missing."),
				of("d2", claim("b", digest.Report, "The number of dead rose to 14."), "q", "ja"),
				of("d2", claim("c", digest.Report, "The number of missing fell to 26."), "r", "ja"),
			},
			groups: [][]int{{0}, {1, 2}}, ties: []Tie{{0, 1, digest.Updates}}, want: "a b c", rels: "b updates a, c updates a",
		},
		{
			name: "a document does not conflict with itself",
			claims: []digest.Claim{
				claim("a", digest.Report, "The clinic treated 40 people."), claim("b", digest.Report, "The clinic treated 55 people."),
			},
			groups: [][]int{{0, 1}}, want: "a b",
		},
	} {
		points, _ := Points(c.claims, Grouping{Groups: c.groups, Ties: c.ties, Dated: func(c digest.Claim) string { return days[c.Document] }})
		if got := joined(points); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		var rels []string
		for _, p := range points {
			for _, r := range p.Relations {
				for _, o := range points {
					if o.ID == r.Point {
						rels = append(rels, fmt.Sprintf("%s %s %s", p.Claims[0], r.Type, o.Claims[0]))
					}
				}
			}
		}
		if got := strings.Join(rels, ", "); got != c.rels {
			t.Errorf("%s: relations %q, want %q", c.name, got, c.rels)
		}
	}
}

func sourced(c digest.Claim, source string) digest.Claim {
	c.Attribution = append(c.Attribution, digest.Attribution{Role: "source", Text: source, Anonymous: true})
	return c
}

func speaksFor(c digest.Claim, body string) digest.Claim {
	c.Attribution[0].For = body
	return c
}

// TestJoiningKeepsEveryClaim has many claims of few words, so that all kinds of joins meet.
func TestJoiningKeepsEveryClaim(t *testing.T) {
	var claims []digest.Claim
	var groups [][]int
	for i := range 60 {
		c := of(fmt.Sprintf("d%d", i%4), claim(fmt.Sprint(i), digest.Kinds[i%len(digest.Kinds)], fmt.Sprintf("The %s plan of Orlo concerns %d jobs.", []string{"first", "second"}[i%2], 100+i%3)), "q", "en")
		claims = append(claims, anonymous(c, "quelqu’un", "somebody"))
		if i%5 == 0 {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], (i*7)%60)
	}
	points, _ := Points(claims, Grouping{Groups: groups, Dated: func(digest.Claim) string { return "" }})
	seen := map[digest.ClaimID]int{}
	for _, p := range points {
		for _, c := range p.Claims {
			seen[c]++
		}
	}
	for _, c := range claims {
		if seen[c.ID] != 1 {
			t.Errorf("claim %s stands in %d points", c.ID, seen[c.ID])
		}
	}
}
