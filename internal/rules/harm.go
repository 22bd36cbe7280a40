package rules

import (
	"slices"

	"chancery"
)

// The lists hostile and friendly say what an act does to the other side. The
// kinds of hostile words: "act", a verb that does harm; "react", one that does
// so if its manner or object says it; "manner" and "measure", which say it;
// "reply", what one brings upon another ("consequences"); "outcome", what is bad
// whoever brings it about; "suffer", a verb whose subject it befalls.

// Harms reports whether a proposition is an act against somebody: "will close
// the strait", "will react decisively", "will open fire".
func (x *Lexicon) Harms(t *chancery.Tree, p *chancery.Prop) bool {
	kind := x.harm(p.Lemma)
	switch {
	case kind == "act" || kind == "measure":
		return true
	case kind == "suffer", x.Helps(p):
		return false // "will lift its veto", "will end the strikes"
	case kind == "manner":
		// "the response would be harsh"
		s := t.Child(p.Head, "nsubj")
		return s >= 0 && (x.harm(t.Lemma(s)) == "reply" || x.harm(t.Lemma(s)) == "react")
	}
	v := p.Head
	if p.Light >= 0 {
		v = p.Light
	}
	for _, k := range t.Kids(v) {
		k := int(k)
		switch t.Rel(k).Base() {
		case "obj", "advmod", "xcomp":
		case "obl":
			if c := t.Marker(k, "case"); c != "with" && c != "by" && c != "in" || c == "in" && x.harm(t.Lemma(k)) != "manner" {
				continue
			}
		default:
			continue
		}
		lo, hi := t.Left(k), t.Right(k)
		if t.Rel(k).Base() == "advmod" {
			lo, hi = k, k // and not the clause of "as long as"
		}
		for i := lo; i <= hi; i++ {
			switch x.harm(t.Lemma(i)) {
			case "measure":
				return true
			case "act":
				if t.Noun(i) {
					return true
				}
			case "manner", "outcome", "reply":
				if kind == "react" {
					return true
				}
			}
		}
	}
	return false
}

// Reacts reports whether a proposition answers an act: "will respond".
func (x *Lexicon) Reacts(p *chancery.Prop) bool {
	switch p.Lemma {
	case "respond", "react", "answer", "counter", "reciprocate":
		return true
	}
	return false
}

// Suffers reports whether what a proposition tells befalls its subject: "would
// lose the war".
func (x *Lexicon) Suffers(p *chancery.Prop) bool { return x.harm(p.Lemma) == "suffer" }

// Helps reports whether a proposition is an act for somebody.
func (x *Lexicon) Helps(p *chancery.Prop) bool { return x.Has("friendly", p.Lemma) }

// Bad reports whether a bad outcome is named in Toks[lo:hi].
func (x *Lexicon) Bad(t *chancery.Tree, lo, hi int) bool {
	return x.names(t, lo, hi, "outcome", "measure", "reply")
}

// Replies reports whether Toks[lo:hi] name what one brings upon another.
func (x *Lexicon) Replies(t *chancery.Tree, lo, hi int) bool {
	return x.names(t, lo, hi, "measure", "reply")
}

// Hurtful reports whether any hostile word stands in Toks[lo:hi].
func (x *Lexicon) Hurtful(t *chancery.Tree, lo, hi int) bool {
	return x.names(t, lo, hi, "outcome", "measure", "reply", "act")
}

func (x *Lexicon) names(t *chancery.Tree, lo, hi int, kinds ...string) bool {
	for i := lo; i < hi; i++ {
		if k := x.harm(t.Lemma(i)); k != "" && slices.Contains(kinds, k) {
			return true
		}
	}
	return false
}

func (x *Lexicon) harm(lemma string) string {
	if row := x.Row("hostile", lemma); len(row) > 1 {
		return row[1]
	}
	return ""
}

// answers are the nouns that take up what was said or asked before them.
var answers = map[string]bool{
	"claim": true, "charge": true, "accusation": true, "allegation": true, "assertion": true, "demand": true, "move": true, "statement": true,
	"suggestion": true, "denial": true, "step": true, "request": true, "call": true, "proposal": true, "idea": true, "offer": true,
}

// CutAnswer is the last token of Toks[lo:hi+1] before a noun that takes up the
// rest from outside, "…, a charge that X denies"; hi without one.
func (x *Lexicon) CutAnswer(d *chancery.Doc, t *chancery.Tree, lo, hi int) int {
	for i := lo + 2; i+2 <= hi; i++ {
		if d.Toks[i].Form != "," || d.Toks[i+1].Form != "a" && d.Toks[i+1].Form != "an" {
			continue
		}
		for k := i + 2; k <= min(i+4, hi); k++ {
			if answers[t.Lemma(k)] && (t.Child(k, "acl") >= 0 || x.answered(d, t, k)) {
				return i - 1
			}
		}
	}
	return hi
}

// AnswerNoun is the noun by which verb v takes up what stands before it, "…, an
// allegation X rejects", read off the words alone; -1 without one.
func (x *Lexicon) AnswerNoun(d *chancery.Doc, t *chancery.Tree, v int) int {
	for k := v - 1; k >= 2 && k > v-9 && t.Sent(k) == t.Sent(v); k-- {
		if d.Toks[k].Form == "," {
			return -1
		}
		if !answers[t.Lemma(k)] {
			continue
		}
		for i := k - 1; i > k-4 && i > 0; i-- {
			if f := d.Toks[i].Form; (f == "a" || f == "an") && d.Toks[i-1].Form == "," {
				return k
			}
		}
		return -1
	}
	return -1
}

// answered reports whether a verb of denial or refusal stands behind a noun.
func (x *Lexicon) answered(d *chancery.Doc, t *chancery.Tree, noun int) bool {
	for k := noun + 1; k < len(d.Toks) && k < noun+8 && t.Sent(k) == t.Sent(noun); k++ {
		if c := x.Class(t.Lemma(k)); d.Toks[k].UPOS == "VERB" && (c == "deny" || c == "reject") {
			return true
		}
	}
	return false
}
