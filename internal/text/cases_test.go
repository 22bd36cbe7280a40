package text_test

import (
	"slices"
	"strings"
	"testing"

	"chancery"
)

func TestTokens(t *testing.T) {
	s := stage(t)
	tests := []struct{ name, body, want string }{
		{"contractions", "I don't, can't, won't and cannot; he'd've gone.", "I do n't , ca n't , wo n't and can not ; he 'd 've gone ."},
		{"typographic apostrophe", "Biden’s aide says they’re late and it isn’t true.", "Biden ’s aide says they ’re late and it is n’t true ."},
		{"possessives", "The ministers' talks and the U.S.'s view of James's plan.", "The ministers ' talks and the U.S. 's view of James 's plan ."},
		{"informal", "They're gonna go, wanna bet? Dunno.", "They 're gon na go , wan na bet ? Du n no ."},
		{"hyphens", "A NATO-Russia meeting, a 50-minute call, an anti-war ex-minister and a co-operation pact.", "A NATO - Russia meeting , a 50 - minute call , an anti-war ex-minister and a co-operation pact ."},
		{"money", "It costs $5.2bn, €3m or £40,000.", "It costs $ 5.2 bn , € 3 m or £ 40,000 ."},
		{"numbers", "On 12.01.2022 some 1,234.5 km or 40% of it on 9/11 went at 14:05 GMT.", "On 12.01.2022 some 1,234.5 km or 40 % of it on 9/11 went at 14:05 GMT ."},
		{"ordinals", "The 10th and 21st talks, in the 1990s.", "The 10th and 21st talks , in the 1990s ."},
		{"abbreviations", "Sen. Smith of the U.S. met Gov. Jones at 5 p.m. in St. Paul.", "Sen. Smith of the U.S. met Gov. Jones at 5 p.m. in St. Paul ."},
		{"initials", "J. R. R. Meyer and George W. Ross spoke.", "J. R. R. Meyer and George W. Ross spoke ."},
		{"No. as word and number", "Is it No. 10 or no? No.", "Is it No. 10 or no ? No ."},
		{"addresses", "See https://example.org/a_b(c)?d=e, www.example.com, or mail press@example.gov.uk!", "See https://example.org/a_b(c)?d=e , www.example.com , or mail press@example.gov.uk !"},
		{"host names", "He told example.com and News.example.co.uk.", "He told example.com and News.example.co.uk ."},
		{"missing space", "They left.Then it rained.", "They left . Then it rained ."},
		{"emoticons", "Great :-) or not :( ;)", "Great :-) or not :( ;)"},
		{"runs of marks", "What?! No... Really--yes!!! [...]", "What ?! No ... Really -- yes !!! [...]"},
		{"elisions", "Rock 'n roll of the '90s, 'em all.", "Rock 'n roll of the '90s , 'em all ."},
		{"brackets and slashes", "(the so-called \"peace\" and/or truce)", "( the so - called \" peace \" and / or truce )"},
		{"arms", "An F-16, a T-72 and the S-300.", "An F - 16 , a T - 72 and the S - 300 ."},
		{"names with apostrophes", "O'Brien of Côte d'Ivoire met the Ba'athists in Sana'a.", "O'Brien of Côte d'Ivoire met the Ba'athists in Sana'a ."},
		{"other scripts", "Говорит Москва: да. 東京", "Говорит Москва : да . 東京"},
		{"combining marks", "Cafe\u0301s in Sa\u0303o Paulo", "Cafe\u0301s in Sa\u0303o Paulo"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := split(t, s, tt.body)
			check(t, tt.body, d)
			var got []string
			for _, k := range d.Toks {
				got = append(got, k.Form)
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("got  %s\nwant %s", g, tt.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	d := split(t, stage(t), "They don't know Ann's dog.")
	var got []string
	for _, k := range d.Toks {
		f := k.Form
		if k.Part {
			f += "+"
		}
		got = append(got, f)
	}
	if want := []string{"They", "do+", "n't", "know", "Ann+", "'s", "dog", "."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSentences(t *testing.T) {
	s := stage(t)
	tests := []struct {
		name string
		want []string // the text is these, a space between
	}{
		{"plain", []string{"The talks failed.", "Nobody was surprised."}},
		{"titles", []string{"Mr. Ito met Dr. Weiss and Lt. Gen. Ahmed on Friday.", "He left at once."}},
		{"country before a name", []string{"The U.S. Senate voted on it.", "U.S. Secretary Hall was there."}},
		{"country at an end", []string{"He flew back to the U.S. on Sunday.", "They stayed in the U.S.", "The others left."}},
		{"time of day", []string{"The truce began at 6 p.m. on Monday.", "It was broken at 8 p.m.", "The army denied it."}},
		{"initials", []string{"It was signed by A. B. Khan and C. Ortiz.", "It holds."}},
		{"company", []string{"Steel Works Inc. said it would close.", "It is owned by Grand Holdings Ltd.", "The sale is off."}},
		{"decimals", []string{"Prices rose 3.5 percent.", "Wages fell by 0.4 percent."}},
		{"quotation", []string{"“We are ready.", "We shall not wait,” he said.", "Nobody answered."}},
		{"quotation then said", []string{"“Who ordered it?” asked the judge.", "“I did!” said the general."}},
		{"quotation at an end", []string{"He called it “a farce.”", "The minister left."}},
		{"straight quotation at an end", []string{"\"They must go.\"", "The crowd cheered."}},
		{"question and exclamation", []string{"Is there hope?", "There is!", "Or so they say."}},
		{"ellipsis inside", []string{"The minister paused ... and went on to speak.", "It was late."}},
		{"brackets", []string{"The bill passed (by 40 votes to 38).", "(Two were absent.)", "It is law now."}},
		{"number first", []string{"The army lost a town.", "14 soldiers died."}},
		{"semicolon", []string{"One side agreed; the other did not.", "So it ended."}},
		{"month abbreviated", []string{"They met on Jan. 10 in Oslo and on Feb. 3 in Bern.", "A third round is due."}},
		{"number abbreviated", []string{"See No. 4 of the list.", "Art. 5 applies."}},
		{"dateline", []string{"MANILA, Oct 30 (Agency) -", "Two ships met at sea.", "Nobody was hurt."}},
		{"dateline of two", []string{"BERN/OSLO —", "The envoys left on Monday."}},
		{"dateline in lower case", []string{"Geneva (Agency) -", "The talks go on."}},
		{"no dateline", []string{"Envoys - all three of them - left Bern (and Oslo) on Monday."}},
		{"no dateline either", []string{"The minister of Mali (and 3 others) - nobody knows why - left."}},
		{"live blog", []string{"14:05 GMT -", "Convoy leaves the city.", "The road is open."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body := strings.Join(tt.want, " ")
			d := split(t, s, body)
			check(t, body, d)
			var got []string
			for _, x := range d.Sentences {
				got = append(got, body[x.Span.Start:x.Span.End])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestLinesEndSentences(t *testing.T) {
	body := "MANILA, Oct 30 (Agency) - Two ships met at sea.\n• First point\n• Second point\nTALKS OPEN IN GENEVA\nShares of ABC (NYSE: ABC) fell."
	d := split(t, stage(t), body)
	check(t, body, d)
	ends := map[int]bool{}
	for _, x := range d.Sentences {
		ends[x.Span.End] = true
		if strings.Contains(body[x.Span.Start:x.Span.End], "\n") {
			t.Errorf("a sentence goes over a line end: %q", body[x.Span.Start:x.Span.End])
		}
	}
	if !ends[strings.Index(body, "\n")] || !ends[len(body)] {
		t.Errorf("sentences %v of %q", d.Sentences, body)
	}
}

func TestTokenizeWrapped(t *testing.T) {
	s := stage(t)
	body := "The two ministers met in Bern on Friday and agreed to meet\nagain in the spring, when the snow has gone from the roads\nand the passes are open. They did not say who would travel\nby car.\n\nNobody knew more than that.\n"
	d := &chancery.Doc{Article: chancery.Article{Text: body}}
	if err := s.Tokenize(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	check(t, body, d)
	if len(d.Sentences) != 3 {
		t.Errorf("%d sentences, want 3: %v", len(d.Sentences), d.Sentences)
	}
}

// TestAnyText holds Split to its promises on texts that no editor would send.
func TestAnyText(t *testing.T) {
	s := stage(t)
	const size = 1 << 20
	for name, unit := range map[string]string{
		"no space":           "abcdefgh",
		"no space, marks":    "a,b;",
		"nothing but marks":  ",;",
		"dots":               "a.b.",
		"hyphens":            "x-",
		"zeros":              "\x00",
		"brackets of a link": "http://a)))))))))",
		"dates":              "10. May ",
		"quotation marks":    "\" \"a ",
		"broken UTF-8":       "\xe2\x80",
		"mojibake":           "â€œ",
		"one long sentence":  "and then ",
		"words twice":        "must must ",
		"lines":              "a\n",
		"open brackets":      "((",
		"curly marks":        "“a ",
	} {
		t.Run(name, func(t *testing.T) {
			body := strings.Repeat(unit, size/len(unit))
			check(t, body, split(t, s, body))
		})
	}
}
