package story

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func meeting(n int64, published, day, status string) Report {
	return Report{N: n, ID: fmt.Sprintf("r%03d", n), Article: n, Group: n, Words: Words("envoys Geneva talks"), Published: published, Type: "CONSULT", Status: status,
		By: []string{"RUS"}, Toward: []string{"USA"}, Symmetric: true, First: day, Last: day}
}

// byKey groups the reports of each key.
func byKey(reports []Report) (out []Happening) {
	blocks := map[string][]Report{}
	for _, r := range reports {
		blocks[r.Key()] = append(blocks[r.Key()], r)
	}
	for _, k := range slices.Sorted(maps.Keys(blocks)) {
		out = append(out, Happenings(blocks[k])...)
	}
	return out
}

// shown is a happening in a line: days, status, sources, reports.
func shown(hs []Happening) string {
	var out []string
	for _, h := range hs {
		var ns []string
		for _, r := range h.Reports {
			ns = append(ns, fmt.Sprint(r.N))
		}
		out = append(out, fmt.Sprintf("%s %s %d sources: %s", h.First, h.Status, h.Sources, strings.Join(ns, " ")))
	}
	return strings.Join(out, "\n")
}

func TestHappenings(t *testing.T) {
	strike := func(n int64, published, first, last, place string) Report {
		return Report{N: n, ID: fmt.Sprintf("r%03d", n), Article: n, Group: n, Words: Words("missiles hit airfield"), Published: published, Type: "ASSAULT", Status: "actual",
			By: []string{"ISR"}, Toward: []string{"SYR"}, First: first, Last: last, Place: place}
	}
	said := func(n, article int64, published, evidence string) Report {
		return Report{N: n, ID: fmt.Sprintf("r%03d", n), Article: article, Group: article, Words: Words(evidence), Published: published, Type: "REQUEST", Status: "actual",
			By: []string{"RUS"}, Toward: []string{"USA"}}
	}
	turned := meeting(3, "2022-01-10", "2022-01-10", "actual")
	turned.By, turned.Toward = turned.Toward, turned.By
	reprint := meeting(4, "2022-01-11", "2022-01-10", "actual")
	reprint.Group = 3
	for _, tt := range []struct {
		name    string
		reports []Report
		want    string
	}{
		{"announced, then held; a reprint is no source; sides may be turned",
			[]Report{meeting(1, "2021-12-30", "2022-01-10", "planned"), turned, reprint},
			"2022-01-10 actual 2 sources: 1 3 4"},
		{"different days never merge",
			[]Report{meeting(1, "2022-01-01", "2022-01-10", "planned"), meeting(2, "2022-01-01", "2022-01-12", "planned")},
			"2022-01-10 planned 1 sources: 1\n2022-01-12 planned 1 sources: 2"},
		{"a late preview does not undo a report",
			[]Report{meeting(1, "2022-01-10", "2022-01-10", "actual"), meeting(2, "2022-01-11", "2022-01-10", "planned")},
			"2022-01-10 actual 2 sources: 1 2"},
		{"no day named: the latest named day before",
			[]Report{strike(1, "2020-05-04", "2020-05-03", "2020-05-03", ""), strike(2, "2020-05-05", "", "", "")},
			"2020-05-03 actual 2 sources: 1 2"},
		{"no day named and none near: the day of publication",
			[]Report{strike(1, "2020-05-04", "2020-05-03", "2020-05-03", ""), strike(2, "2020-05-14", "", "", "")},
			"2020-05-03 actual 1 sources: 1\n2020-05-14 actual 1 sources: 2"},
		{"history told again is the old happening",
			[]Report{strike(1, "2014-03-18", "2014-03-18", "2014-03-18", ""), strike(2, "2022-01-05", "2014", "2014", "")},
			"2014-03-18 actual 2 sources: 1 2"},
		{"history of a time that the ledger does not know is one of its own",
			[]Report{strike(2, "2022-01-05", "2014", "2014", ""), strike(3, "2022-01-05", "2022-01-04", "2022-01-04", "")},
			"2014 actual 1 sources: 2\n2022-01-04 actual 1 sources: 3"},
		{"demands of two things are two, however close",
			[]Report{said(1, 1, "2022-01-10", "withdraw all troops from the border"), said(2, 2, "2022-01-10", "expel the arms inspectors at once"), said(3, 3, "2022-01-11", "troops to withdraw behind the border")},
			"2022-01-10 actual 2 sources: 1 3\n2022-01-10 actual 1 sources: 2"},
		{"rows that one article keeps apart stay apart, and another joins the more alike",
			[]Report{said(1, 1, "2022-01-10", "release the seized tanker and its crew"), said(2, 1, "2022-01-10", "release the jailed bishop and pay for the tanker"), said(3, 2, "2022-01-10", "bishop must be released from jail")},
			"2022-01-10 actual 1 sources: 1\n2022-01-10 actual 2 sources: 2 3"},
		{"an article that tells the same twice is one source",
			[]Report{said(1, 1, "2022-01-10", "release the seized tanker"), said(2, 1, "2022-01-10", "the seized tanker be released")},
			"2022-01-10 actual 1 sources: 1 2"},
		{"places apart; the one without a place is at either",
			[]Report{strike(1, "2020-05-04", "2020-05-03", "2020-05-03", "a"), strike(2, "2020-05-04", "2020-05-03", "2020-05-03", "b"), strike(3, "2020-05-04", "2020-05-03", "2020-05-03", "")},
			"2020-05-03 actual 1 sources: 2\n2020-05-03 actual 2 sources: 1 3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := byKey(tt.reports)
			lines, want := strings.Split(shown(got), "\n"), strings.Split(tt.want, "\n")
			slices.Sort(lines)
			slices.Sort(want)
			if !slices.Equal(lines, want) {
				t.Errorf("got\n%s\nwant\n%s", shown(got), tt.want)
			}
		})
	}
}

