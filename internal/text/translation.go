package text

import (
	"fmt"
	"strconv"
	"strings"

	"chancery"
)

// Weights of the signs of machine translation, and the sum from which a text
// is judged to be one. No single kind of sign reaches it alone, save a note
// that says so.
const (
	dateWeight   = 2.0
	repeatWeight = 1.0
	brokenWeight = 1.5
	verbWeight   = 2.0
	kindLimit    = 3.0 // the most that one kind of sign counts
	enough       = 4.0
)

// translated judges whether the whole text is a machine translation, from the
// defects found in it, wrong verb forms and phrases that translations have.
func (s *Stage) translated(d *chancery.Doc) (chancery.Defect, bool) {
	kinds := map[string]float64{}
	for _, f := range d.Defects {
		switch f.Kind {
		case chancery.GarbledDate:
			kinds["dates"] += dateWeight
		case chancery.RepeatedWord:
			kinds["repeated words"] += repeatWeight
		case chancery.BrokenSentence:
			if f.Note == verbNote {
				kinds["verb forms"] += verbWeight
			} else {
				kinds["broken sentences"] += brokenWeight
			}
		}
	}
	for _, sent := range d.Sentences {
		toks := d.Toks[sent.Lo:sent.Hi]
		for i := range toks {
			kinds["phrases"] += s.phraseAt(toks, i)
		}
	}
	total, note := 0.0, ""
	for _, k := range [...]string{"dates", "repeated words", "broken sentences", "verb forms", "phrases"} {
		if kinds[k] > 0 {
			total += min(kinds[k], kindLimit)
			note += ", " + k
		}
	}
	// A long text has room for slips.
	need := enough + float64(len(d.Toks))/1500
	if total < need && kinds["phrases"] < 10 {
		return chancery.Defect{}, false
	}
	return chancery.Defect{
		Kind: chancery.MachineTranslation, Span: chancery.Span{End: len(d.Text)},
		Note: fmt.Sprintf("signs: %s", strings.TrimPrefix(note, ", ")),
	}, true
}

// verbNote is the note of a defect that is a wrong verb form.
const verbNote = "verb form"

// wrongVerbs are the auxiliaries of the Doc with a past form where a participle
// or an infinitive belongs: "were not took", "did came".
func (s *Stage) wrongVerbs(d *chancery.Doc) (out []chancery.Defect) {
	for _, sent := range d.Sentences {
		toks := d.Toks[sent.Lo:sent.Hi]
		for i := range toks {
			if k := wrongVerb(toks, i, s.words); k > 0 {
				span := chancery.Span{Start: toks[i].Start, End: toks[k].End}
				out = append(out, chancery.Defect{Kind: chancery.BrokenSentence, Span: span, Note: verbNote})
			}
		}
	}
	return out
}

// wrongVerb is the index of the past form that the auxiliary at i governs
// wrongly, 0 for none.
func wrongVerb(toks []chancery.Tok, i int, w *wordlists) int {
	if len(toks[i].Form) > 6 {
		return 0
	}
	switch toks[i].Form {
	case "was", "were", "is", "are", "has", "have", "had", "been", "did", "will", "would", "could", "should", "must", "can":
	default:
		return 0
	}
	j := i + 1
	for j < len(toks) && (toks[j].Form == "not" || toks[j].Form == "n't" || toks[j].Form == "also" || toks[j].Form == "already") {
		j++
	}
	if j < len(toks) && w.past[toks[j].Form] {
		return j
	}
	return 0
}

// phraseAt is the weight of the phrase of translations that begins at toks[i].
func (s *Stage) phraseAt(toks []chancery.Tok, i int) float64 {
	sum := 0.0
	known, _ := folded(s.words.phrases, toks[i].Form)
	for _, p := range known {
		if i+len(p.rest) < len(toks) && p.matches(toks[i+1:]) {
			sum += p.weight
		}
	}
	return sum
}

// A phrase is a run of words, of which the first is its key.
type phrase struct {
	rest   []string // "*" is any word
	weight float64
}

func (p phrase) matches(toks []chancery.Tok) bool {
	for k, w := range p.rest {
		if w != "*" && !strings.EqualFold(w, toks[k].Form) {
			return false
		}
	}
	return true
}

func readPhrase(row []string) (key string, p phrase, err error) {
	words := strings.Fields(row[0])
	p.weight, err = strconv.ParseFloat(row[1], 64)
	if err != nil || len(words) == 0 {
		return "", p, fmt.Errorf("lexicon/translationese.tsv: %q: no words or no weight", row[0])
	}
	p.rest = words[1:]
	return words[0], p, nil
}
