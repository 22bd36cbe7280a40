package nn

import (
	"math"

	"chancery/internal/nn/qmat"
)

// trees sets heads and relations of all sentences.
func (m *Model) trees(b *Buf, n int, ends []int) {
	k := m.ah.out()
	stride := m.squash(b, &m.ah, b.x, n)
	b.ah = grow(b.ah, (n+1)*k)
	for t := range n {
		for j := range k {
			b.ah[t*k+j] = int8(int(b.act[t*stride+j]) - bias)
		}
	}
	// Row n is the root.
	rootAct := m.rootRow(&m.ah)
	copy(b.ah[n*k:], rootAct)
	stride = m.squash(b, &m.ad, b.x, n)
	w := m.bi.m.Width()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	m.bi.m.Mul(b.sum, b.act, stride, n)
	b.g = grow(b.g, n*k)
	for t := range n {
		for j := range k {
			v := float32((m.bi.value(b.sum[t*w+j], j) + m.hb[j]) * 256)
			b.g[t*k+j] = int16(min(max(math.RoundToEven(float64(v)), -32767), 32767))
		}
	}
	from := 0
	for _, end := range ends {
		m.tree(b, from, end, n)
		from = end
	}
	m.relations(b, n)
}

// rootRow is what a head layer says of the root.
func (m *Model) rootRow(l *linear) []int8 {
	out := make([]int8, l.out())
	for o, v := range m.rootValues(l) {
		out[o] = int8(tanhByte[place(float32(v*256)+(grid/2+0.5))] - bias)
	}
	return out
}

func (m *Model) rootValues(l *linear) []float32 {
	x := make([]uint8, qmat.Rows(1)*l.m.Stride())
	for i, v := range m.root {
		x[i] = uint8(int(v) + bias)
	}
	sum := make([]int32, qmat.Rows(1)*l.m.Width())
	l.m.Mul(sum, x, l.m.Stride(), 1)
	out := make([]float32, l.out())
	for o := range out {
		out[o] = l.value(sum[o], o)
	}
	return out
}

// tree finds the best tree of words from…end; row n of the heads is the root.
func (m *Model) tree(b *Buf, from, end, n int) {
	size := end - from
	if size == 0 {
		return
	}
	k := m.ah.out()
	// score[d*(size+1)+h]: h = 0 is the root, h = i+1 the word from+i.
	b.score = grow(b.score, size*(size+1))
	for d := range size {
		g := b.g[(from+d)*k : (from+d+1)*k]
		row := b.score[d*(size+1) : (d+1)*(size+1)]
		row[0] = dot(g, b.ah[n*k:(n+1)*k])
		for h := range size {
			row[h+1] = dot(g, b.ah[(from+h)*k:(from+h+1)*k])
		}
		row[d+1] = math.MinInt32
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
	b.dep = m.values(b, &m.rd, n, b.dep)
	b.heads = m.values(b, &m.rh, n, b.heads)
	root := m.rootValues(&m.rh)
	stride := m.rel.m.Stride()
	b.act = grow(b.act, qmat.Rows(n)*stride)
	for t := range n {
		hv := root
		if h := b.Head[t]; h >= 0 {
			hv = b.heads[h*k : (h+1)*k]
		}
		dv := b.dep[t*k : (t+1)*k]
		for j := range k {
			b.act[t*stride+j] = uint8(tanhByte[place(float32((dv[j]+hv[j])*256)+(grid/2+0.5))])
		}
	}
	w := m.rel.m.Width()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	m.rel.m.Mul(b.sum, b.act, stride, n)
	for t := range n {
		b.Rel[t] = m.relation(b.sum[t*w:(t+1)*w], b.Head[t] < 0)
	}
}

// relation is the likeliest one; the word below the root has the root's
// relation, and no other word has it.
func (m *Model) relation(sum []int32, root bool) int {
	if m.rootRel >= 0 && root {
		return m.rootRel
	}
	best, at := float32(math.Inf(-1)), 0
	for o := range m.rel.out() {
		if v := m.rel.value(sum[o], o); v > best && o != m.rootRel {
			best, at = v, o
		}
	}
	return at
}

// values runs a layer without a squash.
func (m *Model) values(b *Buf, l *linear, n int, out []float32) []float32 {
	w, k := l.m.Width(), l.out()
	b.sum = grow(b.sum, qmat.Rows(n)*w)
	l.m.Mul(b.sum, b.x, 2*m.hidden, n)
	out = grow(out, n*k)
	for t := range n {
		for o := range k {
			out[t*k+o] = l.value(b.sum[t*w+o], o)
		}
	}
	return out
}
