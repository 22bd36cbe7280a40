package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// networkNodes is how many actors the network shows.
const networkNodes = 28

// networkPage is who deals with whom.
type networkPage struct {
	From, To string
	Nodes    []node
	Lines    []netLine
	Pairs    []pairLine
	Width    float64
	Height   float64
	Reports  int // over how many of the latest reports
}

// A node is an actor on paper.
type node struct {
	who
	X, Y, R float64
	N       int
	LabelX  float64
	Left    bool
}

// A netLine joins two actors.
type netLine struct {
	X1, Y1, X2, Y2 float64
	Weight         float64
	Sign           int // mostly cooperation, mostly conflict, or as much of each
	Label          string
	Href           string
}

func (s *site) edges(ctx context.Context, f store.Filter, last int) ([]store.Edge, error) {
	key, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	return cached(s.cache, fmt.Sprint("network:", last, string(key)), func() ([]store.Edge, error) {
		return s.Store.Edges(context.WithoutCancel(ctx), f, last)
	})
}

func (s *site) network(r *http.Request) (*reply, error) {
	p := &networkPage{From: r.URL.Query().Get("from"), To: r.URL.Query().Get("to"), Width: 960, Height: 560, Reports: sumReports}
	for name, day := range map[string]string{"from": p.From, "to": p.To} {
		if day != "" && !answer.Day.MatchString(day) {
			return nil, wrong("%s: %q, want 2022, 2022-01 or 2022-01-10.", name, day)
		}
	}
	edges, err := s.edges(r.Context(), store.Filter{From: p.From, To: p.To}, sumReports)
	if err != nil {
		return nil, err
	}
	p.Pairs = pairsOf(edges)
	p.draw()
	return &reply{page: "network", title: "Network", nav: "/network", data: p}, nil
}

// draw puts the busiest actors on paper.
func (p *networkPage) draw() {
	sum := map[who]int{}
	for _, l := range p.Pairs {
		sum[l.A] += l.Happenings
		sum[l.B] += l.Happenings
	}
	for w, n := range sum {
		p.Nodes = append(p.Nodes, node{who: w, N: n})
	}
	slices.SortFunc(p.Nodes, func(a, b node) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.ID, b.ID)) })
	p.Nodes = p.Nodes[:min(len(p.Nodes), networkNodes)]
	at := map[string]int{}
	for i := range p.Nodes {
		n := &p.Nodes[i]
		at[n.ID] = i
		n.R = round(6 + 3*math.Sqrt(float64(n.N))*min(1, 30/math.Sqrt(float64(p.Nodes[0].N))/3))
		n.R = min(n.R, 30)
	}
	links := [][3]float64{}
	most := 1
	for _, l := range p.Pairs {
		most = max(most, l.Happenings)
	}
	var kept []pairLine
	for _, l := range p.Pairs {
		i, ok1 := at[l.A.ID]
		j, ok2 := at[l.B.ID]
		if ok1 && ok2 {
			links = append(links, [3]float64{float64(i), float64(j), 0.5 + 0.3*float64(l.Happenings)/float64(most)})
			kept = append(kept, l)
		}
	}
	layout(p.Nodes, links, p.Width, p.Height)
	for k, l := range kept {
		a, b := p.Nodes[int(links[k][0])], p.Nodes[int(links[k][1])]
		p.Lines = append(p.Lines, netLine{a.X, a.Y, b.X, b.Y, round(1 + 6*math.Sqrt(float64(l.Happenings)/float64(most))), sign(float64(l.Cooperation) - float64(l.Conflict)),
			fmt.Sprintf("%s and %s: %s, %d of cooperation, %d of conflict, last on %s", l.A.Name, l.B.Name, counted(l.Happenings, "happening"), l.Cooperation, l.Conflict, shortDay(l.Last)), l.Href})
	}
}

// layout places nodes after Fruchterman and Reingold (1991), always the same way
// for the same nodes: they begin on a spiral in their order.
func layout(nodes []node, links [][3]float64, width, height float64) {
	n := len(nodes)
	if n == 0 {
		return
	}
	x, y := make([]float64, n), make([]float64, n)
	for i := range n {
		angle, far := 2.399963*float64(i), math.Sqrt(float64(i)/float64(n)) // the golden angle
		x[i], y[i] = math.Cos(angle)*far, math.Sin(angle)*far
	}
	k := math.Sqrt(math.Pi / float64(n))
	for step := range 300 {
		dx, dy := make([]float64, n), make([]float64, n)
		for i := range n {
			for j := range i {
				vx, vy := x[i]-x[j], y[i]-y[j]
				d := max(0.01, math.Hypot(vx, vy))
				f := k * k / d / d
				dx[i], dy[i], dx[j], dy[j] = dx[i]+vx*f, dy[i]+vy*f, dx[j]-vx*f, dy[j]-vy*f
			}
			dx[i], dy[i] = dx[i]-x[i]*0.5, dy[i]-y[i]*0.5 // keeps parts without links near
		}
		for _, l := range links {
			i, j := int(l[0]), int(l[1])
			vx, vy := x[i]-x[j], y[i]-y[j]
			f := math.Hypot(vx, vy) / k * l[2]
			dx[i], dy[i], dx[j], dy[j] = dx[i]-vx*f, dy[i]-vy*f, dx[j]+vx*f, dy[j]+vy*f
		}
		heat := 0.12 * (1 - float64(step)/300)
		for i := range n {
			d := max(1e-9, math.Hypot(dx[i], dy[i]))
			x[i], y[i] = x[i]+dx[i]/d*min(d, heat), y[i]+dy[i]/d*min(d, heat)
		}
	}
	fit(nodes, x, y, width, height)
}

// fit scales places to the paper and leaves room for names.
func fit(nodes []node, x, y []float64, width, height float64) {
	const side, edge = 90.0, 40.0
	spread := func(v []float64) (lo, span float64) {
		lo, hi := slices.Min(v), slices.Max(v)
		return lo, max(hi-lo, 1e-9)
	}
	x0, w := spread(x)
	y0, h := spread(y)
	if len(nodes) == 1 {
		nodes[0].X, nodes[0].Y, nodes[0].LabelX = width/2, height/2, width/2+nodes[0].R+5
		return
	}
	for i := range nodes {
		nodes[i].X = round(side + (x[i]-x0)/w*(width-2*side))
		nodes[i].Y = round(edge + (y[i]-y0)/h*(height-2*edge))
		n := &nodes[i]
		if n.Left = n.X > width*0.7; n.Left {
			n.LabelX = n.X - n.R - 5
		} else {
			n.LabelX = n.X + n.R + 5
		}
	}
}
