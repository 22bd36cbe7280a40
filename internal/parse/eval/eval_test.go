package eval

import (
	"math"
	"strings"
	"testing"

	"chancery/internal/parse/conllu"
)

// texts reads words written "form/UPOS/head/rel[/name]"; a line is a sentence, a
// word after "+" is glued to the one before, "don't=do+n't" is a range.
func texts(t *testing.T, s string) []*conllu.Text {
	t.Helper()
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		n := 1
		for w := range strings.FieldsSeq(line) {
			if whole, parts, ok := strings.Cut(w, "="); ok {
				k := strings.Count(parts, "+") + 1
				b.WriteString(num(n) + "-" + num(n+k-1) + "\t" + whole + "\n")
				for p := range strings.SplitSeq(parts, "+") {
					row(&b, n, p)
					n++
				}
				continue
			}
			row(&b, n, w)
			n++
		}
		b.WriteString("\n")
	}
	var out []*conllu.Text
	for x, err := range conllu.Read(strings.NewReader(b.String())) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

func num(n int) string { return string(rune('0' + n)) }

func row(b *strings.Builder, n int, w string) {
	f := strings.Split(w, "/")
	for len(f) < 5 {
		f = append(f, "")
	}
	misc := "_"
	if f[4] != "" {
		misc = "NER=" + f[4]
	}
	b.WriteString(strings.Join([]string{num(n), f[0], f[0], f[1], "_", "_", f[2], f[3], "_", misc}, "\t") + "\n")
}

const gold = `Kim/PROPN/2/nsubj/B-PER waits/VERB/0/root
Talks/NOUN/3/nsubj do/AUX/3/aux stall/VERB/0/root`

func compare(t *testing.T, g, s string) Scores {
	t.Helper()
	r, err := Compare(texts(t, g), texts(t, s))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func near(t *testing.T, what string, got F1, want float64) {
	t.Helper()
	if math.Abs(got.Percent()-want) > 0.01 {
		t.Errorf("%s: %.2f %+v, want %.2f", what, got.Percent(), got, want)
	}
}

func TestSame(t *testing.T) {
	r := compare(t, gold, gold)
	for what, f := range map[string]F1{"tokens": r.Tokens, "sentences": r.Sentences, "UPOS": r.UPOS, "UAS": r.UAS, "LAS": r.LAS, "names": r.Names} {
		near(t, what, f, 100)
	}
}

func TestErrors(t *testing.T) {
	r := compare(t, gold, `Kim/NOUN/2/nsubj/B-ORG waits/VERB/0/root
Talks/NOUN/2/nsubj do/AUX/3/dep stall/VERB/0/root`)
	near(t, "UPOS", r.UPOS, 80)
	near(t, "UAS", r.UAS, 80)
	near(t, "LAS", r.LAS, 60)
	near(t, "names", r.Names, 0)
	near(t, "tokens", r.Tokens, 100)
}

func TestSubtypesDoNotCount(t *testing.T) {
	near(t, "LAS", compare(t, "Kim/PROPN/2/nsubj waits/VERB/0/root", "Kim/PROPN/2/nsubj:pass waits/VERB/0/root").LAS, 100)
}

func TestOtherTokens(t *testing.T) {
	// The tree reads "cannot" as one word, the gold as two: two of three gold
	// words are found among two.
	r := compare(t, "We/PRON/3/nsubj cannot=can/AUX/3/aux+not/PART/3/advmod wait/VERB/0/root",
		"We/PRON/3/nsubj cannot/AUX/3/aux wait/VERB/0/root")
	near(t, "tokens", r.Tokens, 100)
	near(t, "words", r.WordsF, 100*2*2/7.0)
	near(t, "LAS", r.LAS, 100*2*1/7.0) // the head of "We" is another word
	same := "We/PRON/3/nsubj cannot=can/AUX/4/aux+not/PART/4/advmod wait/VERB/0/root"
	near(t, "words of a range", compare(t, same, same).WordsF, 100)
}

func TestSentences(t *testing.T) {
	r := compare(t, "Kim/PROPN/0/root\nwaits/VERB/0/root", "Kim/PROPN/2/nsubj waits/VERB/0/root")
	near(t, "sentences", r.Sentences, 0)
	near(t, "words", r.WordsF, 100)
	near(t, "UAS", r.UAS, 50)
}

func TestOtherText(t *testing.T) {
	for _, other := range []string{"Kim/PROPN/2/nsubj wait/VERB/0/root", "Kim/PROPN/2/nsubj waits/VERB/0/root more/ADV/2/advmod", "Kim/PROPN/0/root"} {
		if _, err := Compare(texts(t, "Kim/PROPN/2/nsubj waits/VERB/0/root"), texts(t, other)); err == nil {
			t.Errorf("%s: compared", other)
		}
	}
}

func TestNameSpans(t *testing.T) {
	g := "Kim/X/0/root/B-PER Lee/X/1/flat/I-PER of/X/1/case Oslo/X/1/nmod/B-LOC"
	s := "Kim/X/0/root/B-PER Lee/X/1/flat/B-PER of/X/1/case Oslo/X/1/nmod/I-LOC"
	r := compare(t, g, s)
	if r.Names != (F1{1, 2, 3}) || r.NamesBy["LOC"].Right != 1 {
		t.Errorf("%+v %+v", r.Names, r.NamesBy)
	}
}

func TestAttachNames(t *testing.T) {
	x := texts(t, "Kim/X/0/root waits/X/1/dep\nTalks/X/0/root")
	missing, err := AttachNames(x, strings.NewReader("# sent_id = 1\nKim\tB-PER\tnote\nwaits\tB-MISC\n"))
	if err != nil || missing != 1 || x[0].Toks[0].Name != "B-PER" || x[0].Toks[1].Name != "" {
		t.Errorf("%d missing, %v, %+v", missing, err, x[0].Toks)
	}
	if _, err := AttachNames(x, strings.NewReader("Kim\n")); err == nil {
		t.Error("a line without a tag was taken")
	}
}
