package rules

import (
	"slices"
	"strings"

	"chancery"
)

// A binding collects actors for the two sides of a match.
type binding struct {
	a, b         []string
	aTok, bTok   []int
	spans        []chancery.Span
	needA, needB bool // a term without "?" was bound to the side
	mutual       bool // a part of B is "each other"
}

func (b *binding) add(side byte, arg *chancery.Arg, ids []string, must bool) {
	list, toks := &b.a, &b.aTok
	if side == 'B' {
		list, toks = &b.b, &b.bTok
		b.needB = b.needB || must
	} else {
		b.needA = b.needA || must
	}
	for _, id := range ids {
		if !slices.Contains(*list, id) {
			*list = append(*list, id)
		}
	}
	b.mutual = b.mutual || side == 'B' && arg.From == chancery.Mutual
	*toks = append(*toks, arg.Tok)
	b.spans = append(b.spans, arg.Span)
}

// settle takes from B the actors that stand in A, and reports whether a side
// that must be there still is.
func (b *binding) settle() bool {
	if b.mutual && len(b.a) > 1 {
		b.a = slices.Clone(b.a[:1]) // the first to the others; who reads it adds the way back
	}
	b.b = slices.DeleteFunc(b.b, func(id string) bool { return slices.Contains(b.a, id) })
	return !(b.needA && len(b.a) == 0) && !(b.needB && len(b.b) == 0)
}

func (b *binding) match(e entry) Match {
	return Match{Rule: e.rule, A: b.a, B: b.b, ATok: b.aTok, BTok: b.bTok,
		Bound: b.spans, Weight: e.rule.match[e.alt].weight}
}

// part reports whether a part along the path is there, and binds its actors.
func (m *Matcher) part(t *term, p *chancery.Prop) bool {
	found := false
	take := func(a *chancery.Arg) {
		if t.bind == 0 {
			found = true
			return
		}
		if ids := a.ActorIDs(m.doc); len(ids) > 0 {
			found = true
			m.bound.add(t.bind, a, ids, !t.maybe)
		}
	}
	m.walkFrom(p, t.path, take)
	if !found && !t.not && t.moved != nil && m.mayMove(t, p) {
		m.walkFrom(p, t.moved, take)
	}
	return found || t.maybe
}

// mayMove reports whether the second path of a term may be tried.
func (m *Matcher) mayMove(t *term, p *chancery.Prop) bool {
	if p.Kind == chancery.NounPred {
		return false
	}
	first := &t.path[0]
	has := func(role chancery.Role) bool {
		return slices.ContainsFunc(p.Args, func(a chancery.Arg) bool { return a.Role == role })
	}
	switch first.role {
	case chancery.Comp:
		return !has(chancery.Comp)
	case chancery.PrepArg, chancery.Advcl:
		return true
	}
	if t.moved[0].role == chancery.IObj {
		return !has(chancery.Obj)
	}
	return slices.ContainsFunc(p.Args, func(a chancery.Arg) bool { return m.fits(&a, first) })
}

// speaker binds the nearest speaker above.
func (m *Matcher) speaker(t *term, p *chancery.Prop) bool {
	for i := len(p.Chain) - 1; i >= 0; i-- {
		l := &p.Chain[i]
		if len(l.Speakers) == 0 {
			continue
		}
		if t.bind != 0 {
			a := chancery.Arg{Role: chancery.Subj, Tok: l.Cue, Actors: l.Speakers}
			ids := a.ActorIDs(m.doc)
			if len(ids) == 0 {
				continue
			}
			m.bound.add(t.bind, &a, ids, !t.maybe)
		}
		return true
	}
	return t.maybe
}

// walkFrom walks the parts of p; the noun of a light verb is its object too, whose
// parts are those of p.
func (m *Matcher) walkFrom(p *chancery.Prop, path []step, yield func(*chancery.Arg)) {
	if p.Kind == chancery.LightPred && path[0].role == chancery.Obj && path[0].heads != nil && p.Head >= 0 && p.Head < len(m.doc.Toks) {
		a := chancery.Arg{Role: chancery.Obj, Tok: p.Head, Span: m.doc.Toks[p.Head].Span, Prop: -1}
		if m.fits(&a, &path[0]) {
			if len(path) == 1 {
				yield(&a)
			} else {
				m.walk(p.Args, path[1:], yield)
			}
		}
	}
	m.walk(p.Args, path, yield)
}

func (m *Matcher) walk(args []chancery.Arg, path []step, yield func(*chancery.Arg)) {
	for i := range args {
		a := &args[i]
		if !m.fits(a, &path[0]) {
			continue
		}
		if len(path) == 1 {
			yield(a)
			continue
		}
		m.walk(m.under(a), path[1:], yield)
	}
}

