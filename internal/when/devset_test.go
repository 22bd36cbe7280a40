package when_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/parse"
	"chancery/internal/text"
	"chancery/internal/when"
)

// A goldDoc is a line of the development sets of dates. Its offsets are code
// points.
type goldDoc struct {
	ID, Ref, Text string
	Timexes       []struct {
		Start, End      int
		Text, Type      string
		Value, Function string
	}
}

// readGold reads a development set; without CHANCERY_DATA the test is skipped.
func readGold(t testing.TB, path string) []goldDoc {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA is not set")
	}
	f, err := os.Open(filepath.Join(dir, path))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	var docs []goldDoc
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var d goldDoc
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// A reader runs the stages up to the times.
type reader struct {
	text  *text.Stage
	parse *parse.Stage
	when  *when.Stage
}

func newReader(t testing.TB) *reader {
	var r reader
	var err error
	if r.text, err = text.New(data.FS); err != nil {
		t.Fatal(err)
	}
	if r.parse, err = parse.New(data.FS); err != nil {
		t.Fatal(err)
	}
	if r.when, err = when.New(data.FS); err != nil {
		t.Fatal(err)
	}
	return &r
}

func (r *reader) read(t testing.TB, body, published string) *chancery.Doc {
	d := r.parsed(t, body, published)
	if err := r.when.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func (r *reader) parsed(t testing.TB, body, published string) *chancery.Doc {
	d := &chancery.Doc{}
	d.Text, d.Language = body, "en"
	if published != "" {
		day, err := time.Parse("2006-01-02", published[:10])
		if err != nil { // one line of the set is day first
			day, err = time.Parse("02-01-2006", published)
		}
		if err != nil {
			t.Fatal(err)
		}
		d.Published = chancery.Stamp{Time: day, DayOnly: true}
	}
	if err := r.text.Split(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	d.Have |= chancery.Toks
	if err := r.parse.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	d.Have |= chancery.Trees | chancery.Names
	return d
}

// calendar reports whether a value is a place in the calendar.
func calendar(v string) bool {
	return len(v) >= 4 && v[0] >= '0' && v[0] <= '9' && v[3] >= '0' && v[3] <= '9' && !strings.Contains(v, "T")
}

// A tally counts gold dates, those found, and those with the right value.
type tally struct{ gold, found, right, guesses, good int }

func measure(t *testing.T, path string, take func(i int) bool) tally {
	r := newReader(t)
	var n tally
	for i, g := range readGold(t, path) {
		if !take(i) {
			continue
		}
		d := r.read(t, g.Text, g.Ref)
		at := codePoints(g.Text)
		for _, m := range d.Mentions {
			n.guesses++
			for _, x := range g.Timexes {
				if m.Span.Start < at[x.End] && at[x.Start] < m.Span.End {
					n.good++
					break
				}
			}
		}
		for _, x := range g.Timexes {
			if !calendar(x.Value) || x.Function == "CREATION_TIME" || x.Type != "" && x.Type != "DATE" {
				continue
			}
			n.gold++
			got := ""
			for _, m := range d.Mentions {
				if m.Span.Start < at[x.End] && at[x.Start] < m.Span.End {
					n.found++
					got = m.Value
					break
				}
			}
			if got != "" && (got == x.Value || strings.Contains(" "+x.Value+" ", " "+got+" ")) {
				n.right++
			} else if i%10 < 7 {
				t.Logf("%s: %q in %q: got %q, want %q", g.ID, x.Text, around(g.Text, at[x.Start], at[x.End]), got, x.Value)
			}
		}
	}
	return n
}

func around(s string, lo, hi int) string {
	return s[max(0, lo-60):min(len(s), hi+40)]
}

// codePoints maps code points to bytes.
func codePoints(s string) []int {
	var at []int
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

func dev(i int) bool  { return i%10 < 7 }
func held(i int) bool { return i%10 >= 7 }

func TestNewsDates(t *testing.T) {
	floor(t, "statements/dates/newsdates_dev.jsonl", 92)
}

func TestMeantime(t *testing.T) {
	floor(t, "statements/meantime/meantime_dev.jsonl", 84)
}

// floor checks that at least percent of the values of a development set are
// right, and prints the part that was looked at and the part that was not.
func floor(t *testing.T, path string, percent int) {
	a, b := measure(t, path, dev), measure(t, path, held)
	t.Logf("looked at: %d dates, found %d, right %d; overlap %d of %d mentions", a.gold, a.found, a.right, a.good, a.guesses)
	t.Logf("held out:  %d dates, found %d, right %d; overlap %d of %d mentions", b.gold, b.found, b.right, b.good, b.guesses)
	if right, gold := a.right+b.right, a.gold+b.gold; right*100 < gold*percent {
		t.Errorf("%d of %d values right, want %d %%", right, gold, percent)
	}
}
