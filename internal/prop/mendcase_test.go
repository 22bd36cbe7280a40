package prop

import (
	"fmt"
	"strings"
	"testing"
)

// TestMendCases reads trees with one fault each; want lists the tokens that
// must hang elsewhere afterwards, as "form<head:relation".
func TestMendCases(t *testing.T) {
	for _, c := range []struct{ name, tree, want string }{
		{"modal before a noun", "The_DT_2_det blockade_NN_4_nsubj will_MD_4_aux end_NN_0_root", "end=VB"},
		{"modal before verb and object", "A_NNP_4_nsubj will_MD_4_aux chair_NN_4_compound talks/talk_NNS_0_root", "chair=VB A<chair:nsubj will<chair:aux talks<chair:obj"},
		{"subject on the object", "The_DT_2_det states_NNS_4_nsubj imposed/impose_VBN_0_root bans/ban_NNS_3_obj", "states<imposed:nsubj imposed=VBD"},
		{"name before a verb", "A_NNP_2_compound cancelled/cancel_VBN_0_root talks/talk_NNS_2_obj", "A<cancelled:nsubj cancelled=VBD"},
		{"object of the gerund", "A_NNP_2_nsubj denied/deny_VBD_0_root shelling/shell_VBG_2_xcomp B_NNP_2_obj", "B<shelling:obj"},
		{"forced to leave", "A_NNP_2_nsubj forced/force_VBD_0_root them_PRP_2_obj to_TO_5_mark leave_VB_3_acl", "leave<forced:xcomp"},
		{"plans to leave", "A_NNP_2_nsubj had/have_VBD_0_root plans/plan_NNS_2_obj to_TO_5_mark leave_VB_2_xcomp", "leave<plans:acl"},
		{"headline", "A_NNP_0_root to_TO_3_mark buy_VB_1_acl jets/jet_NNS_3_obj", "A<buy:nsubj"},
		{"due to hold", "A_NNP_5_nsubj:outer is/be_VBZ_3_cop due_JJ_5_mark to_TO_3_fixed hold_VB_0_root talks/talk_NNS_5_obj", "A<due:nsubj hold<due:xcomp to<hold:mark"},
		{"verb hung on names", "A_NNP_0_root and_CC_3_cc B_NNP_1_conj imposed/impose_VBD_1_conj bans/ban_NNS_4_obj", "A<imposed:nsubj"},
		{"sayer", "It_PRP_2_nsubj failed/fail_VBD_6_ccomp ,_,_2_punct an_DT_5_det envoy_NN_2_obj said/say_VBD_0_root", "envoy<said:nsubj"},
		{"called for", "A_NNP_2_nsubj:pass called/call_VBD_0_root for_IN_5_case an_DT_5_det end_NN_2_obl", "A<called:nsubj"},
		{"title of a name", "A_NNP_2_nsubj spoke/speak_VBD_0_root with_IN_6_case B_NNP_6_nmod:poss 's_POS_4_case minister_NN_7_nmod:desc C_NNP_2_obl", "with<C:case"},
		{"it warned", "It_PRP_2_expl warned/warn_VBD_0_root A_NNP_2_obj", "It<warned:nsubj"},
		{"participle after a comma", "A_NNP_2_nsubj closed/close_VBD_0_root its_PRP$_4_nmod:poss embassy_NN_2_obj ,_,_6_punct citing/cite_VBG_4_acl threats/threat_NNS_6_obj", "citing<closed:advcl"},
		{"phrase on a name", "sanctions/sanction_NNS_0_root by_IN_3_case A_NNP_1_nmod on_IN_5_case B_NNP_3_nmod", "B<sanctions:nmod"},
		{"conditional with had", "Had/have_VBD_0_root it_PRP_1_obj worked/work_VBN_1_xcomp ,_,_7_punct A_NNP_7_nsubj would_MD_7_aux leave_VB_1_parataxis", "worked<leave:advcl it<worked:nsubj Had<worked:aux"},
		{"infinitive beside an object", "A_NNP_2_nsubj agreed/agree_VBD_0_root to_IN_5_case a_DT_5_det truce_NN_2_obl and_CC_8_cc to_TO_8_mark withdraw_VB_2_conj", "withdraw<agreed:xcomp"},
		{"past tense beside an infinitive", "A_NNP_2_nsubj sent/send_VBD_0_root experts/expert_NNS_2_obj to_TO_5_mark help_VB_2_advcl and_CC_7_cc left/leave_VBD_5_conj", "left<sent:conj"},
		{"relative clause without object", "the_DT_2_det pact_NN_0_root that_IN_6_mark both_DT_5_det sides/side_NNS_6_nsubj:pass signed/sign_VBN_2_acl", "signed<pact:acl:relcl that<signed:obj sides<signed:nsubj"},
		{"subject on the auxiliary", "A_NNP_2_nsubj had/have_VBD_3_aux left/leave_VBN_0_root", "A<left:nsubj"},
		{"participle between commas", "A_NNP_3_nsubj ,_,_3_punct called/call_VBN_0_root by_IN_5_case B_NNP_3_obl:agent ,_,_7_punct condemned/condemn_VBD_3_conj C_NNP_7_obj", "A<condemned:nsubj called<A:acl"},
		{"asked between commas", "A_NNP_3_nsubj ,_,_1_punct asked/ask_VBD_7_ccomp about_IN_5_case B_NNP_3_obl ,_,_3_punct said/say_VBD_0_root so_RB_7_advmod", "A<said:nsubj asked<A:acl"},
		{"provided that", "A_NNP_3_nsubj will_MD_3_aux observe_VB_0_root it_PRP_3_obj provided/provide_VBN_4_acl that_DT_7_det aid_NN_5_obj arrives/arrive_VBZ_5_advcl", "arrives<observe:advcl provided<arrives:mark that<provided:fixed aid<arrives:nsubj"},
		{"participle before a possessor", "A_NNP_2_nsubj met/meet_VBD_0_root B_NNP_2_obj and_CC_5_cc closed/close_VBN_8_amod C_NNP_8_nmod:poss 's_POS_6_case consulate_NN_3_conj", "closed<met:conj consulate<closed:obj closed=VBD"},
		{"crossed subjects", "A_NNP_8_nsubj will_MD_3_aux expel_VB_1_conj four_CD_3_obj ,_,_7_punct their_PRP$_7_nmod:poss ministries/ministry_NNS_3_nsubj announced/announce_VBD_0_root", "A<expel:nsubj expel<announced:ccomp ministries<announced:nsubj"},
		{"subject split off the object", "riot_NN_4_compound police_NN_4_compound fired/fire_VBN_0_root gas_NN_3_obj", "police<fired:nsubj riot<police:compound fired=VBD"},
		{"past tense as adjective", "the_DT_2_det A_NNP_4_compound accused/accuse_VBD_4_amod B_NNP_6_nsubj of_IN_6_mark planning/plan_VBG_0_root it_PRP_6_obj", "A<accused:nsubj B<accused:obj planning<accused:advcl"},
		{"harm behind a relative clause", "A_NNP_2_nsubj fired/fire_VBD_0_root at_IN_4_case crowds/crowd_NNS_2_obl that_WDT_6_nsubj marched/march_VBD_4_acl:relcl ,_,_8_punct killing/kill_VBG_6_advcl B_NNP_8_obj", "killing<fired:advcl"},
		{"harm of those in the relative clause", "A_NNP_2_nsubj fired/fire_VBD_0_root at_IN_4_case crowds/crowd_NNS_2_obl that_WDT_6_nsubj attacked/attack_VBD_4_acl:relcl ,_,_8_punct killing/kill_VBG_6_advcl B_NNP_8_obj", ""},
		{"subject of a noun, a mark between", "A_NNP_2_nsubj sought/seek_VBD_0_root pledges/pledge_NNS_2_obj for_IN_5_case border_NN_7_nsubj ,_,_7_punct security_NN_3_nmod", "border<security:compound for<security:case"},
		{"told that", "A_NNP_2_nsubj told/tell_VBD_0_root parliament_NN_2_iobj that_IN_6_mark B_NNP_6_nsubj left/leave_VBD_3_acl:relcl", "left<told:ccomp"},
		{"noun between two articles", "was/be_VBD_2_aux:pass raised/raise_VBN_0_root at_IN_8_case the_DT_8_det A_NNP_6_compound talks/talk_VBZ_2_parataxis the_DT_8_det 10th_NN_6_obl", "talks<raised:obl the<talks:det 10th<talks:nmod"},
		{"called off", "A_NNP_2_nsubj called/call_VBD_0_root off_RP_5_case a_DT_5_det visit_NN_2_obl", "visit<called:obj off<called:compound:prt"},
		{"which before its subject", "talks/talk_NNS_0_root ,_,_5_punct which_WDT_5_nsubj A_NNP_5_nsubj denied/deny_VBD_1_acl:relcl", "which<denied:obj"},
		{"subject of the first sentence", "A_NNP_6_nsubj left/leave_VBD_6_ccomp Geneva_NNP_2_obj ;_,_6_punct B_NNP_6_nsubj stayed/stay_VBD_0_root", "A<left:nsubj stayed<left:parataxis"},
		{"crossed by a semicolon", "A_NNP_5_nsubj left/leave_VBD_0_root ;_,_5_punct B_NNP_5_nsubj stayed/stay_VBD_2_parataxis", "A<left:nsubj"},
		{"subject among nouns", "A_NNP_2_nsubj recognised/recognise_VBD_0_root claims/claim_NNS_2_obj ,_,_6_punct and_CC_6_cc B_NNP_3_conj normalised/normalise_VBN_2_advcl relations/relation_NNS_7_obj", "B<normalised:nsubj and<normalised:cc normalised<recognised:conj normalised=VBD"},
		{"past tense in a compound", "A_NNP_2_nsubj blamed/blame_VBD_0_root B_NNP_2_obj for_IN_8_case shelling/shelling_NN_8_compound and_CC_7_cc imposed/impose_VBN_5_conj visas/visa_NNS_2_obl", "shelling<blamed:obl for<shelling:case imposed<blamed:conj visas<imposed:obj imposed=VBD"},
		{"past tense behind a relative clause", "A_NNP_0_root ,_,_4_punct which_WDT_4_nsubj sent/send_VBD_1_acl:relcl aid_NN_4_obj ,_,_7_punct condemned/condemn_VBN_4_conj it_PRP_7_obj", "A<condemned:nsubj condemned=VBD"},
		{"object of a gerund in front", "Citing/cite_VBG_5_advcl threats/threat_NNS_5_obl ,_,_1_punct A_NNP_5_nsubj left/leave_VBD_0_root", "threats<Citing:obj"},
		{"main verb as object", "the_DT_3_det camp_NN_3_compound A_NNP_4_nsubj bombed/bomb_VBD_0_root lies/lie_VBZ_4_obj there_RB_5_advmod", "camp<lies:nsubj the<camp:det bombed<camp:acl:relcl"},
		{"arrested and beat", "police_NNS_2_nsubj:pass arrested/arrest_VBN_0_root and_CC_4_cc beat_VBD_2_conj men/man_NNS_4_obj", "police<arrested:nsubj arrested=VBD"},
		{"is due to", "A_NNP_5_nsubj is/be_VBZ_5_cop due_JJ_5_mark to_TO_3_fixed hold_VB_0_root talks/talk_NNS_5_obj", "A<due:nsubj is<due:cop hold<due:xcomp to<hold:mark"},
		{"subject behind a preposition", "the_DT_2_det visit_NN_0_root to_IN_4_case A_NNP_5_nsubj drew/draw_VBD_2_acl criticism_NN_5_obj", "visit<drew:nsubj A<visit:nmod"},
		{"noun as bare infinitive", "A_NNP_2_nsubj used/use_VBD_0_root tear_VB_2_xcomp gas_NN_3_obj against_IN_6_case B_NNP_3_obl", "tear<gas:compound gas<used:obj B<used:obl"},
		{"name in front", "A_NNP_7_parataxis ,_,_5_punct which_WDT_5_obj both_NNS_5_nsubj accept_VBP_1_acl:relcl ,_,_5_punct invited/invite_VBD_0_root B_NNP_7_obj", "A<invited:nsubj"},
		{"series of what is said", "A_NNP_2_nsubj announced/announce_VBD_0_root they_PRP_5_nsubj had/have_VBD_5_aux deposed/depose_VBN_2_ccomp B_NNP_5_obj ,_,_8_punct dissolved/dissolve_VBD_2_ccomp parliament_NN_8_obj", "dissolved<deposed:conj dissolved=VBN"},
		{"sayer as apposition", "A_NNP_8_nsubj agreed/agree_VBD_8_ccomp ,_,_6_punct its_PRP$_6_nmod:poss director_NN_6_nmod:desc B_NNP_1_appos ,_,_6_punct said/say_VBD_0_root", "A<agreed:nsubj B<said:nsubj"},
		{"it insisted", "it_PRP_2_expl insists/insist_VBZ_0_root A_NNP_5_nsubj must_MD_5_aux leave_VB_2_ccomp", "it<insists:nsubj"},
		{"sound tree", "A_NNP_2_nsubj attacked/attack_VBD_0_root B_NNP_2_obj on_IN_5_case Friday_NNP_2_obl", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := tree(t, c.tree)
			ix := indexMentions(d)
			r := newReader(stage(t), d, 0, ix, &room{})
			var got []string
			for k := range d.Toks {
				tk := &d.Toks[k]
				if r.up(k) != tk.Head && r.up(k) >= 0 || r.up(k) >= 0 && r.rel(k) != tk.Rel {
					got = append(got, fmt.Sprintf("%s<%s:%s", tk.Form, d.Toks[r.up(k)].Form, r.rel(k)))
				}
				if r.xposOf(k) != tk.XPOS && strings.HasPrefix(r.xposOf(k), "VB") {
					got = append(got, tk.Form+"="+r.xposOf(k))
				}
			}
			for _, w := range strings.Fields(c.want) {
				if !strings.Contains(" "+strings.Join(got, " ")+" ", " "+w+" ") {
					t.Errorf("want %s, got %v", w, got)
				}
			}
			if c.want == "" && len(got) > 0 {
				t.Errorf("a sound tree was changed: %v", got)
			}
		})
	}
}
