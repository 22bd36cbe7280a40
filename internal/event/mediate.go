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
	for i := range rows {
		e := &rows[i]
		if len(e.Targets) > 0 || len(e.Sources) == 0 || e.CAMEO != "045" && e.CAMEO != "039" && !strings.HasPrefix(e.Rule, "agree.mediate") {
			continue
		}
		if ids := r.pair(rows, i); ids != nil {
			e.Targets, e.TargetCodes = ids, r.codes(ids)
			e.Confidence -= 0.2
		}
	}
}

// pair is the two sides, none of them that of row i, between which the nearest row
// before it is, or else most rows of the article are.
func (r *reader) pair(rows []chancery.Event, i int) []string {
	home := r.sides3(rows[i].Sources)
	two := func(f *chancery.Event) []string {
		if len(f.Sources) != 1 || len(f.Targets) != 1 || f.CAMEO == "045" || f.CAMEO == "039" {
			return nil
		}
		a, b := r.stateOf(f.Sources[0]), r.stateOf(f.Targets[0])
		if a == b || r.side(a) == r.side(b) || !r.foreign(a, home) || !r.foreign(b, home) {
			return nil
		}
		return []string{a, b}
	}
	for j := i - 1; j >= 0 && rows[i].Sentence-rows[j].Sentence <= nearPair; j-- {
		if ids := two(&rows[j]); ids != nil {
			return ids
		}
	}
	var pairs [][]string
	var counts []int
	for j := range rows {
		ids := two(&rows[j])
		if ids == nil {
			continue
		}
		k := slices.IndexFunc(pairs, func(p []string) bool { return within(ids, p) })
		if k < 0 {
			pairs, counts = append(pairs, ids), append(counts, 0)
			k = len(pairs) - 1
		}
		counts[k]++
	}
	best := -1
	for k, n := range counts {
		if n >= minOpposed && (best < 0 || n > counts[best]) {
			best = k
		}
	}
	if best < 0 {
		return nil
	}
	return pairs[best]
}
