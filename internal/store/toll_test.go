package store

import "testing"

func TestTollIn(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"At least 14 people were killed and 30 wounded in the strike.", "dead=14 hurt=30"},
		{"The raid killed six soldiers.", "dead=6"},
		{"Police said that three protesters had died.", "dead=3"},
		{"The death toll rose to 1,204 on Friday.", "dead=1204"},
		{"The collision left two sailors injured.", "hurt=2"},
		{"Nobody was killed.", ""},
		{"Troops killed the talks on the tenth day.", ""},
		{"Twelve fishermen were hurt.", "hurt=12"},
		{"The shelling injured at least five villagers.", "hurt=5"},
		{"It was the deadliest raid in 2019.", ""},
	} {
		if got := tollIn(tt.text); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
