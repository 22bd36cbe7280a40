package event_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chancery"
)

// short is a row in a few words: "ASSAULT RUS > UKR denied".
func short(d *chancery.Doc, e *chancery.Event) string {
	of := func(ids []string) string {
		var out []string
		for _, id := range ids {
			for _, a := range d.Actors {
				switch {
				case a.ID == id && len(a.Codes) == 0:
					out = append(out, a.Name)
				case a.ID == id:
					out = append(out, a.Codes[0][:min(3, len(a.Codes[0]))])
				}
			}
		}
		if out == nil {
			return "-"
		}
		return strings.Join(out, ",")
	}
	s := fmt.Sprintf("%s %s > %s %s", e.Type, of(e.Sources), of(e.Targets), e.Status)
	if e.Date != nil {
		s += " " + e.Date.From
	}
	return s
}

// TestRows reads what more than one proposition decides.
func TestRows(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a denial stands beside what is denied", "Moscow denies attacking Ukraine.",
			"REJECT RUS > UKR actual; ASSAULT RUS > UKR denied"},
		{"a refusal stands beside what is refused", "Israel refused to meet the president of Syria.",
			"REJECT ISR > SYR actual; CONSULT ISR > SYR negated"},
		{"a threat stands beside what is threatened", "Iran threatened to attack Israel.",
			"THREATEN IRN > ISR actual; ASSAULT IRN > ISR conditional"},
		{"what is demanded is no row", "Egypt demanded that Sudan release two Egyptians.",
			"REQUEST EGY > SDN actual"},
		{"what is promised is no row", "Japan promised to send money to Laos.",
			"AGREE JPN > LAO actual"},
		{"an accusation and the deed", "Kenya accused Sudan of shelling two villages.",
			"ACCUSE KEN > SDN actual; ASSAULT SDN > - actual"},
		{"a denial that only points back", "Kenya said that Sudan had attacked Chad. Sudan denied the charge.",
			"ASSAULT SDN > TCD denied; REJECT SDN > KEN actual"},
		{"told twice", "France expelled two Russian diplomats on Monday. France expelled the Russian diplomats after a trial.",
			"SANCTION FRA > RUS actual 2022-01-10"},
		{"on two days", "Israel attacked Syria on Monday. Israel attacked Syria on Tuesday.",
			"ASSAULT ISR > SYR actual 2022-01-10; ASSAULT ISR > SYR actual 2022-01-11"},
		{"ahead", "Modi will visit Nepal on Monday.", "CONSULT IND > NPL planned 2022-01-17"},
		{"long ago", "Iraq invaded Kuwait in 1990.", "ASSAULT IRQ > KWT actual 1990"},
		{"under a condition", "Turkey will close the border if Syria attacks Jordan.",
			"SANCTION TUR > - conditional; ASSAULT SYR > JOR conditional"},
		{"blame takes up what was told", "Saudi Arabia recognised Israel on Monday. Iran condemned the move.",
			"SUPPORT SAU > ISR actual 2022-01-10; ACCUSE IRN > SAU actual"},
		{"joined acts share whom they are toward", "Japan voiced concern on Monday and urged China to withdraw its ships.",
			"ACCUSE JPN > CHN actual 2022-01-10; REQUEST JPN > CHN actual"},
		{"a counterpart that is not known", "Chad attacked Sudan on Monday. Sudan threatened a judge.",
			"ASSAULT TCD > SDN actual 2022-01-10; THREATEN SDN > - actual"},
		{"an attack with words", "Nancy Pelosi attacked Donald Trump over the tax plan.",
			"ACCUSE USA > USA actual"},
		{"an attack with arms", "Soldiers of Chad attacked Sudan over the tax plan.",
			"ASSAULT TCD > SDN actual"},
		{"the word of a party of which nothing is known, in public affairs",
			"Chad attacked Sudan on Monday. Sudan expelled the ambassador of Chad. Chad threatened Sudan. Peter Dolo denied any role.",
			"ASSAULT TCD > SDN actual 2022-01-10; SANCTION SDN > TCD,TCD actual; THREATEN TCD > SDN actual; REJECT Peter Dolo > - actual"},
		{"who stands against the government demands of it", "Mali's opposition demanded early elections.",
			"REQUEST MLI > MLI actual"},
		{"whom the article tells most acts against",
			"Chad bombed Sudan on Monday. Sudan shelled Chad on Tuesday. Kenya urged Ghana to open its border. Kenya praised Ghana. Kenya thanked Ghana. Chad's army opened fire on Thursday.",
			"ASSAULT TCD > SDN actual 2022-01-10; ASSAULT SDN > TCD actual 2022-01-11; REQUEST KEN > GHA actual; SUPPORT KEN > GHA actual; ASSAULT TCD > SDN actual 2022-01-13"},
		{"a strike that is planned", "Unions in Chad plan a strike.", "PROTEST TCD > TCD planned"},
		{"a strike that is announced", "Unions in Chad announced a strike.", "PROTEST TCD > TCD planned"},
		{"a strike that is begun", "Unions in Chad began a strike.", "PROTEST TCD > TCD actual"},
		{"settlers that arrive are no visit", "Settlers from Chad arrived in the town.", ""},
		{"who but the state arrests", "Two opposition leaders of Chad were arrested on Monday.",
			"COERCE TCD > TCD actual 2022-01-10"},
		{"soldiers are captured by others", "Chadian soldiers were arrested on Monday.", "COERCE - > TCD actual 2022-01-10"},
		{"between whom one mediates",
			"Chad shelled Sudan on Monday. Oman has offered to mediate.",
			"ASSAULT TCD > SDN actual 2022-01-10; AGREE OMN > TCD,SDN actual"},
		{"whom another clause names", "Chad shelled Sudan on Monday. France pledged ten million dollars, and China sent tents.",
			"ASSAULT TCD > SDN actual 2022-01-10; AGREE FRA > - actual; AID CHN > - actual"},
		{"a warning beside a threat is no part of it",
			"Chad threatened Sudan that the answer of Libya to any new attack would be severe, while Sudan warned Chad that a war would be a mistake.",
			"THREATEN TCD > SDN actual; THREATEN SDN > TCD actual"},
		{"a meeting of the agenda told before", "Macron spoke with Putin on Monday. The two presidents were content with the talks.",
			"CONSULT FRA > RUS actual 2022-01-10"},
		{"to each other", "Chad and Sudan accused each other of lying.",
			"ACCUSE TCD > SDN actual; ACCUSE SDN > TCD actual"},
		{"each to the other", "Chad and Sudan held talks on Monday. Each side accused the other of lying.",
			"CONSULT TCD > SDN actual 2022-01-10; ACCUSE TCD > SDN actual; ACCUSE SDN > TCD actual"},
		{"a meeting is one", "Chad and Sudan met each other.", "CONSULT TCD > SDN actual"},
		{"the same elsewhere", "It rained. Peter Dolo denied any role.", ""},
		{"nobody known", "My aunt attacked the cake and accused the cat of theft.", ""},
		{"no act", "Germany lies in Europe. The weather in France was bad.", ""},
	} {
		d := read(t, c.text, "2022-01-15")
		var got []string
		for i := range d.Events {
			got = append(got, short(d, &d.Events[i]))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q\n got  %s\n want %s", c.name, c.text, s, c.want)
		}
	}
}

