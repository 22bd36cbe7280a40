package actor_test

import (
	"strings"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
)

func TestParseOverlayFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"columns", "Ruritania\n", "own.tsv:1: 1 columns"},
		{"no name", "\tRURGOV\n", "own.tsv:1: the name is empty"},
		{"length of the code", "Ruritania\tRURG\n", `own.tsv:1: code "RURG"`},
		{"letters of the code", "Ruritania\trur\n", `own.tsv:1: code "rur"`},
		{"date", "# a word\nRuritania\tRUR\t2020-13-01\t\n", `own.tsv:2: date "2020-13-01"`},
		{"order of dates", "Ruritania\tRUR\t2020\t2019-12-31\n", "own.tsv:1: the end 2019-12-31 lies before the start 2020"},
		{"every fault", "A\tx\nB\ty\n", "own.tsv:2: code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := actor.ParseOverlay("own.tsv", []byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}

const ownActors = "\ufeff# invented\r\n" +
	"Ruritania\tRUR\t\t\n" +
	"Strelsau\tRURGOV\n" +
	"Ruritanian\tRUR\n" +
	"Michael Elphberg\tRURGOV\t\t2019-12-31\n" +
	"Michael Elphberg\tRURREB\t2020-01-01\t\n" +
	"Hezbollah\tRURREBHEZ\n"

// TestOverlay reads sentences with a dictionary of an operator over the tables.
func TestOverlay(t *testing.T) {
	r, err := loaded()
	if err != nil {
		t.Skip(err)
	}
	o, err := actor.ParseOverlay("own.tsv", []byte(ownActors))
	if err != nil {
		t.Fatal(err)
	}
	s, err := actor.New(data.FS, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, day, text, span, codes, kind string }{
		{"state", "2022-01-01", "Ruritania accused Russia of spying.", "Ruritania", "RUR RURGOV", "country"},
		{"capital", "2022-01-01", "Strelsau accused Russia of spying.", "Strelsau", "RUR RURGOV", "country"},
		{"army of the state", "2022-01-01", "Ruritanian troops crossed the border.", "Ruritanian troops", "RURMIL", "organisation"},
		{"person before", "2018-05-01", "Michael Elphberg refused to talk.", "Michael Elphberg", "RURGOV", "person"},
		{"person after", "2022-05-01", "Michael Elphberg refused to talk.", "Michael Elphberg", "RURREB", "person"},
		{"precedence", "2022-05-01", "Hezbollah fired rockets.", "Hezbollah", "RURREBHEZ", "group"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := r.read(t, c.text, c.day, s)
			refs, _ := refsOf(d, c.span)
			if len(refs) != 1 {
				t.Fatalf("%q is %v", c.span, refs)
			}
			for _, a := range d.Actors {
				if a.ID == refs[0] && (strings.Join(a.Codes, " ") != c.codes || a.Kind != chancery.ActorKind(c.kind)) {
					t.Errorf("%+v, want %s of kind %s", a, c.codes, c.kind)
				}
			}
		})
	}
}

// FuzzParseOverlay feeds files: a file is read whole or not at all, and what is
// read can be used.
func FuzzParseOverlay(f *testing.F) {
	f.Add([]byte(ownActors))
	f.Add([]byte("a\tb\tc\td\te\n\n\x00\t\xff\n"))
	f.Add([]byte("Ł'Œuvre-of\tABC\t2020-02\t2020-02-28"))
	f.Fuzz(func(t *testing.T, b []byte) {
		o, err := actor.ParseOverlay("f", b)
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				if !strings.HasPrefix(line, "f:") {
					t.Fatalf("fault without a place: %q", line)
				}
			}
			if o.Name != "" {
				t.Fatal("half of a file with faults is kept")
			}
		}
	})
}
