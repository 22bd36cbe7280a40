package when

import "chancery"

// A tense is where the verb that governs an expression places it.
type tense uint8

const (
	noTense tense = iota // not known
	past
	either // "had been scheduled for": the nearer one
	coming // "was to meet": the next one, unless it was just before
	present
	likely // would, could, infinitives: ahead, unless that is far
	future
)

// A verbClass is what a verb tells of the times that it governs.
type verbClass uint8

const (
	noClass   verbClass = iota
	schedules           // schedule, plan, expect: its times lie ahead, even in the past tense
	moves               // postpone, move, extend: from one time to another, both ahead
	succeeds            // manage, begin, help: an infinitive below shares its tense
	reports             // say, report: its present tense is past
	echoes              // follow, come after: times of its nouns are past
	intends             // vote, urge, agree: its infinitive is ahead
)

var verbClasses = map[string]verbClass{"schedule": schedules, "move": moves, "succeed": succeeds, "report": reports, "echo": echoes, "intend": intends}

// tenseOf is the tense that governs the token t.
func (s *scan) tenseOf(t int) tense {
	if !s.trees {
		return s.nearTense(t)
	}
	toks := s.d.Toks
	prep := s.prepOf(t)
	direct := toks[t].Rel.Base() != "nmod" && toks[t].Rel != "obj"
	after := false
	for range 12 {
		h := toks[t].Head
		if h < 0 || h >= len(toks) || h == t {
			break
		}
		if s.announced(t) {
			return future
		}
		t = h
		after = after || s.behind(t)
		if s.predicate(t) {
			v := s.verbTense(t, prep)
			if v == present && after {
				return past // "is content after the talks on Tuesday"
			}
			if v == present && !direct && s.st.lex.verbs[toks[t].Lemma] == echoes {
				return past // "follows the testimony on Tuesday of four officials"
			}
			return v
		}
	}
	if s.predicate(t) {
		return s.verbTense(t, prep)
	}
	if s.announced(t) {
		return future
	}
	if v := s.finiteNear(t); v >= 0 {
		return s.verbTense(v, prep)
	}
	return noTense
}

// behind reports whether the phrase of a noun stands after "after".
func (s *scan) behind(t int) bool {
	for n := 1; n <= 5 && t-n >= 0; n++ {
		if k := &s.d.Toks[t-n]; k.Head == t && k.Rel == "case" {
			return k.Lemma == "after" || k.Lemma == "following" || k.Lemma == "since"
		}
	}
	return false
}

// finiteNear is the finite verb nearest to token t in its sentence, for trees
// that hang a clause on a noun; -1 without one.
func (s *scan) finiteNear(t int) int {
	lo, hi := s.bounds(t)
	for n := 1; n < 24; n++ {
		for _, j := range [...]int{t + n, t - n} {
			if j < lo || j >= hi {
				continue
			}
			switch s.d.Toks[j].XPOS {
			case "VBD", "VBZ", "VBP":
				return j
			case "MD":
				if h := s.d.Toks[j].Head; h >= lo && h < hi {
					return h
				}
			}
		}
	}
	return -1
}

// prepOf is the preposition of the phrase that t heads.
func (s *scan) prepOf(t int) class {
	for n := 1; n <= 3; n++ {
		j := t - n
		if j < 0 {
			break
		}
		if s.d.Toks[j].Head == t && s.d.Toks[j].Rel == "case" {
			e, _ := s.st.lex.find(s.d.Toks[j].Form)
			return e.class
		}
	}
	return other
}

// announced reports whether the noun t is said to lie ahead: "planned talks".
func (s *scan) announced(t int) bool {
	toks := s.d.Toks
	for j := t - 1; j >= 0 && j >= t-4; j-- {
		if toks[j].Head == t && toks[j].Rel.Base() == "amod" {
			if c := s.st.lex.verbs[toks[j].Lemma]; c == schedules {
				return true
			}
		}
	}
	return false
}

// predicate reports whether t is a verb, or has a copula.
func (s *scan) predicate(t int) bool {
	x := s.d.Toks[t].XPOS
	return len(x) >= 2 && (x[:2] == "VB" || x == "MD") || s.child(t, "cop") >= 0
}

// child is the first dependent of t with the relation, -1 without one.
func (s *scan) child(t int, rel chancery.Rel) int {
	lo, hi := s.bounds(t)
	for j := lo; j < hi; j++ {
		if s.d.Toks[j].Head == t && s.d.Toks[j].Rel == rel {
			return j
		}
	}
	return -1
}

// bounds are the tokens of t's sentence near it.
func (s *scan) bounds(t int) (lo, hi int) {
	lo, hi = 0, len(s.d.Toks)
	if s.sen >= 0 && s.sen < len(s.d.Sentences) {
		sent := &s.d.Sentences[s.sen]
		lo, hi = max(sent.Lo, 0), min(sent.Hi, hi)
	}
	return max(lo, t-24), min(hi, t+12)
}

// aux is what the auxiliaries of a verb say.
type aux struct {
	will, might, have, did, wasBe, isBe, toMark, past, due bool
}

