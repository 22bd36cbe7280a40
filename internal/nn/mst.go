package nn

// arborescence finds spanning trees of greatest weight with one child of the
// root, by the contraction of cycles (Chu and Liu 1965, Edmonds 1967) in the
// dense form of Tarjan (1977), which takes time quadratic in the words. Its
// memory is used again. The zero value is ready.
type arborescence struct {
	w, cost      []int64 // arcs to slot d from slot h at d*m+h; of the arc that a slot of the path has chosen
	edge         []int32 // the words that an arc joins: dependent*m + head
	alive        []int32 // slots that are in use
	state        []uint8
	node         []int32 // of a slot: its place in the forest of contractions
	parent, into []int32 // of a node of the forest: what it was contracted into, the arc that enters it
	path         []int32
}

// State of a slot.
const (
	fresh = iota
	onPath
	done
)

// solve sets heads[d] to the head of word d+1; 0 is the root. score has n rows
// of n+1 heads; the score of a word as its own head is not looked at. Among
// trees of equal weight the choice depends on score alone.
func (a *arborescence) solve(score []int32, n int, heads []int) {
	if greedy(score, n, heads) {
		return
	}
	a.reset(score, n)
	for s := 1; s <= n; s++ {
		if a.state[s] == fresh {
			a.grow(int32(s), int32(n+1))
		}
	}
	a.expand(n, heads)
}

// greedy takes the best head of each word and tells whether that is a tree with
// one child of the root.
func greedy(score []int32, n int, heads []int) bool {
	roots := 0
	for d := range n {
		row := score[d*(n+1) : (d+1)*(n+1)]
		best := 0
		for h, v := range row {
			if v > row[best] && h != d+1 {
				best = h
			}
		}
		if heads[d] = best; best == 0 {
			roots++
		}
	}
	return roots == 1 && !cyclic(heads)
}

// cyclic tells whether some words hang from each other and not from the root.
func cyclic(heads []int) bool {
	for d := range heads {
		for h, steps := heads[d], 0; h != 0; h = heads[h-1] {
			if steps++; steps > len(heads) {
				return true
			}
			if h-1 < d {
				break // shown to lead to the root before
			}
		}
	}
	return false
}

// reset makes every word a slot of its own. Arcs from the root cost more than
// all others together can bring, so the best tree has one of them.
func (a *arborescence) reset(score []int32, n int) {
	m := n + 1
	a.w, a.edge, a.cost = grow(a.w, m*m), grow(a.edge, m*m), grow(a.cost, m)
	a.alive, a.state, a.node = grow(a.alive, m), grow(a.state, m), grow(a.node, m)
	a.parent, a.into = grow(a.parent, 2*m), grow(a.into, 2*m)
	clear(a.parent)
	low, high := int64(1<<62), int64(-1<<62)
	for d := range n {
		for h, v := range score[d*m : (d+1)*m] {
			if h != d+1 {
				low, high = min(low, int64(v)), max(high, int64(v))
			}
		}
	}
	toll := (high - low + 1) * int64(m)
	for d := 1; d <= n; d++ {
		for h := range m {
			a.w[d*m+h] = int64(score[(d-1)*m+h])
			a.edge[d*m+h] = int32(d*m + h)
		}
		a.w[d*m] -= toll
	}
	for s := range m {
		a.alive[s], a.node[s], a.state[s] = int32(s), int32(s), fresh
	}
	a.state[0] = done
	a.path = a.path[:0]
	a.parent = a.parent[:m] // grows with each contraction
}

// grow follows best arcs from slot s until it comes to what is done, contracting
// each cycle on the way.
func (a *arborescence) grow(s, m int32) {
	a.path = append(a.path[:0], s)
	a.state[s] = onPath
	for {
		v := a.path[len(a.path)-1]
		h := a.best(v, m)
		a.cost[v] = a.w[v*m+h]
		a.into[a.node[v]] = a.edge[v*m+h]
		switch a.state[h] {
		case fresh:
			a.path = append(a.path, h)
			a.state[h] = onPath
		case done:
			for _, p := range a.path {
				a.state[p] = done
			}
			return
		default:
			a.contract(h, m)
		}
	}
}

func (a *arborescence) best(v, m int32) int32 {
	row := a.w[v*m : (v+1)*m]
	best := int32(-1)
	for _, h := range a.alive {
		if h != v && (best < 0 || row[h] > row[best]) {
			best = h
		}
	}
	return best
}

// contract makes one slot, r, of the end of the path from r on.
func (a *arborescence) contract(r, m int32) {
	at := len(a.path) - 1
	for a.path[at] != r {
		at--
	}
	cycle := a.path[at:]
	c := int32(len(a.parent))
	a.parent = append(a.parent, 0)
	for _, v := range cycle {
		a.parent[a.node[v]] = c
		a.state[v] = done // to tell them from the others below
	}
	k := 0
	for _, u := range a.alive {
		if a.inCycle(cycle, u) {
			continue
		}
		a.alive[k] = u
		k++
		a.join(cycle, r, u, m)
	}
	a.alive = append(a.alive[:k], r)
	a.node[r] = c
	a.state[r] = onPath
	a.path = a.path[:at+1]
}

// inCycle tells whether slot u is one of the cycle; only a slot that is done can be.
func (a *arborescence) inCycle(cycle []int32, u int32) bool {
	if a.state[u] != done {
		return false
	}
	for _, v := range cycle {
		if u == v {
			return true
		}
	}
	return false
}

// join sets the arcs between slot u and the cycle, whose slot is r. An arc into
// the cycle takes the place of the one that its word had.
func (a *arborescence) join(cycle []int32, r, u, m int32) {
	in, out := cycle[0], cycle[0]
	for _, v := range cycle[1:] {
		if a.w[v*m+u]-a.cost[v] > a.w[in*m+u]-a.cost[in] {
			in = v
		}
		if a.w[u*m+v] > a.w[u*m+out] {
			out = v
		}
	}
	w, e := a.w[in*m+u]-a.cost[in], a.edge[in*m+u]
	a.w[u*m+r], a.edge[u*m+r] = a.w[u*m+out], a.edge[u*m+out]
	a.w[r*m+u], a.edge[r*m+u] = w, e
}

// expand undoes the contractions, the last one first: the arc that enters a
// contracted cycle replaces the arc of the word that it enters at.
func (a *arborescence) expand(n int, heads []int) {
	m := int32(n + 1)
	for c := int32(len(a.parent)) - 1; c >= m; c-- {
		e := a.into[c]
		x := e / m
		for a.parent[x] != c {
			x = a.parent[x]
		}
		a.into[x] = e
	}
	for d := range n {
		heads[d] = int(a.into[d+1] % m)
	}
}
