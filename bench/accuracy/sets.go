package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/data"
	"chancery/internal/event"
)

// outer are the rows of a sentence as sets without status have them: the
// outermost acts only, what is announced as the promise or the threat that
// PLOVER makes of it, what is refused as a refusal, and nothing that is denied,
// possible or conditional.
func outer(o *event.Ontology, d *chancery.Doc) []chancery.Event {
	var out []chancery.Event
	for _, e := range d.Events {
		if inContent(d, &e) {
			continue
		}
		switch e.Status {
		case chancery.Actual:
		case chancery.Planned:
			e.Type, e.CAMEO = o.Announced(e.Type, e.CAMEO)
		case chancery.Negated:
			if d.Props[e.Prop].Modal == "" {
				continue
			}
			e.Type, e.CAMEO = o.Refused(e.Type, e.CAMEO)
		case chancery.Conditional:
			// "will not lift it until": a refusal, on whatever condition
			if p := &d.Props[e.Prop]; !p.Neg || p.Modal != "will" {
				continue
			}
			e.Type, e.CAMEO = o.Refused(e.Type, e.CAMEO)
		case chancery.Possible:
			if !attempted(&d.Props[e.Prop]) {
				continue
			}
		default:
			continue
		}
		out = append(out, e)
	}
	return out
}

// attempted reports whether an act was tried: such sets count that as done.
func attempted(p *chancery.Prop) bool {
	return slices.ContainsFunc(p.Chain, func(l chancery.Link) bool { return l.Lemma == "try" || l.Lemma == "attempt" })
}

// inContent reports whether an act is what another act speaks of.
func inContent(d *chancery.Doc, e *chancery.Event) bool {
	for up, n := d.Props[e.Prop].Up, 0; up >= 0 && n < 20; up, n = d.Props[up].Up, n+1 {
		for i := range d.Events {
			f := &d.Events[i]
			if f.Prop != up {
				continue
			}
			switch f.Type {
			case chancery.Agree, chancery.Request, chancery.Reject, chancery.Threaten, chancery.Accuse, chancery.Support:
				return true
			}
		}
	}
	return false
}

// A triple is an event of a record: who, whom, what. The parties of an event
// that goes both ways are in the order of the alphabet.
type triple struct{ source, target, kind string }

func (t triple) unordered() triple {
	if t.source > t.target {
		t.source, t.target = t.target, t.source
	}
	return t
}

func triples(d *chancery.Doc, rows []chancery.Event, kinds bool) []triple {
	var out []triple
	for i := range rows {
		e := &rows[i]
		kind := ""
		if kinds {
			kind = string(e.Type)
		}
		for _, s := range orNone(e.Sources) {
			for _, t := range orNone(e.Targets) {
				out = append(out, triple{country(d, s), country(d, t), kind})
			}
		}
	}
	return out
}

