package rules

import "chancery"

// The lists hostile and friendly say what an act does to the other side. The
// kinds of hostile words: "act", a verb that does harm; "react", one that does
// so if its manner or object says it; "manner" and "measure", which say it;
// "outcome", what is bad whoever brings it about.

// Harms reports whether a proposition is an act against somebody: "will close
// the strait", "will react decisively".
func (x *Lexicon) Harms(t *chancery.Tree, p *chancery.Prop) bool {
	kind := x.harm(p.Lemma)
	if kind == "act" || kind == "measure" {
		return true
	}
	for i := t.Left(p.Head); i <= t.Right(p.Head); i++ {
		switch x.harm(t.Lemma(i)) {
		case "measure":
			return true
		case "manner", "outcome":
			if kind == "react" {
				return true
			}
		}
	}
	return false
}

// Helps reports whether a proposition is an act for somebody.
func (x *Lexicon) Helps(p *chancery.Prop) bool { return x.Has("friendly", p.Lemma) }

// Bad reports whether a bad outcome is named in Toks[lo:hi].
func (x *Lexicon) Bad(t *chancery.Tree, lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if k := x.harm(t.Lemma(i)); k == "outcome" || k == "measure" {
			return true
		}
	}
	return false
}

// Hurtful reports whether any hostile word stands in Toks[lo:hi].
func (x *Lexicon) Hurtful(t *chancery.Tree, lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if k := x.harm(t.Lemma(i)); k == "outcome" || k == "measure" || k == "act" {
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
