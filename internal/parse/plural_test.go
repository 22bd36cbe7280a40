package parse

import "testing"

func TestSingular(t *testing.T) {
	for _, c := range []struct{ form, lemma, want string }{
		{"clashes", "clashe", "clash"},
		{"rallies", "rallie", "rally"},
		{"speeches", "speeche", "speech"},
		{"trespasses", "trespasse", "trespass"},
		{"taxes", "taxe", "tax"},
		{"impasses", "impass", "impasse"},
		{"sorties", "sorty", "sortie"},
		{"headaches", "headache", "headache"},
		{"breaches", "breache", "breach"},
		{"avalanches", "avalanche", "avalanche"},
		{"houses", "house", "house"},
		{"bases", "base", "base"},
		{"crises", "crisis", "crisis"},
		{"ties", "tie", "tie"},
		{"talks", "talk", "talk"},
		{"series", "series", "series"},
	} {
		if got := singular(c.form, c.lemma); got != c.want {
			t.Errorf("%s: %q, want %q", c.form, got, c.want)
		}
	}
}
