package llmtest

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"polydigest/internal/llm"
)

// Parrot answers every question of this program by repeating what it was given: each sentence states itself, each
// claim stands alone, each name is written as it is, each point is told in its own words, and everything is
// supported. What it makes is dull and true, so that a pipeline can be tested for what it loses.
func Parrot(req llm.Request) string {
	user := req.Messages[len(req.Messages)-1].Content
	var answer any
	switch req.Prompt {
	case "gist":
		answer = parrotGist(user)
	case "extract":
		answer = parrotExtract(user)
	case "merge":
		answer = parrotMerge(user)
	case "names":
		answer = parrotNames(user)
	case "compose":
		answer = parrotCompose(user)
	case "repair":
		answer = map[string]any{"texts": []any{}}
	case "support":
		answer = parrotSupport(user)
	}
	data, err := json.Marshal(answer)
	if err != nil {
		panic(err) // maps of strings and numbers always marshal
	}
	return string(data)
}

// item is a numbered line of a question.
var item = regexp.MustCompile(`(?m)^\[(\d+)\] (.*)$`)

// told is a point of a question with the first line in which it is told.
var told = regexp.MustCompile(`(?m)^\[(\d+)\] \w+\n    - (.*) \{.*\}$`)

func items(s string) (numbers []int, texts []string) {
	for _, m := range item.FindAllStringSubmatch(s, -1) {
		n, _ := strconv.Atoi(m[1])
		numbers, texts = append(numbers, n), append(texts, m[2])
	}
	return numbers, texts
}

func after(s, mark string) string {
	_, rest, _ := strings.Cut(s, mark)
	return rest
}

func parrotGist(user string) any {
	numbers, texts := items(user)
	docs := []any{}
	for i, n := range numbers {
		docs = append(docs, map[string]any{"document": n, "line": texts[i], "date": "", "names": []string{}, "same_as": []int{}})
	}
	return map[string]any{"documents": docs}
}

func parrotExtract(user string) any {
	numbers, texts := items(after(user, "Sentences of this part:"))
	claims := []any{}
	for i, n := range numbers {
		claims = append(claims, map[string]any{
			"support": []int{n}, "context": []int{}, "credit": []int{}, "kind": "report", "statement": texts[i],
			"speaker": "", "speaker_name": "", "source": "", "outlet": "", "anonymous": false,
			"when": "", "when_date": "", "said": "", "said_date": "", "names": []string{},
		})
	}
	return map[string]any{"claims": claims}
}

func parrotMerge(user string) any {
	numbers, _ := items(user)
	groups := [][]int{}
	for _, n := range numbers {
		groups = append(groups, []int{n})
	}
	return map[string]any{"groups": groups, "relations": []any{}, "order": append([]int{}, numbers...)}
}

var languages = regexp.MustCompile(`(?m)^Languages: (.*)$`)

func parrotNames(user string) any {
	numbers, texts := items(user)
	names := []any{}
	for i, n := range numbers {
		rendered := []any{}
		text, _, _ := strings.Cut(texts[i], " (")
		if m := languages.FindStringSubmatch(user); m != nil {
			for _, l := range strings.Split(m[1], ", ") {
				rendered = append(rendered, map[string]any{"lang": l, "text": text})
			}
		}
		names = append(names, map[string]any{"forms": []int{n}, "kind": "body", "rendered": rendered})
	}
	return map[string]any{"names": names}
}

func parrotCompose(user string) any {
	points, summary := []any{}, []any{}
	for i, m := range told.FindAllStringSubmatch(after(user, "Points:"), -1) {
		n, _ := strconv.Atoi(m[1])
		text := m[2]
		points = append(points, map[string]any{"point": n, "text": text})
		if i < 2 {
			summary = append(summary, map[string]any{"text": text, "points": []int{n}})
		}
	}
	return map[string]any{"title": "What was said", "summary": summary, "points": points}
}

func parrotSupport(user string) any {
	numbers, _ := items(user)
	out := []any{}
	for _, n := range numbers {
		out = append(out, map[string]any{"number": n, "verdict": "supported", "missing": ""})
	}
	return map[string]any{"items": out}
}
