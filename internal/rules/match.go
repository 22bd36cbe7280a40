package rules

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

func (s *Set) index() {
	s.byWord, s.byLight = map[string][]entry{}, map[string][]entry{}
	frames := map[string]string{}
	for n, r := range s.Rules {
		if r.frames = frames; r.frame {
			frames[r.Name] = r.Kind
		}
		for i := range r.match {
			s.add(entry{r, n, i}, &r.match[i])
		}
	}
}

func (s *Set) add(e entry, a *alternative) {
	for i := range a.terms {
		t := &a.terms[i]
		if t.not || t.kind != predTerm && t.kind != lightTerm {
			continue
		}
		into, words := s.byWord, t.words
		if words == nil {
			into, words = s.byLight, t.light
		}
		if words == nil {
			break
		}
		for _, w := range words {
			into[w] = append(into[w], e)
		}
		return
	}
	s.rest = append(s.rest, e)
}

// Match returns the rules of the kinds (all, where none is given) that hold of
// the proposition, each once, an operator's own first, then the most specific; of two equally specific
// ones that with fewer predicate words, then the earlier in the files.
func (s *Set) Match(d *chancery.Doc, prop int, kinds ...string) []Match {
	return s.On(d).Match(prop, kinds...)
}

// A Matcher matches the rules of a set against one article; it keeps what it
// has looked up there. It is for one goroutine.
type Matcher struct {
	set *Set
	doc *chancery.Doc

	kids    []([]int)     // of each token; filled when first asked for
	byHead  map[int][]int // actor mentions by head token
	bound   binding
	alt     *alternative  // that is being tried
	visited map[*Rule]int // best alternative so far, index into out
}

// On prepares to match against an article whose propositions are there.
func (s *Set) On(d *chancery.Doc) *Matcher {
	return &Matcher{set: s, doc: d, visited: map[*Rule]int{}}
}

// Match is as [Set.Match].
func (m *Matcher) Match(prop int, kinds ...string) []Match {
	if prop < 0 || prop >= len(m.doc.Props) {
		return nil
	}
	p := &m.doc.Props[prop]
	var out []Match
	var order []int
	clear(m.visited)
	try := func(es []entry) {
		for _, e := range es {
			if len(kinds) > 0 && !slices.Contains(kinds, e.rule.Kind) {
				continue
			}
			if _, done := m.visited[e.rule]; done {
				continue
			}
			if !m.holds(&e.rule.match[e.alt], p) {
				continue
			}
			if m.blocked(e.rule, p) {
				m.visited[e.rule] = -1
				continue
			}
			m.visited[e.rule] = len(out)
			found := m.bound.match(e)
			found.Said = m.content(e.rule, p)
			found.Content = places(p, found.Said)
			out = append(out, found)
			order = append(order, e.n)
		}
	}
	try(m.set.byWord[p.Lemma])
	if base := loose(p); base != "" {
		try(m.set.byWord[base])
	}
	for _, w := range m.lightNames(p) {
		try(m.set.byLight[w])
		try(m.set.byWord[w])
	}
	try(m.set.rest)
	sortMatches(out, order)
	return out
}

