package event

import (
	"slices"
	"strings"

	"chancery"
)

// blameRule names rows of ACCUSE that no rule makes but a party's own words about
// what another did to it.
const blameRule = "accuse.by-report"

// blamed adds an accusation where a party says that another has done a hostile
// thing to it: "Chad said that Sudanese jets had bombed a village". Third
// parties report, they do not accuse.
func (r *reader) blamed(rows []chancery.Event) []chancery.Event {
	out := rows
	for i := range rows {
		e := &rows[i]
		if e.Status != chancery.Actual && e.Status != chancery.Denied || len(e.Sources) == 0 || !r.hostile(e) {
			continue
		}
		l := r.reporter(e)
		if l == nil {
			continue
		}
		speakers := r.actors(r.d.Mentions[l.Speakers[0]].Refs)
		home := r.sides3(speakers)
		switch {
		case len(home) == 0, !slices.ContainsFunc(e.Sources, func(id string) bool { return r.foreign(id, home) }):
			continue
		case len(e.Targets) > 0 && !r.byUs(e.Targets, speakers, home):
			continue
		case len(e.Targets) == 0 && !r.faces(rows, e.Sources, home):
			continue
		}
		code := "112"
		if e.Type == chancery.Assault || e.Type == chancery.Mobilize {
			code = "1123"
		}
		c := r.s.onto.Codes[code]
		out = append(out, chancery.Event{
			Row:  chancery.Row{Sentence: e.Sentence, Span: e.Span.Cover(r.d.Toks[l.Cue].Span), Rule: blameRule, Confidence: e.Confidence - 0.1},
			Type: chancery.Accuse, Mode: c.Mode, Contexts: append([]string{}, c.Contexts...), CAMEO: code, Intensity: c.Goldstein,
			Trigger: r.d.Toks[l.Cue].Span, Sources: speakers, Targets: slices.Clone(e.Sources),
			SourceCodes: r.codes(speakers), TargetCodes: r.codes(e.Sources),
			Status: chancery.Actual, Attribution: []chancery.Attribution{}, Prop: e.Prop,
		})
	}
	return out
}

// reporter is the nearest link of saying above a deed that names a speaker, nil
// where the nearest is an accusation, which is a row already.
func (r *reader) reporter(e *chancery.Event) *chancery.Link {
	chain := r.d.Props[e.Prop].Chain
	for i := len(chain) - 1; i >= 0; i-- {
		l := &chain[i]
		switch {
		case l.Kind != chancery.SayLink:
			return nil
		case l.Class == "accuse" || l.Class == "blame":
			return nil
		case len(l.Speakers) > 0 && l.Cue >= 0 && l.Cue < len(r.d.Toks):
			return l
		}
	}
	return nil
}

// faces reports whether some row is between the doers and home.
func (r *reader) faces(rows []chancery.Event, doers, home []string) bool {
	theirs := r.sides3(doers)
	key := strings.Join(home, " ") + "/" + strings.Join(theirs, " ")
	if known, ok := r.ix.facing[key]; ok {
		return known
	}
	found := slices.ContainsFunc(rows, func(e chancery.Event) bool {
		id := r.opposite(&e, home)
		return id != "" && slices.Contains(theirs, r.side(id))
	})
	r.ix.facing[key] = found
	return found
}