func (s *scan) auxOf(v int) aux {
	var a aux
	lo, hi := s.bounds(v)
	for j := lo; j < hi; j++ {
		t := &s.d.Toks[j]
		if t.Head != v {
			continue
		}
		if t.Lemma == "due" && (t.Rel == "mark" || t.Rel == "case" && j+1 < hi && s.d.Toks[j+1].Lemma != "to") {
			a.due = true // "due to start", "due in Kyiv", but not "due to the storm"
		}
		switch t.Rel.Base() {
		case "mark":
			a.toMark = a.toMark || t.XPOS == "TO"
		case "aux", "cop":
			a.add(t)
		}
	}
	return a
}

func (a *aux) add(t *chancery.Tok) {
	old := t.XPOS == "VBD"
	a.past = a.past || old
	switch {
	case t.XPOS == "MD":
		switch t.Form {
		case "will", "'ll", "’ll", "shall", "wo", "Will", "Shall":
			a.will = true
		default:
			a.might = true
		}
	case t.Lemma == "have":
		a.have = true
	case t.Lemma == "do":
		a.did = a.did || old
	case t.Lemma == "be":
		a.wasBe = a.wasBe || old
		a.isBe = a.isBe || t.XPOS == "VBZ" || t.XPOS == "VBP"
	}
}

// verbTense is the tense of the predicate v for a time behind prep.
func (s *scan) verbTense(v int, prep class) tense {
	for range 6 {
		t, up := s.ownTense(v, prep)
		if !up {
			return t
		}
		h := s.d.Toks[v].Head
		for n := 0; h >= 0 && h < len(s.d.Toks) && !s.predicate(h) && n < 6; n++ {
			h = s.d.Toks[h].Head
		}
		if h < 0 || h >= len(s.d.Toks) || h == v {
			return t
		}
		v = h
	}
	return noTense
}

// ownTense is the tense of v itself; up asks for its governor's instead.
func (s *scan) ownTense(v int, prep class) (t tense, up bool) {
	tok := &s.d.Toks[v]
	a := s.auxOf(v)
	c := s.st.lex.verbs[tok.Lemma]
	ahead := prep == forWord || prep == untilWord || prep == toWord || prep == fromWord
	switch {
	case a.due:
		return future, false
	case a.will && !a.have:
		return future, false
	case a.might && a.have:
		return past, false
	case a.will:
		return future, false
	case a.might:
		return likely, false
	case c == moves && (ahead || prep == onWord && tok.XPOS == "VBN" && !a.have && !a.past):
		return future, false
	case c == schedules && !(a.have && a.past) && (tok.XPOS == "VBN" || tok.XPOS[0] != 'V' || ahead):
		return future, false
	case c == schedules && a.have && a.past && ahead:
		return either, false
	case a.toMark && a.wasBe:
		return coming, false // "was to sign on Tuesday", told while or right after it was ahead
	case a.toMark:
		return s.infinitive(v)
	case a.have || a.did || a.wasBe:
		if prep == untilWord && tok.XPOS == "VBN" && a.wasBe {
			return future, false
		}
		return past, false
	case a.isBe:
		if tok.XPOS == "VBN" && a.past {
			return past, false
		}
		return present, false
	}
	switch tok.XPOS {
	case "VBD":
		return past, false
	case "VBZ", "VBP":
		if c == reports {
			return past, false
		}
		return present, false
	case "VBN":
		if r := tok.Rel.Base(); r == "conj" || r == "xcomp" { // "will remain closed"
			return noTense, true
		}
		return past, false
	case "VBG":
		return noTense, true
	case "VB":
		return likely, tok.Rel.Base() == "conj"
	}
	return noTense, false
}

// infinitive is the tense of "to meet": ahead, save below verbs such as
// "managed" and where it tells a purpose.
func (s *scan) infinitive(v int) (tense, bool) {
	tok := &s.d.Toks[v]
	h := tok.Head
	if h < 0 || h >= len(s.d.Toks) {
		return likely, false
	}
	switch c := s.st.lex.verbs[s.d.Toks[h].Lemma]; {
	case c == succeeds:
		return noTense, true
	case c == schedules && s.auxOf(h).wasBe:
		return coming, false // "was scheduled to meet on Tuesday"
	case tok.Rel.Base() == "advcl" && c != intends && c != schedules && !s.headline(h):
		return noTense, true
	}
	return likely, false
}

// headline reports whether h is the first word of its sentence and has no
// subject: "Blinken to meet Lavrov", whose first word can pass for a verb.
func (s *scan) headline(h int) bool {
	return s.sen < len(s.d.Sentences) && h == s.d.Sentences[s.sen].Lo && s.child(h, "nsubj") < 0
}

// nearTense looks for a word of the future near the token, where there are no
// trees.
func (s *scan) nearTense(t int) tense {
	lo, hi := 0, len(s.d.Toks)
	if s.sen >= 0 && s.sen < len(s.d.Sentences) {
		lo, hi = s.d.Sentences[s.sen].Lo, s.d.Sentences[s.sen].Hi
	}
	for j := max(lo, t-14); j < min(hi, t+8); j++ {
		if s.st.lex.nearWord(s.d.Toks[j].Form)&ahead != 0 {
			return future
		}
	}
	return noTense
}
