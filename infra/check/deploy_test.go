package check

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// command stands in for AWS's: it notes how it was called, and answers what deploy asks.
const command = `#!/bin/sh
printf '%%s\n' "$*" >> %[1]q
case "$*" in
*get-caller-identity*) echo 000000000000 ;;
*ConcurrentExecutions*) echo %[2]s ;;
*head-bucket*|*head-object*) exit 1 ;;
*put-secret-value*) cat > %[1]q.secret ;;
*describe-stacks*StoreBucket*) echo store ;;
*describe-stacks*ModelKeySecret*) echo arn-of-the-secret ;;
*describe-stacks*Url*) echo %[3]s ;;
esac
`

// deployed runs infra/deploy and returns how it called the aws command.
func deployed(t *testing.T, settings, limit, url string, env ...string) (calls []string, secret string) {
	t.Helper()
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	write := func(name, content string, mode os.FileMode) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("path/aws", fmt.Sprintf(command, log, limit, url), 0o755)
	write("settings", settings, 0o644)
	tpl := read(t)
	for _, f := range tpl.of("AWS::Lambda::Function") {
		name := strings.ToLower(plain(f))
		write("bin/"+name+"/bootstrap.zip", name, 0o644)
	}
	cmd := exec.Command("../deploy")
	cmd.Env = append(append(os.Environ(), "PATH="+filepath.Join(dir, "path")+":"+os.Getenv("PATH"), "BIN="+filepath.Join(dir, "bin"),
		"SETTINGS="+filepath.Join(dir, "settings"), "AWS_REGION="+region), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	key, _ := os.ReadFile(log + ".secret")
	return strings.Split(strings.TrimSpace(string(data)), "\n"), string(key)
}

func TestDeployGivesTheTemplateWhatItAsksFor(t *testing.T) {
	settings, err := os.ReadFile("../settings.example")
	if err != nil {
		t.Fatal(err)
	}
	calls, secret := deployed(t, string(settings), "1000", "", "OPENAI_API_KEY=sk-test")
	if secret != "sk-test" || strings.Contains(strings.Join(calls, "\n"), "sk-test") {
		t.Errorf("the key was given as %q, or stands in the arguments", secret)
	}
	i := slices.IndexFunc(calls, func(c string) bool { return strings.HasPrefix(c, "cloudformation deploy") })
	if i < 0 {
		t.Fatalf("nothing was deployed: %q", calls)
	}
	given := map[string]string{}
	for _, m := range regexp.MustCompile(`(\w+)=(\S*)`).FindAllStringSubmatch(calls[i], -1) {
		given[m[1]] = m[2]
	}
	parameters := raw(t)["Parameters"].(object)
	for name, p := range parameters {
		value, has := given[name]
		without, optional := p.(object)["Default"].(string)
		if !has && !optional {
			t.Errorf("%s is not given", name)
		}
		if !has {
			value = without
		}
		if pattern, ok := p.(object)["AllowedPattern"].(string); ok && !regexp.MustCompile(pattern).MatchString(value) {
			t.Errorf("%s is %q, which is not as %s", name, value, pattern)
		}
		if allowed := texts(p.(object)["AllowedValues"]); allowed != nil && !slices.Contains(allowed, value) {
			t.Errorf("%s is %q, none of %q", name, value, allowed)
		}
	}
	for name := range given {
		if parameters[name] == nil {
			t.Errorf("%s is given, and no parameter", name)
		}
	}
	for _, f := range read(t).of("AWS::Lambda::Function") {
		want := fmt.Sprintf("s3://%s/%s/%s.zip", given["CodeBucket"], given["Build"], strings.ToLower(plain(f)))
		if !slices.ContainsFunc(calls, func(c string) bool { return strings.HasSuffix(c, want) }) {
			t.Errorf("%s was not uploaded", want)
		}
	}
	if !slices.ContainsFunc(calls, func(c string) bool { return strings.HasSuffix(c, "polydigest.yaml s3://store/polydigest.yaml") }) {
		t.Error("polydigest.yaml was not uploaded")
	}
}

func TestDeployFitsTheAccount(t *testing.T) {
	for _, c := range []struct{ limit, url, want, not string }{
		{"10", "", "ReserveConcurrency=false", "Pages="},
		{"1000", "https://a.example/", "ReserveConcurrency=true Pages=https://a.example/ From=a@example.org", "=false"},
	} {
		calls, _ := deployed(t, "From=a@example.org\nSenderName=The Morning Digest\n", c.limit, c.url)
		all := strings.Join(calls, "\n")
		if !strings.Contains(all, c.want) || strings.Contains(all, c.not) || !strings.Contains(all, "SenderName=The Morning Digest") {
			t.Errorf("with a limit of %s and the address %q: %s", c.limit, c.url, all)
		}
	}
}
