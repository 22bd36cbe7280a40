package rules

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"chancery"
)

// Load reads the rule files that match glob in fsys, then those of the overlays
// and of the folders that [Over] laid over fsys: see [Set.lay]. It reports all
// faults together, each as "file:line: what".
func Load(fsys fs.FS, glob string, lex *Lexicon, overlays ...fs.FS) (*Set, error) {
	ld := newLoader(lex)
	if err := ld.files(fsys, glob); err != nil {
		return nil, err
	}
	for _, f := range append(overlays, layers(fsys)...) {
		if err := ld.overlay(f); err != nil {
			return nil, err
		}
	}
	if len(ld.faults) > 0 {
		return nil, errors.Join(ld.faults...)
	}
	ld.set.index()
	return ld.set, nil
}

func newLoader(lex *Lexicon) *loader {
	ld := &loader{lex: lex, set: &Set{}, names: map[string]string{}}
	ld.set.partitive, _ = lex.Words("partitive")
	return ld
}

// files reads the files of fsys that match one of the globs, each once.
func (l *loader) files(fsys fs.FS, globs ...string) error {
	for _, glob := range globs {
		names, err := fs.Glob(fsys, glob)
		if err != nil {
			return fmt.Errorf("rules %s: %w", glob, err)
		}
		for _, name := range names {
			b, err := fs.ReadFile(fsys, name)
			if err != nil {
				return fmt.Errorf("rules: %w", err)
			}
			l.file(folderOf(fsys)+name, string(b))
		}
	}
	return nil
}

// Parse reads rules from one text; name is what faults call it.
func Parse(name, text string, lex *Lexicon) (*Set, error) {
	ld := newLoader(lex)
	ld.file(name, text)
	if len(ld.faults) > 0 {
		return nil, errors.Join(ld.faults...)
	}
	ld.set.index()
	return ld.set, nil
}

type loader struct {
	lex    *Lexicon
	set    *Set
	names  map[string]string // rule to place
	faults []error

	name string // of the file
	rule *Rule
	once map[string]bool // directives seen in the rule
	bad  bool            // a fault in the rule, so that what it lacks is no news

	group *Rule // what the frames that follow have in common, nil outside one
	head  bool  // rule is the head of a group
	drops []drop
}

// A drop takes built-in rules out, by name or, with ".*" behind, by beginning.
type drop struct {
	pattern, at string
}

// A line is a directive with its continuation lines joined.
type line struct {
	n    int
	text string
}

func lines(text string) []line {
	var out []line
	n := 0
	for s := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		n++
		s = strings.TrimRight(s, " \t\r")
		trimmed := strings.TrimLeft(s, " \t")
		switch {
		case strings.HasPrefix(trimmed, "#"):
		case trimmed != s && trimmed != "" && len(out) > 0 && out[len(out)-1].text != "":
			out[len(out)-1].text += " " + trimmed
		default:
			out = append(out, line{n, trimmed})
		}
	}
	return out
}

func (l *loader) file(name, text string) {
	l.name, l.group = name, nil
	for _, ln := range lines(text) {
		if ln.text == "" {
			l.finish()
			continue
		}
		word, rest := ln.text, ""
		if i := strings.IndexAny(ln.text, " \t"); i >= 0 {
			word, rest = ln.text[:i], strings.TrimSpace(ln.text[i:])
		}
		l.directive(ln.n, word, rest)
	}
	l.finish()
}

func (l *loader) fault(n int, format string, a ...any) {
	l.bad = true
	l.faults = append(l.faults, fmt.Errorf("%s:%d: %s", l.name, n, fmt.Sprintf(format, a...)))
}

var ruleName = regexp.MustCompile(`^[a-z0-9_-]+(\.[a-z0-9_-]+)+$`)
var cameoCode = regexp.MustCompile(`^[0-9]{2,4}$`)
var plainWord = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

func (l *loader) directive(n int, word, rest string) {
	switch word {
	case "rule", "group":
		l.finish()
		l.start(n, rest)
		l.group, l.head = nil, word == "group"
		return
	case "frame":
		l.finish()
		l.frame(n, rest)
		return
	case "drop":
		l.finish()
		l.drop(n, rest)
		return
	}
	if l.rule == nil {
		l.fault(n, "%s outside a rule", word)
		return
	}
	if word == "untested" {
		l.rule.Untested = true
		return
	}
	if rest == "" {
		l.fault(n, "%s says nothing", word)
		return
	}
	if l.head && (word == "match" || word == "yes" || word == "no") {
		l.fault(n, "%s in the head of a group: it belongs to a frame", word)
		return
	}
	switch word {
	case "match":
		l.alternative(n, rest)
	case "unless":
		l.rule.unless = append(l.rule.unless, l.terms(n, rest)...)
	case "yes", "no":
		l.example(n, word == "yes", rest)
	case "note":
	default:
		l.value(n, word, rest)
	}
}

func (l *loader) start(n int, name string) {
	l.rule = &Rule{Name: name, File: l.name, Line: n}
	l.once, l.bad = map[string]bool{}, false
	if !ruleName.MatchString(name) {
		l.fault(n, "rule name %q: want lower-case words joined by dots", name)
	}
	if at, twice := l.names[name]; twice {
		l.fault(n, "rule %s stands at %s already", name, at)
	}
	l.names[name] = fmt.Sprintf("%s:%d", l.name, n)
}

// frame begins a rule that has everything the head of its group says, and terms
// of its own: "NAME TERMS".
func (l *loader) frame(n int, s string) {
	name, terms, _ := strings.Cut(s, " ")
	if l.group == nil {
		l.start(n, "frame."+name)
		l.fault(n, "frame %s outside a group", name)
		return
	}
	l.start(n, l.group.Name+"."+name)
	r := *l.group
	r.Name, r.Line = l.rule.Name, n
	r.unless = slices.Clone(r.unless)
	*l.rule = r
	l.rule.frame = true
	if terms = strings.TrimSpace(terms); terms != "" {
		l.alternative(n, terms)
	}
}