// content finds the parts of p that the first fitting alternative names.
func (m *Matcher) content(r *Rule, p *chancery.Prop) []chancery.Arg {
	for _, parts := range r.content {
		var found []chancery.Arg
		for i := range parts {
			a, ok := m.contentPart(p, &parts[i])
			if !ok {
				found = nil
				break
			}
			found = append(found, a)
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// places are the places of parts in the proposition, nil where one is not there.
func places(p *chancery.Prop, parts []chancery.Arg) []int {
	var out []int
	for i := range parts {
		at := slices.IndexFunc(p.Args, func(a chancery.Arg) bool { return a.Tok == parts[i].Tok && a.Role == parts[i].Role })
		if at < 0 {
			return nil
		}
		out = append(out, at)
	}
	return out
}

// contentPart finds one part, also where the tree hangs it on the object: a
// preposition, or a clause behind one ("accused X of shelling").
func (m *Matcher) contentPart(p *chancery.Prop, s *step) (chancery.Arg, bool) {
	for i := range p.Args {
		if m.fits(&p.Args[i], s) {
			return p.Args[i], true
		}
	}
	if s.role != chancery.PrepArg && s.role != chancery.Advcl || p.Kind == chancery.NounPred {
		return chancery.Arg{}, false
	}
	m.prepare()
	for i := range p.Args {
		o := &p.Args[i]
		if o.Role != chancery.Obj && o.Role != chancery.IObj || o.Tok < 0 || o.Tok >= len(m.doc.Toks) {
			continue
		}
		for _, k := range m.kids[o.Tok] {
			if rel := m.doc.Toks[k].Rel.Base(); rel != "nmod" && rel != "acl" && rel != "obl" && rel != "advcl" {
				continue
			}
			a := m.arg(s.role, m.marker(k), k)
			if m.fits(&a, s) {
				return a, true
			}
		}
	}
	return chancery.Arg{}, false
}

// marker is the first preposition or complementiser of a token.
func (m *Matcher) marker(t int) string {
	for _, k := range m.kids[t] {
		if b := m.doc.Toks[k].Rel.Base(); b == "case" || b == "mark" {
			return strings.ToLower(m.doc.Toks[k].Form)
		}
	}
	return ""
}

func sortMatches(out []Match, order []int) {
	if len(out) < 2 {
		return
	}
	type keyed struct {
		Match
		order, words int
	}
	ks := make([]keyed, len(out))
	for i := range out {
		ks[i] = keyed{out[i], order[i], narrowest(out[i].Rule)}
	}
	slices.SortStableFunc(ks, func(a, b keyed) int {
		return cmp.Or(ownFirst(a.Rule, b.Rule), cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.words, b.words), cmp.Compare(a.order, b.order))
	})
	for i := range ks {
		out[i] = ks[i].Match
	}
}

func ownFirst(a, b *Rule) int {
	switch {
	case a.Own == b.Own:
		return 0
	case a.Own:
		return -1
	}
	return 1
}

func narrowest(r *Rule) int {
	n := r.match[0].words
	for _, a := range r.match {
		n = min(n, a.words)
	}
	return n
}

func (m *Matcher) blocked(r *Rule, p *chancery.Prop) bool {
	saved := m.bound
	defer func() { m.bound = saved }()
	for i := range r.unless {
		m.bound = binding{}
		if m.term(&r.unless[i], p) {
			return true
		}
	}
	return false
}

// loose is the verb without the preposition that was joined to it: "march" of
// "march_in" with "Minsk" as object of "in". Empty where there is none.
func loose(p *chancery.Prop) string {
	base, prep, ok := strings.Cut(p.Lemma, "_")
	if !ok || p.Kind != chancery.VerbPred {
		return ""
	}
	for i := range p.Args {
		if a := &p.Args[i]; a.Role == chancery.Obj && a.Prep == prep {
			return base
		}
	}
	return ""
}

// lightNames are the names of the light verb of p: its lemma, and that with its
// particle or with the preposition before the noun ("carry_out", "engage_in").
func (m *Matcher) lightNames(p *chancery.Prop) []string {
	if p.Kind != chancery.LightPred || p.Light < 0 || p.Light >= len(m.doc.Toks) {
		return nil
	}
	m.prepare()
	verb := lemma(m.doc, p.Light)
	out := []string{verb}
	for _, k := range m.kids[p.Light] {
		switch t := &m.doc.Toks[k]; {
		case t.Rel == "compound:prt", t.Rel.Base() == "advmod" && t.UPOS == "ADP":
			out = append(out, verb+"_"+lemma(m.doc, k))
		}
	}
	if p.Head >= 0 && p.Head < len(m.doc.Toks) && m.doc.Toks[p.Head].Head == p.Light {
		for _, k := range m.kids[p.Head] {
			if m.doc.Toks[k].Rel == "case" {
				out = append(out, verb+"_"+lemma(m.doc, k))
			}
		}
	}
	return out
}

// isLight reports whether the light verb of p has one of the names.
func (m *Matcher) isLight(p *chancery.Prop, names []string) bool {
	return slices.ContainsFunc(m.lightNames(p), func(w string) bool { return has(names, w) })
}

// holds reports whether all terms hold; m.bound is then what they bind.
func (m *Matcher) holds(a *alternative, p *chancery.Prop) bool {
	m.bound = binding{}
	m.alt = a
	defer func() { m.alt = nil }()
	for i := range a.terms {
		if !m.term(&a.terms[i], p) {
			return false
		}
	}
	return m.bound.settle()
}

func (m *Matcher) term(t *term, p *chancery.Prop) bool {
	return m.plain(t, p) != t.not
}

func (m *Matcher) plain(t *term, p *chancery.Prop) bool {
	switch t.kind {
	case predTerm:
		k := predKinds[t.name]
		if (k == "" || k == p.Kind) && (has(t.words, p.Lemma) || has(t.words, loose(p)) && loose(p) != "") {
			return true
		}
		// "impose sanctions" is also a verb with an object, for who asks for both.
		return k == chancery.VerbPred && m.alt != nil && m.alt.object && m.isLight(p, t.words)
	case lightTerm:
		return p.Kind == chancery.LightPred && has(t.words, p.Lemma) && m.isLight(p, t.light)
	case partTerm:
		return m.part(t, p)
	case anyTerm:
		return m.all(p)
	case speakerTerm:
		return m.speaker(t, p)
	case underTerm:
		return slices.ContainsFunc(p.Chain, func(l chancery.Link) bool { return has(t.words, l.Lemma) })
	case classTerm:
		return slices.ContainsFunc(p.Chain, func(l chancery.Link) bool { return has(t.words, l.Class) })
	case flagTerm:
		return t.name == "passive" && p.Passive || t.name == "neg" && p.Neg
	case modalTerm:
		return p.Modal != "" && has(t.words, p.Modal)
	case tenseTerm:
		if p.Tense == chancery.NoTense {
			return has(t.words, "none")
		}
		return has(t.words, string(p.Tense))
	case statusTerm:
		return has(t.words, string(p.Status))
	}
	return false
}

// has reports whether the sorted list holds w; a nil list holds everything.
func has(list []string, w string) bool {
	if list == nil {
		return true
	}
	_, ok := slices.BinarySearch(list, w)
	return ok
}

func lemma(d *chancery.Doc, tok int) string {
	if tok < 0 || tok >= len(d.Toks) {
		return ""
	}
	if l := d.Toks[tok].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return strings.ToLower(d.Toks[tok].Form)
}
