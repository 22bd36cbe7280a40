package atlas

import (
	"bytes"
	"compress/gzip"
	"io"
	"math"
	"strings"
	"testing"
)

func TestWorld(t *testing.T) {
	world, err := World()
	if err != nil {
		t.Fatal(err)
	}
	coded := map[string]bool{}
	for _, c := range world {
		if len(c.rings) == 0 || c.Name == "" {
			t.Errorf("%q has no outline", c.Name)
		}
		for _, r := range c.rings {
			if len(r) < 3 || r[0] != r[len(r)-1] && c.Code != "ATA" {
				t.Errorf("a ring of %s is not closed", c.Name)
			}
		}
		coded[c.Code] = true
	}
	for _, code := range []string{"ISL", "GBR", "RUS", "USA", "UKR", "CHN", "COD", "XKX"} {
		if !coded[code] {
			t.Errorf("no outline of %s", code)
		}
	}
}

// A place lies in the middle of the view around it, and its country is drawn.
func TestAround(t *testing.T) {
	world, err := World()
	if err != nil {
		t.Fatal(err)
	}
	v := Around(64.15, -21.94, 12, 640, 400)
	if x, y := v.XY(64.15, -21.94); math.Abs(x-320) > 1e-9 || math.Abs(y-200) > 1e-9 {
		t.Errorf("Reykjavik at %v, %v", x, y)
	}
	var codes []string
	for _, s := range v.Shapes(world) {
		codes = append(codes, s.Code)
		if !strings.HasPrefix(s.Path, "M") || !strings.HasSuffix(s.Path, "Z") {
			t.Errorf("path of %s: %.40s", s.Code, s.Path)
		}
	}
	if got := strings.Join(codes, " "); !strings.Contains(got, "ISL") || strings.Contains(got, "CHN") {
		t.Errorf("around Reykjavik: %s", got)
	}
	if v.Holds(51.5, -0.1) || !v.Holds(65.7, -18.1) {
		t.Error("London lies in the view, or Akureyri does not")
	}
}

// At the poles a view stays in the world.
func TestAroundPole(t *testing.T) {
	if v := Around(89, 0, 10, 600, 400); v.North > 90 || math.IsInf(v.East, 0) || v.East <= v.West {
		t.Errorf("%+v", v.Box)
	}
}

func TestWhole(t *testing.T) {
	world, err := World()
	if err != nil {
		t.Fatal(err)
	}
	n, size := 0, 0
	for _, s := range Whole(960).Shapes(world) {
		n++
		size += len(s.Path)
	}
	if n < 180 || size > 200_000 {
		t.Errorf("%d countries, %d bytes of paths", n, size)
	}
}

func FuzzRead(f *testing.F) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		f.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b[:400])
	f.Add([]byte{2, 2, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		world, err := read(b)
		if err == nil {
			Whole(400).Shapes(world)
		}
	})
}
