// Package atlas draws the outlines of countries as paths of SVG, from a file that
// is part of the program: a map needs no server of tiles and no script.
package atlas

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"sync"
)

//go:embed world.bin.gz
var packed []byte

// A Country is an outline with its name. Code is its ISO 3166 alpha-3 code, empty
// for lands that have none.
type Country struct {
	Code, Name string
	rings      [][]point
}

// A point is in hundredths of a degree, east and north.
type point struct{ x, y int32 }

// A Box is a part of the world, in degrees.
type Box struct{ West, South, East, North float64 }

// A Shape is a country as the path of an SVG of a View, in halves of its units: it
// belongs into a group that is scaled by a half.
type Shape struct {
	Code, Name string
	Path       string
}

// World reads the outlines of all countries, once.
var World = sync.OnceValues(func() ([]Country, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("outlines of countries: %w", err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("outlines of countries: %w", err)
	}
	return read(b)
})

// read undoes what build.go wrote: arcs of points, each as the difference to the
// one before, then countries with rings of arcs; an arc ^n is arc n backwards.
func read(b []byte) ([]Country, error) {
	r := reader{b: b}
	arcs := make([][]point, r.count())
	for i := range arcs {
		arcs[i] = make([]point, r.count())
		var at point
		for j := range arcs[i] {
			at.x += int32(r.num())
			at.y += int32(r.num())
			arcs[i][j] = at
		}
	}
	out := make([]Country, r.count())
	for i := range out {
		c := &out[i]
		c.Code, c.Name = r.text(), r.text()
		c.rings = make([][]point, r.count())
		for j := range c.rings {
			for range r.count() {
				c.rings[j] = join(c.rings[j], arcs, int(r.num()))
			}
			unwrap(c.rings[j])
		}
	}
	if r.short || len(r.b) > 0 {
		return nil, errors.New("outlines of countries: the file is damaged")
	}
	return out, nil
}

// unwrap lets a ring that crosses the 180th meridian run on beyond it.
func unwrap(ring []point) {
	const half, whole = 180_00, 360_00
	shift := int32(0)
	for i := 1; i < len(ring); i++ {
		ring[i].x += shift
		switch d := ring[i].x - ring[i-1].x; {
		case d > half:
			shift -= whole
			ring[i].x -= whole
		case d < -half:
			shift += whole
			ring[i].x += whole
		}
	}
}

func join(ring []point, arcs [][]point, n int) []point {
	back := n < 0
	if back {
		n = ^n
	}
	if n >= len(arcs) {
		return ring
	}
	for i := range arcs[n] {
		p := arcs[n][i]
		if back {
			p = arcs[n][len(arcs[n])-1-i]
		}
		if i > 0 || len(ring) == 0 {
			ring = append(ring, p)
		}
	}
	return ring
}

type reader struct {
	b     []byte
	short bool
}

func (r *reader) num() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.short, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

// count is a number of things, each of which takes at least a byte.
func (r *reader) count() int {
	n := r.num()
	if n < 0 || n > int64(len(r.b)) {
		r.short = true
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.count()
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func boxOf(ring []point) Box {
	b := Box{540, 90, -540, -90}
	for _, p := range ring {
		x, y := float64(p.x)/100, float64(p.y)/100
		b.West, b.East = min(b.West, x), max(b.East, x)
		b.South, b.North = min(b.South, y), max(b.North, y)
	}
	return b
}

func (b Box) meets(o Box) bool {
	return b.West <= o.East && o.West <= b.East && b.South <= o.North && o.South <= b.North
}

// A View is a part of the world on paper: so many units wide, its degrees of
// longitude shortened as they are at its middle.
type View struct {
	Box
	Width, Height float64
	scale, squash float64
}

// Around is a view of so many degrees of latitude around a place.
func Around(lat, lon, degrees, width, height float64) View {
	lat = max(-90+degrees/2, min(90-degrees/2, lat))
	v := View{Width: width, Height: height, squash: max(0.2, math.Cos(lat*math.Pi/180))}
	v.scale = height / degrees
	half := width / v.scale / v.squash / 2
	v.Box = Box{lon - half, lat - degrees/2, lon + half, lat + degrees/2}
	return v
}

// Whole is the world without the Antarctic.
func Whole(width float64) View {
	v := View{Box: Box{-180, -58, 180, 84}, Width: width, squash: 0.82}
	v.scale = width / 360 / v.squash
	v.Height = math.Round(142 * v.scale)
	return v
}

// XY is where a place is on the paper.
func (v View) XY(lat, lon float64) (x, y float64) {
	return (lon - v.West) * v.squash * v.scale, (v.North - lat) * v.scale
}

// Holds reports whether a place lies in the view.
func (v View) Holds(lat, lon float64) bool {
	return lat >= v.South && lat <= v.North && lon >= v.West && lon <= v.East
}

// Shapes are the countries that the view touches. Points that fall on the same
// unit of the paper as the last one are left out, and so are islands of a speck.
func (v View) Shapes(world []Country) []Shape {
	var out []Shape
	for i := range world {
		c := &world[i]
		var path []byte
		for _, r := range c.rings {
			if len(r) == 0 || r[0] != r[len(r)-1] { // around a pole
				continue
			}
			box := boxOf(r)
			for _, turn := range []float64{-360, 0, 360} {
				if (Box{box.West + turn, box.South, box.East + turn, box.North}).meets(v.Box) {
					path = v.ring(path, r, turn)
				}
			}
		}
		if len(path) > 0 {
			out = append(out, Shape{c.Code, c.Name, string(path)})
		}
	}
	return out
}

// ring adds a ring to a path, in steps from point to point. Far outside the paper
// points are drawn to its margin, which changes nothing that is seen.
func (v View) ring(path []byte, r []point, turn float64) []byte {
	begin, n := len(path), 0
	var last [2]int
	for _, p := range r {
		x, y := v.XY(float64(p.y)/100, float64(p.x)/100+turn)
		x, y = max(-v.Width, min(2*v.Width, x)), max(-v.Height, min(2*v.Height, y))
		at := [2]int{int(math.Round(x * 2)), int(math.Round(y * 2))}
		switch {
		case n == 0:
			path = pair(append(path, 'M'), at[0], at[1])
		case at == last:
			continue
		case n == 1:
			path = pair(append(path, 'l'), at[0]-last[0], at[1]-last[1])
		default:
			if at[0] >= last[0] {
				path = append(path, ' ')
			}
			path = pair(path, at[0]-last[0], at[1]-last[1])
		}
		last = at
		n++
	}
	if n < 4 {
		return path[:begin]
	}
	return append(path, 'Z')
}

func pair(b []byte, x, y int) []byte {
	b = strconv.AppendInt(b, int64(x), 10)
	if y >= 0 {
		b = append(b, ' ')
	}
	return strconv.AppendInt(b, int64(y), 10)
}
