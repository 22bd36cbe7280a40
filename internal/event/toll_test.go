package event_test

import (
	"strings"
	"testing"
)

// TestDeeds reads acts of force, protests and their ends, of which several
// propositions or the place make one row.
func TestDeeds(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a toll is the attack's", "Israel bombed Syria on Monday, killing nine soldiers and wounding four.",
			"ASSAULT ISR > SYR actual 2022-01-10"},
		{"a strike and whom it killed", "Israeli air strikes killed nine Syrians.", "ASSAULT ISR > SYR actual"},
		{"killed in a clash", "Nine people were killed in clashes between Armenia and Azerbaijan.",
			"ASSAULT ARM > AZE actual"},
		{"what it was for", "The police in Kenya used water cannon to drive back the students.",
			"ASSAULT KEN > KEN actual"},
		{"the crowd nearby", "Students in Kenya marched against the president. The police used tear gas.",
			"PROTEST KEN > KEN actual; ASSAULT KEN > KEN actual"},
		{"two sides", "Russia and Ukraine exchanged forty prisoners.", "RETREAT RUS > UKR actual"},
		{"a truce of two", "A truce between Chad and Sudan took effect.", "RETREAT TCD > SDN actual"},
		{"nobody named, but the place", "Tens of thousands demonstrated in Belgrade.", "PROTEST - > SRB actual"},
		{"an accident", "Nine Germans died in a train crash in Austria.", ""},
		{"a fire", "Fire broke out in a hotel in Greece, killing nine Germans.", ""},
		{"fiction", "The film, in which Russia invades Alaska, opens on Friday.", ""},
		{"what a novel tells", "The novel tells how Germany occupied Norway.", ""},
		{"sports", "Chelsea attacked the Spanish side from the start.", ""},
		{"business", "Shares in France rallied on Monday.", ""},
		{"idiom", "China launched a charm offensive in Africa.", ""},
	} {
		d := read(t, c.text, "2022-01-15")
		var got []string
		for i := range d.Events {
			got = append(got, short(d, &d.Events[i]))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q\n got  %s\n want %s", c.name, c.text, s, c.want)
		}
	}
}
