package check

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A role is what its policies say, with all names put in.
type role []object

// roles are those of the functions by step, and of the services that act for the stack by name.
func (t template) roles() map[string]role {
	out := map[string]role{}
	for _, name := range t.of("AWS::IAM::Role") {
		p := t.value(t.Resources[name].Properties).(object)
		for _, policy := range items(p["Policies"]) {
			out[step(name)] = append(out[step(name)], items(policy["PolicyDocument"].(object)["Statement"])...)
		}
		if p["ManagedPolicyArns"] != nil {
			panic(name + " has policies that the template does not show")
		}
	}
	for _, name := range t.of("AWS::IAM::Policy") {
		p := t.value(t.Resources[name].Properties).(object)
		for _, r := range texts(p["Roles"]) {
			out[step(r)] = append(out[step(r)], items(p["PolicyDocument"].(object)["Statement"])...)
		}
	}
	return out
}

// step is "extract" of "ExtractRole" and what the CDK puts behind it.
func step(name string) string { return strings.ToLower(strings.TrimSuffix(plain(name), "Role")) }

// may says whether a role allows an action on a resource, under conditions that hold. It knows what this template
// uses: actions and resources with *, and StringEquals; of anything else it says so.
func (r role) may(action, resource string, holds map[string]string) bool {
	for _, s := range r {
		if s["Effect"] != "Allow" || s["NotAction"] != nil || s["NotResource"] != nil {
			panic(fmt.Sprint("a statement that this does not know: ", s))
		}
		if one(s["Action"], action) && one(s["Resource"], resource) && under(s["Condition"], holds) {
			return true
		}
	}
	return false
}

func one(patterns any, s string) bool {
	all, ok := patterns.([]any)
	if !ok {
		all = []any{patterns}
	}
	return slices.ContainsFunc(all, func(p any) bool {
		quoted := strings.ReplaceAll(regexp.QuoteMeta(p.(string)), `\*`, `.*`)
		return regexp.MustCompile(`(?is)^` + quoted + `$`).MatchString(s)
	})
}

func under(condition any, holds map[string]string) bool {
	c, _ := condition.(object)
	for operator, keys := range c {
		if operator != "StringEquals" {
			panic("a condition that this does not know: " + operator)
		}
		for key, want := range keys.(object) {
			if holds[key] != want {
				return false
			}
		}
	}
	return true
}

// Resources of the template's account, and some that are not the stack's.
const (
	store    = "arn:aws:s3:::Store"
	aws      = ":" + region + ":" + account + ":"
	modelKey = "arn:aws:secretsmanager" + aws + "secret:ModelKey"
	linkKeys = "arn:aws:secretsmanager" + aws + "secret:LinkKeys"
	runs     = "arn:aws:states" + aws + "stateMachine:polydigest"
	queue    = "arn:aws:sqs" + aws + "Undelivered"
)

