package prop

import (
	"testing"

	"chancery"
)

func TestQuantity(t *testing.T) {
	for _, c := range []struct{ name, tree, object string }{
		{"more than", "A_NNP_2_nsubj arrested/arrest_VBD_0_root more_JJR_2_advmod than_IN_6_case 100_CD_6_nummod B_NNPS_2_obl", "B"},
		{"at least", "A_NNP_2_nsubj killed/kill_VBD_0_root at_IN_6_case least_JJS_5_nmod two_CD_6_nummod B_NNPS_2_obl", "B"},
		{"up to", "A_NNP_2_nsubj held/hold_VBD_0_root up_RP_2_compound:prt to_IN_6_case 16_CD_6_nummod B_NNPS_2_obl", "B"},
		{"a real preposition", "A_NNP_2_nsubj fired/fire_VBD_0_root at_IN_5_case two_CD_5_nummod B_NNPS_2_obl", ""},
	} {
		d := tree(t, c.tree)
		if err := stage(t).Run(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		got := ""
		if a := d.Props[0].Arg(chancery.Obj); a != nil {
			got = d.Toks[a.Tok].Form
		}
		if got != c.object {
			t.Errorf("%s: object %q, want %q\n%s", c.name, got, c.object, Dump(d))
		}
	}
}
