package quote

import (
	"strings"

	"chancery"
)

// thatClause takes the clause that "that" opens right behind the cue for the
// content, wherever the tree hangs it: "said on Tuesday that …".
func (r *reader) thatClause(s *said) bool {
	clear := s.rule != "say.make-clear"
	for t := s.cueTok + 1; t+2 < len(r.d.Toks) && t < s.cueTok+12 && r.t.Sent(t) == s.sent; t++ {
		tok := &r.d.Toks[t]
		if tok.Form == "," && t+2 < len(r.d.Toks) && r.d.Toks[t+1].UPOS == "ADV" && r.d.Toks[t+2].Form == "," {
			t += 2 // "stressed, however, that"
			continue
		}
		clear = clear || tok.Form == "clear" || tok.Form == "plain" || tok.Form == "known"
		if tok.Form == "that" && !clear {
			return false
		}
		if tok.Form == "that" && tok.UPOS != "DET" {
			return r.thatAt(s, t)
		}
		if u := tok.UPOS; u == "VERB" || u == "AUX" || u == "SCONJ" || u == "CCONJ" || u == "PUNCT" {
			return false
		}
	}
	return false
}

// thatAt takes the clause that "that" at token t opens for the content.
func (r *reader) thatAt(s *said, t int) bool {
	h := r.headOfThat(t)
	if h < 0 {
		return false
	}
	s.head = h
	hi := r.s.lex.CutAnswer(r.d, r.t, t, r.cutCues(h, r.toPause(max(r.t.Right(h), h))))
	hi = r.beforeMain(s.cueTok, h, hi)
	s.content = r.trim(r.d.Toks[t+1].Span.Cover(r.d.Toks[max(hi, t+1)].Span))
	r.adjoin(s, h)
	r.conditional(s)
	r.extend(s)
	return true
}

// beforeMain ends the words of a cue in a relative clause where the main verb goes
// on behind a comma: "X, which said that it was ready, | called for calm".
func (r *reader) beforeMain(cue, h, hi int) int {
	if cue < 0 || r.d.Toks[cue].Rel != "acl:relcl" {
		return hi
	}
	for t := h + 1; t < hi; t++ {
		if x := r.d.Toks[t+1].XPOS; r.d.Toks[t].Form == "," && (x == "VBD" || x == "VBZ" || r.d.Toks[t+1].UPOS == "AUX") && r.t.Child(t+1, "nsubj") < 0 {
			return t - 1
		}
	}
	return hi
}

// rightClause takes the clause right behind a cue without "that" where it begins
// with a pronoun and a verb, whatever the tree makes of it: "said he will go".
func (r *reader) rightClause(s *said) bool {
	t := s.cueTok + 1
	if t+2 >= len(r.d.Toks) || r.t.Sent(t+2) != s.sent || r.d.Toks[t].UPOS != "PRON" || r.d.Toks[t].XPOS != "PRP" && r.d.Toks[t].XPOS != "EX" || r.d.Toks[s.cueTok].XPOS == "VBG" {
		return false
	}
	k := t + 1
	for k < t+4 && k < len(r.d.Toks) && r.d.Toks[k].UPOS == "ADV" {
		k++
	}
	if k >= len(r.d.Toks) || r.d.Toks[k].UPOS != "AUX" && !r.t.Finite(k) {
		return false
	}
	for ; k < len(r.d.Toks) && r.t.Sent(k) == s.sent; k++ {
		if p := r.propAt(k); p == nil || p.Kind == chancery.NounPred || !r.t.Finite(k) || p.Head != k && p.Light != k {
			continue
		}
		hi := r.s.lex.CutAnswer(r.d, r.t, t, r.cutCues(k, r.toPause(max(r.t.Right(k), k))))
		s.head, s.content = k, r.trim(r.d.Toks[t].Span.Cover(r.d.Toks[hi].Span))
		r.conditional(s)
		r.extend(s)
		return true
	}
	return false
}

