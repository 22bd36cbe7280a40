package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/actor"
)

// measurePLV asks for the type of one pair in each sentence. The pair is given
// as words; they become two actors.
func measurePLV(ctx context.Context, b *bench) ([]table, error) {
	recs, err := b.records("plv_plover_relations")
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
	var all halved
	kinds := map[string]*tally{}
	for i, rec := range recs {
		for _, e := range rec.Events {
			want := e.Any
			if e.PLOVER != "" {
				want = []string{e.PLOVER}
			}
			d, err := r.read(ctx, rec.Text, rec.day("2020-01-01"), func(d *chancery.Doc) {
				give(d, e.SourceText, "S")
				give(d, e.TargetText, "T")
			})
			if err != nil {
				return nil, err
			}
			rows := outer(o, d)
			got, rule := asked(d, rows)
			t := tally{gold: 1}
			if got != "" {
				t.printed = 1
			}
			if slices.Contains(want, got) {
				t.found, t.right = 1, 1
			} else {
				fmt.Fprintf(b.misses, "plv %d want %v got %s %s: %s > %s: %s\n", i, want, got, rule, e.SourceText, e.TargetText, rec.Text)
				for j := range d.Events {
					fmt.Fprintf(b.misses, "    got %s %v > %v %s %s %s\n", d.Events[j].Type, d.Events[j].Sources, d.Events[j].Targets, d.Events[j].CAMEO, d.Events[j].Rule, d.Events[j].Status)
				}
			}
			all.add(i, t)
			for _, k := range want[:1] {
				if kinds[k] == nil {
					kinds[k] = &tally{}
				}
				kinds[k].add(t)
			}
		}
	}
	t := table{title: fmt.Sprintf("PLOVER relations, pair given (%d sentences)", len(recs)), columns: tallyColumns,
		note: "One type a pair; micro-averaged. CONCEDE stands for CONCEDE or RETREAT."}
	all.rows(&t, "type")
	for _, k := range sortedKeys(kinds) {
		t.add(append([]string{"type " + k, "both"}, kinds[k].cells()...)...)
	}
	return []table{t}, nil
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// give makes an actor of the words, in the place of whatever was found there.
func give(d *chancery.Doc, words, id string) {
	at := strings.Index(d.Text, words)
	if words == "" || at < 0 {
		return
	}
	span := chancery.Span{Start: at, End: at + len(words)}
	m := chancery.Mention{Span: span, Kind: chancery.ActorMention, Form: chancery.NameForm, Refs: []string{id}, Head: -1, Lo: -1}
	named := false
	for t := range d.Toks {
		k := &d.Toks[t]
		if !span.Contains(k.Span) {
			continue
		}
		if m.Lo < 0 {
			m.Lo = t
		}
		m.Hi = t + 1
		outside := k.Head < 0 || !span.Contains(d.Toks[k.Head].Span)
		noun := k.UPOS == "NOUN" || k.UPOS == "PROPN" || k.UPOS == "PRON"
		if outside && (m.Head < 0 || noun && !named) {
			m.Head, named = t, noun
		}
	}
	if m.Head < 0 {
		return
	}
	d.Mentions = slices.DeleteFunc(d.Mentions, func(x chancery.Mention) bool {
		return x.Kind == chancery.ActorMention && x.Span.Overlaps(span) && (len(x.Refs) == 0 || len(x.Refs[0]) > 1)
	})
	d.Mentions = append(d.Mentions, m)
	slices.SortStableFunc(d.Mentions, func(x, y chancery.Mention) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	d.Actors = append(d.Actors, chancery.Actor{ID: id, Name: words, Kind: chancery.Group, Codes: []string{"ZZZ" + id}})
}

// asked is the type of the row that is between the pair, or else toward the
// target, by the source, or the first.
func asked(d *chancery.Doc, rows []chancery.Event) (kind, rule string) {
	best := -1
	for i := range rows {
		e := &rows[i]
		n := 0
		if slices.Contains(e.Sources, "S") {
			n += 2
		}
		if slices.Contains(e.Targets, "T") {
			n += 2
		}
		if slices.Contains(e.Sources, "T") {
			n++
		}
		if slices.Contains(e.Targets, "S") {
			n++
		}
		if n > best {
			best, kind, rule = n, string(e.Type), e.Rule
		}
	}
	return kind, rule
}

// measurePetrarch asks who does what to whom among invented actors, whose
// dictionary is laid over the built-in one.
func measurePetrarch(ctx context.Context, b *bench) ([]table, error) {
	recs, err := b.records("petrarch_unit_fictional")
	if err != nil {
		return nil, err
	}
	over, err := b.dictionary()
	if err != nil {
		return nil, err
	}
	r, err := newReader(over)
	if err != nil {
		return nil, err
	}
	o, err := ontology()
	if err != nil {
		return nil, err
	}
	var directed, any halved
	for i, rec := range recs {
		if rec.Unannotated {
			continue
		}
		d, err := r.read(ctx, rec.Text, rec.day("1995-01-01"), nil)
		if err != nil {
			return nil, err
		}
		var gold []triple
		for _, e := range rec.Events {
			// A party without a country is none that a dictionary could name.
			if !strings.HasPrefix(e.Source, "---") && !strings.HasPrefix(e.Target, "---") && e.Source != "###" && e.Target != "###" {
				gold = append(gold, triple{source: e.Source[:min(3, len(e.Source))], target: e.Target[:min(3, len(e.Target))]})
			}
		}
		rows := slices.DeleteFunc(outer(o, d), func(e chancery.Event) bool { return len(e.Sources) == 0 || len(e.Targets) == 0 })
		got := triples(d, rows, false)
		for _, t := range triples(d, rows, true) {
			// The set has a meeting both ways, or one way, as it likes.
			back := triple{source: t.target, target: t.source}
			if reciprocal(t) && slices.Contains(gold, back) {
				got = append(got, back)
			}
		}
		t := pairs(gold, got, func(triple) bool { return false })
		directed.add(i, t)
		any.add(i, pairs(gold, got, func(triple) bool { return true }))
		if t.right < max(t.gold, t.printed) {
			fmt.Fprintf(b.misses, "petrarch %d %s\n    gold %v\n", i, rec.Text, gold)
			for j := range d.Events {
				fmt.Fprintf(b.misses, "    got %v %s %s %s\n", triples(d, d.Events[j:j+1], true), d.Events[j].CAMEO, d.Events[j].Rule, d.Events[j].Status)
			}
		}
	}
	t := table{title: fmt.Sprintf("PETRARCH unit tests, invented actors (%d records)", len(recs)), columns: tallyColumns,
		note: "Countries of both parties per record; types are not compared, as the set has codes of an older ontology."}
	directed.rows(&t, "pair and direction")
	any.rows(&t, "pair")
	return []table{t}, nil
}

// dictionary reads the actors of the unit tests: phrase to codes, each perhaps
// with "<date", ">date" or "date-date".
func (b *bench) dictionary() (actor.Overlay, error) {
	raw, err := os.ReadFile(filepath.Join(b.data, "events", "petrarch_unit_fictional.dictionary.json"))
	if err != nil {
		return actor.Overlay{}, err
	}
	var dict struct {
		Actors map[string][]string `json:"actors"`
	}
	if err := json.Unmarshal(raw, &dict); err != nil {
		return actor.Overlay{}, err
	}
	var lines strings.Builder
	for _, name := range sortedKeys(dict.Actors) {
		for _, c := range dict.Actors[name] {
			code, when, _ := strings.Cut(strings.TrimSpace(c), " ")
			from, to := period(when)
			if len(code) < 3 || len(code)%3 != 0 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
				continue
			}
			fmt.Fprintf(&lines, "%s\t%s\t%s\t%s\n", title(name), code, from, to)
		}
	}
	return actor.ParseOverlay("dictionary", []byte(lines.String()))
}

func period(s string) (from, to string) {
	s = strings.ReplaceAll(s, " ", "")
	switch {
	case strings.HasPrefix(s, "<"):
		return "", isoDay(s[1:])
	case strings.HasPrefix(s, ">"):
		return isoDay(s[1:]), ""
	}
	a, z, _ := strings.Cut(s, "-")
	return isoDay(a), isoDay(z)
}

// isoDay reads yyyymmdd or yymmdd.
func isoDay(s string) string {
	if len(s) == 6 {
		s = "19" + s
	}
	if len(s) != 8 {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:]
}

func title(s string) string {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(s, "_", " ")))
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}
