package parse

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestRules(t *testing.T) {
	for _, c := range []struct{ rule, form, want string }{
		{"k0+", "Geneva", "Geneva"},
		{"l0+", "The", "the"},
		{"l1+", "Talks", "talk"},
		{"l3+y", "parties", "party"},
		{"=be", "was", "be"},
		{"l3+y", "ad", "ad"},     // too short to cut
		{"k1+e", "naïv", "naïe"}, // characters, not bytes
		{"k1+", "é", ""},
	} {
		r, err := readRule(c.rule)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.apply(c.form); got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.rule, c.form, got, c.want)
		}
	}
	for _, bad := range []string{"", "k", "x1+", "kx+", "k-1+", "k1"} {
		if _, err := readRule(bad); err == nil {
			t.Errorf("rule %q was taken", bad)
		}
	}
}

func TestLexicon(t *testing.T) {
	lex, err := loadLexicon(fstest.MapFS{lexiconFile: {Data: []byte("form\tupos\tlemma\nMen\tPROPN\tMen\nmen\tNOUN\tman\nus\tPRON\twe\n")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ form, upos, want string }{
		{"men", "NOUN", "man"}, {"MEN", "NOUN", "man"}, {"Men", "PROPN", "Men"}, {"men", "PROPN", ""}, {"US", "PRON", "we"}, {"US", "PROPN", ""},
		{strings.Repeat("x", 100), "NOUN", ""}, {"Élan", "NOUN", ""},
	} {
		if got, _ := lex.find(c.form, c.upos); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.form, c.upos, got, c.want)
		}
	}
	for name, bad := range map[string]string{"two columns": "form\tupos\tlemma\nmen\tNOUN\n", "empty lemma": "form\tupos\tlemma\nmen\tNOUN\t\n"} {
		if _, err := loadLexicon(fstest.MapFS{lexiconFile: {Data: []byte(bad)}}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, err := loadLexicon(fstest.MapFS{}); err == nil {
		t.Error("a missing lexicon was taken")
	}
}
