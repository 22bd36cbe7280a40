package when

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// The calendar agrees with the standard library.
func TestCivil(t *testing.T) {
	for d := day(-800000); d < 800000; d += 37 {
		want := time.Unix(0, 0).UTC().AddDate(0, 0, int(d))
		y, m, dom := d.civil()
		if y != want.Year() || m != int(want.Month()) || dom != want.Day() {
			t.Fatalf("day %d: %d-%d-%d, want %s", d, y, m, dom, want)
		}
		if dayOf(y, m, dom) != d {
			t.Fatalf("day %d does not come back", d)
		}
		if wd := (int(want.Weekday()) + 6) % 7; d.weekday() != wd+1 {
			t.Fatalf("%s: weekday %d", want, d.weekday())
		}
		wy, ww := want.ISOWeek()
		if y, w := d.isoWeek(); y != wy || w != ww {
			t.Fatalf("%s: week %d-%d", want, y, w)
		}
		if weekOf(wy, ww) != d.monday() {
			t.Fatalf("%s: week begins %d", want, weekOf(wy, ww))
		}
	}
}

func TestFeasts(t *testing.T) {
	for _, tt := range []struct {
		rule string
		year int
		want day
	}{
		{"E0", 2024, dayOf(2024, 3, 31)},
		{"E0", 2025, dayOf(2025, 4, 20)},
		{"E-2", 2025, dayOf(2025, 4, 18)},
		{"O0", 2024, dayOf(2024, 5, 5)},
		{"O0", 2025, dayOf(2025, 4, 20)},
		{"11-Th4", 2024, dayOf(2024, 11, 28)},
		{"12-25", 2024, dayOf(2024, 12, 25)},
	} {
		if got, ok := feastDay(tt.rule, tt.year); !ok || got != tt.want {
			y, m, d := got.civil()
			t.Errorf("%s of %d: %d-%d-%d", tt.rule, tt.year, y, m, d)
		}
	}
	for _, rule := range []string{"", "E", "Ex", "13-01", "11-Th9", "02-30", "xx-yy"} {
		if _, ok := feastDay(rule, 2024); ok {
			t.Errorf("rule %q is taken", rule)
		}
	}
}

// A faulty list is refused with its name and line.
func TestFaultyLists(t *testing.T) {
	good := fstest.MapFS{
		"lexicon/time.tsv":       {Data: []byte("word\tclass\tvalue\tnote\njanuary\tmonth\t1\t\n")},
		"lexicon/holiday.tsv":    {Data: []byte("name\tday\nchristmas\t12-25\n")},
		"lexicon/timeverb.tsv":   {Data: []byte("lemma\tclass\nplan\tschedule\n")},
		"lexicon/timenear.tsv":   {Data: []byte("word\tclass\nsoldiers\tcounted\n")},
		"lexicon/monthfirst.tsv": {Data: []byte("domain\ngov\n")},
	}
	if _, err := New(good); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ file, rows, want string }{
		{"lexicon/time.tsv", "word\tclass\tvalue\tnote\nx\tno\t1\t\ny\tmonth\tz\t\n", "time.tsv:2: class \"no\" is not known\nlexicon/time.tsv:3: value \"z\" of \"y\" is no number"},
		{"lexicon/time.tsv", "word\tclass\tvalue\tnote\nx\n", "time.tsv:2: 1 columns, want 4"},
		{"lexicon/time.tsv", "word\tclass\tvalue\tnote\nx\tunit\tq\t\n", "time.tsv:2: unit \"q\" is not known"},
		{"lexicon/holiday.tsv", "name\tday\nx\t13-45\n", "holiday.tsv:2: day \"13-45\" is not known"},
		{"lexicon/timenear.tsv", "word\tclass\nx\tno\n", "timenear.tsv:2: class \"no\" is not known"},
		{"lexicon/timeverb.tsv", "lemma\tclass\nx\tno\n", "timeverb.tsv:2: class \"no\" is not known"},
	} {
		bad := fstest.MapFS{}
		for k, v := range good {
			bad[k] = v
		}
		bad[tt.file] = &fstest.MapFile{Data: []byte(tt.rows)}
		if _, err := New(bad); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.file, err, tt.want)
		}
	}
}