// toPause stretches a clause that the tree breaks off to the next mark,
// conjunction or subordinate clause: "it was Beijing | which had broken the rules",
// "it stood | ready to help".
func (r *reader) toPause(t int) int {
	sent := &r.d.Sentences[r.t.Sent(t)]
	for t+1 < sent.Hi {
		k := &r.d.Toks[t+1]
		if k.UPOS == "PUNCT" || k.UPOS == "CCONJ" || k.UPOS == "SCONJ" && !strings.EqualFold(k.Form, "that") && !strings.EqualFold(k.Form, "if") && !strings.EqualFold(k.Form, "unless") {
			break
		}
		if p := r.propAt(t + 1); p != nil && p.Kind == chancery.VerbPred && r.reporting(p.Lemma) && r.t.Finite(t+1) {
			break
		}
		t++
	}
	return t
}

// wrapped takes the whole sentence around a cue between commas, where what stands
// before is only a condition or a phrase: "If it closes, he said, we will leave".
func (r *reader) wrapped(s *said) bool {
	sent := &r.d.Sentences[s.sent]
	start := r.frameStart(s.cueTok, -1)
	if start <= sent.Lo+1 || r.d.Toks[start-1].Form != "," || r.t.Child(s.cueTok, "mark") >= 0 {
		return false
	}
	end := s.cueTok + 1
	for end < sent.Hi && end < s.cueTok+9 && r.d.Toks[end].Form != "," {
		if u := r.d.Toks[end].UPOS; u == "VERB" || u == "AUX" || u == "SCONJ" {
			return false
		}
		end++
	}
	if end+2 >= sent.Hi || r.d.Toks[end].Form != "," {
		return false
	}
	lo := r.opening(sent.Lo, start)
	if !r.subordinate(lo, start-1) {
		return r.parted(s, start, end)
	}
	head := -1
	for t := end + 1; t < sent.Hi; t++ {
		if p := r.propAt(t); p != nil && p.Kind != chancery.NounPred && r.t.Finite(t) {
			head = t
			break
		}
	}
	if head < 0 {
		return false
	}
	s.head = head
	s.content = r.trim(r.d.Toks[lo].Span.Cover(r.d.Toks[sent.Hi-1].Span))
	r.extend(s)
	return true
}

// opening is the first word of a sentence behind quotation marks, "But" and "And".
func (r *reader) opening(lo, hi int) int {
	for lo < hi && (r.d.Toks[lo].UPOS == "PUNCT" || r.d.Toks[lo].UPOS == "CCONJ") {
		lo++
	}
	return lo
}

// subordinate reports whether Toks[lo:hi] are no sentence of their own: a clause
// with a complementiser, a phrase with a preposition, an inverted condition.
func (r *reader) subordinate(lo, hi int) bool {
	switch strings.ToLower(r.d.Toks[lo].Form) {
	case "if", "unless", "when", "once", "should", "were", "had", "until", "before", "after", "as", "although", "though", "while", "since", "because":
		return true
	case "in", "with", "without", "for", "despite", "given", "under", "by", "at", "on", "any":
	default:
		return false
	}
	for t := lo; t < hi; t++ {
		if r.d.Toks[t].UPOS == "AUX" || r.d.Toks[t].UPOS == "VERB" && r.t.Finite(t) {
			return false
		}
	}
	return true
}

// headOfThat is the verb of the clause that "that" at token t opens: the one it
// marks, or the first finite one behind it; -1 without one.
func (r *reader) headOfThat(t int) int {
	if h := r.t.Head(t); r.d.Toks[t].Rel == "mark" && h > t && (r.t.Finite(h) || r.t.Child(h, "nsubj", "expl") >= 0) {
		return h
	}
	gerund := r.d.Toks[t+1].XPOS == "VBG"
	for k := t + 1; k < len(r.d.Toks) && r.t.Sent(k) == r.t.Sent(t); k++ {
		if p := r.propAt(k); p != nil && p.Kind != chancery.NounPred && r.t.Finite(k) && !(r.d.Toks[k].XPOS == "VBG" && r.t.Child(k, "aux") < 0) {
			// Not "told the crew that had come": there "that" is the subject.
			if s := r.t.Child(k, "nsubj", "expl"); gerund || r.d.Toks[t].Rel == "mark" || s > t {
				return k
			}
			return -1
		}
	}
	return -1
}

