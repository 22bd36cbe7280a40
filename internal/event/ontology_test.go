package event

import (
	"strings"
	"testing"
	"testing/fstest"

	"chancery"
	"chancery/data"
)

func TestOntologyFaults(t *testing.T) {
	read := func(name string) string {
		b, err := data.FS.ReadFile("ontology/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, c := range []struct{ file, old, new, want string }{
		{"types.tsv", "type\tquad", "kind\tquad", "types.tsv:1: header"},
		{"types.tsv", "\t072", "\t072", ""},
		{"cameo.tsv", "0841\tRETREAT\trelease", "0841\tRETREAT\tset-free", `RETREAT has no mode "set-free"`},
		{"cameo.tsv", "061\tCOOPERATE", "061\tHELP", `unknown type "HELP"`},
		{"cameo.tsv", "061\tCOOPERATE\t\teconomic", "061\tCOOPERATE\t\tmoney", `unknown context "money"`},
		{"content.tsv", "0874", "9999", ""},
		{"content.tsv", "\t1056\t", "\t1999\t", `unknown code "1999"`},
		{"modes.tsv", "abduct\tASSAULT", "abduct\tSTEAL", `unknown type "STEAL"`},
		{"roles.tsv", "COP\t", "ZZZ\t", "not sorted"},
	} {
		fsys := fstest.MapFS{}
		for _, f := range []string{"types.tsv", "modes.tsv", "contexts.tsv", "cameo.tsv", "content.tsv", "roles.tsv"} {
			text := read(f)
			if f == c.file {
				text = strings.Replace(text, c.old, c.new, 1)
			}
			fsys["ontology/"+f] = &fstest.MapFile{Data: []byte(text)}
		}
		_, err := LoadOntology(fsys)
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", c.file, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: got %v, want %q", c.file, c.new, err, c.want)
		}
	}
}

func TestSpeechCodes(t *testing.T) {
	o, err := LoadOntology(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		column        int
		content, want string
	}{
		{demand, "0874", "1056"}, {appeal, "0841", "0253"}, {intend, "0332", "0332"},
		{threaten, "163", "1312"}, {threaten, "1711", "137"}, {reject, "046", "125"},
		{reject, "072", "1222"}, {demand, "190", ""},
	} {
		if got := o.spoken(c.column, c.content); got != c.want {
			t.Errorf("column %d of %s: %q, want %q", c.column, c.content, got, c.want)
		}
	}
	for _, c := range []struct {
		kind chancery.EventType
		code string
		want chancery.EventType
	}{{chancery.Aid, "072", chancery.Agree}, {chancery.Sanction, "163", chancery.Threaten}, {chancery.Request, "020", chancery.Request}} {
		if got, _ := o.Announced(c.kind, c.code); got != c.want {
			t.Errorf("%s announced: %s, want %s", c.kind, got, c.want)
		}
	}
}

// TestEveryCode checks that each rule's code is of the rule's own type, so that a
// slip of the pen does not pass; the exceptions are decisions.
func TestEveryCode(t *testing.T) {
	s, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.rules.Rules {
		if r.CAMEO == "" {
			continue
		}
		if c := s.onto.Codes[r.CAMEO]; string(c.Type) != r.Kind && !byDecision(r.Name) {
			t.Errorf("%s:%d: rule %s: %s is %s, not %s", r.File, r.Line, r.Name, r.CAMEO, c.Type, r.Kind)
		}
	}
}

// byDecision reports rules whose type is not that of their code: PLOVER has
// resignations under RETREAT.
func byDecision(rule string) bool { return strings.HasPrefix(rule, "retreat.resign") }