// TestSound reads whole articles: every row is sound, keeps to the ontology, and
// a second reading gives the same.
func TestSound(t *testing.T) {
	files, err := filepath.Glob("../../testdata/gold/*.txt")
	if err != nil || len(files) == 0 {
		t.Skip("no articles")
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, string(text), "2022-01-15")
		first := slices.Clone(d.Events)
		known := map[string]bool{}
		for _, a := range d.Actors {
			known[a.ID] = true
		}
		if err := pipe().events.Run(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(first, d.Events) {
			t.Errorf("%s: a second reading gives other rows", f)
		}
		for i := range d.Events {
			x := &d.Events[i]
			switch {
			case slices.ContainsFunc(slices.Concat(x.Sources, x.Targets), func(id string) bool { return !known[id] }):
				t.Errorf("%s: unknown actor in %s", f, line(d, x))
			case len(x.Sources)+len(x.Targets) == 0:
				t.Errorf("%s: nobody in %s", f, line(d, x))
			case x.Trigger.Len() == 0 || !d.Sentences[x.Sentence].Span.Contains(x.Trigger):
				t.Errorf("%s: trigger outside its sentence: %s", f, line(d, x))
			case slices.ContainsFunc(x.Sources, func(id string) bool { return slices.Contains(x.Targets, id) }):
				t.Errorf("%s: on both sides: %s", f, line(d, x))
			}
		}
	}
}
