package event

import (
	"slices"
	"strings"

	"chancery"
)

// nearCrowd is how many sentences off those may be named whom the police disperse.
const nearCrowd = 4

// crowds gives the use of force by police and soldiers that names nobody, and
// arrests of "nine men", the protesters of the article: those of the nearest
// protest in the same state. It costs confidence.
func (r *reader) crowds(rows []chancery.Event) {
	protests := map[int][]int{} // rows by sentence
	for i := range rows {
		if p := &rows[i]; p.Type == chancery.Protest && p.Status == chancery.Actual && len(p.Sources) > 0 {
			protests[p.Sentence] = append(protests[p.Sentence], i)
		}
	}
	for i := range rows {
		e := &rows[i]
		if len(e.Sources) == 0 || !r.faceless(e) {
			continue
		}
		reach := nearCrowd
		if slices.ContainsFunc(e.Targets, anybody) {
			reach = 1
		}
		best := -1
		for off := 0; off <= reach && best < 0; off++ {
			for _, j := range slices.Concat(protests[e.Sentence-off], protests[e.Sentence+off]) {
				if (best < 0 || j < best) && r.country(rows[j].Sources[0]) == r.country(e.Sources[0]) {
					best = j
				}
			}
		}
		if best >= 0 && !slices.Contains(e.Sources, rows[best].Sources[0]) {
			e.Targets = slices.Clone(rows[best].Sources)
			e.TargetCodes = r.codes(e.Targets)
			e.Confidence -= 0.1
		}
	}
}

// faceless reports whether force or an arrest is against people of whom nothing
// is said.
func (r *reader) faceless(e *chancery.Event) bool {
	if e.CAMEO != "175" && e.CAMEO != "173" && e.CAMEO != "182" {
		return false
	}
	for _, id := range e.Targets {
		if !anybody(id) && (r.country(id) != "" || r.side(id) != "") {
			return false
		}
	}
	return len(e.Targets) > 0 || e.CAMEO == "175"
}

// anybody reports whether an actor is people of a state and no more: "five people".
func anybody(id string) bool {
	return strings.HasPrefix(id, "group:") && strings.HasSuffix(id, "-civilians")
}

// farRows is how many rows before a release may tell who holds them.
const farRows = 100

// jailers gives arrests that name nobody who makes them those who in a row just
// before did such a thing to the same people, and releases those who hold them.
func (r *reader) jailers(rows []chancery.Event) {
	for i := range rows {
		e := &rows[i]
		free := strings.HasPrefix(e.CAMEO, "084")
		if len(e.Sources) > 0 || e.CAMEO != "173" && !free || len(e.Targets) == 0 {
			continue
		}
		reach := nearRows
		if free {
			reach = farRows // who holds them frees them, long after
		}
		for j := i - 1; j >= max(0, i-reach); j-- {
			p := &rows[j]
			if (p.Type == chancery.Coerce || free && p.CAMEO == "181") && p.Status == chancery.Actual && len(p.Sources) > 0 && slices.Contains(p.Targets, e.Targets[0]) {
				e.Sources = slices.Clone(p.Sources)
				e.SourceCodes = r.codes(e.Sources)
				e.Confidence -= 0.1
				break
			}
		}
		if len(e.Sources) == 0 && !free {
			r.byState(e)
		}
	}
}

// byState gives an arrest that names nobody who makes it the state where it is, or
// else the state of those arrested: nobody else arrests people.
func (r *reader) byState(e *chancery.Event) {
	code := ""
	if e.Place != nil {
		if p := r.placeCalled(*e.Place); p != nil {
			code = p.Country
		}
	}
	for _, id := range e.Targets {
		if a := r.actor(id); a == nil || a.Kind == chancery.Country || strings.Contains(strings.Join(a.Codes, " "), "MIL") {
			continue // soldiers are captured by others
		}
		if c := r.country(id); code == "" {
			code = c
		}
	}
	if id := r.stateID(code); id != "" && !slices.Contains(e.Targets, id) {
		e.Sources = []string{id}
		e.SourceCodes = r.codes(e.Sources)
		e.Confidence -= 0.2
	}
}
