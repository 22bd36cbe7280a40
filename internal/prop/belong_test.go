package prop

import (
	"context"
	"strings"
	"testing"

	"chancery"
)

// TestBelongs reads trees drawn by hand: for whom those act of whom nothing is
// said but that.
func TestBelongs(t *testing.T) {
	for _, c := range []struct{ name, tree, who string }{
		{"of a state", "Commanders/commander_NNS_4_nsubj of_IN_3_case A_NNP_1_nmod attacked/attack_VBD_0_root B_NNP_4_obj", "a"},
		{"of two", "Commanders/commander_NNS_6_nsubj of_IN_3_case A_NNP_1_nmod and_CC_5_cc C_NNP_3_conj attacked/attack_VBD_0_root B_NNP_6_obj", "a,c"},
		{"name before the noun", "A_NNP_2_compound ministers/minister_NNS_3_nsubj attacked/attack_VBD_0_root B_NNP_3_obj", "a"},
		{"place", "Commanders/commander_NNS_4_nsubj in_IN_3_case A_NNP_1_nmod attacked/attack_VBD_0_root B_NNP_4_obj", ""},
		{"who acts for nobody", "Victims/victim_NNS_4_nsubj of_IN_3_case A_NNP_1_nmod attacked/attack_VBD_0_root B_NNP_4_obj", ""},
		{"a thing", "Walls/wall_NNS_4_nsubj of_IN_3_case A_NNP_1_nmod hit/hit_VBD_0_root B_NNP_4_obj", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := tree(t, c.tree)
			if err := stage(t).Run(context.Background(), d); err != nil {
				t.Fatal(err)
			}
			for i := range d.Props {
				if p := &d.Props[i]; p.Kind == chancery.VerbPred {
					if who := strings.Join(p.ActorIDs(d, chancery.Subj), ","); who != c.who {
						t.Errorf("got %q, want %q\n%s", who, c.who, Dump(d))
					}
				}
			}
		})
	}
}

// TestTurns reads an interview, whose "I" is who has the turn, and whose "you" is
// whom he answers.
func TestTurns(t *testing.T) {
	d := tree(t, "A_NNP_4_dep :_:_1_punct I_PRP_4_nsubj attacked/attack_VBD_0_root you_PRP_4_obj")
	d.Text = "A: I attacked you\nB: Why?\nA: I did."
	d.Toks[1].Start, d.Toks[1].End = 1, 2
	for i, at := range [][2]int{{0, 1}, {1, 2}, {3, 4}, {5, 13}, {14, 17}} {
		d.Toks[i].Start, d.Toks[i].End = at[0], at[1]
	}
	d.Mentions = append(d.Mentions, chancery.Mention{Span: chancery.Span{Start: 18, End: 19}, Kind: chancery.ActorMention, Form: chancery.NameForm, Refs: []string{"b"}, Head: 1})
	d.Mentions[0].Span = chancery.Span{Start: 0, End: 1}
	if err := stage(t).Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	for i := range d.Props {
		if p := &d.Props[i]; p.Lemma == "attack" {
			if who, whom := strings.Join(p.ActorIDs(d, chancery.Subj), ","), strings.Join(p.ActorIDs(d, chancery.Obj), ","); who != "a" || whom != "b" {
				t.Errorf("got %s > %s, want a > b\n%s", who, whom, Dump(d))
			}
			return
		}
	}
	t.Errorf("no proposition\n%s", Dump(d))
}
