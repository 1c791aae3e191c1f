// Package cost works out what polydigest costs a month on AWS, from list prices and from what a digest is made of.
package cost

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"polydigest/infra/machine"
	"polydigest/internal/llm"
)

// Prices are AWS's list prices in USD, of us-east-1, without what new accounts have for nothing, as their pages had
// them in 2025 (https://aws.amazon.com/lambda/pricing/ and its siblings). Other regions cost up to a fifth more. Where a
// price was read again on 2026-11-22 is said beside it; all of that was in stored copies, none on the live page.
var Prices = map[string]float64{
	"GB-second of a function (arm64)":  0.0000133334,
	"million calls of functions":       0.20,
	"thousand transitions of states":   0.025,
	"thousand writes to S3":            0.005,
	"thousand reads of S3":             0.0004,
	"GB in S3 for a month":             0.023,
	"GB of logs":                       0.50,
	"metric in CloudWatch for a month": 0.30,
	"metric of an alarm for a month":   0.10,
	"dashboard for a month":            3,
	// https://aws.amazon.com/secrets-manager/pricing/ as of 2026-09-20, transcribed in github.com/api-evangelist/amazon-secrets-manager.
	"secret for a month": 0.40,
	// Plan Essentials, which accounts have that begin with SES since 2026-07-21; older ones pay 0.10 (AWS's price list of
	// 2026-07-22, transcribed in github.com/api-evangelist/amazon-ses).
	"thousand mails": 0.16,
	// https://aws.amazon.com/de/xray/pricing/, a copy without a date.
	"million traces": 5,
}

// A Use is what somebody makes in a day.
type Use struct {
	Documents, Digests int // documents in all the digests together
	Stories, Languages int // of each digest
	Mails              int // of all
}

// Uses are those of README.md.
var Uses = []Use{
	{Documents: 10, Digests: 1, Stories: 3, Languages: 2, Mails: 5},
	{Documents: 1_000, Digests: 10, Stories: 10, Languages: 2, Mails: 100},
	{Documents: 100_000, Digests: 100, Stories: 10, Languages: 2, Mails: 10_000},
}

// Requests are what one document, one story and one edition of a story ask of S3; TestRequestsAreWhatTheCostSays
// counts them.
var Requests = struct{ DocumentReads, DocumentWrites, StoryReads, StoryWrites, EditionReads, EditionWrites float64 }{12, 7, 14, 9, 18, 11}

// What cannot be counted without an account is assumed, on the high side.
const (
	days          = 30.0
	perCall       = 30.0        // seconds until a model has answered
	fetchSeconds  = 1.0         // of a document
	sweepSeconds  = 0.01        // of a document, when it goes
	narrow        = 60.0        // GB-seconds of a digest's steps that are not wide
	stored        = 150.0 / 1e6 // GB of a document: its bytes, its text, what was made of it
	logged        = 3.0 / 1e6   // GB of a function's call, and of a state
	metrics       = 107.0       // 14 functions with 7 numbers each, and 9 of single ones
	alarmed       = 12.0        // metrics of the alarms
	hoursOfDigest = 1.0         // in which a digest's numbers come
	looks         = 96.0        // of the look-out in a day, whose 8 metrics come all day
)

// Tokens are what the model reads and writes, on average over the recorded answers of testdata.
type Tokens struct{ In, Out float64 }

// Recorded are the tokens of a document, a story, an edition of a story, and a digest.
func Recorded(answers string) (document, story, edition, digest Tokens, err error) {
	files, err := filepath.Glob(filepath.Join(answers, "*", "*.json"))
	if err != nil || len(files) == 0 {
		return document, story, edition, digest, fmt.Errorf("no answers under %s", answers)
	}
	sums, counts, runs := map[string]Tokens{}, map[string]float64{}, map[string]bool{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return document, story, edition, digest, err
		}
		var a struct {
			Prompt string
			Usage  struct{ Prompt, Completion float64 }
		}
		if err := json.Unmarshal(data, &a); err != nil {
			return document, story, edition, digest, fmt.Errorf("%s: %w", f, err)
		}
		sums[a.Prompt] = Tokens{sums[a.Prompt].In + a.Usage.Prompt, sums[a.Prompt].Out + a.Usage.Completion}
		counts[a.Prompt]++
		runs[filepath.Dir(f)] = true
	}
	per := func(n float64, prompts ...string) (t Tokens) {
		for _, p := range prompts {
			t.In, t.Out = t.In+sums[p].In/n, t.Out+sums[p].Out/n
		}
		return t
	}
	return per(counts["extract"], "extract"), per(counts["merge"], "merge"), per(counts["compose"], "compose", "support", "repair"),
		per(float64(len(runs)), "gist", "names"), nil
}

// A Line is one sum of a month.
type Line struct {
	What string
	USD  float64
}

