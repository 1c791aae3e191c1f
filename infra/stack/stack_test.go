package stack

//lint:file-ignore SA1019 the CDK's own assertions return a type that it calls deprecated

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/cxapi"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdklabs/cdk-nag-go/cdknag/v2"

	"polydigest/infra/node"
	"polydigest/internal/config"
)

// noNode is why the tests are skipped, if they are.
var noNode error

func TestMain(m *testing.M) {
	noNode = node.Choose("..")
	code := m.Run()
	if noNode == nil {
		jsii.Close()
	}
	os.Exit(code)
}

// digests are those of the template that is kept; without Node the test is skipped.
func digests(t *testing.T) config.Config {
	t.Helper()
	if noNode != nil {
		t.Skip(noNode)
	}
	c, err := config.Load("../polydigest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheTemplateIsThatOfTheProgram(t *testing.T) {
	want, err := Template(digests(t))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../template.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("template.json is not what the program writes: run `make template`")
	}
}

// TestSchedulesAreThoseOfTheFile makes a stack of digests whose names are hard on names of resources.
func TestSchedulesAreThoseOfTheFile(t *testing.T) {
	digests(t)
	c := config.Config{Digests: map[string]config.Digest{
		"a-b": {Schedule: "rate(1 hour)"}, "ab": {Schedule: "at(2026-12-01T07:00:00)", Timezone: "Asia/Tokyo"},
		"朝": {Schedule: "cron(0 7 ? * MON-FRI *)"}, `"<&>`: {Schedule: "rate(2 days)"}, "never": {},
	}}
	tpl := assertions.Template_FromStack(New(awscdk.NewApp(nil), "test", c).in, nil)
	tpl.ResourceCountIs(text("AWS::Scheduler::Schedule"), number(6)) // and those of the look-out and of retention
	tpl.HasResourceProperties(text("AWS::Scheduler::Schedule"), map[string]any{
		"ScheduleExpression": "at(2026-12-01T07:00:00)", "ScheduleExpressionTimezone": "Asia/Tokyo",
		"Target": assertions.Match_ObjectLike(&map[string]any{"Input": `{"name":"ab","scheduled":"<aws.scheduler.scheduled-time>"}`}),
	})
}

// TestNoFindingIsUnexplained holds the stack to AWS's rules of good practice (https://github.com/cdklabs/cdk-nag). What
// does not hold has its reason in reasons.go; without the reasons there are findings.
func TestNoFindingIsUnexplained(t *testing.T) {
	c := digests(t)
	for _, f := range findings(New(awscdk.NewApp(nil), "polydigest", c)) {
		t.Error(f)
	}
	bare := findings(build(awscdk.NewApp(nil), "polydigest", c))
	t.Logf("%d findings have a reason", len(bare))
	if len(bare) < 50 {
		t.Errorf("without reasons there are only %d findings: %q", len(bare), bare)
	}
}

func findings(s *Stack) []string {
	awscdk.Aspects_Of(s.in).Add(cdknag.NewAwsSolutionsChecks(&cdknag.NagPackProps{Verbose: jsii.Bool(false)}), nil)
	found := map[string]bool{}
	for _, find := range []*[]*cxapi.SynthesisMessage{
		assertions.Annotations_FromStack(s.in).FindError(text("*"), assertions.Match_AnyValue()),
		assertions.Annotations_FromStack(s.in).FindWarning(text("*"), assertions.Match_AnyValue()),
	} {
		for _, m := range *find {
			found[strings.TrimSpace(fmt.Sprintf("%s: %v", *m.Id, m.Entry.Data))] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}