func (m *Matcher) fits(a *chancery.Arg, s *step) bool {
	// The object of a verb joined with its preposition is a part of both kinds.
	joined := s.role == chancery.PrepArg && a.Role == chancery.Obj && a.Prep != ""
	if a.Role != s.role && !joined || !has(s.preps, strings.ToLower(a.Prep)) {
		return false
	}
	if s.heads == nil {
		return true
	}
	head := lemma(m.doc, a.Tok)
	if has(s.heads, head) || has(m.set.partitive, head) && m.set.partitive != nil && m.wholeFits(a.Tok, s.heads) {
		return true
	}
	return a.Prop >= 0 && a.Prop < len(m.doc.Props) && has(s.heads, m.doc.Props[a.Prop].Lemma)
}

// wholeFits reports whether what a partitive noun is a part of has one of the
// heads: "part of its aid".
func (m *Matcher) wholeFits(tok int, heads []string) bool {
	if tok < 0 || tok >= len(m.doc.Toks) {
		return false
	}
	m.prepare()
	for _, k := range m.kids[tok] {
		if role, prep := m.nominal(k); role == chancery.PrepArg && prep == "of" && has(heads, lemma(m.doc, k)) {
			return true
		}
	}
	return false
}

// under are the parts of the proposition that a part is, or else the
// dependents of its head noun as parts.
func (m *Matcher) under(a *chancery.Arg) []chancery.Arg {
	if a.Prop >= 0 && a.Prop < len(m.doc.Props) {
		return m.doc.Props[a.Prop].Args
	}
	if a.Tok < 0 || a.Tok >= len(m.doc.Toks) {
		return nil
	}
	m.prepare()
	var out []chancery.Arg
	for _, k := range m.kids[a.Tok] {
		role, prep := m.nominal(k)
		if role == "" {
			continue
		}
		out = append(out, m.arg(role, prep, k))
		for _, c := range m.kids[k] {
			if m.doc.Toks[c].Rel.Base() == "conj" {
				out = append(out, m.arg(role, prep, c))
			}
		}
	}
	return out
}

func (m *Matcher) arg(role chancery.Role, prep string, tok int) chancery.Arg {
	return chancery.Arg{Role: role, Prep: prep, Tok: tok, Span: m.doc.Toks[tok].Span,
		Prop: -1, Actors: m.byHead[tok]}
}

// nominal is the part that a dependent of a noun plays.
func (m *Matcher) nominal(k int) (chancery.Role, string) {
	t := &m.doc.Toks[k]
	switch {
	case t.Rel == "nmod:poss":
		return chancery.Subj, ""
	case t.Rel.Base() == "nmod" || t.Rel.Base() == "obl":
		for _, c := range m.kids[k] {
			if m.doc.Toks[c].Rel == "case" {
				return chancery.PrepArg, lemma(m.doc, c)
			}
		}
	case t.Rel == "amod" || t.Rel.Base() == "compound":
		return chancery.Mod, ""
	case t.Rel.Base() == "appos":
		return chancery.Appos, ""
	case t.Rel.Base() == "acl":
		for _, c := range m.kids[k] {
			if w := lemma(m.doc, c); m.doc.Toks[c].Rel == "mark" && w != "to" && w != "that" {
				return chancery.Advcl, w // "accused X [of shelling]"
			}
		}
		return chancery.Comp, ""
	}
	return "", ""
}

// prepare indexes the trees and mentions of the article, once.
func (m *Matcher) prepare() {
	if m.kids != nil {
		return
	}
	m.kids = make([][]int, len(m.doc.Toks))
	for i := range m.doc.Toks {
		if h := m.doc.Toks[i].Head; h >= 0 && h < len(m.kids) && h != i {
			m.kids[h] = append(m.kids[h], i)
		}
	}
	m.byHead = map[int][]int{}
	for i := range m.doc.Mentions {
		if mt := &m.doc.Mentions[i]; mt.Kind == chancery.ActorMention {
			m.byHead[mt.Head] = append(m.byHead[mt.Head], i)
		}
	}
}

// all binds the actors of a reciprocal predicate: those of the subject to A and
// the rest to B, or, where one side has them all, the first to A.
func (m *Matcher) all(p *chancery.Prop) bool {
	for i := range p.Args {
		a := &p.Args[i]
		side := byte('B')
		switch a.Role {
		case chancery.Subj:
			side = 'A'
		case chancery.Obj, chancery.IObj, chancery.Mod:
		case chancery.PrepArg:
			if !has(together, a.Prep) {
				continue
			}
		default:
			continue
		}
		if ids := a.ActorIDs(m.doc); len(ids) > 0 {
			m.bound.add(side, a, ids, false)
		}
	}
	b := &m.bound
	b.settle()
	switch {
	case len(b.a) > 0 && len(b.b) > 0:
		return true
	case len(b.a) > 1:
		b.b = append(b.b, b.a[1:]...)
		b.a = b.a[:1]
	case len(b.b) > 1:
		b.a = append(b.a, b.b[0])
		b.b = slices.Clone(b.b[1:])
	default:
		return false
	}
	return true
}

// together are the prepositions that join a party; sorted.
var together = []string{"alongside", "among", "between", "of", "with"}
