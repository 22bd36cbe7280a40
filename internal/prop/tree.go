package prop

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// A reader reads one sentence. Token numbers in it are those of the Doc; the
// slices are indexed by token number minus lo.
type reader struct {
	s    *Stage
	d    *chancery.Doc
	sent int
	lo   int
	hi   int
	base int // number that the first proposition of the sentence will have

	head  []int // head within the sentence, -1 at roots
	kids  [][]int
	order []int // every token after its head
	left  []int // first and last token of each subtree
	right []int
	lem   []string
	low   []string       // forms in lower case
	rels  []chancery.Rel // relations and tags, mended where they cannot be right
	kinds []chancery.Rel // relations without subtype
	tags  []chancery.UPOS
	xpos  []string
	verb  []string // lemmas of verbs with particle, once asked for
	done  bool     // the tree is mended

	at    []int // proposition of each token (local number), -1
	props []chancery.Prop
	gov   []governor // of each proposition
	ix    *mentionIndex
}

// A room holds the arrays of a reader, which serve one sentence after another.
type room struct {
	ints    []int
	kids    [][]int
	strings []string
	rels    []chancery.Rel
	tags    []chancery.UPOS
	props   []chancery.Prop
	gov     []governor
}

// grow makes room for n tokens.
func (m *room) grow(n int) {
	if len(m.kids) >= n {
		return
	}
	n += n / 2
	*m = room{ints: make([]int, 7*n), kids: make([][]int, n), strings: make([]string, 4*n), rels: make([]chancery.Rel, 2*n),
		tags: make([]chancery.UPOS, n), props: m.props, gov: m.gov}
}

// newReader reads one sentence into the room; what it gives is good until the
// next sentence is read into it.
func newReader(s *Stage, d *chancery.Doc, sent int, ix *mentionIndex, m *room) *reader {
	lo, hi := d.Sentences[sent].Lo, d.Sentences[sent].Hi
	n := hi - lo
	m.grow(n)
	part := func(k int) []int { return m.ints[k*n : (k+1)*n : (k+1)*n] }
	r := &reader{s: s, d: d, sent: sent, lo: lo, hi: hi, base: len(d.Props), ix: ix,
		head: part(0), left: part(1), right: part(2), at: part(3), order: part(4)[:0], kids: m.kids[:n],
		lem: m.strings[:n], xpos: m.strings[n : 2*n], low: m.strings[2*n : 3*n], verb: m.strings[3*n : 4*n],
		rels: m.rels[:n], kinds: m.rels[n : 2*n], tags: m.tags[:n], props: m.props[:0], gov: m.gov[:0]}
	count, slab := part(5), part(6)
	clear(count)
	for i := range n {
		t := &d.Toks[lo+i]
		r.at[i], r.head[i], r.verb[i] = -1, -1, ""
		r.rels[i], r.kinds[i], r.tags[i], r.xpos[i] = t.Rel, t.Rel.Base(), t.UPOS, t.XPOS
		if t.Head >= lo && t.Head < hi && t.Head != lo+i {
			r.head[i] = t.Head
			count[t.Head-lo]++
		}
		r.low[i] = strings.ToLower(t.Form)
		r.lem[i] = strings.ToLower(t.Lemma)
		if r.lem[i] == "" || r.lem[i] == "_" {
			r.lem[i] = r.low[i]
		}
	}
	// The dependents of all tokens stand in one array.
	at := 0
	for i, c := range count {
		r.kids[i] = slab[at : at : at+c]
		at += c
	}
	for i, h := range r.head {
		if h >= 0 {
			r.kids[h-lo] = append(r.kids[h-lo], lo+i)
		}
	}
	if d.Have&chancery.Mended == 0 {
		r.mend()
	} else {
		for t := lo; t < hi; t++ {
			if r.kind(t) == "obj" {
				r.mendGift(t)
			}
		}
	}
	r.sortTokens()
	return r
}

