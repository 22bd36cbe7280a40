package conllu

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"chancery"
)

const sample = `# newdoc id = talks
# sent_id = talks-1
# text = They don't want it.
1	They	they	PRON	PRP	Case=Nom|Number=Plur	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	Mood=Ind	4	aux	_	_
3	n't	not	PART	RB	Polarity=Neg	4	advmod	_	_
4	want	want	VERB	VB	VerbForm=Inf	0	root	_	_
5	it	it	PRON	PRP	Case=Acc	4	obj	_	SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_

# a note
# sent_id = talks-2
# text = Geneva waits
1	Geneva	Geneva	PROPN	NNP	Number=Sing	2	nsubj	_	NER=B-LOC
2	waits	wait	VERB	VBZ	_	0	root	_	_

`

func readAll(t testing.TB, s string) []*Text {
	t.Helper()
	var out []*Text
	for x, err := range Read(strings.NewReader(s)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

func written(t testing.TB, texts []*Text) string {
	t.Helper()
	var b bytes.Buffer
	for _, x := range texts {
		if err := Write(&b, x); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func TestRoundTrip(t *testing.T) {
	texts := readAll(t, sample)
	if len(texts) != 1 {
		t.Fatalf("%d articles", len(texts))
	}
	d := texts[0]
	if d.ID != "talks" || d.Text != "They don't want it.\nGeneva waits\n" {
		t.Errorf("article %q has text %q", d.ID, d.Text)
	}
	for i, want := range []string{"They", "do", "n't", "want", "it", ".", "Geneva", "waits"} {
		if got := d.Text[d.Toks[i].Start:d.Toks[i].End]; got != want {
			t.Errorf("word %d covers %q, want %q", i, got, want)
		}
	}
	if k := d.Toks[2]; k.Head != 3 || k.Lemma != "not" || k.Glued {
		t.Errorf("n't: %+v", k)
	}
	if k := d.Toks[6]; k.Name != "B-LOC" || k.Head != 7 || d.Toks[7].Head != -1 {
		t.Errorf("Geneva: %+v", k)
	}
	if got := written(t, texts); got != sample {
		t.Errorf("written anew:\n%s\nwant\n%s", got, sample)
	}
}

func TestTwoArticles(t *testing.T) {
	two := sample + strings.ReplaceAll(sample, "talks", "more")
	if texts := readAll(t, two); len(texts) != 2 || texts[1].IDs[1] != "more-2" {
		t.Errorf("%d articles", len(texts))
	}
}

func TestReadFaults(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"number":       {"1\ta\n3\tb\n", "line 2: word number"},
		"columns":      {"1\ta\t_\t_\t_\t_\t0\troot\t_\t_\t_\n", "more than ten columns"},
		"no form":      {"1\t\n", "without a form"},
		"head":         {"1\ta\t_\t_\t_\t_\tx\n", "head"},
		"head beyond":  {"1\ta\t_\t_\t_\t_\t7\n", "has head 7"},
		"open range":   {"1-2\tab\n1\ta\n\n", "goes beyond"},
		"range inside": {"1-2\tab\n1-2\tab\n", "inside another"},
		"huge range":   {"1-999999999\tab\n", "word range"},
	} {
		t.Run(name, func(t *testing.T) {
			var got error
			for _, err := range Read(strings.NewReader(c.in)) {
				got = err
			}
			if got == nil || !strings.Contains(got.Error(), c.want) {
				t.Errorf("got %v, want %q", got, c.want)
			}
		})
	}
}

func TestReadLoose(t *testing.T) {
	for name, c := range map[string]struct {
		in    string
		forms string
	}{
		"two columns":    {"1\tTalks\n2\tstall\n", "Talks stall"},
		"windows lines":  {"1\tTalks\t_\t_\t_\t_\t0\troot\t_\t_\r\n\r\n", "Talks"},
		"byte-order":     {"\ufeff1\tTalks\n", "Talks"},
		"empty node":     {"1\tTalks\n1.1\tgone\n2\tstall\n", "Talks stall"},
		"respelt range":  {"1-2\tdont\n1\tdo\n2\tnot\n", "do not"},
		"nothing at all": {"\n\n# a note\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var forms []string
			for _, x := range readAll(t, c.in) {
				for _, k := range x.Toks {
					forms = append(forms, k.Form)
				}
			}
			if got := strings.Join(forms, " "); got != c.forms {
				t.Errorf("got %q, want %q", got, c.forms)
			}
		})
	}
}

// split makes an article of words written "do|n't": a bar glues.
func split(text string) *chancery.Doc {
	d := &chancery.Doc{}
	var b strings.Builder
	for w := range strings.FieldsSeq(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		parts := strings.Split(w, "|")
		for i, p := range parts {
			at := b.Len()
			b.WriteString(p)
			d.Toks = append(d.Toks, chancery.Tok{Span: chancery.Span{Start: at, End: b.Len()}, Form: p, Head: -1, Glued: i+1 < len(parts)})
		}
	}
	d.Text = b.String()
	d.Sentences = []chancery.Sentence{{Span: chancery.Span{End: b.Len()}, Hi: len(d.Toks)}}
	return d
}

func TestClitics(t *testing.T) {
	for in, want := range map[string]string{
		"They do|n't":          "don't",
		"It|'s Iran|’s turn|.": "It's Iran’s",
		"could|n't|'ve":        "couldn't've",
		"can|not go":           "cannot",
		"U.S.|'s":              "U.S.'s",
		"(|'d|)":               "",
		"Mr.|-|Smith":          "",
		"10|km":                "",
		"im i|m":               "im",
	} {
		var got []string
		for _, r := range Of(split(in)).Ranges {
			got = append(got, r.Form)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: ranges %q, want %q", in, got, want)
		}
	}
}

func TestRepairedWord(t *testing.T) {
	d := split("in 2O23")
	d.Toks[1].Form = "2023"
	got := written(t, []*Text{Of(d)})
	if !strings.Contains(got, "2\t2O23\t_\t_\t_\t_\t0\t_\t_\tCorrectForm=2023\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestJSON(t *testing.T) {
	d := split("Žilina wait|s")
	d.Toks[0].Feats = "Case=Nom|Number=Sing"
	d.Toks[0].Head = 1
	var b bytes.Buffer
	if err := WriteJSON(&b, Of(d)); err != nil {
		t.Fatal(err)
	}
	var got sentence
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	w := got.Words
	if len(w) != 3 || w[0].Span != [2]int{0, 6} || w[1].Span != [2]int{7, 11} || w[0].Head != 2 || w[1].Head != 0 || w[0].Feats["Number"] != "Sing" {
		t.Errorf("got %+v", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-2\tdont\n1\tdo\n2\tnot\n")
	f.Add("1\t_\t_\n")
	f.Fuzz(func(t *testing.T, in string) {
		for x, err := range Read(strings.NewReader(in)) {
			if err != nil {
				return
			}
			at := 0
			for _, k := range x.Toks {
				if k.Start < at || k.End < k.Start || k.End > len(x.Text) {
					t.Fatalf("word %+v of %q", k, x.Text)
				}
				at = k.End
			}
			once := written(t, []*Text{x})
			again := readAll(t, once)
			if len(again) != 1 || len(again[0].Toks) != len(x.Toks) {
				t.Fatalf("%q was written as %q", in, once)
			}
			if err := WriteJSON(&bytes.Buffer{}, x); err != nil {
				t.Fatal(err)
			}
		}
	})
}
