package quote

import (
	"slices"
	"strings"
	"unicode/utf8"

	"chancery"
)

// clause is the text of the clause or phrase headed by h that the cue does not
// take part in: without complementiser, closing punctuation and a cue at its
// edge. A cue in the middle stays.
func (r *reader) clause(h, cue int) chancery.Span {
	lo, hi := r.t.Left(h), r.t.Right(h)
	if cue >= 0 && lo <= cue && cue <= hi {
		lo, hi = r.around(h, cue, lo, hi)
	} else if h < cue && cue >= 0 {
		hi = min(hi, r.frameStart(cue, h)-1)
	}
	if h < cue {
		lo, hi = r.beforeFrame(h, cue, lo, hi)
	}
	hi = r.s.lex.CutAnswer(r.d, r.t, lo, r.cutCues(h, hi))
	hi = r.beforeVerb(lo, hi, cue)
	lo = r.skipOpening(h, lo, hi)
	lo = r.dateline(lo, hi)
	if lo > hi {
		return chancery.Span{}
	}
	return r.trim(r.d.Toks[lo].Span.Cover(r.d.Toks[hi].Span))
}

// around cuts the phrase of a cue off a clause that it stands in, unless the
// head of the clause comes after a cue that words come before.
func (r *reader) around(h, cue, lo, hi int) (int, int) {
	top := cue
	if r.t.Below(cue, h) {
		for r.t.Head(top) != h && r.t.Head(top) >= 0 {
			top = r.t.Head(top)
		}
		from, to := r.t.Left(top), r.t.Right(top)
		switch {
		case from <= lo+1:
			return max(to, cue) + 1, hi
		case h > cue && r.t.Finite(h):
			return lo, hi
		default:
			return lo, from - 1
		}
	}
	// The clause hangs on the cue and goes on at its other side.
	switch {
	case h < cue:
		return lo, r.frameStart(cue, h) - 1
	case lo < cue && r.hasWords(lo, cue) && r.parenthetical(cue, h):
		return lo, hi
	}
	return cue + 1, hi
}

// beforeFrame widens words that a frame at the end of the sentence follows to the
// beginning of the sentence, and ends quoted words with their mark.
func (r *reader) beforeFrame(h, cue, lo, hi int) (int, int) {
	for i, end := r.quotesAt(r.d.Toks[h].Span); i < end; i++ {
		q := &r.d.Quotes[i]
		if at := r.d.Toks[h].Start; !q.Scare && q.Start <= at && at < q.End && q.End <= r.d.Toks[cue].Start {
			for hi > h && r.d.Toks[hi].End > q.End {
				hi--
			}
			return lo, hi
		}
	}
	sent := &r.d.Sentences[r.t.Sent(cue)]
	start := r.frameStart(cue, h)
	if start <= sent.Lo || r.d.Toks[start-1].Form != "," || r.t.Sent(h) != r.t.Sent(cue) {
		return lo, hi
	}
	first := r.dateline(r.opening(r.clauseStart(sent.Lo, h), lo), lo)
	for t := first; t < start; t++ {
		if p := r.propAt(t); t != h && p != nil && p.Kind == chancery.VerbPred && r.reporting(p.Lemma) && r.t.Finite(t) {
			return lo, hi
		}
	}
	// "…, he said, unless they leave": a condition behind the frame belongs.
	for t := cue + 1; t+1 < sent.Hi && t < cue+9; t++ {
		if r.d.Toks[t].Form != "," {
			continue
		}
		switch strings.ToLower(r.d.Toks[t+1].Form) {
		case "unless", "if", "until", "provided", "should":
			return min(lo, first), sent.Hi - 1
		}
	}
	return min(lo, first), start - 2
}

// clauseStart is the first token behind the last semicolon before token h.
func (r *reader) clauseStart(lo, h int) int {
	for t := h - 1; t > lo; t-- {
		if r.d.Toks[t].Form == ";" {
			return t + 1
		}
	}
	return lo
}

// beforeVerb ends a phrase behind a cue at the comma before the subject of the next
// clause, which the tree took into the phrase: "welcomed the step, and Y | called".
func (r *reader) beforeVerb(lo, hi, cue int) int {
	if cue > lo || hi+1 >= len(r.d.Toks) || r.t.Sent(hi+1) != r.t.Sent(hi) {
		return hi
	}
	x := r.d.Toks[hi+1].XPOS
	if x != "VBD" && x != "VBZ" && r.t.OwnSubject(hi+1) < 0 {
		return hi
	}
	for t := hi; t > lo+1; t-- {
		if r.d.Toks[t].UPOS == "CCONJ" && r.d.Toks[t-1].Form == "," {
			return t - 2
		}
	}
	return hi
}

// parenthetical reports whether a comma stands between a cue and the verb of its
// words, so that what stands before the cue may belong to them.
func (r *reader) parenthetical(cue, h int) bool {
	for t := cue + 1; t < h; t++ {
		if r.d.Toks[t].Form == "," {
			return true
		}
	}
	return false
}

