package chancery_test

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

// stages are the packages that read an article, in the order of the table.
var stages = []string{"text", "parse", "when", "actor", "place", "prop", "quote", "claim", "agenda", "event"}

// below is what a stage stands on.
var below = []string{"chancery", "chancery/data", "chancery/internal/rules", "chancery/internal/nn", "chancery/internal/learned"}

// A source is one Go file that is no test.
type source struct {
	pkg     string // import path
	name    string
	imports []string
	calls   []string // "time.Now"
}

// sources parses every Go file of the module but the tests.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	tree := os.DirFS(".")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "rivals"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
		if err != nil {
			return err
		}
		out = append(out, read(name, f))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func read(name string, f *ast.File) source {
	s := source{pkg: strings.TrimSuffix(path.Join("chancery", path.Dir(name)), "/."), name: name}
	for _, i := range f.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		s.imports = append(s.imports, p)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if x, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := x.X.(*ast.Ident); ok {
				s.calls = append(s.calls, id.Name+"."+x.Sel.Name)
			}
		}
		return true
	})
	return s
}

// within reports whether pkg is dir or lies below it.
func within(pkg, dir string) bool { return pkg == dir || strings.HasPrefix(pkg, dir+"/") }

func ours(pkg string) bool { return within(pkg, "chancery") }

// standard reports whether a package is of the standard library.
func standard(pkg string) bool {
	first, _, _ := strings.Cut(pkg, "/")
	return !strings.Contains(first, ".") && !ours(pkg)
}

func stageOf(pkg string) string {
	for _, s := range stages {
		if within(pkg, "chancery/internal/"+s) {
			return s
		}
	}
	return ""
}

// A layer is a rule of who may import whom: it returns what is wrong with an
// import, empty where nothing is.
type layer struct {
	name string
	rule func(s source, imp string) string
}

var layers = []layer{
	{"the shared nouns stand on the standard library alone", func(s source, imp string) string {
		if s.pkg == "chancery" && !standard(imp) {
			return "the root package imports the standard library only"
		}
		return ""
	}},
	{"a stage never imports another", func(s source, imp string) string {
		own := stageOf(s.pkg)
		if own == "" || standard(imp) || within(imp, "golang.org/x") || within(imp, "chancery/internal/"+own) {
			return ""
		}
		for _, b := range below {
			if imp == b || b != "chancery" && within(imp, b) {
				return ""
			}
		}
		return "a stage imports chancery, data, internal/rules, internal/nn, internal/learned and the libraries of Go"
	}},
	{"a stage has no network and no file", func(s source, imp string) string {
		if stageOf(s.pkg) != "" && (within(imp, "net") || imp == "os" || imp == "os/exec" || imp == "syscall") {
			return "a stage reads tables when it is made and its Doc, nothing else"
		}
		return ""
	}},
	{"what stages stand on knows no stage", func(s source, imp string) string {
		for _, b := range below[1:] {
			if within(s.pkg, b) && (stageOf(imp) != "" || within(imp, "chancery/coder")) {
				return "rules, nn and data are below the stages"
			}
		}
		return ""
	}},
	{"the program does not link what trains it", func(s source, imp string) string {
		if within(imp, "chancery/internal/train") && !within(s.pkg, "chancery/cmd/chancery-train") && !within(s.pkg, "chancery/internal/train") {
			return "only cmd/chancery-train imports internal/train"
		}
		return ""
	}},
	{"help for tests is for tests", func(s source, imp string) string {
		if imp == "chancery/internal/piped" || imp == "chancery/internal/golden" {
			return "only tests import internal/piped and internal/golden"
		}
		return ""
	}},
	{"what tells of the ledger reads no article", func(s source, imp string) string {
		for _, told := range []string{"answer", "auth", "watch", "notify", "api", "metric", "web"} {
			if !within(s.pkg, "chancery/internal/"+told) {
				continue
			}
			if stageOf(imp) != "" || within(imp, "chancery/coder") || within(imp, "chancery/internal/pipeline") || within(imp, "chancery/internal/follow") || within(imp, "chancery/internal/queue") {
				return "it stands behind the ledger and knows nothing of how that is filled"
			}
		}
		return ""
	}},
	{"commands are ends", func(s source, imp string) string {
		if within(imp, "chancery/cmd") && !within(s.pkg, "chancery/cmd") {
			return "nothing imports a command"
		}
		return ""
	}},
}

func TestLayout(t *testing.T) {
	files := sources(t)
	for _, l := range layers {
		t.Run(l.name, func(t *testing.T) {
			for _, s := range files {
				for _, imp := range s.imports {
					if fault := l.rule(s, imp); fault != "" {
						t.Errorf("%s imports %s: %s", s.name, imp, fault)
					}
				}
			}
		})
	}
}

// Nothing inside a stage may depend on when it runs.
func TestStagesHaveNoClock(t *testing.T) {
	for _, s := range sources(t) {
		if stageOf(s.pkg) == "" {
			continue
		}
		for _, c := range []string{"time.Now", "time.Since", "time.Until", "os.Getenv"} {
			if slices.Contains(s.calls, c) {
				t.Errorf("%s calls %s", s.name, c)
			}
		}
	}
}

// The walk must see the stages, or the rules above would hold of nothing.
func TestLayoutSeesTheStages(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t) {
		seen[stageOf(s.pkg)] = true
	}
	for _, s := range stages {
		if !seen[s] {
			t.Errorf("no file of stage %s", s)
		}
	}
	bad := source{pkg: "chancery/internal/event", name: "x.go"}
	if layers[1].rule(bad, "chancery/internal/actor") == "" {
		t.Error("a stage that imports another is not noticed")
	}
}
