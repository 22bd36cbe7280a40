package web

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"

	"chancery"
	"chancery/internal/answer"
	"chancery/internal/store"
	"chancery/internal/web/atlas"
)

// mapHappenings is over how many of the latest happenings the map counts.
const mapHappenings = 10_000

// A mapView is a map on the page.
type mapView struct {
	Width, Height float64
	Shapes        []atlas.Shape
	Lit           map[string]bool // countries that are shown darker
	Dots          []dot
}

// A dot is a place on a map.
type dot struct {
	X, Y, R float64
	Name    string
	Href    string
	Label   string
	LabelX  float64
	Text    bool // there is room for its name
	Left    bool // the name stands to the left
	Main    bool
}

// mapPage is where things happened.
type mapPage struct {
	Map      *mapView
	Places   []store.PlaceCount
	From, To string
	Capped   int
}

func (s *site) worldMap(r *http.Request) (*reply, error) {
	p := &mapPage{From: r.URL.Query().Get("from"), To: r.URL.Query().Get("to"), Capped: mapHappenings}
	for name, day := range map[string]string{"from": p.From, "to": p.To} {
		if day != "" && !answer.Day.MatchString(day) {
			return nil, wrong("%s: %q, want 2022, 2022-01 or 2022-01-10.", name, day)
		}
	}
	var err error
	p.Places, err = cached(s.cache, "places:"+p.From+":"+p.To, func() ([]store.PlaceCount, error) {
		return s.Store.Places(context.WithoutCancel(r.Context()), p.From, p.To, mapHappenings)
	})
	if err != nil {
		return nil, err
	}
	v := extent(p.Places)
	world, err := atlas.World()
	if err != nil {
		return nil, err
	}
	p.Map = &mapView{Width: v.Width, Height: v.Height, Shapes: v.Shapes(world), Lit: map[string]bool{}}
	for i, pl := range p.Places {
		if i >= 150 || !v.Holds(pl.Lat, pl.Lon) {
			continue
		}
		d := dotOf(v, pl.Place, 3+2.2*math.Sqrt(float64(pl.Happenings)))
		d.Label = fmt.Sprintf("%s: %s", pl.Name, counted(pl.Happenings, "happening"))
		p.Map.Dots = append(p.Map.Dots, d)
		p.Map.Lit[pl.Country] = true
	}
	p.Map.spread()
	if len(p.Places) > 60 {
		p.Places = p.Places[:60]
	}
	return &reply{page: "map", title: "Map", nav: "/map", data: p}, nil
}

func dotOf(v atlas.View, p chancery.Place, r float64) dot {
	x, y := v.XY(p.Lat, p.Lon)
	d := dot{X: round(x), Y: round(y), R: round(min(r, 26)), Name: p.Name, Href: placeHref(p.ID), Left: x > v.Width*0.82}
	if d.LabelX = d.X + d.R + 4; d.Left {
		d.LabelX = d.X - d.R - 4
	}
	return d
}

// extent is the view that holds all places, the world where they lie far apart.
func extent(places []store.PlaceCount) atlas.View {
	box := atlas.Box{West: 180, South: 90, East: -180, North: -90}
	for _, p := range places {
		box.West, box.East = min(box.West, p.Lon), max(box.East, p.Lon)
		box.South, box.North = min(box.South, p.Lat), max(box.North, p.Lat)
	}
	lat, lon := (box.South+box.North)/2, (box.West+box.East)/2
	tall := max((box.North-box.South)*1.5, (box.East-box.West)*math.Cos(lat*math.Pi/180)*1.5*0.5, 12)
	if len(places) == 0 || tall > 75 {
		return atlas.Whole(1000)
	}
	return atlas.Around(lat, lon, tall, 1000, 500)
}

// spread names dots, larger ones first, where there is room.
func (m *mapView) spread() {
	type box struct{ x0, y0, x1, y1 float64 }
	var taken []box
	order := slices.Clone(m.Dots)
	for i := range order {
		d := &m.Dots[i]
		w := float64(len([]rune(d.Name)))*7.2 + 6
		b := box{d.X + d.R, d.Y - 9, d.X + d.R + w, d.Y + 9}
		if d.Left {
			b.x0, b.x1 = d.X-d.R-w, d.X-d.R
		}
		free := !slices.ContainsFunc(taken, func(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 })
		if free {
			d.Text = true
			taken = append(taken, b)
		}
	}
}

// placePage is a place on a map and what happened there.
type placePage struct {
	*chancery.Place
	Map      *mapView
	Recent   []card
	Meetings []card
	Country  string
	More     string
	Where    string // in degrees
}

// placeDegrees is how much of the world the map of a place shows.
const placeDegrees = 16

func (s *site) place(r *http.Request) (*reply, error) {
	ctx, id := r.Context(), r.PathValue("id")
	pl, err := s.Store.PlaceOf(ctx, id)
	if err != nil {
		return nil, err
	}
	if pl == nil {
		return nil, missing("The ledger names no place with the id %s.", id)
	}
	p := &placePage{Place: pl, More: "/events?place=" + url.QueryEscape(id), Where: degrees(pl.Lat, "N", "S") + ", " + degrees(pl.Lon, "E", "W")}
	if pl.Country != "" {
		p.Country = s.nameOf(ctx, pl.Country)
	}
	world, err := atlas.World()
	if err != nil {
		return nil, err
	}
	v := atlas.Around(pl.Lat, pl.Lon, placeDegrees, 860, 430)
	p.Map = &mapView{Width: v.Width, Height: v.Height, Shapes: v.Shapes(world), Lit: map[string]bool{pl.Country: pl.Country != ""}}
	d := dotOf(v, *pl, 7)
	d.Main, d.Text, d.Href = true, true, ""
	p.Map.Dots = append(p.Map.Dots, d)
	found, err := s.Store.HappeningPage(ctx, store.Filter{Section: store.Events, Place: id, Limit: 20}, "")
	if err != nil {
		return nil, err
	}
	p.Recent = cardsOf(found)
	if found, err = s.Store.HappeningPage(ctx, store.Filter{Section: store.Agenda, Place: id, Limit: 10}, ""); err != nil {
		return nil, err
	}
	p.Meetings = cardsOf(found)
	return &reply{page: "place", title: pl.Name, nav: "/map", data: p, feed: "/events.atom?place=" + url.QueryEscape(id)}, nil
}

func degrees(x float64, plus, minus string) string {
	if x < 0 {
		x, plus = -x, minus
	}
	return fmt.Sprintf("%.2f° %s", x, plus)
}
