package check

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"polydigest/internal/config"
)

// schedules are those that call a function, by their properties.
func (t template) schedules(function string) []object {
	var out []object
	for _, name := range t.of("AWS::Scheduler::Schedule") {
		p := t.value(t.Resources[name].Properties).(object)
		if to := fmt.Sprint(p["Target"].(object)["Arn"]); strings.EqualFold(to[strings.LastIndex(to, ":")+1:], function) {
			out = append(out, p)
		}
	}
	return out
}

// event is what the first schedule of a function sends that is due at a time. Other tests give it to the function.
func (t template) event(function, at string) string {
	return strings.ReplaceAll(t.schedules(function)[0]["Target"].(object)["Input"].(string), "<aws.scheduler.scheduled-time>", at)
}

// TestWhatIsToComeRegularlyIsScheduled holds the template to polydigest.yaml; how late a digest is told, and what is past
// its retention goes, has a schedule of its own.
func TestWhatIsToComeRegularlyIsScheduled(t *testing.T) {
	digests, err := config.Load("../polydigest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"watch rate(15 minutes) UTC", "sweep cron(15 3 * * ? *) UTC"}
	for _, name := range digests.Names() {
		if d := digests.Digests[name]; d.Schedule != "" {
			want = append(want, fmt.Sprint("tick ", d.Schedule, " ", cmp.Or(d.Timezone, "UTC")))
			if first := read(t).event("tick", "T"); len(want) == 3 && first != fmt.Sprintf(`{"name":%q,"scheduled":"T"}`, name) {
				t.Errorf("the schedule of %s sends %s", name, first)
			}
		}
	}
	var got []string
	for _, f := range []string{"watch", "sweep", "tick"} {
		for _, s := range read(t).schedules(f) {
			got = append(got, fmt.Sprint(f, " ", s["ScheduleExpression"], " ", s["ScheduleExpressionTimezone"]))
			if mode := at(s, "FlexibleTimeWindow.Mode"); mode != `"OFF"` || s["State"] != nil && s["State"] != "ENABLED" {
				t.Errorf("%s comes at another time, or not: %v", f, s)
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("scheduled are %q, want %q", got, want)
	}
}

// given are the variables of functions by the answer that each is to have.
var given = map[string]string{
	"POLYDIGEST_MODEL": "{Model}", "OPENAI_BASE_URL": "{Endpoint}", "POLYDIGEST_FALLBACK_MODELS": "{FallbackModels}",
	"POLYDIGEST_RPM": "{RequestsPerMinute}", "POLYDIGEST_TPM": "{TokensPerMinute}", "POLYDIGEST_ECONOMY": "{Economy}",
	"POLYDIGEST_MAX_COST": "{MaxCostPerRun}", "POLYDIGEST_CONTACT": "{Contact}", "POLYDIGEST_STORE": "s3://Store",
}

// givenTo are those of some functions only.
var givenTo = map[string]map[string]string{
	"prepare": asks, "extract": asks, "merge": asks, "settle": asks, "compose": asks,
	"deliver": {
		"POLYDIGEST_FROM": "{SenderName} <{From}>", "POLYDIGEST_SES_SET": "polydigest", "POLYDIGEST_LINK_SECRET": linkKeys,
		"POLYDIGEST_PAGES": "ApiFunctionUrl.FunctionUrl",
	},
	"api":   {"POLYDIGEST_PAGES": "{Pages}", "POLYDIGEST_LINK_SECRET": linkKeys, "POLYDIGEST_MACHINE": runs},
	"tick":  {"POLYDIGEST_MACHINE": runs},
	"watch": {"POLYDIGEST_LATE_AFTER": "{LateAfter}"},
}

var asks = map[string]string{"POLYDIGEST_KEY_SECRET": modelKey, "POLYDIGEST_PRICES": "{Prices}"}

// TestEveryAnswerReachesTheFunctions follows the parameters of the template to the environment of each function: the
// model's endpoint, the limits that are divided among functions, and the rest.
func TestEveryAnswerReachesTheFunctions(t *testing.T) {
	tpl := read(t)
	for name := range tpl.Parameters {
		was, had := answers[name]
		answers[name] = "{" + name + "}"
		t.Cleanup(func() {
			if answers[name] = was; !had {
				delete(answers, name)
			}
		})
	}
	for _, name := range tpl.of("AWS::Lambda::Function") {
		p := tpl.value(tpl.Resources[name].Properties).(object)
		got := p["Environment"].(object)["Variables"].(object)
		f := strings.ToLower(plain(name))
		if len(got) != len(given)+len(givenTo[f]) {
			t.Errorf("%s has %d variables, want %d: %v", f, len(got), len(given)+len(givenTo[f]), got)
		}
		for _, want := range []map[string]string{given, givenTo[f]} {
			for variable, value := range want {
				if got[variable] != value {
					t.Errorf("%s has for %s %v, want %s", f, variable, got[variable], value)
				}
			}
		}
		if at(p, "Code") != fmt.Sprintf(`{"S3Bucket":"{CodeBucket}","S3Key":"{Build}/%s.zip"}`, f) {
			t.Errorf("%s is of %s", f, at(p, "Code"))
		}
	}
	template, err := os.ReadFile("../template.json")
	if err != nil {
		t.Fatal(err)
	}
	for name := range tpl.Parameters {
		if !strings.Contains(string(template), fmt.Sprintf(`"Ref": %q`, name)) {
			t.Errorf("%s is asked for and not used", name)
		}
	}
}
