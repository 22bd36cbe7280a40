package term_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"chancery"
	"chancery/internal/golden"
	"chancery/internal/term"
)

const text = "Russia will act “at once” if Turkey sends troops to Geneva, the Kremlin said. " +
	"Both presidents spoke for 50 minutes on Monday. " +
	"Turkey demanded that Russia withdraw; Moscow refused to withdraw its troops. " +
	"Moscow denied that it had shelled the town."

// at is the span of the first place where words stand.
func at(words string) chancery.Span {
	i := strings.Index(text, words)
	if i < 0 {
		panic(words + " is not in the text")
	}
	n := utf8.RuneCountInString(text[:i])
	return chancery.Span{Start: n, End: n + utf8.RuneCountInString(words)}
}

func row(id string, sentence int, words string) chancery.Row {
	return chancery.Row{ID: id, Sentence: sentence, Span: at(words), Rule: "test", Confidence: 0.9}
}

// entry is an article with a row of every kind.
func entry() *chancery.Entry {
	day, err := chancery.ParseStamp("2022-01-10")
	if err != nil {
		panic(err)
	}
	e := &chancery.Entry{
		Article: chancery.Article{ID: "a", Title: "Hard words between Moscow and Ankara", Source: "The Ledger", Published: day, Language: "en", Text: text, URL: "https://ledger.example/a"},
		Defects: []chancery.Defect{{Kind: chancery.Boilerplate, Note: "Follow us"}, {Kind: chancery.GarbledDate, Span: at("on Monday"), Note: "read as 10 January"}, {Kind: chancery.EncodingFault, Note: "read as UTF-16LE"}},
		Actors:  []chancery.Actor{{ID: "RUS", Name: "Russia", Kind: chancery.Country}, {ID: "TUR", Name: "Turkey", Kind: chancery.Country}, {ID: "Q1", Name: "Dmitry\x1b[31m Peskov", Kind: chancery.Person}},
		Places:  []chancery.Place{{ID: geneva, Name: "Geneva"}},
	}
	for s := range strings.SplitAfterSeq(text, ". ") {
		e.Sentences = append(e.Sentences, chancery.Sentence{Span: at(strings.TrimSpace(s))})
	}
	addEvents(e)
	addWords(e)
	return e
}

var (
	geneva  = "geonames:2660646"
	kremlin = "RUS"
	minutes = 50
	monday  = &chancery.DateSpan{From: "2022-01-10", To: "2022-01-10"}
)

func addEvents(e *chancery.Entry) {
	e.Events = []chancery.Event{
		{Row: row("e1", 0, "Russia will act “at once” if Turkey sends troops to Geneva"), Type: chancery.Threaten, Trigger: at("will act"), Sources: []string{"RUS"}, Targets: []string{"TUR"}, Status: chancery.Actual},
		{Row: row("e2", 0, "Turkey sends troops to Geneva"), Type: chancery.Mobilize, Mode: "troops", Trigger: at("sends"), Sources: []string{"TUR"}, Status: chancery.Conditional, Place: &geneva,
			Date: &chancery.DateSpan{From: "2022-01-01", To: "2022-01-31"}, Attribution: []chancery.Attribution{{Speakers: []string{"RUS"}, Cue: at("said"), Stance: chancery.Asserts}}},
		{Row: row("e3", 1, "Both presidents spoke for 50 minutes on Monday"), Type: chancery.Consult, Trigger: at("spoke"), Sources: []string{"RUS", "TUR"}, Targets: []string{"RUS", "TUR"}, Status: chancery.Planned, Date: monday},
		{Row: row("e4", 3, "it had shelled the town"), Type: chancery.Assault, Trigger: at("shelled"), Sources: []string{"RUS"}, Status: chancery.Denied},
	}
	e.Agenda = []chancery.Meeting{
		{Row: row("m1", 1, "Both presidents spoke for 50 minutes on Monday"), Title: "Call", Format: chancery.CallFormat, Date: monday, Duration: &minutes, Parties: []string{"RUS", "TUR"}, Attendees: []string{"Q1"}, Status: chancery.MeetingHeld},
		{Row: row("m2", 0, "troops to Geneva"), Title: "Talks", Format: chancery.TalksFormat, Place: &geneva, Parties: []string{"RUS"}, Status: chancery.MeetingPlanned},
	}
}

