// Package importtest keeps the rules of who may import whom, read from one table.
package importtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "polydigest/"

// layers are the packages in the order of the data's path: a package may import those of earlier lines only, except
// as the table of exceptions says. A name that ends in /... stands for a tree.
var layers = []string{
	"internal/lazy internal/pause internal/sparse internal/languages/...",
	"internal/amazon",
	"prompts internal/digest internal/store/... internal/schedule",
	"internal/llm/...",
	"internal/when",
	"internal/text/... internal/polarity internal/names internal/injection",
	"internal/figures internal/read/...",
	"internal/chunk internal/lineage internal/gold",
	"internal/story internal/source/... internal/config",
	"internal/verify",
	"internal/engine",
	"internal/engine/...",
	"internal/deliver/...",
	"internal/pipeline",
	"internal/httpapi/...",
	"internal/cloud/...",
	"functions/... cmd/...",
}

// within are trees whose packages may import one another.
var within = []string{"internal/store", "internal/llm", "internal/text", "internal/read", "internal/source", "internal/deliver", "internal/httpapi", "internal/cloud", "cmd/measure", "cmd/polydigest"}

// suppliers are the only packages that may import a supplier's code.
var suppliers = map[string][]string{
	"github.com/sashabaranov/go-openai": {"internal/llm/openai"},
	"github.com/aws/aws-sdk-go-v2":      {"internal/amazon", "internal/store/s3", "internal/deliver/ses", "internal/cloud"},
	"github.com/aws/aws-lambda-go":      {"functions"},
}

func layer(pkg string) int {
	found, length := -1, -1
	for i, line := range layers {
		for _, name := range strings.Fields(line) {
			tree, ok := strings.CutSuffix(name, "/...")
			if pkg == name {
				return i
			}
			if ok && (pkg == tree || strings.HasPrefix(pkg, tree+"/")) && len(name) > length {
				found, length = i, len(name)
			}
		}
	}
	return found
}

func together(a, b string) bool {
	for _, tree := range within {
		in := func(p string) bool { return p == tree || strings.HasPrefix(p, tree+"/") }
		if in(a) && in(b) {
			return true
		}
	}
	return false
}

func TestImports(t *testing.T) {
	files := 0
	walk(t, func(file, pkg, imp string) {
		files++
		if dep, ok := strings.CutPrefix(imp, module); ok {
			from, to := layer(pkg), layer(dep)
			switch {
			case from < 0:
				t.Errorf("%s: package %s is in no layer", file, pkg)
			case to < 0:
				t.Errorf("%s imports %s, which is in no layer", file, dep)
			case to >= from && !together(pkg, dep):
				t.Errorf("%s imports %s, which %s may not", file, dep, pkg)
			}
		}
		for supplier, may := range suppliers {
			if imp != supplier && !strings.HasPrefix(imp, supplier+"/") {
				continue
			}
			allowed := false
			for _, m := range may {
				allowed = allowed || pkg == m || strings.HasPrefix(pkg, m+"/")
			}
			if !allowed {
				t.Errorf("%s imports %s, which only %v may", file, imp, may)
			}
		}
	})
	if files == 0 {
		t.Error("no imports were read")
	}
}

// TestNoTestWaitsOnTheRealClock finds the tests that sleep, or wait for a timer, without a bubble of testing/synctest.
func TestNoTestWaitsOnTheRealClock(t *testing.T) {
	tests := 0
	eachFile(t, func(file string, src []byte) {
		if !strings.HasSuffix(file, "_test.go") {
			return
		}
		tests++
		for _, call := range []string{"time." + "Sleep(", "time." + "After(", "time." + "NewTimer("} {
			if strings.Contains(string(src), call) && !strings.Contains(string(src), `"testing/synctest"`) {
				t.Errorf("%s: %s…) outside of a bubble", file, call)
			}
		}
	})
	if tests == 0 {
		t.Error("no tests were read")
	}
}

// walk calls f for every import of every file that is part of a program, test files aside.
func walk(t *testing.T, f func(file, pkg, imp string)) {
	t.Helper()
	eachFile(t, func(file string, src []byte) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			f(file, path.Dir(file), imp)
		}
	})
}

// eachFile calls f for every Go file.
func eachFile(t *testing.T, f func(file string, src []byte)) {
	t.Helper()
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || file == "infra" || strings.HasPrefix(d.Name(), ".") && file != ".") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		src, err := fs.ReadFile(root, file)
		if err == nil {
			f(file, src)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// forbidden are package names that say nothing.
var forbidden = []string{"util", "utils", "common", "types", "models", "helpers", "handlers"}

func TestNoGoFileInTheRootAndNoPackageThatSaysNothing(t *testing.T) {
	walk(t, func(file, pkg, _ string) {
		if pkg == "." {
			t.Errorf("%s is in the root", file)
		}
		for _, name := range forbidden {
			if path.Base(pkg) == name {
				t.Errorf("%s: a package called %s", file, name)
			}
		}
	})
}

// claimMakers may write a digest.Claim: verify, and what makes samples for tests.
var claimMakers = []string{"internal/verify", "internal/deliver/render/rendertest"}

func TestOnlyVerifyMakesClaims(t *testing.T) {
	seen := map[string]bool{}
	walk(t, func(file, pkg, _ string) {
		if seen[file] || slices.Contains(claimMakers, pkg) {
			return
		}
		seen[file] = true
		parsed, err := parser.ParseFile(token.NewFileSet(), "../../"+file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok && isClaim(lit.Type) && len(lit.Elts) > 0 {
				t.Errorf("%s makes a digest.Claim, which only %v may", file, claimMakers)
			}
			return true
		})
	})
}

func isClaim(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := sel.X.(*ast.Ident)
	return ok && pkg.Name == "digest" && sel.Sel.Name == "Claim"
}