// everyone are the roles; who may do a thing is listed, and nobody else may.
var whoMay = []struct {
	action, resource string
	who              []string
}{
	{"secretsmanager:GetSecretValue", modelKey, []string{"prepare", "extract", "merge", "settle", "compose"}},
	{"secretsmanager:GetSecretValue", linkKeys, []string{"deliver", "api"}},
	{"secretsmanager:PutSecretValue", modelKey, nil},
	{"secretsmanager:GetSecretValue", "arn:aws:secretsmanager" + aws + "secret:somebody-elses", nil},
	{"ses:SendEmail", "arn:aws:ses" + aws + "identity/example.org", []string{"deliver"}},
	{"ses:SendRawEmail", "arn:aws:ses" + aws + "identity/example.org", []string{"deliver"}},
	{"ses:SendBulkEmail", "arn:aws:ses" + aws + "identity/example.org", nil},
	{"ses:DeleteEmailIdentity", "arn:aws:ses" + aws + "identity/example.org", nil},
	{"states:StartExecution", runs, []string{"api", "tick", "machine"}},
	{"states:StartExecution", "arn:aws:states" + aws + "stateMachine:somebody-elses", nil},
	{"states:DescribeExecution", "arn:aws:states" + aws + "execution:polydigest:r1", []string{"api"}},
	{"states:DeleteStateMachine", runs, nil},
	{"lambda:InvokeFunction", "arn:aws:lambda" + aws + "function:Deliver", []string{"machine"}},
	{"lambda:InvokeFunction", "arn:aws:lambda" + aws + "function:Tick", []string{"schedule"}},
	{"lambda:InvokeFunction", "arn:aws:lambda" + aws + "function:Watch", []string{"schedule"}},
	{"lambda:InvokeFunction", "arn:aws:lambda" + aws + "function:Sweep", []string{"schedule"}},
	{"lambda:InvokeFunction", "arn:aws:lambda" + aws + "function:Api", nil},
	{"lambda:UpdateFunctionCode", "arn:aws:lambda" + aws + "function:Deliver", nil},
	{"sqs:SendMessage", queue, []string{"tick", "mailed", "watch", "sweep", "schedule"}},
	{"sqs:ReceiveMessage", queue, nil},
	{"sqs:PurgeQueue", queue, nil},
	{"iam:PassRole", "arn:aws:iam::" + account + ":role/DeliverRole", nil},
	{"iam:CreateUser", "arn:aws:iam::" + account + ":user/x", nil},
	{"sts:AssumeRole", "arn:aws:iam::" + account + ":role/DeliverRole", nil},
	{"s3:GetObject", store + "/recipients/x.json", []string{"deliver", "api", "mailed"}},
	{"s3:PutObject", store + "/recipients/x.json", []string{"deliver", "api", "mailed"}},
	{"s3:DeleteObject", store + "/recipients/x.json", nil},
	{"s3:GetObject", store + "/keys/x.json", []string{"api"}},
	{"s3:PutObject", store + "/keys/x.json", nil},
	{"s3:PutObject", store + "/digests/morning/d.json", []string{"publish", "sweep"}},
	{"s3:DeleteObject", store + "/digests/morning/d.json", nil},
	{"s3:PutObject", store + "/names/morning/latest", []string{"publish"}},
	{"s3:PutObject", store + "/names/morning/quiet", []string{"prepare", "publish"}},
	{"s3:PutObject", store + "/documents/x", []string{"fetch"}},
	{"s3:PutObject", store + "/raw/x", []string{"fetch"}},
	{"s3:GetObject", store + "/raw/x", []string{"fetch"}},
	{"s3:GetObject", store + "/answers/x", []string{"prepare", "extract", "merge", "settle", "compose"}},
	{"s3:PutObject", store + "/polydigest.yaml", nil},
	{"s3:GetObject", store + "/prices.yaml", []string{"prepare", "extract", "merge", "settle", "compose"}},
	{"s3:GetObject", store + "/polydigest.yaml", []string{"start", "tick", "watch", "sweep"}},
	{"s3:PutObject", store + "/filed/r1.json", []string{"start", "tick", "api", "prepare", "publish", "sweep"}},
	{"s3:GetObject", store + "/filed/r1.json", []string{"sweep"}},
	{"s3:DeleteObject", store + "/filed/r1.json", []string{"sweep"}},
	{"s3:DeleteObject", store + "/runs/r1/manifest.json", []string{"sweep"}},
	{"s3:DeleteObject", store + "/documents/x", []string{"sweep"}},
	{"s3:DeleteObject", store + "/raw/x", []string{"sweep"}},
	{"s3:DeleteObject", store + "/readings/1/x.json", []string{"sweep"}},
	{"s3:DeleteObject", store + "/sources/x.json", []string{"sweep"}},
	{"s3:DeleteObject", store + "/names/morning/latest", nil},
	{"s3:DeleteObject", store + "/starts/x", nil},
	{"s3:DeleteObject", store + "/polydigest.yaml", nil},
	{"s3:DeleteObjectVersion", store + "/documents/x", nil},
	{"s3:DeleteBucket", store, nil},
	{"s3:PutBucketPolicy", store, nil},
	{"s3:GetObject", "arn:aws:s3:::somebody-elses/x", nil},
	{"s3:ListBucket", "arn:aws:s3:::somebody-elses", nil},
	{"dynamodb:PutItem", "arn:aws:dynamodb" + aws + "table/x", nil},
	{"kms:Decrypt", "arn:aws:kms" + aws + "key/x", nil},
	{"logs:PutLogEvents", "arn:aws:logs" + aws + "log-group:DeliverLogs:*", []string{"deliver"}},
	{"logs:DeleteLogGroup", "arn:aws:logs" + aws + "log-group:DeliverLogs:*", nil},
}

