package prop

import (
	"context"
	"slices"
	"strings"
	"testing"

	"chancery"
)

// TestCore reads trees drawn by hand, whose parts and status must come out
// right whatever the parser does. A, B, C and D are actors.
func TestCore(t *testing.T) {
	for _, c := range []struct {
		name, tree, pred, who, whom, status string
	}{
		{"active", "A_NNP_2_nsubj attacked/attack_VBD_0_root B_NNP_2_obj", "attack", "a", "b", "actual"},
		{"passive", "B_NNP_3_nsubj:pass was/be_VBD_3_aux:pass attacked/attack_VBN_0_root by_IN_5_case A_NNP_3_obl:agent", "attack", "a", "b", "actual"},
		{"passive without agent", "B_NNP_3_nsubj:pass was/be_VBD_3_aux:pass attacked/attack_VBN_0_root", "attack", "", "b", "actual"},
		{"relative clause, subject", "A_NNP_6_nsubj who_WP_3_nsubj attacked/attack_VBD_1_acl:relcl B_NNP_3_obj ,_,_6_punct left/leave_VBD_0_root", "attack", "a", "b", "actual"},
		{"relative clause, object", "B_NNP_5_nsubj whom_WP_4_obj A_NNP_4_nsubj attacked/attack_VBD_1_acl:relcl left/leave_VBD_0_root", "attack", "a", "b", "actual"},
		{"reduced relative clause", "B_NNP_4_nsubj A_NNP_3_nsubj attacked/attack_VBD_1_acl:relcl left/leave_VBD_0_root", "attack", "a", "b", "actual"},
		{"participle, passive", "B_NNP_5_nsubj attacked/attack_VBN_1_acl by_IN_4_case A_NNP_2_obl:agent left/leave_VBD_0_root", "attack", "a", "b", "actual"},
		{"participle, active", "A_NNP_4_nsubj attacking/attack_VBG_1_acl B_NNP_2_obj left/leave_VBD_0_root", "attack", "a", "b", "actual"},
		{"two subjects", "A_NNP_4_nsubj and_CC_3_cc B_NNP_1_conj attacked/attack_VBD_0_root C_NNP_4_obj", "attack", "a,b", "c", "actual"},
		{"two objects", "A_NNP_2_nsubj attacked/attack_VBD_0_root B_NNP_2_obj and_CC_5_cc C_NNP_3_conj", "attack", "a", "b,c", "actual"},
		{"shared subject", "A_NNP_2_nsubj left/leave_VBD_0_root and_CC_4_cc attacked/attack_VBD_2_conj B_NNP_4_obj", "attack", "a", "b", "actual"},
		{"shared object", "A_NNP_2_nsubj attacked/attack_VBD_0_root and_CC_4_cc occupied/occupy_VBD_2_conj B_NNP_2_obj", "occupy", "a", "b", "actual"},
		{"shared agent", "B_NNP_3_nsubj:pass was/be_VBD_3_aux:pass arrested/arrest_VBN_0_root and_CC_5_cc beaten/beat_VBN_3_conj by_IN_7_case A_NNP_5_obl:agent", "arrest", "a", "b", "actual"},
		{"subject control", "A_NNP_2_nsubj promised/promise_VBD_0_root B_NNP_2_iobj to_TO_5_mark attack/attack_VB_2_xcomp C_NNP_5_obj", "attack", "a", "c", "planned"},
		{"object control", "A_NNP_2_nsubj urged/urge_VBD_0_root B_NNP_2_obj to_TO_5_mark attack/attack_VB_2_xcomp C_NNP_5_obj", "attack", "b", "c", "possible"},
		{"object control, passive", "B_NNP_3_nsubj:pass was/be_VBD_3_aux:pass urged/urge_VBN_0_root to_TO_5_mark attack/attack_VB_3_xcomp C_NNP_5_obj", "attack", "b", "c", "possible"},
		{"force", "A_NNP_2_nsubj forced/force_VBD_0_root B_NNP_2_obj to_TO_5_mark leave/leave_VB_2_xcomp C_NNP_5_obj", "leave", "b", "c", "actual"},
		{"raising", "A_NNP_2_nsubj seems/seem_VBZ_0_root to_TO_5_mark have/have_VB_5_aux attacked/attack_VBN_2_xcomp B_NNP_5_obj", "attack", "a", "b", "possible"},
		{"possession", "A_NNP_3_nmod:poss 's_POS_1_case invasion_NN_6_nsubj of_IN_5_case B_NNP_3_nmod began/begin_VBD_0_root", "invasion", "a", "b", "actual"},
		{"event noun with by", "The_DT_2_det invasion_NN_7_nsubj of_IN_4_case B_NNP_2_nmod by_IN_6_case A_NNP_2_nmod began/begin_VBD_0_root", "invasion", "a", "b", "actual"},
		{"event noun, of is who is acted on", "The_DT_2_det arrest_NN_5_nsubj of_IN_4_case B_NNP_2_nmod angered/anger_VBD_0_root A_NNP_5_obj", "arrest", "", "b", "actual"},
		{"possessor is acted on", "B_NNP_3_nmod:poss 's_POS_1_case arrest_NN_4_nsubj angered/anger_VBD_0_root A_NNP_4_obj", "arrest", "", "b", "actual"},
		{"light verb", "A_NNP_2_nsubj launched/launch_VBD_0_root an_DT_4_det attack_NN_2_obj on_IN_6_case B_NNP_4_nmod", "attack", "a", "on:b", "actual"},
		{"light verb, passive", "An_DT_2_det attack_NN_4_nsubj:pass was/be_VBD_4_aux:pass launched/launch_VBN_0_root on_IN_6_case B_NNP_4_obl by_IN_8_case A_NNP_4_obl:agent", "attack", "a", "on:b", "actual"},
		{"undergo", "B_NNP_2_nsubj came/come_VBD_0_root under_IN_4_case attack_NN_2_obl from_IN_6_case A_NNP_4_nmod", "attack", "a", "b", "actual"},
		{"dative", "A_NNP_2_nsubj gave/give_VBD_0_root B_NNP_2_iobj tanks/tank_NNS_2_obj", "give", "a", "b", "actual"},
		{"dative, passive", "B_NNP_3_nsubj:pass was/be_VBD_3_aux:pass given/give_VBN_0_root tanks/tank_NNS_3_obj by_IN_6_case A_NNP_3_obl:agent", "give", "a", "b", "actual"},
		{"negation", "A_NNP_4_nsubj did/do_VBD_4_aux not_RB_4_advmod attack/attack_VB_0_root B_NNP_4_obj", "attack", "a", "b", "negated"},
		{"no one", "No_DT_2_det troops/troop_NNS_3_nsubj attacked/attack_VBD_0_root B_NNP_3_obj", "attack", "", "b", "negated"},
		{"future", "A_NNP_3_nsubj will_MD_3_aux attack_VB_0_root B_NNP_3_obj", "attack", "a", "b", "planned"},
		{"may", "A_NNP_3_nsubj may_MD_3_aux attack_VB_0_root B_NNP_3_obj", "attack", "a", "b", "possible"},
		{"is to", "A_NNP_4_nsubj is/be_VBZ_4_aux to_TO_4_mark attack_VB_0_root B_NNP_4_obj", "attack", "a", "b", "planned"},
		{"question", "Has/have_VBZ_3_aux A_NNP_3_nsubj attacked/attack_VBN_0_root B_NNP_3_obj ?_._3_punct", "attack", "a", "b", "possible"},
		{"question of what will be", "Will_MD_3_aux A_NNP_3_nsubj attack_VB_0_root B_NNP_3_obj ?_._3_punct", "attack", "a", "b", "possible"},
		{"question behind a label", "Question_NN_5_dep :_:_1_punct Will_MD_5_aux A_NNP_5_nsubj attack_VB_0_root B_NNP_5_obj ?_._5_punct", "attack", "a", "b", "possible"},
		{"if", "If_IN_3_mark A_NNP_3_nsubj attacks/attack_VBZ_7_advcl B_NNP_3_obj C_NNP_7_nsubj will_MD_7_aux respond_VB_0_root", "attack", "a", "b", "conditional"},
		{"then", "If_IN_3_mark A_NNP_3_nsubj attacks/attack_VBZ_7_advcl B_NNP_3_obj C_NNP_7_nsubj will_MD_7_aux leave_VB_0_root D_NNP_7_obj", "leave", "c", "d", "conditional"},
		{"unless", "C_NNP_3_nsubj will_MD_3_aux leave_VB_0_root unless_IN_6_mark A_NNP_6_nsubj frees/free_VBZ_3_advcl B_NNP_6_obj", "free", "a", "b", "conditional"},
		{"should", "Should_MD_3_aux A_NNP_3_nsubj attack_VB_7_advcl B_NNP_3_obj C_NNP_7_nsubj would_MD_7_aux respond_VB_0_root", "attack", "a", "b", "conditional"},
		{"say", "C_NNP_2_nsubj said/say_VBD_0_root A_NNP_4_nsubj attacked/attack_VBD_2_ccomp B_NNP_4_obj", "attack", "a", "b", "actual"},
		{"deny, clause", "A_NNP_2_nsubj denied/deny_VBD_0_root that_IN_5_mark it_PRP_5_nsubj attacked/attack_VBD_2_ccomp B_NNP_5_obj", "attack", "a", "b", "denied"},
		{"deny, gerund", "A_NNP_2_nsubj denied/deny_VBD_0_root attacking/attack_VBG_2_xcomp B_NNP_3_obj", "attack", "a", "b", "denied"},
		{"did not deny", "A_NNP_4_nsubj did/do_VBD_4_aux not_RB_4_advmod deny_VB_0_root attacking/attack_VBG_4_xcomp B_NNP_5_obj", "attack", "a", "b", "possible"},
		{"refuse", "A_NNP_2_nsubj refused/refuse_VBD_0_root to_TO_4_mark free_VB_2_xcomp B_NNP_4_obj", "free", "a", "b", "negated"},
		{"did not refuse", "A_NNP_4_nsubj did/do_VBD_4_aux not_RB_4_advmod refuse_VB_0_root to_TO_6_mark free_VB_4_xcomp B_NNP_6_obj", "free", "a", "b", "possible"},
		{"fail", "A_NNP_2_nsubj failed/fail_VBD_0_root to_TO_4_mark free_VB_2_xcomp B_NNP_4_obj", "free", "a", "b", "negated"},
		{"did not fail", "A_NNP_4_nsubj did/do_VBD_4_aux not_RB_4_advmod fail_VB_0_root to_TO_6_mark free_VB_4_xcomp B_NNP_6_obj", "free", "a", "b", "actual"},
		{"manage", "A_NNP_2_nsubj managed/manage_VBD_0_root to_TO_4_mark free_VB_2_xcomp B_NNP_4_obj", "free", "a", "b", "actual"},
		{"has yet to", "A_NNP_2_nsubj has/have_VBZ_0_root yet_RB_2_advmod to_TO_5_mark free_VB_2_xcomp B_NNP_5_obj", "free", "a", "b", "possible"},
		{"threaten", "A_NNP_2_nsubj threatened/threaten_VBD_0_root to_TO_4_mark attack_VB_2_xcomp B_NNP_4_obj", "attack", "a", "b", "conditional"},
		{"would have", "Had/have_VBD_3_aux A_NNP_3_nsubj left/leave_VBN_7_advcl C_NNP_7_nsubj would_MD_7_aux have_VB_7_aux attacked/attack_VBN_0_root B_NNP_7_obj", "attack", "c", "b", "conditional"},
		{"purpose", "A_NNP_2_nsubj came/come_VBD_0_root to_TO_4_mark meet_VB_2_advcl B_NNP_4_obj", "meet", "a", "b", "planned"},
		{"without", "A_NNP_2_nsubj left/leave_VBD_0_root without_IN_4_mark meeting/meet_VBG_2_advcl B_NNP_4_obj", "meet", "a", "b", "negated"},
		{"after, noun", "After_IN_3_case the_DT_3_det attack_NN_7_obl on_IN_5_case B_NNP_3_nmod A_NNP_7_nsubj left/leave_VBD_0_root", "attack", "", "on:b", "actual"},
		{"any, noun", "Any_DT_2_det attack_NN_6_nsubj on_IN_4_case B_NNP_2_nmod would_MD_6_aux provoke_VB_0_root A_NNP_6_obj", "attack", "", "on:b", "conditional"},
		{"warn of", "A_NNP_2_nsubj warned/warn_VBD_0_root of_IN_5_case an_DT_5_det attack_NN_2_obl on_IN_7_case B_NNP_5_nmod", "attack", "", "on:b", "possible"},
		{"condemn", "A_NNP_2_nsubj condemned/condemn_VBD_0_root the_DT_4_det attack_NN_2_obj on_IN_6_case B_NNP_4_nmod", "attack", "", "on:b", "actual"},
		{"blamed for", "C_NNP_2_nsubj blamed/blame_VBD_0_root A_NNP_2_obj for_IN_6_case the_DT_6_det attack_NN_2_obl on_IN_8_case B_NNP_6_nmod", "attack", "a", "on:b", "actual"},
		{"accused of, noun", "C_NNP_2_nsubj accused/accuse_VBD_0_root A_NNP_2_obj of_IN_6_case an_DT_6_det attack_NN_2_obl on_IN_8_case B_NNP_6_nmod", "attack", "a", "on:b", "actual"},
		{"accused of, hung on the accused", "C_NNP_2_nsubj accused/accuse_VBD_0_root A_NNP_2_obj of_IN_6_case an_DT_6_det attack_NN_3_nmod on_IN_8_case B_NNP_6_nmod", "attack", "a", "on:b", "actual"},
		{"any part in", "A_NNP_2_nsubj denied/deny_VBD_0_root any_DT_4_det part_NN_2_obj in_IN_7_case the_DT_7_det attack_NN_2_obl on_IN_9_case B_NNP_7_nmod", "attack", "a", "on:b", "denied"},
		{"praised for", "C_NNP_2_nsubj praised/praise_VBD_0_root A_NNP_2_obj after_IN_6_case the_DT_6_det attack_NN_2_obl on_IN_8_case B_NNP_6_nmod", "attack", "", "on:b", "actual"},
		{"plans denied", "A_NNP_2_nsubj denied/deny_VBD_0_root plans/plan_NNS_2_obj for_IN_6_case an_DT_6_det attack_NN_3_nmod on_IN_8_case B_NNP_6_nmod", "attack", "a", "on:b", "denied"},
		{"no plans", "A_NNP_2_nsubj has/have_VBZ_0_root no_DT_4_det plans/plan_NNS_2_obj to_TO_6_mark attack_VB_4_acl B_NNP_6_obj", "attack", "a", "b", "negated"},
		{"cancelled", "A_NNP_2_nsubj cancelled/cancel_VBD_0_root a_DT_4_det visit_NN_2_obj to_IN_6_case B_NNP_4_nmod", "visit", "a", "to:b", "negated"},
		{"frame at the end", "A_NNP_2_nsubj attacked/attack_VBD_0_root B_NNP_2_obj ,_,_6_punct C_NNP_6_nsubj said/say_VBD_2_parataxis", "attack", "a", "b", "actual"},
		{"said to have", "A_NNP_3_nsubj:pass is/be_VBZ_3_aux:pass said/say_VBN_0_root to_TO_6_mark have/have_VB_6_aux attacked/attack_VBN_3_xcomp B_NNP_6_obj", "attack", "a", "b", "actual"},
		{"supposed to", "A_NNP_3_nsubj:pass was/be_VBD_3_aux:pass supposed/suppose_VBN_0_root to_TO_5_mark meet/meet_VB_3_xcomp B_NNP_5_obj", "meet", "a", "b", "possible"},
		{"prevent from", "C_NNP_2_nsubj stopped/stop_VBD_0_root A_NNP_2_obj from_IN_5_mark attacking/attack_VBG_2_advcl B_NNP_5_obj", "attack", "a", "b", "negated"},
		{"accuse of", "C_NNP_2_nsubj accused/accuse_VBD_0_root A_NNP_2_obj of_IN_5_mark attacking/attack_VBG_2_advcl B_NNP_5_obj", "attack", "a", "b", "actual"},
		{"past tense hung on a gerund", "C_NNP_2_nsubj accused/accuse_VBD_0_root A_NNP_2_obj of_IN_5_mark attacking/attack_VBG_2_advcl B_NNP_5_obj and_CC_8_cc threatened/threaten_VBD_5_conj D_NNP_8_obj", "threaten", "c", "d", "actual"},
		{"speech hung on what is said", "C_NNP_2_nsubj denied/deny_VBD_0_root that_IN_6_mark A_NNP_6_nsubj had/have_VBD_6_aux left/leave_VBN_2_ccomp and_CC_8_cc accused/accuse_VBD_6_conj D_NNP_8_obj", "accuse", "c", "d", "actual"},
		{"deed hung on what is said", "C_NNP_2_nsubj denied/deny_VBD_0_root that_IN_6_mark A_NNP_6_nsubj had/have_VBD_6_aux left/leave_VBN_2_ccomp and_CC_8_cc attacked/attack_VBN_6_conj D_NNP_8_obj", "attack", "a", "d", "denied"},
		{"apposition", "A_NNP_6_nsubj ,_,_4_punct the_DT_4_det aggressor_NN_1_appos ,_,_4_punct attacked/attack_VBD_0_root B_NNP_6_obj", "attack", "a", "b", "actual"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := tree(t, c.tree)
			if err := stage(t).Run(context.Background(), d); err != nil {
				t.Fatal(err)
			}
			if err := sound(d); err != nil {
				t.Fatal(err)
			}
			for i := range d.Props {
				p := &d.Props[i]
				if p.Lemma != c.pred {
					continue
				}
				who, whom := strings.Join(p.ActorIDs(d, chancery.Subj), ","), coreWhom(d, p)
				if who != c.who || whom != c.whom || string(p.Status) != c.status {
					t.Errorf("got %s > %s %s, want %s > %s %s\n%s", who, whom, p.Status, c.who, c.whom, c.status, Dump(d))
				}
				return
			}
			t.Errorf("no %s\n%s", c.pred, Dump(d))
		})
	}
}

// coreWhom are the actors acted on: objects, and parts with a preposition that
// names whom an event noun is directed at.
func coreWhom(d *chancery.Doc, p *chancery.Prop) string {
	out := p.ActorIDs(d, chancery.IObj, chancery.Obj)
	for i := range p.Args {
		if a := &p.Args[i]; a.Role == chancery.PrepArg && slices.Contains([]string{"on", "to", "against"}, a.Prep) {
			for _, id := range a.ActorIDs(d) {
				out = append(out, a.Prep+":"+id)
			}
		}
	}
	return strings.Join(out, ",")
}
