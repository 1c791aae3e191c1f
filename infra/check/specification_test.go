package check

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"polydigest/infra/node"
)

// run runs one of the programs that need Node on a value as JSON, and returns its lines; without Node the test is
// skipped.
func run(t *testing.T, program string, v any, more ...string) []string {
	t.Helper()
	found, err := node.Find("..")
	if err == nil {
		_, err = os.Stat("../node_modules/.done")
	}
	if err != nil {
		t.Skip(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(t.TempDir(), "v.json")
	if err := os.WriteFile(at, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(found, append(append([]string{program}, more...), at)...).CombinedOutput()
	if _, failed := err.(*exec.ExitError); err != nil && !failed {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// raw is the template as it is.
func raw(t *testing.T) object {
	t.Helper()
	data, err := os.ReadFile("../template.json")
	if err != nil {
		t.Fatal(err)
	}
	var out object
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTheTemplateIsOfAWSsSpecification(t *testing.T) {
	lines := run(t, "specification.mjs", raw(t))
	if want := fmt.Sprintf("%d resources", len(read(t).Resources)); lines[len(lines)-1] != want {
		t.Errorf("%q at the end, want %q", lines[len(lines)-1], want)
	}
	for _, l := range lines[:len(lines)-1] {
		t.Error(l)
	}
}

func TestATemplateThatIsWrongIsFound(t *testing.T) {
	bad := raw(t)
	tpl := read(t)
	properties := func(kind string) object {
		return bad["Resources"].(object)[tpl.of(kind)[0]].(object)["Properties"].(object)
	}
	properties("AWS::Lambda::Function")["MemorySise"] = 512
	properties("AWS::S3::Bucket")["VersioningConfiguration"].(object)["Status"] = []any{"Enabled"}
	properties("AWS::SQS::Queue")["MessageRetentionPeriod"] = "two weeks"
	properties("AWS::Scheduler::Schedule")["Target"].(object)["RetryPolicy"].(object)["Times"] = 3
	delete(properties("AWS::StepFunctions::StateMachine"), "RoleArn")
	delete(properties("AWS::Scheduler::Schedule")["FlexibleTimeWindow"].(object), "Mode")
	bad["Resources"].(object)["Odd"] = object{"Type": "AWS::Lambda::Functions"}
	all := strings.Join(run(t, "specification.mjs", bad), "\n")
	for _, want := range []string{
		".MemorySise: there is no such", ".Status: [", ".MessageRetentionPeriod: ", ".Times: there is no such", ".RoleArn: is missing",
		".Mode: is missing", "Odd: there is no type",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("nothing is said of %q:\n%s", want, all)
		}
	}
}

const validator = "../node_modules/asl-validator/dist/bin/asl-validator.js"

func TestTheMachineIsInTheStatesLanguage(t *testing.T) {
	m := read(t).machine()
	if out := run(t, validator, m, "--json-path"); !strings.Contains(out[len(out)-1], "is valid") {
		t.Error(strings.Join(out, "\n"))
	}
	states := m["States"].(object)
	states["Prepare"].(object)["TimeoutSeconds"] = "soon"
	states["Merge"].(object)["Typ"] = "Map"
	if out := run(t, validator, m, "--json-path"); strings.Contains(strings.Join(out, "\n"), "is valid") {
		t.Errorf("a machine that is wrong is %q", out)
	}
}
