package actor_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
)

// TestPhrases resolves phrases that were coded by hand to state and sector.
func TestPhrases(t *testing.T) {
	f, err := os.Open(filepath.Join(dataDir(t), "events", "ngec_actor_resolution.jsonl"))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	s, err := actor.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var states, rightState, both, rightBoth int
	for in := bufio.NewScanner(f); in.Scan(); {
		var r struct {
			Text, Date string
			Expect     map[string]string
		}
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		country, ok := r.Expect["country"]
		sector, ok2 := r.Expect["code_1"]
		if !ok {
			continue
		}
		var codes []string
		if a := s.Who(r.Text, isoDay(r.Date)); len(a) > 0 {
			codes = a[0].Codes
			if r.Date == "" && a[0].Actor.Kind == chancery.Person {
				codes = anyOffice(&a[0])
			}
		}
		states++
		good := stateFits(country, codes)
		if good {
			rightState++
		}
		if ok2 {
			both++
			if good && sectorFits(sector, codes) {
				rightBoth++
			} else {
				t.Logf("%s %q: want %s %s, got %v", r.Date, r.Text, country, sector, codes)
			}
		} else if !good {
			t.Logf("%s %q: want %s, got %v", r.Date, r.Text, country, codes)
		}
	}
	a, b := float64(rightState)/float64(states), float64(rightBoth)/float64(both)
	t.Logf("state %.3f of %d, state and sector %.3f of %d", a, states, b, both)
	if a < 0.9 || b < 0.78 {
		t.Error("fewer are right than should be")
	}
}

// anyOffice are all codes that a person ever had: where the set gives no date,
// it takes that of its own making, which is not known.
func anyOffice(a *actor.Answer) []string {
	codes := slices.Clone(a.Codes)
	for _, t := range a.Terms {
		codes = append(codes, t.Code, t.Country+"ELI")
	}
	return codes
}

// isoDay is a date of the set as an ISO day; empty, which is any day, where it
// has none.
func isoDay(s string) string {
	if t, err := time.Parse("2 January 2006", s); err == nil {
		return t.Format("2006-01-02")
	}
	return s
}

// codeOf maps the states of the set to CAMEO's codes.
var codeOf = map[string]string{"XKX": "KSV", "EUR": "IGOEUREEC", "UNO": "IGOUNO", "IGO": "IGO", "ROU": "ROM"}

func stateFits(want string, codes []string) bool {
	if c := codeOf[want]; c != "" {
		want = c
	}
	if want == "" {
		return !slices.ContainsFunc(codes, func(c string) bool { return len(c) >= 3 && states[c[:3]] })
	}
	return slices.ContainsFunc(codes, func(c string) bool { return strings.HasPrefix(c, want) })
}

// states are the codes of the states.
var states = func() map[string]bool {
	m := map[string]bool{}
	b, err := data.FS.ReadFile("knowledge/countries.tsv")
	if err != nil {
		panic(err)
	}
	for l := range strings.Lines(string(b)) {
		m[l[:3]] = true
	}
	return m
}()

// sectorFits compares sectors; the set calls journalists JRN and health HLH.
func sectorFits(want string, codes []string) bool {
	switch want {
	case "":
		return len(codes) == 0 || slices.ContainsFunc(codes, func(c string) bool { return len(c) <= 3 || strings.HasPrefix(c, "IGO") })
	case "JRN":
		want = "MED"
	case "PRM":
		return slices.ContainsFunc(codes, func(c string) bool { return strings.Contains(c, "UAF") || strings.Contains(c, "PRM") })
	case "MED":
		want = "HLH" // the set's word for medical
	case "GOV":
		if slices.ContainsFunc(codes, func(c string) bool { return strings.HasPrefix(c, "IGO") }) {
			return true // CAMEO knows no government of an organisation
		}
	case "UNK", "JNK":
		return len(codes) == 0
	}
	return slices.ContainsFunc(codes, func(c string) bool { return strings.Contains(c, want) })
}
