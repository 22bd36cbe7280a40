package prop_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/parse"
	"chancery/internal/prop"
	"chancery/internal/text"
	"chancery/internal/when"
)

// reader reads a text as the program does, as far as propositions.
func reader(t testing.TB) func(string) *chancery.Doc {
	split, err := text.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	trees, err := parse.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	names, err := actor.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	times, err := when.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	props, err := prop.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	return func(s string) *chancery.Doc {
		d := &chancery.Doc{Article: chancery.Article{Text: s, Published: chancery.Stamp{Time: time.Date(2022, 1, 15, 0, 0, 0, 0, time.UTC), DayOnly: true}}}
		for _, run := range []func(context.Context, *chancery.Doc) error{split.Split, trees.Run, times.Run, names.Find, props.Run} {
			if err := run(ctx, d); err != nil {
				t.Fatalf("%s: %v", s, err)
			}
		}
		return d
	}
}

// A reading is a line of testdata/direction.tsv: what one predicate of a
// sentence must give. Who and whom are the head words of its parts, "-" for
// none; "on:Kharkiv" is a part with a preposition; several statuses are
// alternatives.
type reading struct {
	line                              int
	sentence, pred, who, whom, status string
}

func readings(t testing.TB, name string) (out []reading) {
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	sentence := ""
	for i, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		f := strings.Split(l, "\t")
		if len(f) != 5 {
			t.Fatalf("%s:%d: want five columns", name, i+1)
		}
		if i == 0 {
			continue
		}
		if f[0] != "" {
			sentence = f[0]
		}
		out = append(out, reading{i + 1, sentence, f[1], f[2], f[3], f[4]})
	}
	return out
}

// check compares the propositions of an article with a reading: "" where one
// fits, what is wrong with the best otherwise. Swapped says that a part stands
// on the wrong side.
func check(d *chancery.Doc, c reading) (fault string, swapped bool) {
	fault = "no such predicate"
	for i := range d.Props {
		p := &d.Props[i]
		if p.Lemma != c.pred {
			continue
		}
		f, sw := compare(d, p, c)
		if f == "" {
			return "", false
		}
		fault, swapped = f, sw
	}
	return fault, swapped
}

func compare(d *chancery.Doc, p *chancery.Prop, c reading) (string, bool) {
	who := heads(d, p, "", chancery.Subj)
	whom := heads(d, p, "", chancery.Obj, chancery.IObj)
	for i := range p.Args {
		if a := &p.Args[i]; a.Prep != "" && (a.Role == chancery.PrepArg || a.Role == chancery.Obj) {
			whom = append(whom, names(d, a.Tok, a.Prep+":")...)
		}
	}
	want := func(s string) []string {
		if s == "-" {
			return nil
		}
		return strings.Split(s, ",")
	}
	var faults []string
	swapped := false
	for _, w := range want(c.who) {
		if !slices.Contains(who, w) {
			faults = append(faults, fmt.Sprintf("who %v, want %s", who, c.who))
		}
		swapped = swapped || slices.Contains(whom, w) && !strings.Contains(c.whom, w)
	}
	if c.who == "-" && len(who) > 0 {
		faults = append(faults, fmt.Sprintf("who %v, want none", who))
	}
	for _, w := range want(c.whom) {
		if !slices.Contains(whom, w) {
			faults = append(faults, fmt.Sprintf("whom %v, want %s", whom, c.whom))
		}
		swapped = swapped || slices.Contains(who, w) && !strings.Contains(c.who, w)
	}
	if !slices.Contains(strings.Split(c.status, ","), string(p.Status)) {
		faults = append(faults, fmt.Sprintf("%s, want %s", p.Status, c.status))
	}
	return strings.Join(faults, "; "), swapped
}

func heads(d *chancery.Doc, p *chancery.Prop, prefix string, roles ...chancery.Role) (out []string) {
	for i := range p.Args {
		if slices.Contains(roles, p.Args[i].Role) {
			out = append(out, names(d, p.Args[i].Tok, prefix)...)
		}
	}
	return out
}

// names are the head word of a part and the words of the name that it heads.
func names(d *chancery.Doc, tok int, prefix string) []string {
	out := []string{prefix + d.Toks[tok].Form}
	for _, k := range d.Toks {
		if k.Head == tok && (k.Rel.Base() == "flat" || k.Rel.Base() == "compound") {
			out = append(out, prefix+k.Form)
		}
	}
	return out
}

// TestDirection reads two hundred sentences and more with the whole program as
// far as propositions. Trees from raw text are not always right, so the bar is
// a share; what falls short is listed with -v.
func TestDirection(t *testing.T) {
	read := reader(t)
	right, swaps, all := 0, 0, 0
	var d *chancery.Doc
	last := ""
	for _, c := range readings(t, "testdata/direction.tsv") {
		if c.sentence != last {
			d, last = read(c.sentence), c.sentence
		}
		all++
		fault, swapped := check(d, c)
		if swapped {
			swaps++
			fault += " (swapped)"
		}
		if fault == "" {
			right++
			continue
		}
		t.Logf("direction.tsv:%d: %s: %s: %s", c.line, c.sentence, c.pred, fault)
	}
	t.Logf("%d of %d readings right (%.1f%%), %d with who and whom swapped", right, all, 100*float64(right)/float64(all), swaps)
	if 100*right < 90*all {
		t.Errorf("only %d of %d readings are right", right, all)
	}
	if 100*swaps > 2*all {
		t.Errorf("%d of %d readings have who and whom swapped", swaps, all)
	}
}

// TestShow prints trees and propositions of the text in CHANCERY_TEXT, for who
// works on the stage.
func TestShow(t *testing.T) {
	s := os.Getenv("CHANCERY_TEXT")
	if s == "" {
		t.Skip("CHANCERY_TEXT is not set: nothing to show")
	}
	d := reader(t)(s)
	var b strings.Builder
	for i, k := range d.Toks {
		fmt.Fprintf(&b, "%d:%s/%s/%s/%d/%s ", i, k.Form, k.Lemma, k.XPOS, k.Head, k.Rel)
	}
	t.Logf("\n%s\n%s", b.String(), prop.Dump(d))
}
