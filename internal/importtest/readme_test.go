package importtest

import (
	"os"
	"strings"
	"testing"
)

func TestTheReadmeSaysWhatEachDirectDependencySaves(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	direct := 0
	for line := range strings.Lines(string(mod)) {
		fields := strings.Fields(line)
		if len(fields) != 2 || !strings.HasPrefix(fields[1], "v") || fields[0] == "go" {
			continue
		}
		direct++
		name := fields[0]
		if at := strings.Index(name, "/aws-sdk-go-v2/"); at >= 0 {
			name = name[:at] + "/aws-sdk-go-v2"
		}
		if !strings.Contains(string(readme), "| "+name) && !strings.Contains(string(readme), ", "+name) {
			t.Errorf("README.md says nothing of %s", fields[0])
		}
	}
	if direct < 5 {
		t.Errorf("found %d direct dependencies only", direct)
	}
}
