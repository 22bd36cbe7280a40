package chancery

import "strings"

// A Tree is the dependency trees of an article seen from above: the dependents
// and the reach of every token, and the actors at it. It is a view, built in
// one pass, that holds no text of its own. Heads outside a sentence count as
// none; cycles are walked once.
type Tree struct {
	doc         *Doc
	first       []int32 // dependents of t are kids[first[t]:first[t+1]]
	kids        []int32
	left, right []int32 // first and last token of the subtree
	sent        []int32
	head        []int32
	at          []int32 // actor mention that t heads, -1
	cover       []int32 // shortest actor mention around t, -1
	props       []int32 // proposition at t, built when first asked for
}

// NewTree builds the view of the trees and actor mentions of d.
func NewTree(d *Doc) *Tree {
	n := len(d.Toks)
	all := make([]int32, 9*n+1)
	cut := func(size int) []int32 {
		s := all[:size:size]
		all = all[size:]
		return s
	}
	t := &Tree{doc: d, first: cut(n + 1), kids: cut(n), left: cut(n), right: cut(n), sent: cut(n), head: cut(n), at: cut(n), cover: cut(n)}
	for i := range n {
		t.left[i], t.right[i], t.head[i], t.at[i], t.cover[i], t.sent[i] = int32(i), int32(i), -1, -1, -1, -1
	}
	t.heads()
	t.dependents()
	t.reach()
	t.mentions()
	return t
}

func (t *Tree) heads() {
	for s := range t.doc.Sentences {
		lo, hi := t.doc.Sentences[s].Lo, min(t.doc.Sentences[s].Hi, len(t.doc.Toks))
		for i := max(lo, 0); i < hi; i++ {
			t.sent[i] = int32(s)
			if h := t.doc.Toks[i].Head; h >= lo && h < hi && h != i {
				t.head[i] = int32(h)
			}
		}
	}
}

func (t *Tree) dependents() {
	for _, h := range t.head {
		if h >= 0 {
			t.first[h+1]++
		}
	}
	for i := range t.head {
		t.first[i+1] += t.first[i]
	}
	// first[h] serves as the place of the next dependent, and is set back after.
	for i, h := range t.head {
		if h >= 0 {
			t.kids[t.first[h]] = int32(i)
			t.first[h]++
		}
	}
	for i := len(t.head); i > 0; i-- {
		t.first[i] = t.first[i-1]
	}
	t.first[0] = 0
}

// reach measures subtrees, punctuation left aside: a token changes those above
// it until one has been reached by an earlier (or later) token already.
func (t *Tree) reach() {
	for i := range t.head {
		if t.doc.Toks[i].UPOS == "PUNCT" {
			continue
		}
		for h := t.head[i]; h >= 0 && t.left[h] > int32(i); h = t.head[h] {
			t.left[h] = int32(i)
		}
	}
	for i := len(t.head) - 1; i >= 0; i-- {
		if t.doc.Toks[i].UPOS == "PUNCT" {
			continue
		}
		for h := t.head[i]; h >= 0 && t.right[h] < int32(i); h = t.head[h] {
			t.right[h] = int32(i)
		}
	}
}

func (t *Tree) mentions() {
	n := len(t.head)
	for i := range t.doc.Mentions {
		m := &t.doc.Mentions[i]
		if m.Kind != ActorMention || m.Head < 0 || m.Head >= n {
			continue
		}
		if old := t.at[m.Head]; old < 0 || m.Hi-m.Lo > t.length(old) {
			t.at[m.Head] = int32(i)
		}
		for k := max(m.Lo, 0); k < min(m.Hi, n); k++ {
			if old := t.cover[k]; old < 0 || m.Hi-m.Lo < t.length(old) {
				t.cover[k] = int32(i)
			}
		}
	}
}

func (t *Tree) length(mention int32) int {
	m := &t.doc.Mentions[mention]
	return m.Hi - m.Lo
}

// Head is the governing token within the sentence, -1 at a root.
func (t *Tree) Head(i int) int { return int(t.head[i]) }

// Kids are the dependents of a token, in the order of the text.
func (t *Tree) Kids(i int) []int32 { return t.kids[t.first[i]:t.first[i+1]] }

// Left is the first token of the subtree of i, punctuation aside.
func (t *Tree) Left(i int) int { return int(t.left[i]) }

// Right is the last token of the subtree of i, punctuation aside.
func (t *Tree) Right(i int) int { return int(t.right[i]) }

