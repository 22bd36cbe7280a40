package answer

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chancery/internal/store"
)

// asked leaves out what the ledger notes in a filter for itself.
var asked = cmpopts.IgnoreUnexported(store.Filter{})

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     store.Filter
		text     string
	}{
		{"kind alone", "demands", store.Filter{Section: store.Demands}, "demands"},
		{"path of a page", "/events?actor=RUS&actor=USA&type=THREATEN,ACCUSE", store.Filter{Section: store.Events, Actors: []string{"RUS", "USA"}, Types: []string{"THREATEN", "ACCUSE"}}, "events?actor=RUS&actor=USA&type=THREATEN&type=ACCUSE"},
		{"whole address", "http://127.0.0.1:7878/agenda?from=2031-04&newest=1", store.Filter{Section: store.Agenda, From: "2031-04", Newest: true}, "agenda?from=2031-04&newest=true"},
		{"empty values of a form", "statements?source=&q=fish+%26+chips&place=", store.Filter{Section: store.Statements, Words: "fish & chips"}, "statements?q=fish+%26+chips"},
		{"search", "search?q=ban&min-sources=2", store.Filter{Words: "ban", Sources: 2}, "search?min-sources=2&q=ban"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, got.Filter, asked); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			if got.String() != tt.text {
				t.Errorf("text %q, want %q", got, tt.text)
			}
			again, err := Parse(got.String())
			if d := cmp.Diff(got, again, asked); d != "" || err != nil {
				t.Errorf("read again: %v\n%s", err, d)
			}
		})
	}
}

func TestParseFaults(t *testing.T) {
	for _, in := range []string{"", "wishes", "events?colour=red", "events?from=May", "events?limit=-1", "events?limit=x", "agenda?newest=maybe", "%", "events?%zz"} {
		if a, err := Parse(in); !errors.Is(err, ErrAsk) {
			t.Errorf("%q: %v, %v, want ErrAsk", in, a, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("events?actor=RUS&type=THREATEN&from=2031-03&q=a+%22b+c%22")
	f.Add("search?q=&limit=3")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Parse(s)
		if err != nil {
			return
		}
		b, err := Parse(a.String())
		if d := cmp.Diff(a, b, asked); d != "" || err != nil {
			t.Fatalf("%q is read as %v, and that as something else: %v\n%s", s, a, err, d)
		}
	})
}
