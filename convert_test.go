package chancery

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func sample() *Doc {
	text := "“Ναι”, said Putin.\nBiden left."
	at := func(s string) Span {
		i := strings.Index(text, s)
		return Span{i, i + len(s)}
	}
	day := time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC)
	return &Doc{
		Article:   Article{Source: "x", Text: text, Language: "en", Published: Stamp{day, true}},
		Defects:   []Defect{{Kind: Boilerplate, Note: "Follow us"}},
		Sentences: []Sentence{{Span: at("“Ναι”, said Putin.")}, {Span: at("Biden left.")}},
		Actors:    []Actor{{ID: "wd:1", Name: "Putin", Kind: Person, Codes: []string{"RUSGOV"}}, {ID: "wd:2", Name: "Biden", Kind: Person}},
		Mentions:  []Mention{{Span: at("Biden"), Kind: ActorMention, Form: NameForm}, {Span: at("Putin"), Kind: ActorMention, Form: NameForm, Refs: []string{"wd:1"}}},
		Events:    []Event{{Row: Row{Sentence: 1, Span: at("Biden left"), Rule: "r"}, Type: Retreat, Trigger: at("left"), Sources: []string{"wd:2"}, Status: Actual}, {Row: Row{Span: at("said Putin"), Rule: "r"}, Type: Accuse, Trigger: at("said"), Sources: []string{"wd:1"}, Status: Actual}},
		Statements: []Statement{{Row: Row{Span: at("“Ναι”, said Putin"), Rule: "q"}, Speakers: []string{"wd:1"}, Cue: at("said"), Content: at("Ναι"),
			Quoted: []Span{at("Ναι")}, Form: Direct, Stance: Asserts}},
	}
}

func TestEntryCountsCodePoints(t *testing.T) {
	e := sample().Entry()
	if err := e.Check(); err != nil {
		t.Fatal(err)
	}
	runes := []rune(e.Article.Text)
	cut := func(s Span) string { return string(runes[s.Start:s.End]) }
	for _, x := range []struct {
		got  Span
		want string
	}{{e.Statements[0].Content, "Ναι"}, {e.Statements[0].Cue, "said"}, {e.Events[0].Trigger, "said"}, {e.Events[1].Trigger, "left"}, {e.Mentions[0].Span, "Putin"}, {e.Sentences[1].Span, "Biden left."}} {
		if cut(x.got) != x.want {
			t.Errorf("span %v is %q, want %q", x.got, cut(x.got), x.want)
		}
	}
	if got := e.Events[0].SourceCodes; len(got) != 1 || got[0] != "RUSGOV" {
		t.Errorf("source codes %v", got)
	}
}

func TestEntryJSON(t *testing.T) {
	e := sample().Entry()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(sample().Entry()); string(again) != string(b) {
		t.Error("two runs differ")
	}
	for _, want := range []string{`"published":"2021-12-31"`, `"contexts":[]`, `"codes":[]`, `"agenda":[]`, `"refs":[]`, `"via":null`, `{"kind":"boilerplate","span":null`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
	if e.Article.ID == "" || e.Events[0].ID == "" || e.Events[0].ID == e.Events[1].ID {
		t.Error("ids missing or twice")
	}
	var back Entry
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if b2, _ := json.Marshal(back); string(b2) != string(b) {
		t.Errorf("reading it back gives\n%s\nwant\n%s", b2, b)
	}
}

func TestMentionOfTime(t *testing.T) {
	b, _ := json.Marshal(Mention{Span: Span{1, 3}, Kind: TimeMention, Type: DateType, Value: "2022-01", Form: NameForm, Refs: []string{"x"}})
	if want := `{"span":[1,3],"kind":"time","type":"DATE","value":"2022-01"}`; string(b) != want {
		t.Errorf("got %s, want %s", b, want)
	}
}

func TestCheckFindsFaults(t *testing.T) {
	e := sample().Entry()
	e.Events[0].Sources = []string{"nobody"}
	e.Statements[0].Content = Span{0, 1000}
	err := e.Check()
	if err == nil || !strings.Contains(err.Error(), "nobody") || !strings.Contains(err.Error(), "1000") {
		t.Errorf("got %v", err)
	}
}

func FuzzRuneIndex(f *testing.F) {
	f.Add("aé“漢🙂"+strings.Repeat("ж", 300), 7)
	f.Fuzz(func(t *testing.T, s string, b int) {
		s = strings.ToValidUTF8(s, "?")
		b = min(max(b, 0), len(s))
		for b < len(s) && !utf8.RuneStart(s[b]) {
			b++
		}
		if got, want := newRuneIndex(s).offset(b), utf8.RuneCountInString(s[:b]); got != want {
			t.Errorf("offset(%d) of %q = %d, want %d", b, s, got, want)
		}
	})
}

func TestParseStamp(t *testing.T) {
	for in, want := range map[string]string{"": "", "2022-01-10": "2022-01-10", "2022-01-10T15:04:05+02:00": "2022-01-10T15:04:05+02:00", "2022-01-10T15:04": "2022-01-10T15:04:00Z"} {
		got, err := ParseStamp(in)
		if err != nil || got.String() != want {
			t.Errorf("%q: got %q, %v", in, got, err)
		}
	}
	if _, err := ParseStamp("soon"); err == nil {
		t.Error("no error for soon")
	}
}