func addWords(e *chancery.Entry) {
	e.Statements = []chancery.Statement{
		{Row: row("s1", 0, "Russia will act “at once” if Turkey sends troops to Geneva, the Kremlin said"), Speakers: []string{"Q1"}, OnBehalfOf: []string{"RUS"}, Via: &kremlin, Addressees: []string{"TUR"}, Cue: at("said"), Content: at("Russia will act “at once” if Turkey sends troops to Geneva"), Stance: chancery.Threatens},
		{Row: row("s2", 3, "Moscow denied that it had shelled the town"), Speakers: []string{"RUS", "TUR"}, Cue: at("denied"), Content: at("it had shelled the town"), Stance: chancery.Denies},
	}
	e.Conditions = []chancery.Condition{{Row: row("c1", 0, "Russia will act “at once” if Turkey sends troops to Geneva"), Kind: chancery.Threat, By: []string{"RUS"}, Toward: []string{"TUR"}, Condition: at("if Turkey sends troops to Geneva"), Consequence: at("Russia will act “at once”")}}
	e.Demands = []chancery.Demand{
		{Row: row("d1", 2, "Turkey demanded that Russia withdraw"), By: []string{"TUR"}, Of: []string{"RUS"}, Content: at("Russia withdraw"), Stance: chancery.DemandMade},
		{Row: row("d2", 2, "Moscow refused to withdraw its troops"), By: []string{"RUS"}, Of: []string{"TUR"}, Content: at("to withdraw its troops"), Stance: chancery.DemandRefused},
		{Row: row("d3", 3, "Moscow denied"), By: []string{"RUS"}, Content: at("the town"), Stance: chancery.DemandAccepted},
	}
}

func render(t testing.TB, e *chancery.Entry, o term.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := term.Write(&b, e, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	for _, width := range []int{60, 80, 120} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			golden.Check(t, fmt.Sprintf("entry-%d.txt", width), []byte(render(t, entry(), term.Options{Width: width})))
		})
	}
	t.Run("color", func(t *testing.T) {
		golden.Check(t, "entry-color.txt", []byte(render(t, entry(), term.Options{Width: 80, Color: true})))
	})
}

// No line is longer than the terminal is wide, and what an article says cannot
// steer the terminal.
func TestFolded(t *testing.T) {
	e := entry()
	e.Article.Title = strings.Repeat("Überlangeswortohneende", 12) + " 两国外交部长星期二在首都会晤 \x1b]0;title\x07\u202e"
	for width := 40; width <= 130; width += 7 {
		out := render(t, e, term.Options{Width: width})
		if strings.ContainsAny(out, "\x1b\x07\u202e") {
			t.Fatal("a control character came through")
		}
		for line := range strings.SplitSeq(out, "\n") {
			if n := columns(line); n > width {
				t.Errorf("width %d: line of %d columns: %s", width, n, line)
			}
		}
	}
}

// columns counts wide characters twice.
func columns(line string) int {
	n := 0
	for _, r := range line {
		n++
		if r >= 0x4e00 && r <= 0x9fff {
			n++
		}
	}
	return n
}

// Colour only adds attributes: without them the text is the same.
func TestColorAddsNothing(t *testing.T) {
	plain, colored := render(t, entry(), term.Options{Width: 80}), render(t, entry(), term.Options{Width: 80, Color: true})
	for _, code := range []string{"0", "1", "2", "31", "32", "33", "35", "36"} {
		colored = strings.ReplaceAll(colored, "\x1b["+code+"m", "")
	}
	if plain != colored {
		t.Errorf("colour changes the text:\n%s", colored)
	}
}

func TestNothingFound(t *testing.T) {
	out := render(t, &chancery.Entry{Article: chancery.Article{Text: "Rain."}, Sentences: []chancery.Sentence{{Span: chancery.Span{End: 5}}}}, term.Options{})
	for _, want := range []string{"(no headline)", "1 sentence", "Nothing that belongs in the ledger"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in:\n%s", want, out)
		}
	}
}