func TestRolesMayWhatTheyNeedAndNothingElse(t *testing.T) {
	roles := read(t).roles()
	from := map[string]string{"ses:FromAddress": answers["From"]}
	allowed, forbidden := 0, 0
	for _, c := range whoMay {
		for name, r := range roles {
			got, want := r.may(c.action, c.resource, from), slices.Contains(c.who, name)
			if got != want {
				t.Errorf("%s: %s on %s: allowed is %v", name, c.action, c.resource, got)
			}
			if want {
				allowed++
			} else {
				forbidden++
			}
		}
	}
	if roles["deliver"].may("ses:SendEmail", "arn:aws:ses"+aws+"identity/example.org", map[string]string{"ses:FromAddress": "ceo@example.org"}) {
		t.Error("deliver may send from any address")
	}
	for name, r := range roles { // each writes its own log, and no other's
		if name == "machine" || name == "schedule" {
			continue
		}
		for other := range roles {
			for _, action := range []string{"logs:CreateLogStream", "logs:PutLogEvents"} {
				log := fmt.Sprintf(arns["AWS::Logs::LogGroup"], strings.ToUpper(other[:1])+other[1:]+"Logs")
				if r.may(action, log, nil) != (other == name) {
					t.Errorf("%s: %s on %s: allowed is %v", name, action, log, other != name)
				}
			}
		}
	}
	t.Logf("%d roles: %d allowed, %d forbidden", len(roles), allowed, forbidden)
	if forbidden < 60 || len(roles) < 17 {
		t.Errorf("only %d forbidden things were asked of %d roles", forbidden, len(roles))
	}
}

// TestARoleThatMayTooMuchIsFound gives every role, one after the other, what it must not have.
func TestARoleThatMayTooMuchIsFound(t *testing.T) {
	for name, r := range read(t).roles() {
		for _, s := range []object{
			{"Effect": "Allow", "Action": "*", "Resource": modelKey},
			{"Effect": "Allow", "Action": "s3:Put*", "Resource": store + "/*"},
			{"Effect": "Allow", "Action": []any{"secretsmanager:GetSecretValue"}, "Resource": "*"},
		} {
			more := append(slices.Clone(r), s)
			if !slices.ContainsFunc(whoMay, func(c struct {
				action, resource string
				who              []string
			}) bool {
				return !slices.Contains(c.who, name) && more.may(c.action, c.resource, nil)
			}) {
				t.Errorf("%s may %v on %v, and nobody notices", name, s["Action"], s["Resource"])
			}
		}
	}
}

// unlimited are the rights that AWS gives for all resources or not at all.
var unlimited = map[string]string{
	"logs": "delivering the machine's log", "xray": "its traces",
}

func TestNoRoleMayEverything(t *testing.T) {
	for name, r := range read(t).roles() {
		for _, s := range r {
			for _, a := range flat(s["Action"]) {
				service, what, _ := strings.Cut(a, ":")
				if strings.Contains(what, "*") || what == "" {
					t.Errorf("%s may %s", name, a)
				}
				for _, on := range flat(s["Resource"]) {
					if on == "*" && (name != "machine" || unlimited[service] == "") {
						t.Errorf("%s may %s on everything", name, a)
					}
					if bucket, _, _ := strings.Cut(strings.TrimPrefix(on, "arn:aws:s3:::"), "/"); strings.Contains(on, ":s3:") && bucket != "Store" {
						t.Errorf("%s may %s on %s", name, a, on)
					}
				}
			}
		}
	}
}

func flat(v any) []string {
	if s, ok := v.(string); ok {
		return []string{s}
	}
	return texts(v)
}

// TestEachFunctionHasARoleOfItsOwn finds two that share one, and a role that others may take on.
func TestEachFunctionHasARoleOfItsOwn(t *testing.T) {
	tpl := read(t)
	seen := map[string]string{}
	for _, f := range tpl.of("AWS::Lambda::Function") {
		r := path.Base(fmt.Sprint(tpl.value(tpl.Resources[f].Properties["Role"])))
		if other := seen[r]; other != "" || r != plain(f)+"Role" {
			t.Errorf("%s has the role %s, as has %q", f, r, other)
		}
		seen[r] = f
	}
	for _, name := range tpl.of("AWS::IAM::Role") {
		trust := tpl.value(tpl.Resources[name].Properties["AssumeRolePolicyDocument"]).(object)
		for _, s := range items(trust["Statement"]) {
			service := fmt.Sprint(s["Principal"].(object)["Service"])
			if len(s["Principal"].(object)) != 1 || !slices.Contains([]string{"lambda.amazonaws.com", "states.amazonaws.com", "scheduler.amazonaws.com"}, service) {
				t.Errorf("%s may be taken on by %v", name, s["Principal"])
			}
			// The services that act for any account say for which.
			if service != "lambda.amazonaws.com" && at(s, "Condition.StringEquals") != `{"aws:SourceAccount":"`+account+`"}` {
				t.Errorf("%s may be taken on for any account", name)
			}
		}
	}
	if len(seen) < 15 {
		t.Errorf("%d roles of functions", len(seen))
	}
}
