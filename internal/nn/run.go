package nn

import "chancery/internal/nn/qmat"

// A Result is what the network reads in a run of sentences, one entry a word.
type Result struct {
	Tag  []int // index into Model.Tags
	Rule []int // index into Model.Rules
	Name []int // index into Model.Names
	Head []int // index of the governing word in the whole run, -1 at a root
	Rel  []int // index into Model.Rels
}

// A Buf is the memory that a run works in; it grows to the longest run seen and
// is then used again. The zero Buf is ready.
type Buf struct {
	Result
	x, y   []uint8 // activations, rows of the layer's stride
	sum    []int32
	carry  []int32
	act    []uint8
	dep    []float32
	heads  []float32
	g      []int16
	ah     []uint8
	score  []int32
	best   []int
	lookup [features]uint32
	word   speller
	mst    arborescence
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// Run reads sentences: ends holds, for each, the index behind its last word.
// The result stays valid until b is used again.
func (m *Model) Run(b *Buf, forms []string, ends []int) *Result {
	n := len(forms)
	b.Tag, b.Rule, b.Name = grow(b.Tag, n), grow(b.Rule, n), grow(b.Name, n)
	b.Head, b.Rel = grow(b.Head, n), grow(b.Rel, n)
	if n == 0 {
		return &b.Result
	}
	width := (m.staticDim + m.hashedDim + 3) / 4 * 4
	b.x = grow(b.x, qmat.Rows(n)*max(width, 2*m.hidden))
	for i, f := range forms {
		m.embed(b, b.x[i*width:(i+1)*width], f)
	}
	for i := range m.layers {
		m.recur(b, &m.layers[i], width, n, ends, i == 0)
		b.x, b.y = b.y, b.x
		width = 2 * m.hidden
	}
	m.choose(b, &m.tag1, &m.tag2, n, b.Tag)
	m.choose(b, &m.rule1, &m.rule2, n, b.Rule)
	m.names(b, n, ends)
	m.trees(b, n, ends)
	return &b.Result
}

// maxHashed bounds the width of the hashed rows.
const maxHashed = 256

// embed writes the activations of one word.
func (m *Model) embed(b *Buf, dst []uint8, form string) {
	b.word.spell(form)
	row := m.staticRow(b.word.lower, &b.word.scratch)
	for i, v := range m.static[row*m.staticDim : (row+1)*m.staticDim] {
		dst[i] = uint8(int(v) + bias)
	}
	d := m.hashedDim
	b.word.rows(&b.lookup, m.classesOf(b.word.lower), uint32(len(m.hashed)/d-1))
	var sum [maxHashed]int16
	for _, r := range b.lookup {
		addRow(sum[:d], m.hashed[int(r)*d:int(r+1)*d])
	}
	hashed(dst[m.staticDim:], sum[:d])
	for i := m.staticDim + d; i < len(dst); i++ {
		dst[i] = bias
	}
}

// recur runs one layer over all sentences, from b.x to b.y.
//
// Both directions see the same products; the backward one reads them from the
// end of its sentence.
func (m *Model) recur(b *Buf, l *linear, width, n int, ends []int, first bool) {
	h := m.hidden
	w := l.m.Width()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	l.m.Mul(b.sum, b.x, width, n)
	b.y = grow(b.y, qmat.Rows(n)*max(2*h, width))
	b.carry = grow(b.carry, h)
	from := 0
	for _, end := range ends {
		for back := range 2 {
			off := back * h
			a := affine{l.table.scale[off:], l.table.bias[off:]}
			clear(b.carry)
			for i := from; i < end; i++ {
				t := i
				if back == 1 {
					t = end - 1 - (i - from)
				}
				past := b.x[t*width+off:]
				if first {
					past = nil
				}
				cell(b.sum[t*w+off:], a, b.carry, past, b.y[t*2*h+off:], h, 2*h)
			}
		}
		from = end
	}
}

// squash runs a layer with tanh on all n words and writes the activation bytes
// to act; it returns them and the length of their rows.
func (m *Model) squash(b *Buf, l *linear, n int, act []uint8) ([]uint8, int) {
	w := l.m.Width()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	l.m.Mul(b.sum, b.x, 2*m.hidden, n)
	stride := (l.out() + 3) / 4 * 4
	act = grow(act, qmat.Rows(n)*stride)
	for t := range n {
		squash(act[t*stride:], b.sum[t*w:], l.table, l.out())
	}
	return act, stride
}

// choose sets the likeliest label of each word.
func (m *Model) choose(b *Buf, l1, l2 *linear, n int, out []int) {
	var stride int
	b.act, stride = m.squash(b, l1, n, b.act)
	w := l2.m.Width()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	l2.m.Mul(b.sum, b.act, stride, n)
	for t := range n {
		out[t] = argmax(b.sum[t*w:(t+1)*w], l2.value, l2.out())
	}
}

// names finds the best sequence of name tags that IOB2 allows.
func (m *Model) names(b *Buf, n int, ends []int) {
	var stride int
	b.act, stride = m.squash(b, &m.name1, n, b.act)
	l := &m.name2
	w, k := l.m.Width(), l.out()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	l.m.Mul(b.sum, b.act, stride, n)
	b.dep = grow(b.dep, n*k)
	b.best = grow(b.best, n*k)
	from := 0
	for _, end := range ends {
		for t := from; t < end; t++ {
			at := b.dep[t*k : (t+1)*k]
			valuesGo(at, b.sum[t*w:], l.value)
			if t > from {
				m.extend(at, b.dep[(t-1)*k:t*k], b.best[t*k:(t+1)*k])
			} else {
				m.begin(at)
			}
		}
		if end > from {
			o := argmaxFloat(b.dep[(end-1)*k : end*k])
			for t := end - 1; t >= from; t-- {
				b.Name[t] = o
				o = b.best[t*k+o]
			}
		}
		from = end
	}
}

// begin forbids what cannot stand first.
func (m *Model) begin(at []float32) {
	for o := range at {
		if m.Names[o][0] == 'I' {
			at[o] -= 1e9
		}
	}
}

// extend adds to each name tag of a word the best way to it over the word
// before, and notes that way in best.
func (m *Model) extend(at, before []float32, best []int) {
	for o := range at {
		prev, v := -1, float32(0)
		for _, p := range m.before[o] {
			if u := before[p]; prev < 0 || u > v {
				prev, v = p, u
			}
		}
		best[o] = max(prev, 0)
		at[o] += v
	}
}

func argmaxFloat(v []float32) int {
	at := 0
	for i := range v {
		if v[i] > v[at] {
			at = i
		}
	}
	return at
}

// follows tells whether IOB2 allows tag b after tag a.
func follows(a, b string) bool {
	return b[0] != 'I' || (a[0] != 'O' && a[1:] == b[1:])
}
