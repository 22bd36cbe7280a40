package rules

import (
	"testing"
	"testing/fstest"
)

func TestVerbs(t *testing.T) {
	lex, err := LoadLexicon(fstest.MapFS{"lexicon/verb.tsv": {Data: []byte(
		"word\tforms\ncancel\t\ncite\t\ndeny\t\nexpel\t\nflee\tfled\nfree\t\nhit\thit\nhold\theld\npanic\t\npass\t\nplan\t\nplane\t\nsigna\t\n")}})
	if err != nil {
		t.Fatal(err)
	}
	v := NewVerbs(lex)
	if !v.Unchanged("hit") || v.Unchanged("hold") || v.Unchanged("held") {
		t.Error("of hit, hold and held only hit is its own past tense")
	}
	for form, want := range map[string]string{
		"expelled": "expel", "expels": "expel", "cancelled": "cancel", "canceled": "cancel", "citing": "cite", "cites": "cite",
		"denies": "deny", "denied": "deny", "fled": "flee", "fleeing": "flee", "freed": "free", "held": "hold", "holding": "hold",
		"panicked": "panic", "passes": "pass", "planning": "plan", "planned": "plan", "planed": "plane", "unknown": "", "s": "", "": "",
	} {
		if got := v.Base(form); got != want {
			t.Errorf("%q: got %q, want %q", form, got, want)
		}
	}
}
