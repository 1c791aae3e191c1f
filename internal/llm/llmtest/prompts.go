package llmtest

import (
	"strings"
	"sync"

	"polydigest/prompts"
)

// variables are those of each prompt of this program.
var variables = map[string]string{
	"gist": "pivot documents", "extract": "pivot head before sentences", "merge": "pivot topic claims", "names": "languages names",
	"compose": "language topic names points depth", "repair": "language names texts", "support": "items",
}

// bySystem names each prompt by its system message.
var bySystem = sync.OnceValue(func() map[string]string {
	set, err := prompts.Load("")
	if err != nil {
		panic(err)
	}
	names := map[string]string{}
	for name, vars := range variables {
		values := map[string]string{}
		for _, v := range strings.Fields(vars) {
			values[v] = "x"
		}
		names[set.Render(name, values).Messages[0].Content] = name
	}
	return names
})

// PromptOf names the prompt of a question as a service sees it: by its system message. It is "" for any other's.
func PromptOf(q Question) string { return bySystem()[q.Messages[0].Content] }
