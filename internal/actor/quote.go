package actor

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// speaker is who says a quotation: the subject of the verb of speech beside it,
// else whoever spoke in the sentence before. It is empty where nobody is found.
func (w *work) speaker(q int) []*ent {
	if !w.quoted {
		return nil // those behind the quotation are not known yet
	}
	e, ok := w.said[q]
	if !ok {
		e = w.findSpeaker(q)
		w.said[q] = e
	}
	return e
}

func (w *work) findSpeaker(q int) []*ent {
	first, last := w.quoteToks(q)
	if last < first {
		return nil
	}
	for _, s := range []int{w.sent[last], w.sent[first], w.sent[last] + 1} {
		if s >= len(w.d.Sentences) {
			continue
		}
		if e := w.sayer(s, q, s > w.sent[last]); e != nil {
			return e
		}
	}
	for s := w.sent[first] - 1; s >= 0 && s >= w.sent[first]-2; s-- {
		if e := w.sayer(s, q, false); e != nil {
			return e
		}
	}
	return nil
}

// quoteToks are the first and the last token of a quotation; the last lies before
// the first where there is none.
func (w *work) quoteToks(q int) (int, int) {
	span := w.d.Quotes[q].Span
	at := func(pos int) int {
		n, _ := slices.BinarySearchFunc(w.d.Toks, pos, func(t chancery.Tok, pos int) int { return cmp.Compare(t.Start, pos) })
		return n
	}
	first, last := at(span.Start), at(span.End)-1
	for last >= first && w.d.Toks[last].End > span.End {
		last--
	}
	return first, last
}

// sayer is the subject of a verb of speech in a sentence, outside quotations;
// next asks for one that opens the sentence ("he said"), as it may belong to
// another quotation.
func (w *work) sayer(s, q int, next bool) []*ent {
	sent := &w.d.Sentences[s]
	var best []*ent
	first, last := w.quoteToks(q)
	for t := max(sent.Lo, first-maxBack); t < min(sent.Hi, max(last, first)+maxBack); t++ {
		tok := &w.d.Toks[t]
		if tok.Rel.Base() != "nsubj" || tok.Head < 0 || !w.says(w.lemma(tok.Head)) || w.quoteOf(t) >= 0 {
			continue
		}
		if next && t > sent.Lo+3 {
			break
		}
		if it := w.byHead[t]; it != nil && len(it.refs) > 0 {
			best = it.refs
			if w.near(t, q) {
				return best
			}
		}
	}
	return best
}

// near reports whether a token stands within a few tokens of the quotation.
func (w *work) near(t, q int) bool {
	span := w.d.Quotes[q].Outer
	tok := &w.d.Toks[t]
	return tok.Start >= span.End && tok.Start-span.End < 60 || tok.End <= span.Start && span.Start-tok.End < 60
}

// says reports whether a verb is one of speech.
func (w *work) says(lemma string) bool { return w.is("speech-verb", lemma) }

// speakerPronoun resolves "I" and "we" inside a quotation. "We" is the state or
// body that the speaker acts for.
func (w *work) speakerPronoun(it *item) {
	if it.quote < 0 {
		return
	}
	who := w.speaker(it.quote)
	if len(who) == 0 {
		return
	}
	if !pronouns[it.pron].many {
		if len(who) == 1 && who[0].kind == chancery.Person {
			w.refer(it, 0.8, "speaker of the quotation", who[0])
		}
		return
	}
	if len(who) > 1 {
		w.refer(it, 0.5, "speakers of the quotation", who...)
		return
	}
	e := who[0]
	if e.kind == chancery.Person {
		switch {
		case e.of != nil:
			e = e.of
		case strings.HasPrefix(e.sector, "GOV") && e.country != "" || (e.class == "HOS" || e.class == "HOG") && e.country != "":
			e = w.stateEnt(e.country)
		case len(e.codes) > 0 && strings.HasPrefix(e.codes[0], "IGO"):
			e = w.bodyByCode(e.codes[0])
		case (e.sector == "MIL" || e.sector == "COP") && e.country != "" && w.s.lex.states[e.country] != nil:
			e = w.organ(e.country, e.sector, organNoun[e.sector])
		}
	}
	w.refer(it, 0.6, "side of the speaker", e)
}
