package nn

import (
	"chancery/internal/nn/qmat"
)

// trees sets heads and relations of all sentences.
func (m *Model) trees(b *Buf, n int, ends []int) {
	k := m.ah.out()
	var stride int
	b.ah, _ = m.squash(b, &m.ah, n, b.ah)
	b.act, stride = m.squash(b, &m.ad, n, b.act)
	w := m.bi.m.Width()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	m.bi.m.Mul(b.sum, b.act, stride, n)
	b.g = grow(b.g, n*k)
	for t := range n {
		steps(b.g[t*k:(t+1)*k], b.sum[t*w:], m.bi.value)
	}
	from := 0
	for _, end := range ends {
		m.tree(b, from, end)
		from = end
	}
	m.relations(b, n)
}

// setRoot keeps what the head layers say of the root.
func (m *Model) setRoot() {
	x := make([]uint8, qmat.Rows(1)*m.ah.m.Stride())
	for i, v := range m.root {
		x[i] = uint8(int(v) + bias)
	}
	run := func(l *linear) []int32 {
		sum := make([]int32, qmat.Rows(1)*l.m.Width())
		l.m.Mul(sum, x, l.m.Stride(), 1)
		return sum
	}
	m.rootHead = make([]uint8, m.ah.out())
	squashGo(m.rootHead, run(&m.ah), m.ah.table, m.ah.out())
	m.rootRelation = make([]float32, m.rh.out())
	valuesGo(m.rootRelation, run(&m.rh), m.rh.value)
}

// tree finds the best tree of words from…end.
func (m *Model) tree(b *Buf, from, end int) {
	size := end - from
	if size == 0 {
		return
	}
	k := m.ah.out()
	// score[d*(size+1)+h]: h = 0 is the root, h = i+1 the word from+i. The bias
	// of the activation bytes adds the same to all heads of a word.
	b.score = grow(b.score, size*(size+1))
	for d := range size {
		g := b.g[(from+d)*k : (from+d+1)*k]
		row := b.score[d*(size+1) : (d+1)*(size+1)]
		scores(row[:1], g, m.rootHead)
		scores(row[1:], g, b.ah[from*k:])
	}
	b.best = grow(b.best, size)
	heads := b.best
	b.mst.solve(b.score, size, heads)
	for d, h := range heads {
		b.Head[from+d] = from + h - 1
		if h == 0 {
			b.Head[from+d] = -1
		}
	}
}

// relations chooses the relation of each word to its head.
func (m *Model) relations(b *Buf, n int) {
	k := m.rd.out()
	b.dep = m.numbers(b, &m.rd, n, b.dep)
	b.heads = m.numbers(b, &m.rh, n, b.heads)
	stride := m.rel.m.Stride()
	b.act = grow(b.act, qmat.Rows(n)*stride)
	for t := range n {
		hv := m.rootRelation
		if h := b.Head[t]; h >= 0 {
			hv = b.heads[h*k : (h+1)*k]
		}
		pair(b.act[t*stride:t*stride+k], b.dep[t*k:(t+1)*k], hv)
	}
	w := m.rel.m.Width()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	m.rel.m.Mul(b.sum, b.act, stride, n)
	for t := range n {
		if b.Head[t] < 0 && m.rootRel >= 0 {
			b.Rel[t] = m.rootRel
			continue
		}
		b.Rel[t] = argmax(b.sum[t*w:(t+1)*w], m.rel.value, m.rel.out())
	}
}

// numbers runs a layer without a squash.
func (m *Model) numbers(b *Buf, l *linear, n int, out []float32) []float32 {
	w, k := l.m.Width(), l.out()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	l.m.Mul(b.sum, b.x, 2*m.hidden, n)
	out = grow(out, n*k)
	for t := range n {
		values(out[t*k:(t+1)*k], b.sum[t*w:], l.value)
	}
	return out
}