// Sent is the sentence of a token, -1 where it is in none.
func (t *Tree) Sent(i int) int { return int(t.sent[i]) }

// Mention is the actor mention that a token heads, or else the shortest that it
// is in; -1 without one.
func (t *Tree) Mention(i int) int {
	if m := t.at[i]; m >= 0 {
		return int(m)
	}
	return int(t.cover[i])
}

// HeadMention is the longest actor mention that a token heads, -1 without one.
func (t *Tree) HeadMention(i int) int { return int(t.at[i]) }

// Lemma is the lemma of a token in lower case, its form where it has none.
func (t *Tree) Lemma(i int) string {
	l := t.doc.Toks[i].Lemma
	if l == "" || l == "_" {
		l = t.doc.Toks[i].Form
	}
	return strings.ToLower(l)
}

// Rel is the relation of a token to its head.
func (t *Tree) Rel(i int) Rel { return t.doc.Toks[i].Rel }

// Noun reports whether a token is a noun or a name.
func (t *Tree) Noun(i int) bool {
	u := t.doc.Toks[i].UPOS
	return u == "NOUN" || u == "PROPN"
}

// Child is the first dependent with one of the relations, with or without their
// subtypes; -1 without one.
func (t *Tree) Child(i int, rels ...Rel) int {
	for _, k := range t.Kids(i) {
		r := t.doc.Toks[k].Rel
		for _, want := range rels {
			if r == want || r.Base() == want {
				return int(k)
			}
		}
	}
	return -1
}

// Marker is the preposition or complementiser of a token in lower case: its
// dependents of the relation rel ("case" or "mark"), fixed parts joined by "_".
func (t *Tree) Marker(i int, rel Rel) string {
	out := ""
	join := func(k int) {
		w := strings.ToLower(t.doc.Toks[k].Form)
		if w == "'s" || w == "’s" || w == "'" || w == "’" {
			return
		}
		if out != "" {
			out += "_"
		}
		out += w
	}
	for _, k := range t.Kids(i) {
		if t.doc.Toks[k].Rel.Base() != rel {
			continue
		}
		join(int(k))
		for _, f := range t.Kids(int(k)) {
			if t.doc.Toks[f].Rel.Base() == "fixed" {
				join(int(f))
			}
		}
	}
	return out
}

// Below reports whether token i stands in the subtree of top, or is top.
func (t *Tree) Below(i, top int) bool {
	for range maxDepth {
		if i == top {
			return true
		}
		if i < 0 {
			return false
		}
		i = int(t.head[i])
	}
	return false
}

// maxDepth bounds every walk towards a root.
const maxDepth = 64

// Tokens are the tokens that lie inside a span as a whole: Toks[lo:hi].
func (t *Tree) Tokens(s Span) (lo, hi int) {
	lo = t.from(s.Start)
	for hi = lo; hi < len(t.doc.Toks) && t.doc.Toks[hi].End <= s.End; hi++ {
	}
	return lo, hi
}