// cutCues ends the words at a second cue that the tree hangs on them: "…, while
// the minister warned that …". It returns the last token that belongs.
func (r *reader) cutCues(h, hi int) int {
	for _, k := range r.t.Kids(h) {
		k := int(k)
		if k <= h || k > hi {
			continue
		}
		p := r.propAt(k)
		if p == nil || p.Kind != chancery.VerbPred || !r.reporting(p.Lemma) {
			continue
		}
		if r.t.Child(k, "nsubj") < 0 {
			// "said the dam was illegal and urged X to stop"
			if r.d.Toks[k].Rel.Base() == "conj" && (r.t.Child(h, "nsubj") >= 0 || r.t.Child(k, "punct") >= 0) && r.t.Child(k, "aux") < 0 && (r.t.Child(k, "iobj") >= 0 || r.s.lex.Class(p.Lemma) == "demand") {
				hi = min(hi, r.t.Left(k)-1)
			}
			continue
		}
		switch r.d.Toks[k].Rel.Base() {
		case "advcl":
			if m := r.t.Marker(k, "mark"); m != "while" && m != "whereas" && m != "as" && m != "but" {
				continue
			}
		case "conj", "parataxis":
			if x := r.d.Toks[k].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" && r.t.Child(k, "aux") < 0 || r.t.Child(k, "mark") >= 0 {
				continue
			}
		default:
			continue
		}
		hi = min(hi, r.t.Left(k)-1)
	}
	return hi
}

// reporting reports whether a verb is a cue of saying.
func (r *reader) reporting(lemma string) bool {
	switch r.s.lex.Class(lemma) {
	case "report", "claim", "announce", "confirm", "deny", "warn", "accuse", "demand":
		return true
	}
	return false
}

// hasWords reports whether a word stands in Toks[lo:hi].
func (r *reader) hasWords(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if r.d.Toks[i].UPOS != "PUNCT" {
			return true
		}
	}
	return false
}

// frameStart is the first token of the frame of a cue that follows its content:
// the subject, if it stands before the verb, with the title in apposition
// before it, or the verb.
func (r *reader) frameStart(cue, content int) int {
	if m := r.t.SubjectBefore(cue); m >= 0 {
		lo := r.d.Mentions[m].Lo
		if lo > content && lo > 0 && (r.d.Toks[lo-1].Form == "," || opensQuote(r.d.Toks[lo-1].Form)) && !r.renames(m, lo, content) {
			return lo
		}
	}
	start := cue
	for _, k := range r.t.Kids(cue) {
		rel := r.d.Toks[k].Rel.Base()
		if int(k) != content && (rel == "nsubj" || rel == "aux" || rel == "advmod") && r.t.Left(int(k)) > content {
			start = min(start, r.t.Left(int(k)))
		}
	}
	if m := r.t.Mention(start); m >= 0 && r.renames(m, start, content) {
		start = r.d.Mentions[r.t.Mention(start-2)].Lo
		if start > 0 && r.d.Toks[start-1].UPOS == "DET" {
			start--
		}
	}
	return start
}

// renames reports whether the mention m that begins at token start says anew who
// the one before the comma is: "its prime minister, Bart De Wever, has warned".
func (r *reader) renames(m, start, content int) bool {
	if start < 3 || r.d.Toks[start-1].Form != "," {
		return false
	}
	o := r.t.Mention(start - 2)
	return o >= 0 && o != m && r.d.Mentions[o].Hi == start-1 && r.d.Mentions[o].Lo > content &&
		len(r.d.Mentions[o].Refs) > 0 && slices.Equal(r.d.Mentions[o].Refs, r.d.Mentions[m].Refs)
}

// skipOpening moves past punctuation, "that", "to" and a conjunction.
func (r *reader) skipOpening(h, lo, hi int) int {
	for lo < hi {
		t := &r.d.Toks[lo]
		low := strings.ToLower(t.Form)
		switch {
		case t.UPOS == "PUNCT" && !opensQuote(t.Form):
		case t.Rel == "mark" && (low == "that" || low == "whether"), low == "that" && t.Rel.Base() != "det" && r.t.Head(lo) == h && r.t.Child(h, "nsubj") > lo:
		case t.Rel == "cc" && r.t.Head(lo) == h, t.Rel == "case" && r.t.Head(lo) == h:
		case t.Rel == "mark" && r.t.Head(lo) == h && (low == "of" || low == "for" || low == "as"):
		default:
			return lo
		}
		lo++
	}
	return lo
}

// trim takes white space, closing punctuation and outer quotation marks off a
// span of the text.
func (r *reader) trim(s chancery.Span) chancery.Span { return chancery.TrimWords(r.d.Text, s) }

func opensQuote(form string) bool {
	c, _ := utf8.DecodeRuneInString(form)
	return chancery.IsMark(c) || form == "``" || form == "''"
}

// dateline moves past a dateline that begins a sentence: "PARIS (Wire) - ".
func (r *reader) dateline(lo, hi int) int {
	sent := r.t.Sent(lo)
	if sent < 0 || r.d.Sentences[sent].Lo != lo || strings.ToUpper(r.d.Toks[lo].Form) != r.d.Toks[lo].Form || len(r.d.Toks[lo].Form) < 3 {
		return lo
	}
	for t := lo + 1; t < min(hi, lo+12); t++ {
		if f := r.d.Toks[t].Form; (f == "-" || f == "–" || f == "—") && !r.d.Toks[t-1].Glued && !r.d.Toks[t].Glued {
			return t + 1
		}
	}
	return lo
}

// speaks reports whether a span is more than a bare pronoun or nothing.
func (r *reader) speaks(s chancery.Span) bool {
	if s.Len() <= 0 {
		return false
	}
	switch strings.ToLower(r.d.Text[s.Start:s.End]) {
	case "it", "this", "that", "so", "this one", "which", "he", "she", "they", "them", "him", "her", "what", "as much", "nothing", "something", "more", "otherwise", "these", "those", "no", "yes":
		return false
	}
	return true
}

// infinitive reports whether the clause of h opens with "to".
func (r *reader) infinitive(h int) bool {
	k := r.t.Child(h, "mark")
	return k >= 0 && strings.EqualFold(r.d.Toks[k].Form, "to") && !r.t.Finite(h)
}
