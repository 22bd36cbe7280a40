package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/parse"
	"chancery/internal/text"
	"chancery/internal/when"
)

// A dated is a record of the sets of dates: DIR/statements/dates/*.jsonl and
// DIR/statements/meantime/*.jsonl. Its offsets are code points.
type dated struct {
	ID, Ref, Text string
	Timexes       []struct {
		Start, End                  int
		Text, Type, Value, Function string
	}
}

// measureDates counts dates of the calendar (days, weeks, months, quarters,
// years and ranges of them; no clock times, durations or vague words): how many
// are found, and how many have exactly the value of the set. The date of the
// report itself is not counted. The records whose number modulo 10 is 7, 8 or 9
// were never looked at.
func measureDates(ctx context.Context, b *bench) ([]table, error) {
	read, err := dateReader()
	if err != nil {
		return nil, err
	}
	t := table{title: "Dates", columns: []string{"set", "records", "found", "value", "of days"}, note: "Held out: the records 7, 8 and 9 of every ten, never looked at."}
	for _, set := range []struct{ name, path string }{
		{"newsdates", "dates/newsdates_dev.jsonl"},
		{"meantime", "meantime/meantime_dev.jsonl"},
	} {
		records, err := readDated(filepath.Join(b.data, "statements", set.path))
		if err != nil {
			return nil, err
		}
		var seen, held dateTally
		for i := range records {
			n := &seen
			if i%10 >= 7 {
				n = &held
			}
			if err := n.count(ctx, read, &records[i], b, i%10 < 7); err != nil {
				return nil, err
			}
		}
		t.add(seen.cells(set.name, "looked at")...)
		t.add(held.cells(set.name, "held out")...)
		seen.add(held)
		t.add(seen.cells(set.name, "all")...)
	}
	return []table{t}, nil
}

// dateReader runs the stages up to the times.
func dateReader() ([]step, error) {
	t, err := text.New(data.FS)
	if err != nil {
		return nil, err
	}
	p, err := parse.New(data.FS)
	if err != nil {
		return nil, err
	}
	w, err := when.New(data.FS)
	if err != nil {
		return nil, err
	}
	return []step{t.Split, p.Run, w.Run}, nil
}

func readDated(path string) ([]dated, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []dated
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		var d dated
		if err := json.Unmarshal(s.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, len(out)+1, err)
		}
		out = append(out, d)
	}
	return out, s.Err()
}

// day is the date of publication; one record of MEANTIME has it day first.
func (r *dated) day() (time.Time, error) {
	t, err := time.Parse(time.DateOnly, r.Ref[:min(len(r.Ref), 10)])
	if err != nil {
		t, err = time.Parse("02-01-2006", r.Ref)
	}
	return t, err
}

// A dateTally counts the dates of a set; days are those that name one day.
type dateTally struct{ gold, found, right, days, rightDays int }

func (n *dateTally) add(m dateTally) {
	n.gold += m.gold
	n.found += m.found
	n.right += m.right
	n.days += m.days
	n.rightDays += m.rightDays
}

func (n *dateTally) cells(set, part string) []string {
	of := func(a, b int) string { return fmt.Sprintf("%.1f (%d/%d)", 100*share(a, b), a, b) }
	return []string{set, part, of(n.found, n.gold), of(n.right, n.gold), of(n.rightDays, n.days)}
}

// count reads one record and counts its dates.
func (n *dateTally) count(ctx context.Context, read []step, r *dated, b *bench, tell bool) error {
	day, err := r.day()
	if err != nil {
		return fmt.Errorf("%s: %w", r.ID, err)
	}
	d := &chancery.Doc{Article: chancery.Article{Text: r.Text, Language: "en", Published: chancery.Stamp{Time: day, DayOnly: true}}}
	for _, s := range read {
		if err := s(ctx, d); err != nil {
			return fmt.Errorf("%s: %w", r.ID, err)
		}
	}
	at := codePoints(r.Text)
	for _, x := range r.Timexes {
		if !calendarValue(x.Value) || x.Function == "CREATION_TIME" || x.Type != "" && x.Type != "DATE" {
			continue
		}
		n.gold++
		one := len(x.Value) == len(time.DateOnly)
		if one {
			n.days++
		}
		got := valueAt(d, chancery.Span{Start: at[x.Start], End: at[x.End]})
		if got != "" {
			n.found++
		}
		// "2020-01-05 or 2020-05-01": either is right.
		if got != "" && strings.Contains(" "+x.Value+" ", " "+got+" ") {
			n.right++
			if one {
				n.rightDays++
			}
		} else if tell {
			fmt.Fprintf(b.misses, "dates: %s: %q: %q, want %q\n", r.ID, x.Text, got, x.Value)
		}
	}
	return nil
}

// valueAt is the value of the first time that overlaps a span.
func valueAt(d *chancery.Doc, at chancery.Span) string {
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Kind == chancery.TimeMention && m.Span.Overlaps(at) {
			return m.Value
		}
	}
	return ""
}

// calendarValue reports whether a TIMEX3 value is a place in the calendar.
func calendarValue(v string) bool {
	return len(v) >= 4 && v[0] >= '0' && v[0] <= '9' && v[3] >= '0' && v[3] <= '9' && !strings.Contains(v, "T")
}

// codePoints are the byte offsets of the code points of s, and its end.
func codePoints(s string) []int {
	var at []int
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}