// from is the first token that ends behind byte b.
func (t *Tree) from(b int) int {
	lo, hi := 0, len(t.doc.Toks)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.doc.Toks[mid].End <= b {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Prop is the proposition whose head or light verb is token i: the place in
// Doc.Props, -1 without one.
func (t *Tree) Prop(i int) int {
	if i < 0 {
		return -1
	}
	if t.props == nil {
		t.props = make([]int32, len(t.head))
		for k := range t.props {
			t.props[k] = -1
		}
		for p := len(t.doc.Props) - 1; p >= 0; p-- {
			for _, k := range []int{t.doc.Props[p].Light, t.doc.Props[p].Head} {
				if k >= 0 && k < len(t.props) {
					t.props[k] = int32(p)
				}
			}
		}
	}
	return int(t.props[i])
}

// Finite reports whether the clause of token i has a finite verb.
func (t *Tree) Finite(i int) bool {
	if finiteTag(t.doc.Toks[i].XPOS) {
		return true
	}
	subject, to := false, false
	for _, k := range t.Kids(i) {
		kt := &t.doc.Toks[k]
		switch kt.Rel.Base() {
		case "aux", "cop":
			if kt.XPOS == "MD" || finiteTag(kt.XPOS) {
				return true
			}
		case "mark":
			to = to || strings.EqualFold(kt.Form, "to")
		case "nsubj", "expl":
			subject = true
		}
	}
	return subject && !to
}

func finiteTag(xpos string) bool { return xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" }

// SubjectBefore is the actor mention that stands right before the verb at token
// v, adverbs, auxiliaries and a closing comma aside: its subject where the tree
// shows none. It is -1 without one.
func (t *Tree) SubjectBefore(v int) int {
	for i := v - 1; i >= 0 && i > v-6 && t.sent[i] == t.sent[v]; i-- {
		switch t.doc.Toks[i].UPOS {
		case "ADV", "AUX", "PART":
			continue
		case "PUNCT":
			if t.doc.Toks[i].Form == "," {
				continue
			}
			return -1
		}
		if m := t.cover[i]; m >= 0 && t.doc.Mentions[m].Hi == i+1 && t.doc.Toks[t.doc.Mentions[m].Lo].Rel.Base() != "nmod:poss" {
			return t.widest(i)
		}
		return -1
	}
	return -1
}

// OwnSubject is the actor mention before a coordinated verb that the tree joins to
// something else: "X welcomed the step, and Y called for calm". It is -1 where the
// verb has a subject or no comma and conjunction stand before the mention.
func (t *Tree) OwnSubject(v int) int {
	if t.doc.Toks[v].Rel.Base() != "conj" || t.Child(v, "nsubj") >= 0 {
		return -1
	}
	m := t.SubjectBefore(v)
	if m < 0 {
		return -1
	}
	lo := t.doc.Mentions[m].Lo
	if lo < 2 || t.doc.Toks[lo-1].UPOS != "CCONJ" || t.doc.Toks[lo-2].Form != "," {
		return -1
	}
	return m
}

// SubjectAfter is the actor mention that begins right behind the verb at token v,
// a determiner aside: its subject where the verb stands first ("…," said X). It is
// -1 without one.
func (t *Tree) SubjectAfter(v int) int {
	for i := v + 1; i < len(t.head) && i < v+4 && t.sent[i] == t.sent[v]; i++ {
		if m := t.cover[i]; m >= 0 && t.doc.Mentions[m].Lo <= i && t.doc.Mentions[m].Lo > v {
			best := int(m)
			for k := i; k < len(t.head) && k < i+12; k++ {
				if o := t.at[k]; o >= 0 && t.doc.Mentions[o].Lo <= i && t.doc.Mentions[o].Lo > v && t.length(o) > t.length(int32(best)) {
					best = int(o)
				}
			}
			return best
		}
		if u := t.doc.Toks[i].UPOS; u != "DET" && u != "ADJ" && u != "NOUN" && u != "PROPN" {
			return -1
		}
	}
	return -1
}

// SubjectsBefore is SubjectBefore with the mentions that "and" joins to it before.
func (t *Tree) SubjectsBefore(v int) []int {
	m := t.SubjectBefore(v)
	if m < 0 {
		return nil
	}
	out := []int{m}
	for range 4 {
		i := t.doc.Mentions[out[0]].Lo - 1
		if i < 1 || t.sent[i] != t.sent[v] || t.doc.Toks[i].UPOS != "CCONJ" && t.doc.Toks[i].Form != "," {
			break
		}
		if t.doc.Toks[i].UPOS == "CCONJ" && t.doc.Toks[i-1].Form == "," {
			i--
		}
		if t.cover[i-1] < 0 || t.doc.Mentions[t.cover[i-1]].Hi != i {
			break
		}
		out = append([]int{t.widest(i - 1)}, out...)
	}
	return out
}

// widest is the longest actor mention that ends with token i.
func (t *Tree) widest(i int) int {
	best := int(t.cover[i])
	for k := i; k >= 0 && k > i-12; k-- {
		if m := t.at[k]; m >= 0 && t.doc.Mentions[m].Hi == i+1 && t.length(m) > t.length(int32(best)) {
			best = int(m)
		}
	}
	return best
}

// Antecedent is the actor mention that a relative pronoun takes up: what ends
// right before it, a comma or preposition aside; -1 without one.
func (t *Tree) Antecedent(i int) int {
	for k := i - 1; k >= 0 && k > i-4 && t.sent[k] == t.sent[i]; k-- {
		if u := t.doc.Toks[k].UPOS; u == "PUNCT" || u == "ADP" {
			continue
		}
		if m := t.cover[k]; m >= 0 && t.doc.Mentions[m].Hi == k+1 {
			return t.widest(k)
		}
		return -1
	}
	return -1
}
