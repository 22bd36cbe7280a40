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