// adjoin takes a second clause into the content that "or" or "and that" joins to
// it although the tree hangs it on the cue: "warned that nobody may pass, or …".
func (r *reader) adjoin(s *said, h int) {
	for _, k := range r.t.Kids(s.cueTok) {
		k := int(k)
		if r.d.Toks[k].Rel.Base() != "conj" || k < r.t.Right(h) {
			continue
		}
		cc := r.t.Child(k, "cc")
		mark := r.t.Child(k, "mark")
		if aux := r.t.Child(k, "aux"); aux >= 0 && r.d.Toks[aux].XPOS == "MD" && r.t.Child(k, "nsubj") < 0 ||
			strings.EqualFold(r.d.Toks[k].Form, "provided") && k+1 < len(r.d.Toks) && r.d.Toks[k+1].Form == "that" {
			// "said that it is ready and will go, provided that …"
			s.content = s.content.Cover(r.trim(r.d.Toks[h].Span.Cover(r.d.Toks[max(k, r.t.Right(k))].Span)))
			continue
		}
		if cc >= 0 && r.d.Toks[cc].Form == "and" && r.nowOf(s.cueTok) && r.d.Toks[k].XPOS == "VBD" && k == r.nextConj(s.cueTok, h) {
			// "claims that it was taken and she was forced to stay"
			s.content = s.content.Cover(r.trim(r.d.Toks[h].Span.Cover(r.d.Toks[r.t.Right(k)].Span)))
			continue
		}
		if cc >= 0 && r.d.Toks[cc].Form == "or" || mark >= 0 && r.d.Toks[mark].Form == "that" {
			s.content = s.content.Cover(r.trim(r.d.Toks[h].Span.Cover(r.d.Toks[r.t.Right(k)].Span)))
		}
	}
}

// nowOf reports whether a cue stands in the present.
func (r *reader) nowOf(cue int) bool {
	x := r.d.Toks[cue].XPOS
	return x == "VBZ" || x == "VBP"
}

// nextConj is the first conjunct of a cue behind token h, -1 without one.
func (r *reader) nextConj(cue, h int) int {
	for _, k := range r.t.Kids(cue) {
		if int(k) > h && r.d.Toks[k].Rel.Base() == "conj" {
			return int(k)
		}
	}
	return -1
}

// keepsOn reports whether a clause behind a frame is still what is said: one about
// "it" or "they", or about what would be.
func (r *reader) keepsOn(v int) bool {
	s := r.t.Child(v, "nsubj", "expl")
	if s < 0 {
		return false
	}
	p := r.propAt(v)
	return r.d.Toks[s].UPOS == "PRON" && p != nil && (p.Modal == "would" || r.d.Toks[s].Rel.Base() == "expl") || p != nil && p.Modal == "would" || r.t.Child(v, "cop") >= 0 && r.low(s) == "it"
}

// second adds what is said on the other side of the cue: "No date was fixed, he
// said, so nothing was postponed".
func (r *reader) second(s *said) {
	if s.mode != sayMode || s.head > s.cueTok || len(s.quoted) > 0 {
		return
	}
	for _, k := range r.t.Kids(s.cueTok) {
		v := int(k)
		if b := r.d.Toks[v].Rel.Base(); v <= s.cueTok || b != "ccomp" && b != "conj" && b != "parataxis" || !r.t.Finite(v) || r.t.Child(v, "nsubj", "expl") < 0 {
			continue
		}
		first := r.t.Left(v)
		if w := r.low(first); w != "so" && w != "but" && !(w == "and" && r.keepsOn(v)) {
			continue
		}
		o := *s
		o.head, o.sure, o.stance = v, 0.7, chancery.Asserts
		o.content = r.trim(r.d.Toks[first+1].Span.Cover(r.d.Toks[r.t.Right(v)].Span))
		r.extend(&o)
		r.keep(o)
		return
	}
}