// TestOrderDoesNotMatter shuffles a mixed set of reports: the happenings stay.
func TestOrderDoesNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	var reports []Report
	for n := range int64(300) {
		day := fmt.Sprintf("2022-01-%02d", 1+rng.IntN(20))
		first := pick("", day, "2022-01", "2021", fmt.Sprintf("2022-01-%02d", 1+rng.IntN(20)))
		reports = append(reports, Report{N: n, ID: fmt.Sprintf("r%03d", n), Group: n / 2, Published: day, Type: pick("ASSAULT", "CONSULT", "REQUEST"),
			Status: pick("actual", "planned", "denied"), Article: n / 3,
			Words: Words(pick("gas", "grain", "border") + " " + pick("troops", "tanker", "bishop") + " " + pick("port", "embassy")), By: []string{pick("RUS", "USA")}, Toward: []string{pick("UKR", "IRN")},
			Symmetric: rng.IntN(2) == 0, First: first, Last: first, Place: pick("", "", "a", "b")})
	}
	want := shown(byKey(reports))
	for range 20 {
		rng.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		got := byKey(reports)
		if shown(got) != want {
			t.Fatal("another order gives other happenings")
		}
		n := 0
		for _, h := range got {
			n += len(h.Reports)
			for i, a := range h.Reports {
				for _, b := range h.Reports[i+1:] {
					if len(a.First) == 10 && len(b.First) == 10 && a.First != b.First || a.Place != "" && b.Place != "" && a.Place != b.Place {
						t.Fatalf("one happening of %+v and %+v", a, b)
					}
				}
			}
		}
		if n != len(reports) {
			t.Fatalf("%d reports in all happenings, want %d", n, len(reports))
		}
	}
}

func TestStem(t *testing.T) {
	for _, forms := range [][]string{{"release", "releases", "released", "releasing"}, {"withdraw", "withdraws", "withdrawal"}, {"tariff", "tariffs"}, {"impose", "imposed", "imposing"}} {
		for _, f := range forms {
			if stem(f) != stem(forms[0]) {
				t.Errorf("stem(%s) = %s, stem(%s) = %s", f, stem(f), forms[0], stem(forms[0]))
			}
		}
	}
	if stem("border") == stem("bishop") || stem("gas") == stem("grain") {
		t.Error("two words have one stem")
	}
}

