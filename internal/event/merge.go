package event

import (
	"slices"
	"strings"

	"chancery"
)

// merge makes one row of the mentions of one event: the same type, status and
// parties, days that agree, and the same word, the same code later in the text,
// or a noun that takes up what was told.
func (r *reader) merge(rows []chancery.Event) []chancery.Event {
	var out []chancery.Event
	told := map[string][]int{} // rows of out by what sameDeed compares
	for i := range rows {
		e := &rows[i]
		at := -1
		for _, k := range told[r.askKey(e)] {
			if r.sameDeed(&out[k], e) {
				at = k
				break
			}
		}
		if at < 0 {
			for _, key := range tellKeys(e) {
				told[key] = append(told[key], len(out))
			}
			out = append(out, *e)
			continue
		}
		f := &out[at]
		if f.Date == nil {
			f.Date = e.Date
		}
		if f.Place == nil {
			f.Place = e.Place
		}
		if len(e.CAMEO) > len(f.CAMEO) && f.CAMEO == e.CAMEO[:len(f.CAMEO)] {
			f.CAMEO, f.Intensity = e.CAMEO, e.Intensity
		}
		if len(f.Sources) == 0 {
			f.Sources, f.SourceCodes = e.Sources, e.SourceCodes
		}
		if len(f.Targets) == 0 {
			f.Targets, f.TargetCodes = e.Targets, e.TargetCodes
		}
	}
	return out
}

func (r *reader) sameDeed(f, e *chancery.Event) bool {
	if f.Type != e.Type || f.Status != e.Status || !agree(f.Date, e.Date) {
		return false
	}
	noun := r.d.Props[e.Prop].Kind == chancery.NounPred
	if !samePeople(f, e, noun) {
		return false
	}
	word := r.d.Props[f.Prop].Lemma == r.d.Props[e.Prop].Lemma
	switch {
	case word || noun:
		return true
	case f.Sentence == e.Sentence:
		return false
	}
	return f.CAMEO == e.CAMEO
}

// samePeople compares the parties; those of a meeting without regard to side,
// and a noun may name fewer than what it takes up.
func samePeople(f, e *chancery.Event, noun bool) bool {
	if f.Type == chancery.Consult {
		a, b := slices.Concat(f.Sources, f.Targets), slices.Concat(e.Sources, e.Targets)
		return within(b, a) && (noun || within(a, b))
	}
	if noun {
		return within(e.Sources, f.Sources) && within(e.Targets, f.Targets)
	}
	return within(e.Sources, f.Sources) && within(f.Sources, e.Sources) &&
		within(e.Targets, f.Targets) && within(f.Targets, e.Targets)
}

func within(a, b []string) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// agree reports whether two dates may be the same; one that is not there agrees
// with any.
func agree(a, b *chancery.DateSpan) bool {
	if a == nil || b == nil {
		return true
	}
	n := min(len(a.From), len(b.From))
	return a.From[:n] == b.From[:n]
}

// tellKeys are the keys under which a row is found by one that may tell it
// again: those for a verb, which names the same parties, and those for a noun,
// which may name fewer.
func tellKeys(e *chancery.Event) []string {
	kind := string(e.Type) + " " + string(e.Status) + " "
	out := []string{kind + "some ", kind + "all " + partiesKey(e)}
	var seen []string
	for _, id := range slices.Concat(e.Sources, e.Targets) {
		if !slices.Contains(seen, id) {
			seen = append(seen, id)
			out = append(out, kind+"some "+id)
		}
	}
	return out
}

// askKey is the key by which a row looks for one that tells the same.
func (r *reader) askKey(e *chancery.Event) string {
	kind := string(e.Type) + " " + string(e.Status) + " "
	if r.d.Props[e.Prop].Kind != chancery.NounPred {
		return kind + "all " + partiesKey(e)
	}
	for _, id := range slices.Concat(e.Sources, e.Targets) {
		return kind + "some " + id
	}
	return kind + "some "
}

// partiesKey is equal for rows with equal sets of parties; of a meeting without
// regard to side.
func partiesKey(e *chancery.Event) string {
	set := func(ids []string) string {
		ids = slices.Clone(ids)
		slices.Sort(ids)
		return strings.Join(slices.Compact(ids), " ")
	}
	if e.Type == chancery.Consult {
		return set(slices.Concat(e.Sources, e.Targets))
	}
	return set(e.Sources) + ">" + set(e.Targets)
}
