package main

import (
	"fmt"
	"strings"
)

// A table is what a measure prints: a title, columns and rows of cells.
type table struct {
	title   string
	columns []string
	rows    [][]string
	note    string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) format(markdown bool) string {
	var b strings.Builder
	if markdown {
		fmt.Fprintf(&b, "### %s\n\n| %s |\n|%s\n", t.title, strings.Join(t.columns, " | "), strings.Repeat(" --- |", len(t.columns)))
		for _, r := range t.rows {
			fmt.Fprintf(&b, "| %s |\n", strings.Join(r, " | "))
		}
	} else {
		width := make([]int, len(t.columns))
		for _, r := range append([][]string{t.columns}, t.rows...) {
			for i, c := range r {
				width[i] = max(width[i], len([]rune(c)))
			}
		}
		fmt.Fprintln(&b, t.title)
		for _, r := range append([][]string{t.columns}, t.rows...) {
			line := "  "
			for i, c := range r {
				line += fmt.Sprintf("%-*s  ", width[i], c)
			}
			fmt.Fprintln(&b, strings.TrimRight(line, " "))
		}
	}
	if t.note != "" {
		fmt.Fprintf(&b, "%s%s\n", map[bool]string{true: "\n"}[markdown], t.note)
	}
	return b.String()
}

// A tally counts gold and printed things and how many of each are right.
type tally struct{ gold, printed, found, right int }

func (t *tally) add(u tally) {
	t.gold += u.gold
	t.printed += u.printed
	t.found += u.found
	t.right += u.right
}

func (t tally) precision() float64 { return share(t.right, t.printed) }
func (t tally) recall() float64    { return share(t.found, t.gold) }

func (t tally) f1() float64 {
	p, r := t.precision(), t.recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// cells are precision, recall and F1 in percent, with what they are of.
func (t tally) cells() []string {
	return []string{
		fmt.Sprintf("%.1f (%d/%d)", 100*t.precision(), t.right, t.printed),
		fmt.Sprintf("%.1f (%d/%d)", 100*t.recall(), t.found, t.gold),
		fmt.Sprintf("%.1f", 100*t.f1()),
	}
}

var tallyColumns = []string{"measure", "half", "precision", "recall", "F1"}

// A halved tally counts the records with even numbers, on which rules were
// tuned, apart from the others.
type halved [2]tally

func (h *halved) add(record int, t tally) { h[record%2].add(t) }

func (h *halved) rows(t *table, name string) {
	all := h[0]
	all.add(h[1])
	for i, half := range []string{"even", "odd"} {
		t.add(append([]string{name, half}, h[i].cells()...)...)
	}
	t.add(append([]string{name, "both"}, all.cells()...)...)
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// compare counts two sets of keys.
func compare[K comparable](gold, printed []K) tally {
	g, p := map[K]bool{}, map[K]bool{}
	for _, k := range gold {
		g[k] = true
	}
	for _, k := range printed {
		p[k] = true
	}
	t := tally{gold: len(g), printed: len(p)}
	for k := range g {
		if p[k] {
			t.found++
			t.right++
		}
	}
	return t
}