// sortTokens fills order, cuts the tokens of cycles off as roots, and measures
// subtrees.
func (r *reader) sortTokens() {
	r.done = true
	seen := make([]bool, len(r.head))
	visit := func(root int) {
		seen[root-r.lo] = true
		from := len(r.order)
		r.order = append(r.order, root)
		for ; from < len(r.order); from++ {
			t := r.order[from]
			keep := r.kids[t-r.lo][:0]
			for _, k := range r.kids[t-r.lo] {
				if !seen[k-r.lo] {
					seen[k-r.lo] = true
					keep = append(keep, k)
					r.order = append(r.order, k)
				}
			}
			r.kids[t-r.lo] = keep
		}
	}
	for i, h := range r.head {
		if h < 0 {
			visit(r.lo + i)
		}
	}
	for i := range r.head {
		if !seen[i] {
			r.head[i] = -1
			visit(r.lo + i)
		}
	}
	for i := range r.left {
		r.left[i], r.right[i] = r.lo+i, r.lo+i
	}
	for i := len(r.order) - 1; i >= 0; i-- {
		t := r.order[i] - r.lo
		if h := r.head[t]; h >= 0 {
			r.left[h-r.lo] = min(r.left[h-r.lo], r.left[t])
			r.right[h-r.lo] = max(r.right[h-r.lo], r.right[t])
		}
	}
}

func (r *reader) tok(t int) *chancery.Tok  { return &r.d.Toks[t] }
func (r *reader) lemma(t int) string       { return r.lem[t-r.lo] }
func (r *reader) up(t int) int             { return r.head[t-r.lo] }
func (r *reader) children(t int) []int     { return r.kids[t-r.lo] }
func (r *reader) rel(t int) chancery.Rel   { return r.rels[t-r.lo] }
func (r *reader) kind(t int) chancery.Rel  { return r.kinds[t-r.lo] }
func (r *reader) form(t int) string        { return r.low[t-r.lo] }
func (r *reader) upos(t int) chancery.UPOS { return r.tags[t-r.lo] }
func (r *reader) xposOf(t int) string      { return r.xpos[t-r.lo] }
func (r *reader) has(list, w string) bool  { return r.s.lex.Has(list, w) }
func (r *reader) effect(list, w string) string {
	row := r.s.lex.Row(list, w)
	if row == nil {
		return ""
	}
	return row[len(row)-1]
}

// demonym is the id of the country whose people or things t names, with the
// word before it where they go together: "South Korean". Empty where there is
// none.
func (r *reader) demonym(t int) string {
	switch r.upos(t) {
	case "ADJ", "PROPN", "NOUN", "X":
	default:
		return ""
	}
	if t > r.lo && (r.upos(t-1) == "ADJ" || r.upos(t-1) == "PROPN") {
		if id := r.s.demonyms[r.form(t-1)+" "+r.form(t)]; id != "" {
			return id
		}
	}
	return r.s.demonyms[r.form(t)]
}

// child is the first dependent with one of the relations (with or without
// subtype), -1 without one.
func (r *reader) child(t int, rels ...chancery.Rel) int {
	for _, k := range r.children(t) {
		for _, want := range rels {
			if r.rel(k) == want || r.kind(k) == want {
				return k
			}
		}
	}
	return -1
}

// preposition is the lemma of the case or mark of t, its fixed parts joined by
// "_"; empty without one.
func (r *reader) marker(t int, rel chancery.Rel) string {
	var words []string
	for _, k := range r.children(t) {
		if r.kind(k) != rel || rel == "case" && r.form(k) == "'s" {
			continue
		}
		if rel == "case" && (r.form(k) == "'" || r.form(k) == "’s" || r.form(k) == "’") {
			continue
		}
		words = append(words, r.form(k))
		for _, f := range r.children(k) {
			if b := r.kind(f); b == "fixed" || b == "goeswith" {
				words = append(words, r.form(f))
			}
		}
	}
	return strings.Join(words, "_")
}

