package nn

import (
	"math"
	"slices"

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
	heads := b.best[:0]
	heads = maxTree(b.score, size, slices.Grow(heads, size)[:size])
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

// maxTree finds the spanning tree of greatest sum with one child of the root
// (Chu and Liu 1965, Edmonds 1967). score has n rows of n+1 heads, head 0 the
// root; heads[d] is set to the head of word d+1.
func maxTree(score []int32, n int, heads []int) []int {
	roots := 0
	for d := range n {
		heads[d] = argmaxHead(score[d*(n+1) : (d+1)*(n+1)])
		if heads[d] == 0 {
			roots++
		}
	}
	if roots == 1 && cycleIn(heads) == nil {
		return heads
	}
	// Try the likeliest roots, each alone.
	cand := make([]int, n)
	for i := range cand {
		cand[i] = i
	}
	slices.SortStableFunc(cand, func(a, b int) int {
		return int(sign(int64(rootGain(score, n, b)) - int64(rootGain(score, n, a))))
	})
	var best []int
	var top int64
	for _, r := range cand[:min(4, n)] {
		h, sum := rooted(score, n, r)
		if best == nil || sum > top {
			best, top = h, sum
		}
	}
	copy(heads, best)
	return heads
}

func sign(x int64) int64 {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// rootGain is what word d gains by hanging from the root rather than from its
// best other head.
func rootGain(score []int32, n, d int) int64 {
	row := score[d*(n+1) : (d+1)*(n+1)]
	best := int64(math.MinInt32)
	for _, v := range row[1:] {
		best = max(best, int64(v))
	}
	return int64(row[0]) - best
}

func argmaxHead(row []int32) int {
	best := 0
	for h, v := range row {
		if v > row[best] {
			best = h
		}
	}
	return best
}

// never is the score of an arc that must not be.
const never = math.MinInt64 / 1024

// rooted is the best tree whose only child of the root is word r (from 0).
func rooted(score []int32, n, r int) ([]int, int64) {
	w := make([][]int64, n+1)
	for i := range w {
		w[i] = make([]int64, n+1)
	}
	for d := 1; d <= n; d++ {
		for h := 0; h <= n; h++ {
			v := int64(score[(d-1)*(n+1)+h])
			if h == d || (h == 0) != (d == r+1) && (h == 0 || d == r+1) {
				v = never
			}
			w[d][h] = v
		}
	}
	heads := edmonds(w)
	var sum int64
	for d := 1; d <= n; d++ {
		sum += w[d][heads[d]]
	}
	out := make([]int, n)
	copy(out, heads[1:])
	return out, sum
}

// edmonds contracts cycles until the greedy choice is a tree; node 0 is the
// root. The depth of the recursion is at most half the number of nodes.
func edmonds(w [][]int64) []int {
	n := len(w)
	heads := make([]int, n)
	for d := 1; d < n; d++ {
		for h := range n {
			if h != d && (heads[d] == d || w[d][h] > w[d][heads[d]]) {
				heads[d] = h
			}
		}
	}
	c := cycleIn(heads[1:])
	if c == nil {
		return heads
	}
	in := make([]bool, n)
	for _, i := range c {
		in[i] = true
	}
	var rest []int
	for i := range n {
		if !in[i] {
			rest = append(rest, i)
		}
	}
	m := len(rest)
	t := make([][]int64, m+1)
	for i := range t {
		t[i] = make([]int64, m+1)
		for j := range t[i] {
			t[i][j] = never
		}
	}
	enter, leave := make([]int, m), make([]int, m)
	for a, i := range rest {
		for b, j := range rest {
			if i != j {
				t[a][b] = w[i][j]
			}
		}
		leave[a], enter[a] = c[0], c[0]
		for _, k := range c {
			if w[i][k] > w[i][leave[a]] {
				leave[a] = k
			}
			if w[k][i]-w[k][heads[k]] > w[enter[a]][i]-w[enter[a]][heads[enter[a]]] {
				enter[a] = k
			}
		}
		t[a][m] = w[i][leave[a]]
		t[m][a] = w[enter[a]][i] - w[enter[a]][heads[enter[a]]]
	}
	sub := edmonds(t)
	for a, i := range rest {
		switch {
		case i == 0:
		case sub[a] == m:
			heads[i] = leave[a]
		default:
			heads[i] = rest[sub[a]]
		}
	}
	heads[enter[sub[m]]] = rest[sub[m]]
	return heads
}

// cycleIn returns the nodes of a cycle, nil where there is none. It takes the
// heads of nodes 1 and up; node 0 is the root.
func cycleIn(heads []int) []int {
	state := make([]uint8, len(heads)+1) // 0 new, 1 on the path, 2 done
	state[0] = 2
	for i := 1; i <= len(heads); i++ {
		j := i
		for state[j] == 0 {
			state[j] = 1
			j = heads[j-1]
		}
		if state[j] == 1 {
			c := []int{j}
			for k := heads[j-1]; k != j; k = heads[k-1] {
				c = append(c, k)
			}
			return c
		}
		for k := i; state[k] == 1; k = heads[k-1] {
			state[k] = 2
		}
	}
	return nil
}
