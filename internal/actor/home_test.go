package actor_test

import (
	"slices"
	"strings"
	"testing"

	"chancery"
)

// TestHome asks for the actors and their first codes where no table has the name
// or the words name no state: "span = id@CODE id@CODE", "span !" where there must
// be no mention with an actor.
func TestHome(t *testing.T) {
	for _, c := range []struct{ name, day, text string }{
		{"office of the state that its people name", "2022-03-01", `Ruvian judges summoned former president Osto Lamm. Haitian rebels rejected President Juste Morel. | President Juste Morel = person:juste-morel@HTIGOV`},
		{"king of a state", "1985-03-01", `King Ludo of Morocco met Yasser Arafat. | King Ludo = person:ludo@MARGOV | Yasser Arafat = Q34211@PSE`},
		{"guest in a state", "2022-03-01", `President Osto Lamm arrived in France for talks with Norway. | President Osto Lamm = person:osto-lamm@GOV`},
		{"state of the happening", "1975-03-01", `President Osto Lamm lifted the curfew in Niger. | President Osto Lamm = person:osto-lamm@NERGOV`},
		{"two states equally near", "2022-03-01", `Peruvian rebels and Bolivian rebels praised President Osto Lamm. | President Osto Lamm = person:osto-lamm@GOV`},
		{"another holds the office", "2022-03-01", `Ukrainian rebels praised President Osto Lamm. | President Osto Lamm = person:osto-lamm@GOV`},
		{"former in earlier days", "1999-06-01", `President Bill Clinton spoke. | President Bill Clinton = Q1124@USAGOV`},
		{"crowds of two states", "2022-03-01", `Guards beat Malian and Nigerien refugees. | Malian and Nigerien refugees = group:mli-refugees@MLIREF group:ner-refugees@NERREF`},
		{"armies of two states", "2022-03-01", `The armies of Chad and Sudan clashed. | The armies of Chad and Sudan = TCDMIL@TCDMIL SDNMIL@SDNMIL`},
		{"letter missing in a state", "2022-03-01", `Ethopia accused Eritrea of spying. | Ethopia = ETH@ETH`},
		{"letter wrong in a leader", "1990-06-01", `President Francois Miterrand praised Norway. | President Francois Miterrand = Q2038@FRAGOV`},
		{"name one letter off a state", "2022-03-01", `Voters in Indiana chose a governor. | Indiana !`},
		{"body between states of no table", "2022-03-01", `The International Sugar Council rejected the plan. | The International Sugar Council = org:international-sugar-council@IGO`},
		{"charity of no table", "2022-03-01", `The Clear Water Foundation accused Chad. | The Clear Water Foundation = org:clear-water-foundation@NGO`},
		{"descent and not state", "2022-03-01", `Ethnic Albanians in Macedonia marched. | Ethnic Albanians = group:mkd-ethnic-albanians@MKD`},
		{"people of a part of a state", "2022-03-01", `Rohingya refugees crossed into Bangladesh. | Rohingya refugees = group:mmr-refugees@MMRREF`},
		{"people of two words", "2022-03-01", `Turkish Cypriots welcomed the plan. | Turkish Cypriots = area:turkish-cypriots@CYP`},
		{"movement before its state", "2004-03-01", `The SPLM signed the deal. | The SPLM = org:sdn-splm@SDNREB`},
		{"national as part of a name", "2022-03-01", `Norway's National Sugar Board accused Russia. | Norway's National Sugar Board ! | Norway = NOR@NOR`},
		{"alliance that is not NATO", "2022-03-01", `The rebel alliance rejected the plan. | The rebel alliance !`},
		{"name with capitals that ends in a role", "2022-03-01", `Ghana jailed leaders of the New Liberal Congress on Friday. | the New Liberal Congress = org:new-liberal-congress@`},
		{"groups accused of something", "2022-03-01", `Norway accused aid groups of having misled Russian refugees. | aid groups = group:aid-groups@NGODEV`},
		{"believers of the only state", "2022-03-01", `Islamic fundamentalists attacked the Algerian parliament. | Islamic fundamentalists = group:dza-islamic-fundamentalists@DZAMUS`},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := strings.Split(c.text, "|")
			d := read(t, strings.TrimSpace(parts[0]), c.day)
			for _, p := range parts[1:] {
				span, want, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(p), "!"), "=")
				refs, _ := refsOf(d, strings.TrimSpace(span))
				if got := withCodes(d, refs); !slices.Equal(got, strings.Fields(want)) {
					t.Errorf("%s is %v, want %v", span, got, strings.Fields(want))
				}
			}
		})
	}
}

// withCodes joins each id with the first code of its actor.
func withCodes(d *chancery.Doc, refs []string) []string {
	var out []string
	for _, id := range refs {
		i := slices.IndexFunc(d.Actors, func(a chancery.Actor) bool { return a.ID == id })
		code := ""
		if i >= 0 && len(d.Actors[i].Codes) > 0 {
			code = d.Actors[i].Codes[0]
		}
		out = append(out, id+"@"+code)
	}
	return out
}