// Month is what a use costs AWS's customer in a month, line by line.
func Month(u Use) []Line {
	documents, digests, mails := float64(u.Documents)*days, float64(u.Digests)*days, float64(u.Mails)*days
	stories := digests * float64(u.Stories)
	editions := stories * float64(u.Languages)
	batches := max(digests, documents/float64(machine.Batch))

	calls := digests*6 + digests + batches + stories + editions + mails + (looks+1)*days // and a sweep
	seconds := documents*(fetchSeconds*1.0+sweepSeconds*0.5) + (batches+stories)*perCall*0.5 + editions*3*perCall*0.5 + digests*narrow + mails*0.25
	t := machine.Transitions()
	states := digests*float64(t["run"]+t["Fetch"]) + batches*float64(t["Extract"]) + stories*float64(t["Merge"]) +
		editions*float64(t["Compose"]) + mails*float64(t["Deliver"])
	reads := documents*Requests.DocumentReads + stories*Requests.StoryReads + editions*Requests.EditionReads
	writes := documents*Requests.DocumentWrites + stories*Requests.StoryWrites + editions*Requests.EditionWrites + calls
	hours := min(24, float64(u.Digests)*hoursOfDigest) / 24

	p := Prices
	return []Line{
		{"functions", seconds*p["GB-second of a function (arm64)"] + calls/1e6*p["million calls of functions"]},
		{"state machine", states / 1e3 * p["thousand transitions of states"]},
		{"S3, requests", writes/1e3*p["thousand writes to S3"] + reads/1e3*p["thousand reads of S3"]},
		{"S3, the first month's documents", documents * stored * p["GB in S3 for a month"]},
		{"logs", (calls + states) * logged * p["GB of logs"]},
		{"metrics", ((metrics-8)*hours + 8) * p["metric in CloudWatch for a month"]},
		{"traces", digests / 1e6 * p["million traces"]},
		{"alarms and dashboard", alarmed*p["metric of an alarm for a month"] + p["dashboard for a month"]},
		{"secrets", 2 * p["secret for a month"]},
		{"mail", mails / 1e3 * p["thousand mails"]},
	}
}

// Model is what the model costs in a month if it reads every document, in the currency of its price.
func Model(u Use, model, answers string) (float64, error) {
	price, ok := llm.DefaultPrices().Find(model)
	if !ok {
		return 0, fmt.Errorf("no price of %s", model)
	}
	document, story, edition, digest, err := Recorded(answers)
	if err != nil {
		return 0, err
	}
	digests := float64(u.Digests) * days
	stories := digests * float64(u.Stories)
	sum := 0.0
	for _, x := range []struct {
		n float64
		t Tokens
	}{{float64(u.Documents) * days, document}, {stories, story}, {stories * float64(u.Languages), edition}, {digests, digest}} {
		sum += x.n * float64(price.Cost(llm.Usage{Prompt: int(x.t.In), Completion: int(x.t.Out)})) / 1e12
	}
	return sum, nil
}

// Table is Markdown: what each use costs, line by line.
func Table(answers string) (string, error) {
	head, line := []string{"a month, in USD"}, []string{"---"}
	for _, u := range Uses {
		head, line = append(head, thousands(float64(u.Documents))+" documents a day"), append(line, "---:")
	}
	rows := [][]string{head, line}
	add := func(name string, of func(Use) string) {
		cells := []string{name}
		for _, u := range Uses {
			cells = append(cells, of(u))
		}
		rows = append(rows, cells)
	}
	count := func(name string, of func(Use) int) {
		add(name, func(u Use) string { return thousands(float64(of(u))) })
	}
	count("digests a day", func(u Use) int { return u.Digests })
	count("stories of each", func(u Use) int { return u.Stories })
	count("languages of each", func(u Use) int { return u.Languages })
	count("mails a day", func(u Use) int { return u.Mails })
	for i, l := range Month(Uses[0]) {
		add(l.What, func(u Use) string { return amount(Month(u)[i].USD) })
	}
	add("**AWS**", func(u Use) string { return "**" + amount(total(u)) + "**" })
	var err error
	for _, model := range []string{"gpt-5-nano", "gpt-5-mini"} {
		add("the model, as "+model, func(u Use) string {
			usd, e := Model(u, model, answers)
			err = errors.Join(err, e)
			return amount(usd)
		})
	}
	var b strings.Builder
	for _, cells := range rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
	}
	return b.String(), err
}

func total(u Use) float64 {
	sum := 0.0
	for _, l := range Month(u) {
		sum += l.USD
	}
	return sum
}

func amount(usd float64) string {
	if usd < 100 {
		return fmt.Sprintf("%.2f", usd)
	}
	return thousands(usd)
}

func thousands(v float64) string {
	s := fmt.Sprintf("%.0f", v)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
