package event

import (
	"slices"
	"strings"

	"chancery"
)

// nearPair is how many sentences back the two may be told of between whom
// somebody mediates.
const nearPair = 3

// mediators gives those who mediate, or offer to, and say between whom not, the two
// that the article has just told of, or else those that it tells most of. It costs
// confidence.
func (r *reader) mediators(rows []chancery.Event) {
	var all []facing // nil until one mediates
	for i := range rows {
		e := &rows[i]
		if len(e.Targets) > 0 || len(e.Sources) == 0 || !mediates(e) {
			continue
		}
		if all == nil {
			all = r.facings(rows)
		}
		if ids := r.pair(rows, i, all); ids != nil {
			e.Targets, e.TargetCodes = ids, r.codes(ids)
			e.Confidence -= 0.2
		}
	}
}

// facings counts the acts between each two sides of the article.
func (r *reader) facings(rows []chancery.Event) []facing {
	at, all := map[string]int{}, []facing{}
	for i := range rows {
		ids := r.two(&rows[i])
		if ids == nil {
			continue
		}
		key := ids[0] + " " + ids[1]
		if ids[1] < ids[0] {
			key = ids[1] + " " + ids[0]
		}
		k, ok := at[key]
		if !ok {
			k = len(all)
			at[key], all = k, append(all, facing{ids: ids})
		}
		all[k].n++
	}
	return all
}

// pair is the two sides, none of them that of row i, between which the nearest row
// before it is, or else most rows of the article are.
func (r *reader) pair(rows []chancery.Event, i int, all []facing) []string {
	home := r.sides3(rows[i].Sources)
	for j := i - 1; j >= 0 && rows[i].Sentence-rows[j].Sentence <= nearPair; j-- {
		if ids := r.two(&rows[j]); ids != nil && r.foreign(ids[0], home) && r.foreign(ids[1], home) {
			return ids
		}
	}
	best := -1
	for k := range all {
		p := &all[k]
		if p.n >= minOpposed && (best < 0 || p.n > all[best].n) && r.foreign(p.ids[0], home) && r.foreign(p.ids[1], home) {
			best = k
		}
	}
	if best < 0 {
		return nil
	}
	return slices.Clone(all[best].ids)
}

// A facing is two sides and how many acts are told between them.
type facing struct {
	ids []string
	n   int
}

// two are the sides of an act of one toward another; nil for any other act.
func (r *reader) two(e *chancery.Event) []string {
	if len(e.Sources) != 1 || len(e.Targets) != 1 || mediates(e) {
		return nil
	}
	a, b := r.stateOf(e.Sources[0]), r.stateOf(e.Targets[0])
	if sa, sb := r.side(a), r.side(b); sa == "" || sb == "" || sa == sb {
		return nil
	}
	return []string{a, b}
}

func mediates(e *chancery.Event) bool {
	return e.CAMEO == "045" || e.CAMEO == "039" || strings.HasPrefix(e.Rule, "agree.mediate")
}