// clauseMarker is the complementiser of the clause headed by t, with the
// adverb that it completes: "as_soon_as", "as_long_as".
func (r *reader) clauseMarker(t int) string {
	m := r.marker(t, "mark")
	if h := r.up(t); m == "as" && h >= 0 && r.upos(h) == "ADV" && r.adverb(h, "as") {
		return "as_" + r.form(h) + "_as"
	}
	if m == "that" && r.adverb(t, "now") {
		return "now_that"
	}
	return m
}

// complexMarker is the preposition and the noun that together introduce what
// the noun h governs, such as "in_event" of "in the event of"; empty where the
// list of markers has no such pair.
func (r *reader) complexMarker(h int) string {
	if r.upos(h) != "NOUN" {
		return ""
	}
	if b := r.kind(h); b != "obl" && b != "nmod" {
		return ""
	}
	c := r.child(h, "case")
	if c < 0 {
		return ""
	}
	if m := r.form(c) + "_" + r.lemma(h); r.has("marker", m) {
		return m
	}
	return ""
}

// phrase is the text of the subtree of t without its edge words: preposition,
// complementiser, coordination and punctuation.
func (r *reader) phrase(t int) chancery.Span {
	span := r.d.Toks[t].Span
	for _, k := range r.children(t) {
		switch r.kind(k) {
		case "case", "mark", "cc", "punct", "conj":
			continue
		}
		span = span.Cover(r.subtree(k))
	}
	return span
}

func (r *reader) subtree(t int) chancery.Span {
	return r.d.Toks[r.left[t-r.lo]].Span.Cover(r.d.Toks[r.right[t-r.lo]].Span)
}

// conjuncts are t and what is coordinated with it, in the order of the tree;
// a conjunct of a conjunct counts.
func (r *reader) conjuncts(t int) []int {
	out := []int{t}
	for i := 0; i < len(out); i++ {
		for _, k := range r.children(out[i]) {
			if r.kind(k) == "conj" {
				out = append(out, k)
			}
		}
	}
	return out
}

// A mentionIndex finds the mentions at a token.
type mentionIndex struct {
	actors map[int][]int // by head token
	cover  map[int]int   // innermost actor mention of a token
	spot   []int         // time and place mentions by head token
	heads  []int         // their heads

	countries map[string]string // of places by id
	persons   map[string]bool   // actors that are persons, by id
	voices    []voice           // who "we" is outside quotations
}

// maxCover bounds the tokens of a mention that are indexed.
const maxCover = 12

func indexMentions(d *chancery.Doc) *mentionIndex {
	ix := &mentionIndex{actors: map[int][]int{}, cover: map[int]int{}, countries: map[string]string{}, persons: personsOf(d), voices: voices(d)}
	for i := range d.Places {
		ix.countries[d.Places[i].ID] = d.Places[i].Country
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Head < 0 || m.Head >= len(d.Toks) {
			continue
		}
		if m.Kind != chancery.ActorMention {
			ix.spot = append(ix.spot, i)
			continue
		}
		ix.actors[m.Head] = append(ix.actors[m.Head], i)
		for t := m.Lo; t < min(m.Hi, m.Lo+maxCover); t++ {
			old, ok := ix.cover[t]
			if !ok || m.Hi-m.Lo < d.Mentions[old].Hi-d.Mentions[old].Lo {
				ix.cover[t] = i
			}
		}
	}
	slices.SortStableFunc(ix.spot, func(a, b int) int { return cmp.Compare(d.Mentions[a].Head, d.Mentions[b].Head) })
	for _, m := range ix.spot {
		ix.heads = append(ix.heads, d.Mentions[m].Head)
	}
	return ix
}

// first is the place in spot of the first mention at or after token t.
func (ix *mentionIndex) first(t int) int {
	n, _ := slices.BinarySearch(ix.heads, t)
	return n
}
