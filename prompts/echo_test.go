package prompts

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestAPromptsOwnWordsAreAnEcho(t *testing.T) {
	set, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(placeholder.Split(set["extract"].messages[0].Content, 2)[0])
	own := strings.Join(words[10:30], " ")
	coded := base64.StdEncoding.EncodeToString([]byte(own))
	for name, c := range map[string]struct {
		answer string
		want   bool
	}{
		"as they are":                {`{"title":"` + own + `"}`, true},
		"in capitals":                {strings.ToUpper(own), true},
		"with signs between":         {strings.Join(words[10:30], " * "), true},
		"backwards":                  {"x " + reversed(own), true},
		"in base64":                  {`{"title":"` + coded + `"}`, true},
		"in base64, off the fours":   {"abc" + strings.TrimRight(coded, "="), true},
		"in base64 for URLs":         {base64.URLEncoding.EncodeToString([]byte(own)), true},
		"six words":                  {strings.Join(words[10:16], " ") + ".", false},
		"words that a prompt quotes": {"The figure is from an official who asked not to be named by the paper.", false},
		"something else":             {"渡轮周二沉没。 The ferry sank outside the harbour on Tuesday with everybody on board of it.", false},
		"base64 of something else":   {base64.StdEncoding.EncodeToString([]byte(strings.Repeat("the ferry sank outside the harbour ", 3))), false},
		"a hash":                     {strings.Repeat("9f86d081884c7d659a2feaa0c55ad015", 2), false},
		"nothing":                    {"", false},
	} {
		if got := set.Echoed(c.answer); got != c.want {
			t.Errorf("%s: got %t for %.60q", name, got, c.answer)
		}
	}
}
