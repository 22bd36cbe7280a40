package prop

import (
	"testing"

	"chancery"
)

func TestGerund(t *testing.T) {
	for _, c := range []struct{ name, tree string }{
		{"as complement", "A_NNP_2_nsubj said/say_VBD_0_root that_IN_4_mark attacking/attack_VBG_2_ccomp B_NNP_4_obj would_MD_9_aux be_VB_9_cop a_DT_9_det mistake_NN_2_ccomp"},
		{"as relative clause", "A_NNP_2_nsubj warned/warn_VBD_0_root C_NNP_2_obj that_IN_5_nsubj attacking/attack_VBG_3_acl:relcl B_NNP_5_obj would_MD_10_aux be_VB_10_cop a_DT_10_det mistake_NN_2_conj"},
	} {
		d := tree(t, c.tree)
		if err := stage(t).Run(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		for i := range d.Props {
			if p := &d.Props[i]; p.Lemma == "attack" && (p.Status != chancery.Conditional || p.Arg(chancery.Obj) == nil) {
				t.Errorf("%s\n%s", c.name, Dump(d))
			}
		}
	}
}
