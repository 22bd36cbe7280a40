package quote_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/prop"
)

// line is a statement as the cases below have it: speakers by code or surname,
// for whom, through whom, stance, words.
func line(d *chancery.Doc, s *chancery.Statement) string {
	who := names(d, s.Speakers)
	if len(s.OnBehalfOf) > 0 {
		who += " for " + names(d, s.OnBehalfOf)
	}
	if s.Via != nil {
		who += " via " + names(d, []string{*s.Via})
	}
	return fmt.Sprintf("%s %s: %s", who, s.Stance, d.Text[s.Content.Start:s.Content.End])
}

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
			}
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, ",")
}

// cases are articles of our own with all their statements, in the order of the
// text. A line break is written as " / ".
var cases = []struct {
	name, text string
	want       []string
}{
	{"indirect", "Finland's president Alexander Stubb said on Monday that the border would stay closed.",
		[]string{"Stubb asserts: the border would stay closed"}},
	{"indirect without that", "The Turkish government said the talks had failed.",
		[]string{"TUR asserts: the talks had failed"}},
	{"bare spokesman", "The Ugandan army denied the report on Monday. “The border is closed,” a spokesman said.",
		[]string{"Ugandan army denies: the report", "Ugandan army asserts: The border is closed"}},
	{"a word of the name", "The International Atomic Energy Agency sent inspectors to Iran on Monday. They will stay for a week, the agency said.",
		[]string{"IAEA asserts: They will stay for a week"}},
	{"an office", "EU High Representative Josep Borrell came to Skopje on Monday. The road is long, the High Representative said.",
		[]string{"Borrell asserts: The road is long"}},
	{"nobody named", "It was said in Valletta that the ferry would sail.",
		[]string{"- asserts: the ferry would sail"}},
	{"nobody named, parenthetical", "The ferries, it was said in Valletta, had received no orders.",
		[]string{"- asserts: The ferries, it was said in Valletta, had received no orders"}},
	{"a position", "Egypt's position is that the dam must not be filled before a treaty is signed.",
		[]string{"EGY believes: the dam must not be filled before a treaty is signed"}},
	{"a place is no position", "Egypt's line is longer than that of Sudan.", nil},
	{"so the minister", "The Turkish foreign minister came to Athens. The page is turned, so Ankara.",
		[]string{"TUR asserts: The page is turned"}},
	{"cue inside the subject", "Egypt held talks with Sudan. The border, Cairo said, was quiet.",
		[]string{"EGY asserts: The border, Cairo said, was quiet"}},
	{"spokesman for an army", "Uganda was not informed of the attack, a spokesman for its army said.",
		[]string{"UGA asserts: Uganda was not informed of the attack"}},
	{"sources are nobody", "According to people familiar with the matter, Israel will reopen the crossing.",
		[]string{"- asserts: Israel will reopen the crossing"}},
	{"a joint statement", "A joint statement by France and Germany said that observers would be sent.",
		[]string{"FRA,DEU asserts: observers would be sent"}},
	{"and goes on", "Russia had not been consulted, Kremlin spokesman Dmitry Peskov said, and it would keep its word.",
		[]string{"Peskov for RUS asserts: Russia had not been consulted", "Peskov for RUS asserts: it would keep its word"}},
	{"the writer goes on", "The border was quiet, the Kremlin said, and Russia closed the embassy.",
		[]string{"RUS asserts: The border was quiet"}},
	{"goes on behind a colon", "Iran warned the US Navy to keep out of its waters: any vessel that entered them would be stopped.",
		[]string{"IRN demands: to keep out of its waters", "IRN asserts: any vessel that entered them would be stopped"}},
	{"a message", "Moscow's message is clear: there will be no talks.",
		[]string{"RUS asserts: there will be no talks"}},
	{"a list is no message", "Three issues are open: the border, the debt and the army.", nil},
	{"two clauses", "Iran would not risk more lives; it would close the road at once, Tehran said.",
		[]string{"IRN rejects: Iran would not risk more lives", "IRN asserts: it would close the road at once"}},
	{"blamed for two things", "Algeria blamed Morocco for the fires in Kabylia and for spying on its officials.",
		[]string{"DZA accuses: the fires in Kabylia and for spying on its officials"}},
	{"accused, and did", "Morocco accused Algeria of a bombing in Marrakesh and imposed visas.",
		[]string{"MAR accuses: a bombing in Marrakesh"}},
	{"view of a capital", "The talks are a waste of time, in the view of Ankara.",
		[]string{"TUR believes: The talks are a waste of time"}},
	{"inverted", "“We have nothing to hide,” said Lithuanian President Gitanas Nausėda.",
		[]string{"Nausėda asserts: We have nothing to hide"}},
	{"subject first", "“The bridge is safe,” Armenia's defence ministry said.",
		[]string{"ARM asserts: The bridge is safe"}},
	{"interrupted", "“The road is open,” Nausėda, the president of Lithuania, said, “and it will remain so.”",
		[]string{"Nausėda asserts: The road is open,” Nausėda, the president of Lithuania, said, “and it will remain so"}},
	{"several sentences", "“The convoy left at dawn. Nobody was hurt. We will publish the names tomorrow,” Petro Hrytsenko told reporters.",
		[]string{"Hrytsenko asserts: The convoy left at dawn. Nobody was hurt. We will publish the names tomorrow"}},
	{"cue before", "Kenyan President William Ruto said: “The border has been closed for a month.”",
		[]string{"Ruto asserts: The border has been closed for a month"}},
	{"adjacent after a statement", "Ruto said the border was closed. “It will stay closed for a month.”",
		[]string{"Ruto asserts: the border was closed", "Ruto asserts: It will stay closed for a month"}},
	{"adjacent after a sentence", "Norwegian Prime Minister Jonas Gahr Støre spoke briefly. “The ferry is on its way.”",
		[]string{"Støre asserts: The ferry is on its way"}},
	{"according to, first", "According to the Greek government, two boats were stopped off Samos.",
		[]string{"GRC asserts: two boats were stopped off Samos"}},
	{"according to, last", "Two boats were stopped off Samos, according to the Greek government.",
		[]string{"GRC asserts: Two boats were stopped off Samos"}},
	{"in the view of", "In Beijing's view, the island is part of China.",
		[]string{"CHN believes: the island is part of China"}},
	{"spokesman", "Kremlin spokesman Dmitry Peskov said that no date had been set.",
		[]string{"Peskov for RUS asserts: no date had been set"}},
	{"spokeswoman for", "Mélanie Vogel, a spokeswoman for the French foreign ministry, said the embassy would reopen.",
		[]string{"Vogel for FRA promises: the embassy would reopen"}},
	{"relayed leader", "The Russian president insisted that the drill was over, the Kremlin said.",
		[]string{"Putin via RUS asserts: the drill was over"}},
	{"readout", "The White House said Biden had told Putin that the pipeline would never open.",
		[]string{"USA asserts: Biden had told Putin that the pipeline would never open", "Biden via USA asserts: the pipeline would never open"}},
	{"denies a clause", "Rwanda denied that its soldiers had crossed the border.",
		[]string{"RWA denies: its soldiers had crossed the border"}},
	{"denies an act", "Iran denies arming the militia.",
		[]string{"IRN denies: arming the militia"}},
	{"did not deny", "Iran did not deny arming the militia.", nil},
	{"denies a report", "The Ukrainian army denied a report that Pokrovsk had fallen.",
		[]string{"Ukrainian army denies: Pokrovsk had fallen"}},
	{"own denial", "“We have never attacked a neighbour,” Serbian President Aleksandar Vučić said.",
		[]string{"Vučić denies: We have never attacked a neighbour"}},
	{"accuses", "Ukraine accused Russia of shelling a hospital in Kherson.",
		[]string{"UKR accuses: shelling a hospital in Kherson"}},
	{"threat", "Iran threatened to close the Strait of Hormuz.",
		[]string{"IRN threatens: to close the Strait of Hormuz"}},
	{"threat in words", "“We will retaliate with all our force,” the Iranian foreign minister warned.",
		[]string{"Amirabdollahian threatens: We will retaliate with all our force"}},
	{"promise", "Germany pledged to deliver twelve more howitzers.",
		[]string{"DEU promises: to deliver twelve more howitzers"}},
	{"demand in words", "“Israel must open the crossing at once,” Egypt's foreign minister Sameh Shoukry said.",
		[]string{"Shoukry demands: Israel must open the crossing at once"}},
	{"called false", "Hungarian Prime Minister Viktor Orbán called the allegation false.",
		[]string{"Orbán denies: the allegation false"}},
	{"called", "Cuba called the embargo a crime.",
		[]string{"CUB accuses: the embargo a crime"}},
	{"dismissed as", "Belarus dismissed the vote as a farce.",
		[]string{"BLR rejects: the vote as a farce"}},
	{"sees as", "Russia regards the deliveries as an act of war.",
		[]string{"RUS believes: the deliveries as an act of war"}},
	{"answer", "Georgia says that Russian soldiers moved the fence, a charge that Moscow denies.",
		[]string{"GEO asserts: Russian soldiers moved the fence", "RUS denies: Russian soldiers moved the fence"}},
	{"noun of claiming", "Hungary repeated its claim that the election was stolen.",
		[]string{"HUN asserts: the election was stolen"}},
	{"belief", "Kenya believes that the truce will hold.",
		[]string{"KEN believes: the truce will hold"}},
	{"question", "“Who will pay for the damage?” Polish Prime Minister Donald Tusk asked.",
		[]string{"Tusk asks: Who will pay for the damage"}},
	{"scare quotes", "The “reform” has cost Sudan dearly.", nil},
	{"not said", "Sudan did not say when the talks would resume.", nil},
	{"said so", "Sudan said so.", nil},
	{"said if", "If Sudan says that the truce is over, the talks will end.", nil},
	{"two speakers", "Spain said the deal was dead, while Portugal insisted that it could be saved.",
		[]string{"ESP asserts: the deal was dead", "PRT asserts: it could be saved"}},
	{"and urged", "Egypt said the dam was illegal and urged Ethiopia to stop filling it.",
		[]string{"EGY asserts: the dam was illegal"}},
	{"colon", "Kremlin: no truce without talks on gas. Nothing else was announced.",
		[]string{"RUS asserts: no truce without talks on gas"}},
	{"label with a clause", "Turkey warned of consequences if the ship was boarded.",
		[]string{"TUR threatens: consequences if the ship was boarded"}},
	{"put at", "The Turkish government put the number of dead at forty.",
		[]string{"TUR asserts: the number of dead at forty"}},
	{"goes on", "Israel denied that its aircraft had bombed the hospital, calling the claim a lie.",
		[]string{"ISR denies: its aircraft had bombed the hospital", "ISR denies: the claim a lie"}},
	{"false as", "Hungary dismissed the report as fake news.",
		[]string{"HUN denies: the report as fake news"}},
	{"quoted condition", "“If Turkey boards our ship, we will respond with force,” Greek Prime Minister Kyriakos Mitsotakis said.",
		[]string{"Mitsotakis threatens: If Turkey boards our ship, we will respond with force"}},
	{"participle of another verb", "Norway urged the court in Honduras to recount the ballots, saying that the count was flawed.",
		[]string{"NOR asserts: the count was flawed"}},
	{"interview", "Anna Weber: Why did you leave the government? / Viktor Orbán: Because the coalition had no majority left. / Anna Weber: Will you come back? / Viktor Orbán: I have never ruled it out.",
		[]string{"Weber asks: Why did you leave the government", "Orbán asserts: Because the coalition had no majority left", "Weber asks: Will you come back", "Orbán denies: I have never ruled it out"}},
}

