package claim_test

import (
	"fmt"
	"testing"

	"chancery"
)

func demandLine(d *chancery.Doc, x *chancery.Demand) string {
	return fmt.Sprintf("%s %s > %s: %s", x.Stance, names(d, x.By), names(d, x.Of), cut(d, x.Content))
}

var demands = []sentence{
	{"Greece urged Turkey to withdraw its ship.", []string{"demands GRC > TUR: withdraw its ship"}},
	{"Japan's foreign minister called on North Korea to stop its missile tests.", []string{"demands Hayashi > PRK: stop its missile tests"}},
	{"The Polish president asked Germany for tanks.", []string{"demands Duda > DEU: tanks"}},
	{"Egypt demands a binding treaty on the dam.", []string{"demands EGY > -: a binding treaty on the dam"}},
	{"Norway called for an immediate ceasefire in Yemen.", []string{"demands NOR > -: an immediate ceasefire in Yemen"}},
	{"Russia insists on written guarantees.", []string{"demands RUS > -: written guarantees"}},
	{"Pakistan wants India to reopen the crossing.", []string{"demands PAK > IND: reopen the crossing"}},
	{"Ireland demanded that Israel release the crew.", []string{"demands IRL > ISR: Israel release the crew"}},
	{"“Iran must open its plants to inspectors,” French President Emmanuel Macron said.", []string{"demands Macron > IRN: open its plants to inspectors"}},
	{"Sweden must extradite the suspects, Turkey's president Recep Tayyip Erdogan said.", []string{"demands Erdoğan > SWE: extradite the suspects"}},
	{"The prisoners must be released at once, the German government said.", []string{"demands DEU > -: The prisoners must be released at once"}},
	{"Moscow rejected Ukraine's demand for a withdrawal.", []string{"demands UKR > RUS: a withdrawal", "refuses RUS > UKR: a withdrawal"}},
	{"Ukraine asked Germany for tanks. Berlin refused the request.", []string{"demands UKR > DEU: tanks", "refuses DEU > UKR: tanks"}},
	{"Armenia called on Azerbaijan to leave the village, a demand that Baku rejected.", []string{"demands ARM > AZE: leave the village", "refuses AZE > ARM: leave the village"}},
	{"Ethiopia refused to stop the filling of the dam.", []string{"refuses ETH > -: stop the filling of the dam"}},
	{"Austria ruled out any concessions.", []string{"refuses AUT > -: any concessions"}},
	{"The United States called Russia's demands unacceptable.", []string{"refuses USA > RUS: Russia's demands"}},
	{"Kenya asked Uganda to open the road. Kampala accepted the demand.", []string{"demands KEN > UGA: open the road", "accepts UGA > KEN: open the road"}},
	{"Serbia would not accept the proposal.", []string{"refuses SRB > -: the proposal"}},
	{"Unless Georgia frees the former president, the European Union will suspend its aid, Charles Michel said.", []string{"demands Michel > GEO: Georgia frees the former president"}},
	{"German Chancellor Angela Merkel asked Vladimir Putin in two telephone calls to use his influence.", []string{"demands Merkel > Putin: use his influence"}},
	{"The rebels gave the government of Chad 48 hours to release their men.", []string{"demands rebels > TCD: release their men"}},
	{"“Leave the island,” the Japanese government demanded.", []string{"demands JPN > -: Leave the island"}},
	{"Azerbaijan insisted that Armenia change its constitution.", []string{"demands AZE > ARM: Armenia change its constitution"}},
	{"Germany turned down Poland's request for reparations.", []string{"demands POL > DEU: reparations", "refuses DEU > POL: reparations"}},
	{"Kenya asked Uganda for tanks. Kampala said no.", []string{"demands KEN > UGA: tanks", "refuses UGA > KEN: tanks"}},
	{"Kenya asked Uganda to open the road. Kampala refused to do so.", []string{"demands KEN > UGA: open the road", "refuses UGA > KEN: open the road"}},
	{"Kenya asked Uganda to open the road. Kampala agreed.", []string{"demands KEN > UGA: open the road", "accepts UGA > KEN: open the road"}},
	{"Russia demands a ban on NATO enlargement.", []string{"demands RUS > NATO: a ban on NATO enlargement"}},
	{"Iran warned the US Navy to keep out of its waters: any vessel that entered would be stopped.", []string{"demands IRN > USAMIL: keep out of its waters"}},
	{"For Moscow, Russia's security goes through an end to NATO exercises.", []string{"demands RUS > NATO: an end to NATO exercises"}},
	// None.
	{"Asked to leave, the French ambassador declined.", nil},
	{"Kenya's president was in Uganda. Kampala agreed.", nil},
	{"Norway had called for over many years.", nil},
	{"Latvia has no choice but to answer, its president said.", nil},
	{"Greece called the step absurd.", nil},
	{"The minister gave the paper 48 hours before the meeting.", nil},
	{"The minister refused to comment.", nil},
	{"Norway did not call for a ceasefire.", nil},
	{"China rejected the accusation.", nil},
	{"Spain asked whether Portugal would come.", nil},
	{"Sudan told Egypt that the road was closed.", nil},
	{"Greece may demand a summit.", nil},
	{"Ghana insists that the vote was fair.", nil},
	{"We must win, Latvia's president said.", nil},
}

func TestDemands(t *testing.T) {
	run(t, demands, func(d *chancery.Doc) (got []string) {
		for i := range d.Demands {
			got = append(got, demandLine(d, &d.Demands[i]))
		}
		return got
	})
}