func orNone(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

// pairs matches printed triples with gold ones; an empty party of the gold is
// one that the set does not say, and an event that goes both ways counts once.
func pairs(gold, printed []triple, bothWays func(triple) bool) tally {
	norm := func(list []triple) []triple {
		var out []triple
		for _, t := range list {
			if bothWays(t) {
				t = t.unordered()
			}
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
		return out
	}
	gold, printed = norm(gold), norm(printed)
	fits := func(g, p triple) bool {
		open := func(a, b string) bool { return a == "" || a == b }
		if g.kind != p.kind {
			return false
		}
		return open(g.source, p.source) && open(g.target, p.target) ||
			bothWays(g) && open(g.source, p.target) && open(g.target, p.source)
	}
	t := tally{gold: len(gold), printed: len(printed)}
	used := make([]bool, len(printed))
	for _, g := range gold {
		for j, p := range printed {
			if !used[j] && fits(g, p) {
				used[j] = true
				t.found++
				t.right++
				break
			}
		}
	}
	return t
}

// party is the state of a code as the set has it, or INT for all that is
// international: the set has IGO for charities and for the European Community.
func party(code string) string {
	code = code[:min(3, len(code))]
	switch code {
	case "JAP":
		return "JPN"
	case "ITL":
		return "ITA"
	case "VTN":
		return "VNM"
	case "IGO", "NGO", "NGM", "EUR":
		return "INT"
	}
	return code
}

// sourceOnly are who did what: the set has the state itself as target of what is
// done at home, where a sentence names none. What goes both ways has a source for
// each party.
func sourceOnly(list []triple) []triple {
	var out []triple
	for _, t := range list {
		out = append(out, triple{source: t.source, kind: t.kind})
		if reciprocal(t) && t.kind == string(chancery.Consult) {
			out = append(out, triple{source: t.target, kind: t.kind})
		}
	}
	return out
}

func reciprocal(t triple) bool {
	switch chancery.EventType(t.kind) {
	case chancery.Consult, chancery.Cooperate, chancery.Agree, chancery.Support:
		return true
	}
	return false
}

func ontology() (*event.Ontology, error) { return event.LoadOntology(data.FS) }

func measureGSR(ctx context.Context, b *bench) ([]table, error) {
	recs, err := b.records("plover_gsr_cameo")
	if err != nil {
		return nil, err
	}
	r, err := newReader()
	if err != nil {
		return nil, err
	}
	o, err := ontology()
	if err != nil {
		return nil, err
	}
	var kinds, both, doer, exact, roots halved
	for i, rec := range recs {
		text := strings.Trim(rec.Text, "{}")
		d, err := r.read(ctx, text, rec.day("2000-01-01"), nil)
		if err != nil {
			return nil, err
		}
		rows := outer(o, d)
		var gk, pk, gc, pc, gr, pr []string
		var gt []triple
		for _, e := range rec.Events {
			gk = append(gk, e.PLOVER)
			gt = append(gt, triple{party(e.Source), party(e.Target), e.PLOVER})
			if e.CAMEO != "" {
				gc, gr = append(gc, e.CAMEO), append(gr, e.CAMEO[:2])
			}
		}
		for j := range rows {
			pk = append(pk, string(rows[j].Type))
			pc, pr = append(pc, rows[j].CAMEO), append(pr, rows[j].CAMEO[:2])
		}
		k := compare(gk, pk)
		kinds.add(i, k)
		pt := triples(d, rows, true)
		for j := range pt {
			pt[j].source, pt[j].target = party(pt[j].source), party(pt[j].target)
		}
		p := pairs(gt, pt, reciprocal)
		both.add(i, p)
		doer.add(i, pairs(sourceOnly(gt), sourceOnly(pt), func(triple) bool { return false }))
		if len(gc) > 0 {
			exact.add(i, compare(gc, pc))
			roots.add(i, compare(gr, pr))
		}
		if k.right < max(k.gold, k.printed) || p.right < max(p.gold, p.printed) {
			fmt.Fprintf(b.misses, "gsr %d %s\n    gold %v %v\n", i, text, gt, gc)
			for j := range rows {
				fmt.Fprintf(b.misses, "    got %v %s %s\n", triples(d, rows[j:j+1], true), rows[j].CAMEO, rows[j].Rule)
			}
		}
	}
	t := table{title: fmt.Sprintf("PLOVER gold standard records (%d records)", len(recs)), columns: tallyColumns,
		note: "Types and codes are compared as sets per record. What is announced counts as PLOVER has it (AGREE, THREATEN), content of speech acts not at all. Misspelt states of the set are righted, and IGO, NGO and EUR count as one. The set names the state itself as target of what is done at home; the row on sources leaves targets out."}
	kinds.rows(&t, "type")
	both.rows(&t, "countries and type")
	doer.rows(&t, "source and type")
	exact.rows(&t, "CAMEO exact")
	roots.rows(&t, "CAMEO root")
	return []table{t}, nil
}

// measureManual asks for the one code of each sentence: that of the outermost
// row, the first of several.
func measureManual(ctx context.Context, b *bench) ([]table, error) {
	recs, err := b.records("cameo_manual_examples")
	if err != nil {
		return nil, err
	}
	r, err := newReader()
	if err != nil {
		return nil, err
	}
	o, err := ontology()
	if err != nil {
		return nil, err
	}
	var exact, roots halved
	statements := 0
	for i, rec := range recs {
		want := rec.Events[0].CAMEO
		if strings.HasPrefix(want, "01") {
			statements++
			continue
		}
		d, err := r.read(ctx, rec.Text, rec.day("2000-01-01"), nil)
		if err != nil {
			return nil, err
		}
		rows := outer(o, d)
		got := ""
		if len(rows) > 0 {
			got = rows[0].CAMEO
		}
		one := func(a, b string) tally {
			t := tally{gold: 1}
			if b != "" {
				t.printed = 1
			}
			if a == b {
				t.found, t.right = 1, 1
			}
			return t
		}
		exact.add(i, one(want, got))
		roots.add(i, one(want[:2], got[:min(2, len(got))]))
		if want != got {
			fmt.Fprintf(b.misses, "manual %d want %s got %s: %s\n", i, want, got, rec.Text)
			for j := range rows {
				fmt.Fprintf(b.misses, "    got %v %s %s\n", triples(d, rows[j:j+1], true), rows[j].CAMEO, rows[j].Rule)
			}
		}
	}
	t := table{title: fmt.Sprintf("CAMEO manual examples (%d records)", len(recs)), columns: tallyColumns,
		note: fmt.Sprintf("One code a sentence. The %d statements (01) are no events and are left out; recall is the share of all sentences.", statements)}
	exact.rows(&t, "exact")
	roots.rows(&t, "root")
	return []table{t}, nil
}
