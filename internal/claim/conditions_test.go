package claim_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/prop"
)

func names(d *chancery.Doc, ids []string) string {
	var out []string
	for _, id := range ids {
		for _, a := range d.Actors {
			if a.ID != id {
				continue
			}
			name := a.Name
			if a.Kind == chancery.Country {
				name = a.ID
			} else if a.Kind == chancery.Person {
				name = name[strings.LastIndexByte(name, ' ')+1:]
			} else if len(a.Codes) > 0 && a.Country != "" {
				name = a.Codes[0]
			}
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, ",")
}

func cut(d *chancery.Doc, s chancery.Span) string { return d.Text[s.Start:s.End] }

func conditionLine(d *chancery.Doc, c *chancery.Condition) string {
	return fmt.Sprintf("%s %s > %s: %s / %s", c.Kind, names(d, c.By), names(d, c.Toward), cut(d, c.Condition), cut(d, c.Consequence))
}

// A sentence is one of our own with what must be read out of it.
type sentence struct {
	text string
	want []string
}

var conditions = []sentence{
	{"A law obliges Iran to expel the inspectors unless the United States lifts its sanctions.",
		[]string{"precondition - > USA: unless the United States lifts its sanctions / expel the inspectors"}},
	{"Iran will reopen the plant if the sanctions are lifted, President Ebrahim Raisi said.",
		[]string{"promise Raisi > -: if the sanctions are lifted / Iran will reopen the plant"}},
	{"China renewed its proposal that North Korea suspend its tests in exchange for a halt to American exercises.",
		[]string{"precondition CHN > USA: in exchange for a halt to American exercises / North Korea suspend its tests"}},
	{"Serbia will only return to the talks, said President Aleksandar Vucic, if Kosovo lifts the tariff.",
		[]string{"precondition Vučić > KSV: if Kosovo lifts the tariff / Serbia will only return to the talks"}},
	{"Should the truce break down, warned Norway, “nobody will pick up the pieces”.",
		[]string{"warning NOR > -: Should the truce break down / nobody will pick up the pieces"}},
	{"Until the hostages are freed there will be no fuel, Israel said.",
		[]string{"precondition ISR > -: Until the hostages are freed / there will be no fuel"}},
	{"Kenya will send police only after a council has been sworn in.",
		[]string{"precondition KEN > -: only after a council has been sworn in / Kenya will send police"}},
	{"There can be no talks before the withdrawal of the army, Armenia said.",
		[]string{"precondition ARM > -: before the withdrawal of the army / There can be no talks"}},
	{"Canada must lift the ban or the duty comes into force on Monday, the United States said.",
		[]string{"threat USA > CAN: Canada must lift the ban / the duty comes into force on Monday"}},
	{"Iran will respond to any attack with full force, Tehran said.",
		[]string{"threat IRN > -: any attack / Iran will respond"}},
	{"India would consider any attack an act of war, New Delhi said.",
		[]string{"threat IND > -: any attack / an act of war"}},
	{"Sanctions could be eased were Venezuela to hold free elections, the United States said.",
		[]string{"promise USA > VEN: were Venezuela to hold free elections / Sanctions could be eased"}},
	{"Ethiopia would be ready to share data, provided Egypt drops its complaint, Addis Ababa said.",
		[]string{"precondition ETH > EGY: provided Egypt drops its complaint / Ethiopia would be ready to share data"}},
	{"For Lima, peace on the border means the end of the flights.",
		[]string{"precondition PER > -: the end of the flights / peace on the border"}},
	{"Greece will leave the talks unless Turkey recalls its ship, Athens said.",
		[]string{"threat GRC > TUR: unless Turkey recalls its ship / Greece will leave the talks"}},
	{"The minister landed before the rain began.", nil},
	{"Turkey will send food while Greece sends water.", nil},
	{"Should we go, he asked, or should we stay?", nil},
	{"France flew out its citizens only after a long delay.", nil},
	{"If talking were a reward, nobody could ever make peace with an enemy.", nil},
	{"“If Turkey boards our ship, we will respond with force,” Greek Prime Minister Kyriakos Mitsotakis said.",
		[]string{"threat Mitsotakis > TUR: If Turkey boards our ship / we will respond with force"}},
	{"Iran threatened to close the strait if its tanker was not released.",
		[]string{"threat IRN > -: if its tanker was not released / close the strait"}},
	{"Poland will reopen the crossing if Belarus frees the journalist, the Polish government said.",
		[]string{"promise POL > BLR: if Belarus frees the journalist / Poland will reopen the crossing"}},
	{"Unless Serbia withdraws its police, Kosovo will close the road, Prime Minister Albin Kurti warned.",
		[]string{"threat Kurti > SRB: Unless Serbia withdraws its police / Kosovo will close the road"}},
	{"Should Ethiopia fill the dam again, Egypt will take all necessary measures, its foreign minister Sameh Shoukry said.",
		[]string{"threat Shoukry > ETH: Should Ethiopia fill the dam again / Egypt will take all necessary measures"}},
	{"Trump said there would be severe consequences should Iran refuse the offer.",
		[]string{"threat Trump > IRN: should Iran refuse the offer / there would be severe consequences"}},
	{"Israel will hold its fire as long as Hamas frees the hostages, the Israeli government said.",
		[]string{"precondition ISR > PSEREBHMS: as long as Hamas frees the hostages / Israel will hold its fire"}},
	{"Ukraine will talk only if Russia withdraws its troops, President Volodymyr Zelensky said.",
		[]string{"precondition Zelenskyy > RUS: only if Russia withdraws its troops / Ukraine will talk"}},
	{"There will be no talks until Russia withdraws its troops, Ukraine's foreign minister Dmytro Kuleba said.",
		[]string{"precondition Kuleba > RUS: until Russia withdraws its troops / There will be no talks"}},
	{"Hungary said it would lift its veto provided that the funds were released.",
		[]string{"promise HUN > -: provided that the funds were released / it would lift its veto"}},
	{"Any attack on the embassy would be answered with force, the United States warned Iran.",
		[]string{"threat USA > IRN: Any attack on the embassy / would be answered with force"}},
	{"China warned that a further visit to Taiwan would have serious consequences.",
		[]string{"threat CHN > -: a further visit to Taiwan / would have serious consequences"}},
	{"Putin warned that imposing new sanctions would be a mistake.",
		[]string{"warning Putin > -: imposing new sanctions / would be a mistake"}},
	{"Erdogan insisted that peace in Syria goes through a ceasefire.",
		[]string{"precondition Erdoğan > -: a ceasefire / peace in Syria"}},
	{"The only way to end the war is a withdrawal of Russian troops, Zelensky said.", nil},
	{"A withdrawal of Russian troops is the only way to end the war, Ukraine's president Volodymyr Zelensky said.",
		[]string{"precondition Zelenskyy > RUSMIL: A withdrawal of Russian troops / end the war"}},
	{"“Leave the city or we will open fire,” the Congolese army told the rebels.",
		[]string{"threat CODMIL > -: Leave the city / we will open fire"}},
	{"Mali must pay its debts, otherwise Senegal will close the border, Senegal's president Macky Sall said.",
		[]string{"threat Sall > MLI: Mali must pay its debts / Senegal will close the border"}},
	{"In the event of an attack on Estonia, NATO will help its ally, Secretary General Jens Stoltenberg said.",
		[]string{"promise Stoltenberg > EST: In the event of an attack on Estonia / NATO will help its ally"}},
	{"Without a guarantee there will be no deal, Iran's foreign minister Hossein Amir-Abdollahian said.",
		[]string{"precondition Amirabdollahian > -: Without a guarantee / there will be no deal"}},
	{"Once the truce ends, Israel will resume its attacks, Defence Minister Benny Gantz said.",
		[]string{"threat Gantz > -: Once the truce ends / Israel will resume its attacks"}},
	{"Anyone who attacks our ships will pay a price, Iran's president Ebrahim Raisi warned.",
		[]string{"threat Raisi > -: Anyone who attacks our ships / will pay a price"}},
	{"Should the rebels attack Goma, Rwanda will close the border, Rwandan President Paul Kagame warned.",
		[]string{"threat Kagame > RWAREB: Should the rebels attack Goma / Rwanda will close the border"}},
	{"If Serbia moves its troops, officials in Pristina fear, Kosovo will close the bridge.",
		[]string{"threat KSV > SRB: If Serbia moves its troops / Kosovo will close the bridge"}},
	// No conditions.
	{"The French government asked if the road was open.", nil},
	{"It is unclear if Belarus will attend the summit.", nil},
	{"Even if Russia leaves, Ukraine will join the alliance.", nil},
	{"If Britain had sent the ships, the port would have been saved.", nil},
	{"Had Britain sent the ships, the port would have been saved.", nil},
	{"He spoke as if Sudan had won the war.", nil},
	{"The border stayed closed until the war ended in 1995.", nil},
	{"Once the war had ended, Sudan reopened the border.", nil},
	{"Should Belgium recognise Palestine?", nil},
	{"Spain should pay and Portugal should wait, Sánchez said.", nil},
}

// TestConditions asks for nine sentences in ten: the parser errs now and then.
func TestConditions(t *testing.T) {
	run(t, conditions, func(d *chancery.Doc) (got []string) {
		for i := range d.Conditions {
			got = append(got, conditionLine(d, &d.Conditions[i]))
		}
		return got
	})
}

func run(t *testing.T, cases []sentence, rows func(*chancery.Doc) []string) {
	t.Helper()
	failed := 0
	for _, c := range cases {
		d := read(t, c.text, "2022-01-15")
		if got := rows(d); !slices.Equal(got, c.want) {
			failed++
			t.Logf("%s\n  got  %q\n  want %q", c.text, got, c.want)
			if os.Getenv("CHANCERY_DUMP") != "" {
				t.Log(prop.Dump(d))
			}
		}
	}
	t.Logf("%d sentences, %d failed", len(cases), failed)
	if 10*failed > len(cases) {
		t.Errorf("%d of %d sentences failed", failed, len(cases))
	}
}
