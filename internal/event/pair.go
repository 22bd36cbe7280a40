package event

import (
	"slices"

	"chancery"
)

// mutual are predicates whose subjects do the thing to each other.
var mutual = []string{"battle", "clash", "exchange", "fight", "fighting", "firefight", "gunfight", "hostility", "hostilities", "skirmish", "swap", "trade", "war"}

// pairs gives deeds that several do to each other their two sides, the first
// named and the others: "Russia and Ukraine exchanged prisoners", "clashes
// between …".
func (r *reader) pairs() {
	for i, x := range r.deeds {
		if x == nil || len(x.a) < 2 || len(x.b) > 0 {
			continue
		}
		if x.cameo == "0871" || x.kind != chancery.Consult && slices.Contains(mutual, r.d.Props[i].Lemma) {
			x.a, x.b = x.a[:1:1], slices.Clone(x.a[1:])
		}
	}
}
