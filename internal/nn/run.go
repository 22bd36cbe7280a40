package nn

import (
	"math"

	"chancery/internal/nn/qmat"
)

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
	ah     []int8
	score  []int32
	best   []int
	lookup [features]uint32
	word   speller
	mst    arborescence
}

// value turns a raw sum of output o into the number it stands for. The
// conversions keep compilers from fusing the product with the sum.
func (l *linear) value(sum int32, o int) float32 {
	return float32(float32(sum)*l.scale[o]) + l.bias[o]
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
	used := features
	if m.classes == nil {
		used--
	}
	var sum [maxHashed]int16
	for _, r := range b.lookup[:used] {
		addRow(sum[:d], m.hashed[int(r)*d:int(r+1)*d])
	}
	out := dst[m.staticDim:]
	for i := range d {
		out[i] = uint8(min(max(int(sum[i]+2)>>2, -levels), levels) + bias)
	}
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

// squash runs a layer with tanh on all n words and leaves the activation bytes
// in b.act; it returns the length of their rows.
func (m *Model) squash(b *Buf, l *linear, x []uint8, n int) int {
	w := l.m.Width()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	l.m.Mul(b.sum, x, 2*m.hidden, n)
	stride := (l.out() + 3) / 4 * 4
	b.act = grow(b.act, qmat.Rows(n)*stride)
	for t := range n {
		squash(b.act[t*stride:], b.sum[t*w:], l.table, l.out())
	}
	return stride
}

// choose sets the likeliest label of each word.
func (m *Model) choose(b *Buf, l1, l2 *linear, n int, out []int) {
	stride := m.squash(b, l1, b.x, n)
	w := l2.m.Width()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	l2.m.Mul(b.sum, b.act, stride, n)
	for t := range n {
		out[t] = l2.argmax(b.sum[t*w:])
	}
}

func (l *linear) argmax(sum []int32) int {
	best, at := float32(math.Inf(-1)), 0
	for o := range l.out() {
		if v := l.value(sum[o], o); v > best {
			best, at = v, o
		}
	}
	return at
}

// names finds the best sequence of name tags that IOB2 allows.
func (m *Model) names(b *Buf, n int, ends []int) {
	stride := m.squash(b, &m.name1, b.x, n)
	l := &m.name2
	w, k := l.m.Width(), l.out()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	l.m.Mul(b.sum, b.act, stride, n)
	b.dep = grow(b.dep, n*k)
	b.best = grow(b.best, n*k)
	from := 0
	for _, end := range ends {
		for t := from; t < end; t++ {
			for o := range k {
				prev, v := -1, float32(0)
				if t > from {
					for p := range k {
						if u := b.dep[(t-1)*k+p]; follows(m.Names[p], m.Names[o]) && (prev < 0 || u > v) {
							prev, v = p, u
						}
					}
				} else if !follows("O", m.Names[o]) {
					v = -1e9
				}
				b.best[t*k+o] = max(prev, 0)
				b.dep[t*k+o] = v + l.value(b.sum[t*w+o], o)
			}
		}
		if end > from {
			o := 0
			for p := range k {
				if b.dep[(end-1)*k+p] > b.dep[(end-1)*k+o] {
					o = p
				}
			}
			for t := end - 1; t >= from; t-- {
				b.Name[t] = o
				o = b.best[t*k+o]
			}
		}
		from = end
	}
}

// follows tells whether IOB2 allows tag b after tag a.
func follows(a, b string) bool {
	return b[0] != 'I' || (a[0] != 'O' && a[1:] == b[1:])
}
