package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestPlaceKind(t *testing.T) {
	for _, tt := range []struct {
		feature, country string
		people           int
		want             string
	}{
		{"PPLC", "VU", 0, "c"},
		{"PPLA", "FR", 100, "s"},
		{"PPL", "FR", 15000, "p"},
		{"PPL", "FR", 14999, ""},
		{"PPL", "UA", 1000, "p"},
		{"PPL", "UA", 999, ""},
		{"PPLA2", "SY", 0, "p"},
		{"PPLX", "US", 50000, ""},
		{"PPLX", "US", 500000, "p"},
		{"PPLQ", "UA", 50000, ""},
	} {
		if got := placeKind(tt.feature, tt.country, tt.people); got != tt.want {
			t.Errorf("%s %s %d: got %q, want %q", tt.feature, tt.country, tt.people, got, tt.want)
		}
	}
}

func TestPlaceFields(t *testing.T) {
	for _, tt := range [][2]string{
		{spelledOut("Rockall I."), "Rockall Island"},
		{spelledOut("Cumberland Sd."), "Cumberland Sound"},
		{spelledOut("Crimea"), "Crimea"},
		{placeSpellings("Kyiv", "Kyiv", "Kiev; Kyiv;Kiev;Kijev"), "Kiev;Kijev"},
		{short(50.4547), "50.45"},
		{short(-0.004), "0"},
		{thousands(0), "0"},
		{thousands(1), "1"},
		{thousands(2797553), "2798"},
	} {
		if tt[0] != tt[1] {
			t.Errorf("got %q, want %q", tt[0], tt[1])
		}
	}
}

// The centre of places on both sides of the date line lies between them.
func TestCentre(t *testing.T) {
	var c centre
	c.add(-17, 179, 1000)
	c.add(-17, -179, 1000)
	lat, lon := c.point()
	if math.Abs(lat+17) > 0.1 || math.Abs(math.Abs(lon)-180) > 0.1 {
		t.Errorf("got %v %v", lat, lon)
	}
}

// The committed tables are those that the sources give.
func TestPlacesFresh(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA is not set")
	}
	for name, make := range map[string]func(string) ([]byte, error){"places.tsv.gz": makePlaces, "regions.tsv": makeRegions} {
		got, err := make(filepath.Join(dir, "knowledge"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("..", "..", "data", "knowledge", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the sources give: run go run ./cmd/chancery-data", name)
		}
	}
}