// frameWeight makes a frame, which knows its predicate, go before a rule for many
// predicates that asks for as much.
const frameWeight = 2

func (l *loader) drop(n int, s string) {
	for name := range strings.FieldsSeq(s) {
		if base, _ := strings.CutSuffix(name, ".*"); !ruleName.MatchString(base) && !plainWord.MatchString(base) {
			l.fault(n, "drop %q: want the name of a rule, or the beginning of names and .*", name)
			continue
		}
		l.drops = append(l.drops, drop{name, fmt.Sprintf("%s:%d", l.name, n)})
	}
}

// value reads a directive that may stand once.
func (l *loader) value(n int, word, v string) {
	r := l.rule
	if l.once[word] {
		l.fault(n, "%s stands twice", word)
	}
	l.once[word] = true
	if word == "content" {
		l.content(n, v)
		return
	}
	if word != "context" && !plainWord.MatchString(v) {
		switch word {
		case "kind", "mode", "cameo", "stance", "format", "status":
			l.fault(n, "%s %q: want one word", word, v)
			return
		}
	}
	switch word {
	case "kind":
		if r.Kind = v; !kinds[v] {
			l.fault(n, "unknown kind %q", v)
		}
	case "mode":
		r.Mode = v
	case "context":
		r.Contexts = strings.Fields(v)
	case "cameo":
		if r.CAMEO = v; !cameoCode.MatchString(v) {
			l.fault(n, "cameo %q: want two to four digits", v)
		}
	case "stance":
		r.Stance = v
	case "format":
		r.Format = v
	case "status":
		if r.Status = chancery.Status(v); !slices.Contains(statuses, v) {
			l.fault(n, "unknown status %q", v)
		}
	default:
		l.fault(n, "unknown directive %q", word)
	}
}

// content reads "comp obj obj+prep(as)": the first alternative that the
// proposition has, with all its parts, is the content.
func (l *loader) content(n int, s string) {
	alts, err := splitTerms(s)
	if err != nil {
		l.fault(n, "%v", err)
		return
	}
	for _, a := range alts {
		var parts []step
		for part := range strings.SplitSeq(a, "+") {
			var t term
			if err := t.parsePath(part, l.lex); err != nil {
				l.fault(n, "content %q: %v", a, err)
				return
			}
			if len(t.path) != 1 {
				l.fault(n, "content %q: want parts of the proposition itself", a)
				return
			}
			parts = append(parts, t.path[0])
		}
		l.rule.content = append(l.rule.content, parts)
	}
}

func (l *loader) terms(n int, s string) []term {
	parts, err := splitTerms(s)
	if err != nil {
		l.fault(n, "%v", err)
		return nil
	}
	var out []term
	for _, p := range parts {
		t, err := parseTerm(p, l.lex)
		if err != nil {
			l.fault(n, "%v", err)
			continue
		}
		out = append(out, t)
	}
	return out
}

func (l *loader) alternative(n int, s string) {
	a := alternative{terms: l.terms(n, s)}
	if l.rule.frame {
		a.weight = frameWeight
	}
	preds := 0
	for i := range a.terms {
		t := &a.terms[i]
		a.weight += t.weight()
		if !t.not && t.kind == partTerm && t.path[0].role == chancery.Obj && t.path[0].heads != nil {
			a.object = true
		}
		if !t.not && (t.kind == predTerm || t.kind == lightTerm) {
			preds++
			a.words = max(a.words, len(t.words), len(t.light))
		}
	}
	if preds > 1 {
		l.fault(n, "more than one predicate")
	}
	// Cheap terms first, predicates before all; parts keep their order, which is
	// the order of the actors.
	slices.SortStableFunc(a.terms, func(x, y term) int { return cmp.Compare(cost(&x), cost(&y)) })
	l.rule.match = append(l.rule.match, a)
}

func cost(t *term) int {
	switch t.kind {
	case predTerm, lightTerm:
		return 0
	case partTerm, anyTerm, speakerTerm:
		return 2
	}
	return 1
}

func (l *loader) example(n int, yes bool, s string) {
	ex, err := parseExample(s, l.rule.Kind, yes)
	ex.Line = n
	switch {
	case err != nil:
		l.fault(n, "%v", err)
	case yes:
		l.rule.Yes = append(l.rule.Yes, ex)
	default:
		l.rule.No = append(l.rule.No, ex)
	}
}

// finish closes the rule that is open.
func (l *loader) finish() {
	r := l.rule
	if r == nil {
		return
	}
	if l.head {
		if l.rule, l.head = nil, false; !l.bad {
			l.lacks(r, "kind", r.Kind == "")
		}
		l.group = r
		delete(l.names, r.Name) // a rule may have the name of a group
		return
	}
	if !l.bad {
		l.lacks(r, "kind", r.Kind == "")
		l.lacks(r, "match", len(r.match) == 0)
		l.lacks(r, "yes example", len(r.Yes) == 0 && !r.Untested)
		l.lacks(r, "no example", len(r.No) == 0 && !r.Untested)
	}
	l.set.Rules = append(l.set.Rules, r)
	l.rule = nil
}

func (l *loader) lacks(r *Rule, what string, missing bool) {
	if missing {
		l.fault(r.Line, "rule %s has no %s", r.Name, what)
	}
}

// Base is the file of the rule without folder and ending.
func (r *Rule) Base() string { return strings.TrimSuffix(path.Base(r.File), ".rules") }