// TestCases asks for nine cases in ten: the parser errs now and then.
func TestCases(t *testing.T) {
	failed := 0
	for _, c := range cases {
		d := read(t, strings.ReplaceAll(c.text, " / ", "\n"), "2022-01-15")
		var got []string
		for i := range d.Statements {
			got = append(got, line(d, &d.Statements[i]))
		}
		if !slices.Equal(got, c.want) {
			failed++
			t.Logf("%s:\n  got  %q\n  want %q", c.name, got, c.want)
			if os.Getenv("CHANCERY_DUMP") != "" {
				t.Log(prop.Dump(d))
			}
		}
	}
	t.Logf("%d cases, %d failed", len(cases), failed)
	if 10*failed > len(cases) {
		t.Errorf("%d of %d cases failed", failed, len(cases))
	}
}

// TestSpans checks what every statement promises of its spans, over all cases.
func TestSpans(t *testing.T) {
	for _, c := range cases {
		d := read(t, strings.ReplaceAll(c.text, " / ", "\n"), "2022-01-15")
		for _, s := range d.Statements {
			if s.Content.Len() <= 0 || !s.Span.Contains(s.Content) || !s.Cue.None() && !s.Span.Contains(s.Cue) {
				t.Errorf("%s: spans %v %v %v", c.name, s.Span, s.Cue, s.Content)
			}
			for _, q := range s.Quoted {
				if !q.Overlaps(s.Content) {
					t.Errorf("%s: quoted %v outside %v", c.name, q, s.Content)
				}
			}
			if s.Sentence < 0 || s.Sentence >= len(d.Sentences) || s.Rule == "" {
				t.Errorf("%s: sentence %d, rule %q", c.name, s.Sentence, s.Rule)
			}
		}
	}
}
