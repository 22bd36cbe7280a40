package prop

import (
	"testing"

	"chancery"
)

func TestMendClause(t *testing.T) {
	for _, c := range []struct {
		name, tree, lemma string
		status            chancery.Status
	}{
		{"content of a report", "A_NNP_2_nsubj denied/deny_VBD_0_root a_DT_4_det report_NN_2_obj that_IN_7_mark it_PRP_7_nsubj attacked/attack_VBD_4_acl:relcl B_NNP_7_obj", "attack", chancery.Denied},
		{"charge", "A_NNP_2_nsubj accused/accuse_VBD_0_root B_NNPS_2_obj of_IN_5_mark shelling/shell_VBG_3_acl C_NNP_5_obj", "shell", chancery.Actual},
		{"about to", "A_NNP_3_nsubj is/be_VBZ_3_cop about_RB_7_ccomp to_TO_5_mark attack_VB_7_ccomp B_NNP_5_obj said/say_VBD_0_root D_NNP_7_nsubj", "attack", chancery.Planned},
		{"perfect", "A_NNP_2_nsubj has/have_VBZ_0_root so_RB_4_advmod far_RB_5_advmod delivered/deliver_VBN_6_amod tanks/tank_NNS_2_obj", "deliver", chancery.Actual},
		{"perfect of nobody", "no_DT_2_det state_NN_3_nsubj has/have_VBZ_0_root so_RB_5_advmod far_RB_6_advmod delivered/deliver_VBN_7_amod tanks/tank_NNS_3_obj", "deliver", chancery.Negated},
	} {
		d := tree(t, c.tree)
		if err := stage(t).Run(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		found := false
		for i := range d.Props {
			if p := &d.Props[i]; p.Lemma == c.lemma {
				found = p.Status == c.status && (c.name != "charge" || p.ActorIDs(d, chancery.Subj)[0] == "b")
			}
		}
		if !found {
			t.Errorf("%s: want %s %s\n%s", c.name, c.lemma, c.status, Dump(d))
		}
	}
}
