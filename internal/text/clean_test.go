package text_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chancery"
)

func TestClean(t *testing.T) {
	s := stage(t)
	const lead = "The two ministers met in Bern on Friday and agreed to meet again."
	tests := []struct {
		name, title, body string
		wantTitle, want   string
		gone              []string
	}{
		{"headline", "", "Ministers meet\n\n" + lead + "\n\nMore is to come.\n", "Ministers meet", lead + "\nMore is to come.", nil},
		{"no empty line after it", "", "Ministers meet\n" + lead, "", "Ministers meet\n" + lead, nil},
		{"first line too long", "", strings.Repeat("word ", 50) + ".\n\n" + lead, "", strings.Repeat("word ", 50) + ".\n" + lead, nil},
		{"nothing after it", "", lead + "\n\n", "", lead, nil},
		{"title given", "Other", "Ministers meet\n\n" + lead, "Other", "Ministers meet\n" + lead, nil},
		{"title repeated", "Ministers meet", "Ministers  meet\n\n" + lead, "Ministers meet", lead, nil},
		{"line ends of other systems", "T", "One is here.\r\n\r\nTwo is there.\rThree left.", "T", "One is here.\nTwo is there.\nThree left.", nil},
		{"wrapped lines", "T", "The two ministers met in Bern on Friday and agreed to meet\nagain in the spring, when the snow has gone from the roads\nand the passes are open to all who would like to travel by\ncar.\n\nNobody knew more than that.",
			"T", "The two ministers met in Bern on Friday and agreed to meet again in the spring, when the snow has gone from the roads and the passes are open to all who would like to travel by car.\nNobody knew more than that.", nil},
		{"follow, over three lines", "T", lead + "\nFollow Nea.example on Google News\nand be the first to hear of it\n.", "T", lead,
			[]string{"Follow Nea.example on Google News and be the first to hear of it ."}},
		{"read more", "T", lead + "\nRead more: Five lakes that are worth the way\n" + lead, "T", lead + "\n" + lead,
			[]string{"Read more: Five lakes that are worth the way"}},
		{"sharing, cookies, rights", "T", "Share on Facebook | Tweet | Print this page\n" + lead + "\nAll rights reserved. Subscribe to our newsletter. 7 comments\nWe use cookies to make this site better.\n© 2024 Example Media", "T", lead,
			[]string{"Share on Facebook | Tweet | Print this page", "All rights reserved. Subscribe to our newsletter. 7 comments", "We use cookies to make this site better.", "© 2024 Example Media"}},
		{"credit of its own", "T", lead + "\n(Reporting by A. Writer in Bern; editing by B. Reader)", "T", lead,
			[]string{"(Reporting by A. Writer in Bern; editing by B. Reader)"}},
		{"buttons, stamps, counters", "T", "Facebook Twitter Email\nUpdated 12 March 2024 at 10:05\n1.2k shares\n#talks #peace\n5 min read\nALSO READ | Five lakes worth a visit\n" + lead + "\nA. Writer and B. Reader contributed to this report.", "T", lead,
			[]string{"Facebook Twitter Email", "Updated 12 March 2024 at 10:05", "1.2k shares", "#talks #peace", "5 min read", "ALSO READ | Five lakes worth a visit", "A. Writer and B. Reader contributed to this report."}},
		{"more news that looks like it", "T", "By continuing to arm them, Bern risks a war.\nPublished in 1994, the book is read again.\nListen to the people, she urged.\nSign up to the treaty or leave, he said.\nUpdated plans were shown on Monday.\nSource of the leak is an aide.\nMore on Friday.\nRelated charges were dropped.",
			"T", "By continuing to arm them, Bern risks a war.\nPublished in 1994, the book is read again.\nListen to the people, she urged.\nSign up to the treaty or leave, he said.\nUpdated plans were shown on Monday.\nSource of the leak is an aide.\nMore on Friday.\nRelated charges were dropped.", nil},
		{"credit at the end", "T", lead + " (Reporting by A. Writer in Bern; Editing by B. Reader)", "T", lead,
			[]string{"(Reporting by A. Writer in Bern; Editing by B. Reader)"}},
		{"photo", "T", "Photo: A. Maker / Getty Images\n" + lead, "T", lead, []string{"Photo: A. Maker / Getty Images"}},
		{"press contact", "T", lead + "\nContact for the media: Press Office of the Council. Notes to editors are available.", "T", lead,
			[]string{"Contact for the media: Press Office of the Council. Notes to editors are available."}},
		{"list of links", "T", lead + "\nRelated stories\nStorm hits the coast\nPrices rise again", "T", lead,
			[]string{"Related stories", "Storm hits the coast", "Prices rise again"}},
		{"list of links ends at news", "T", "Related stories\nStorm hits the coast\n" + lead, "T", lead,
			[]string{"Related stories", "Storm hits the coast"}},
		{"news that looks like it", "T", "Share prices fell on Friday.\nFollow the money, the judge said.\nMore than 40 people died.\nRead the treaty, he told them.\nPrint media were banned.\nThe newsletter of the party denied it.\nCopyright law was changed.\nSources in Bern said so.\n“Subscribe to our plan or leave,” he said.\nSign of peace: both armies withdrew.\nComments by the minister angered Bern.\nWatching the border, troops dug in.",
			"T", "Share prices fell on Friday.\nFollow the money, the judge said.\nMore than 40 people died.\nRead the treaty, he told them.\nPrint media were banned.\nThe newsletter of the party denied it.\nCopyright law was changed.\nSources in Bern said so.\n“Subscribe to our plan or leave,” he said.\nSign of peace: both armies withdrew.\nComments by the minister angered Bern.\nWatching the border, troops dug in.", nil},
		{"furniture and news in one line stay", "T", "Click here for more. The minister resigned on Friday.", "T", "Click here for more. The minister resigned on Friday.", nil},
		{"empty", "", " \n\n ", "", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := chancery.Article{Title: tt.title, Text: tt.body}
			var gone []string
			for _, d := range s.Clean(&a) {
				if d.Kind != chancery.Boilerplate || !d.Span.None() {
					t.Errorf("defect %+v", d)
				}
				gone = append(gone, d.Note)
			}
			if a.Title != tt.wantTitle || a.Text != strings.TrimSpace(tt.want) {
				t.Errorf("got title %q text %q\nwant     %q      %q", a.Title, a.Text, tt.wantTitle, tt.want)
			}
			if !slices.Equal(gone, tt.gone) {
				t.Errorf("gone %q\nwant %q", gone, tt.gone)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add("", "A headline\n\nText of it. (Reporting by X)\nRead more: y\n.")
	f.Add("", "Twice\n\v\nTwice\n0")
	f.Add("t", "\r\n\uFEFF\u2028Follow a on x\n© 1\n\xff")
	s := stage(f)
	f.Fuzz(func(t *testing.T, title, body string) {
		a := chancery.Article{Title: title, Text: body}
		defects := s.Clean(&a)
		if strings.Contains(a.Text, "\n\n") || strings.TrimSpace(a.Text) != a.Text {
			t.Fatalf("paragraphs of %q: %q", body, a.Text)
		}
		if utf8.ValidString(body) && !utf8.ValidString(a.Text) {
			t.Fatalf("text of %q broken: %q", body, a.Text)
		}
		// Every word of the body is in the title, in the text or in a defect.
		have := map[string]int{}
		count := func(s string) {
			for w := range strings.FieldsSeq(s) {
				have[w]++
			}
		}
		count(a.Title)
		count(a.Text)
		for _, d := range defects {
			count(d.Note)
		}
		for w := range strings.FieldsSeq(strings.TrimPrefix(body, "\uFEFF")) {
			if have[w]--; have[w] < 0 && title == "" {
				t.Fatalf("%q of %q lost: %q %q %+v", w, body, a.Title, a.Text, defects)
			}
		}
		before := a
		if len(s.Clean(&a)) > 0 && before.Title != "" && a.Title != before.Title {
			t.Fatalf("a second Clean of %q changed the title", body)
		}
	})
}
