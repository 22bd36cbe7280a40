// Package diff tells which words of a text differ from those of another version of
// it.
package diff

import (
	"strings"
	"unicode"
)

// An Edit is a piece of a text that another version has too, has not, or has
// instead: Op is "=", "-" or "+".
type Edit struct {
	Op   string `json:"op"`
	Text string `json:"text"`
}

// most is up to how many pairs of pieces two texts are compared; larger ones
// are told as replaced.
const most = 4_000_000

// Words are the pieces that make the new text out of the old: paragraph by
// paragraph first, then word by word in those that differ.
func Words(before, after string) []Edit {
	var out []Edit
	var old, new []string
	flush := func() {
		out = append(out, diff(words(strings.Join(old, "")), words(strings.Join(new, "")))...)
		old, new = nil, nil
	}
	for _, e := range diff(lines(before), lines(after)) {
		switch e.Op {
		case "-":
			old = append(old, e.Text)
		case "+":
			new = append(new, e.Text)
		default:
			flush()
			out = append(out, e)
		}
	}
	flush()
	return joined(out)
}

func lines(s string) []string { return strings.SplitAfter(s, "\n") }

// words cuts a text into words and what stands between them.
func words(s string) []string {
	var out []string
	begin, space := 0, false
	for i, r := range s {
		if sp := unicode.IsSpace(r); i > 0 && sp != space {
			out = append(out, s[begin:i])
			begin = i
		}
		space = unicode.IsSpace(r)
	}
	if begin < len(s) {
		out = append(out, s[begin:])
	}
	return out
}

// diff is a longest common subsequence of pieces, with what is left out and put in.
func diff(a, b []string) []Edit {
	var head, tail []Edit
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		head = append(head, Edit{"=", a[0]})
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		tail = append(tail, Edit{"=", a[len(a)-1]})
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	out := append(head, middle(a, b)...)
	for i := len(tail) - 1; i >= 0; i-- {
		out = append(out, tail[i])
	}
	return out
}

func middle(a, b []string) (out []Edit) {
	if (len(a)+1)*(len(b)+1) > most {
		for _, s := range a {
			out = append(out, Edit{"-", s})
		}
		for _, s := range b {
			out = append(out, Edit{"+", s})
		}
		return out
	}
	// best[i][j] is how many pieces a[i:] and b[j:] have in common.
	best := make([][]int32, len(a)+1)
	for i := range best {
		best[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				best[i][j] = best[i+1][j+1] + 1
			} else {
				best[i][j] = max(best[i+1][j], best[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, Edit{"=", a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && best[i+1][j] >= best[i][j+1]:
			out = append(out, Edit{"-", a[i]})
			i++
		default:
			out = append(out, Edit{"+", b[j]})
			j++
		}
	}
	return out
}

// joined puts neighbours of one kind together.
func joined(list []Edit) []Edit {
	var out []Edit
	for _, e := range list {
		if e.Text == "" {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Op == e.Op {
			out[n-1].Text += e.Text
			continue
		}
		out = append(out, e)
	}
	return out
}
