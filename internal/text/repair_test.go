package text_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chancery"
)

// forms are the sentences of d as the forms of their tokens.
func forms(d *chancery.Doc) []string {
	var out []string
	for _, s := range d.Sentences {
		var f []string
		for _, k := range d.Toks[s.Lo:s.Hi] {
			f = append(f, k.Form)
		}
		out = append(out, strings.Join(f, " "))
	}
	return out
}

func TestRepair(t *testing.T) {
	s := stage(t)
	tests := []struct {
		name, body string
		want       []string
		defects    []string
	}{
		{"day with suffix and stop", "The envoys meet on the 3rd. March in Oslo.",
			[]string{"The envoys meet on the 3rd March in Oslo ."}, []string{"garbled-date 3rd. March"}},
		{"day with stop", "They left on the 24. November at dawn.",
			[]string{"They left on the 24 November at dawn ."}, []string{"garbled-date 24. November"}},
		{"day with stop and of", "On Friday 7. of May the talks go on.",
			[]string{"On Friday 7 of May the talks go on ."}, []string{"garbled-date 7. of May"}},
		{"sentence ends in a number", "The toll rose to 24. November was quiet.",
			[]string{"The toll rose to 24 November was quiet ."}, []string{"garbled-date 24. November"}},
		{"day and month in figures", "The pact of the 14.02. in Minsk failed.",
			[]string{"The pact of the 14.02 in Minsk failed ."}, []string{"garbled-date 14.02."}},
		{"day and month in figures at an end", "It starts on 14.02. The rest is unknown.",
			[]string{"It starts on 14.02 .", "The rest is unknown ."}, nil},
		{"letters for digits", "The treaty of 1l.O7.2O19 holds.",
			[]string{"The treaty of 11.07.2019 holds ."}, []string{"garbled-date 1l.O7.2O19"}},
		{"misspelt month", "They met on the 4th of Setpember in Bern.",
			[]string{"They met on the 4th of September in Bern ."}, []string{"garbled-date the 4th of Setpember"}},
		{"no such day", "The deadline is 30 February at noon.",
			[]string{"The deadline is 30 February at noon ."}, []string{"garbled-date 30 February"}},
		{"wrong suffix", "It ended on the 22th of June that year.",
			[]string{"It ended on the 22th of June that year ."}, []string{"garbled-date 22th of June"}},
		{"no such day in figures", "It was signed on 31.02.2019 and on 45/13/2020.",
			[]string{"It was signed on 31.02.2019 and on 45/13/2020 ."}, []string{"garbled-date 31.02.2019", "garbled-date 45/13/2020"}},
		{"suffix apart", "The talks of the 12 th May failed.",
			[]string{"The talks of the 12th May failed ."}, []string{"garbled-date 12 th"}},
		{"suffix apart, with a stop", "They meet on the 3 rd. June in Oslo.",
			[]string{"They meet on the 3rd June in Oslo ."}, []string{"garbled-date 3 rd", "garbled-date 3 rd. June"}},
		{"days either way round", "On 12/31/2021, 31/12/2021, 29.02.2020 and 2021-12-31 it rained; call 555-12-3456.", nil, nil},
		{"dates that are right", "On 1 May, the 2nd of June, 12.01.2022 and May 3 nothing happened.",
			[]string{"On 1 May , the 2nd of June , 12.01.2022 and May 3 nothing happened ."}, nil},
		{"word twice", "The council must must vote on on it.",
			[]string{"The council must vote on it ."}, []string{"repeated-word must must", "repeated-word on on"}},
		{"phrase twice", "He called for an end to an end to the war.",
			[]string{"He called for an end to the war ."}, []string{"repeated-word an end to an end to"}},
		{"two words twice", "She warned of the of the danger.",
			[]string{"She warned of the danger ."}, []string{"repeated-word of the of the"}},
		{"words that may stand twice", "He had had enough, and said that that was very very bad.",
			[]string{"He had had enough , and said that that was very very bad ."}, nil},
		{"names", "Talks with Boutros Boutros Ghali in Baden Baden went well.",
			[]string{"Talks with Boutros Boutros Ghali in Baden Baden went well ."}, nil},
		{"over a comma", "What it is, is a threat.", []string{"What it is , is a threat ."}, nil},
		{"lower case goes on", "The new tariffs would be a heavy blow. which could end the truce.",
			[]string{"The new tariffs would be a heavy blow , which could end the truce ."}, []string{"broken-sentence blow. which"}},
		{"after a date", "The group met on May 3. and Development in Africa was the topic.",
			[]string{"The group met on May 3 , and Development in Africa was the topic ."}, []string{"broken-sentence 3. and"}},
		{"splinter", "The rebels hold two towns in the far north. Province. The army holds the rest.",
			[]string{"The rebels hold two towns in the far north , Province .", "The army holds the rest ."},
			[]string{"broken-sentence north. Province"}},
		{"a clause in lower case", "The committee met again on Friday. it did not vote. Nobody knew why.",
			[]string{"The committee met again on Friday .", "it did not vote .", "Nobody knew why ."}, nil},
		{"brand in lower case", "The bank was bought by a rival firm. eBank had not answered.", nil, nil},
		{"emphasis", "It was a very long long long war.", []string{"It was a very long long long war ."}, nil},
		{"number of a figure", "The plan is shown in Figure 3. May was the last month.",
			[]string{"The plan is shown in Figure 3 .", "May was the last month ."}, nil},
		{"short answers are whole", "The minister was asked whether he knew. Never. Yes. He left.",
			[]string{"The minister was asked whether he knew .", "Never .", "Yes .", "He left ."}, nil},
		{"wrong verb", "The two sides were not took part in it.",
			[]string{"The two sides were not took part in it ."}, []string{"broken-sentence were not took"}},
		{"mojibake", "The envoy said â€œwe donâ€™t agreeâ€\u009d in MÃ¼nster.",
			[]string{"The envoy said “ we do n’t agree ” in Münster ."},
			[]string{"encoding â€œwe", "encoding donâ€™t", "encoding agreeâ€\u009d", "encoding MÃ¼nster."}},
		{"lost apostrophe", "They don\uFFFDt know it.", []string{"They do n’t know it ."}, []string{"encoding don\uFFFDt"}},
		{"Latin letters that are right", "Água, Älvsborg and Åland are places in São Paulo.",
			[]string{"Água , Älvsborg and Åland are places in São Paulo ."}, nil},
		{"text in lower case", "i saw it. then he left. it was late. nobody came. so we went home. the end.",
			nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := split(t, s, tt.body)
			check(t, tt.body, d)
			if got := forms(d); tt.want != nil && !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			var got []string
			for _, f := range d.Defects {
				if f.Kind != chancery.MachineTranslation {
					got = append(got, fmt.Sprint(f.Kind, " ", tt.body[f.Span.Start:f.Span.End]))
				}
			}
			if !slices.Equal(got, tt.defects) {
				t.Errorf("defects\ngot  %q\nwant %q", got, tt.defects)
			}
		})
	}
}
