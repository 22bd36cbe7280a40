package prop

import (
	"testing"

	"chancery"
)

func TestUnkept(t *testing.T) {
	tok := func(words ...string) (out []chancery.Tok) {
		for _, w := range words {
			u := "X"
			if w == "." || w == "," || w == ";" {
				u = "PUNCT"
			}
			out = append(out, chancery.Tok{Form: w, UPOS: chancery.UPOS(u)})
		}
		return out
	}
	for _, c := range []struct {
		name  string
		modal string
		after []string
		want  chancery.Status
	}{
		{"did not", "", []string{"They", "did", "not", "."}, chancery.Negated},
		{"never did", "", []string{"It", "never", "did", "."}, chancery.Negated},
		{"did not happen", "", []string{"That", "did", "not", "happen", "."}, chancery.Negated},
		{"never happened", "", []string{"That", "never", "happened", "."}, chancery.Negated},
		{"another verb", "", []string{"They", "did", "not", "complain", "."}, chancery.Planned},
		{"no negation", "", []string{"They", "did", "so", "."}, chancery.Planned},
		{"still ahead", "will", []string{"They", "did", "not", "."}, chancery.Planned},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &chancery.Doc{Toks: append(tok("Rebels", "were", "to", "leave", "."), tok(c.after...)...)}
			d.Sentences = []chancery.Sentence{{Lo: 0, Hi: 5}, {Lo: 5, Hi: len(d.Toks)}}
			d.Props = []chancery.Prop{{Head: 3, Kind: chancery.VerbPred, Status: chancery.Planned, Modal: c.modal}}
			if unkept(d); d.Props[0].Status != c.want {
				t.Errorf("status %s, want %s", d.Props[0].Status, c.want)
			}
		})
	}
}