func TestReprints(t *testing.T) {
	base := make(Sketch, 64)
	other := make(Sketch, 64)
	for i := range base {
		base[i], other[i] = uint16(i)*79, uint16(i)*104+1
	}
	half := slices.Clone(base)
	copy(half, other[:32])
	articles := []Article{{1, "2022-01-10", base, []uint32{1}}, {2, "2022-01-11", half, []uint32{1, 2}}, {3, "2022-01-11", other, []uint32{2}}, {4, "2022-06-01", base, []uint32{1}}}
	want := map[int64]int64{1: 1, 2: 1, 3: 1, 4: 4} // 3 hangs on 2; 4 is months later
	for range 10 {
		rand.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		got := Reprints(articles)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestSketchTellsReprints(t *testing.T) {
	base := strings.Repeat("The two foreign ministers met in the old town hall for three hours and spoke of gas, grain and the border. ", 1) +
		"They agreed to meet again in March. An aide said that the mood had been cold. Neither side gave way on the port. A joint statement is not planned. Reporters were kept outside."
	other := "Police in the capital arrested thirty people on Sunday after a march against the new pension law turned violent near the parliament building, the interior ministry said."
	a, b, c := SketchOf(base), SketchOf("AGENCY - "+strings.ReplaceAll(base, "An aide said that the mood had been cold. ", "")), SketchOf(other)
	if l := a.Like(b); l < 0.6 {
		t.Errorf("a shortened reprint: %.2f alike", l)
	}
	if l := a.Like(c); l > 0.1 {
		t.Errorf("another text: %.2f alike", l)
	}
	if l := a.Like(a); l != 1 {
		t.Errorf("the same text: %.2f alike", l)
	}
}

// TestSenses holds that words which news uses for one another count as one, and
// that words which only look alike do not.
func TestSenses(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		one  bool
	}{
		{"closed the frontier", "shut its border", true},
		{"twelve jets", "a dozen warplanes", true},
		{"twelve jets", "thirteen jets", false},
		{"released the crew", "seized the crew", false},
	} {
		if got := slices.Equal(Words(tt.a), Words(tt.b)); got != tt.one {
			t.Errorf("%q and %q: one is %v, want %v", tt.a, tt.b, got, tt.one)
		}
	}
}

// TestSidesLeftOut holds which reports with a side left out lean on a full one.
func TestSidesLeftOut(t *testing.T) {
	full := Report{ID: "f", Article: 1, Published: "2030-02-18", First: "2030-02-18", Type: "SANCTION", By: []string{"POL"}, Toward: []string{"BLR"}, Words: Words("expelled four diplomats")}
	for _, tt := range []struct {
		name       string
		by, toward []string
		day        string
		want       bool
	}{
		{"the target left out", []string{"POL"}, nil, full.First, true},
		{"the source left out", nil, []string{"BLR"}, full.First, true},
		{"both taken for targets", nil, []string{"BLR", "POL"}, full.First, true},
		{"the source taken for the target too", []string{"POL"}, []string{"POL"}, full.First, true},
		{"the other way round", []string{"BLR"}, nil, full.First, false},
		{"another target", nil, []string{"LTU"}, full.First, false},
		{"another day", []string{"POL"}, nil, "2030-02-19", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Report{ID: "r", Article: 2, Published: "2030-02-20", First: tt.day, Type: full.Type, By: tt.by, Toward: tt.toward, Words: Words("four envoys ordered to leave")}
			if got := Leans(&r, &full) > 0; got != tt.want {
				t.Errorf("leans is %v, want %v", got, tt.want)
			}
			if tt.want && !slices.Contains(full.Halves(), r.Key()) {
				t.Errorf("its key %q is none of %q", r.Key(), full.Halves())
			}
		})
	}
}

// TestElsewhere holds that a country is no other place than a town in it.
func TestElsewhere(t *testing.T) {
	lima, peru, quito := Report{Place: "1", Land: "PER"}, Report{Place: "2", Land: "PER", Wide: true}, Report{Place: "3", Land: "ECU"}
	cusco, none := Report{Place: "4", Land: "PER"}, Report{}
	for _, tt := range []struct {
		a, b Report
		want bool
	}{{lima, peru, false}, {peru, lima, false}, {lima, lima, false}, {lima, cusco, true}, {quito, peru, true}, {lima, none, false}} {
		if got := elsewhere(&tt.a, &tt.b); got != tt.want {
			t.Errorf("%v and %v: %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
