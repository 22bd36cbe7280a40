package explain

import (
	"fmt"
	"strings"

	"chancery"
)

// Tree draws the dependency tree of Toks[lo:hi], one word a line in the order
// of the text, moved in by its depth.
func Tree(d *chancery.Doc, lo, hi int) string {
	var b strings.Builder
	for i := lo; i < hi; i++ {
		t := &d.Toks[i]
		head := "root"
		if t.Head >= lo && t.Head < hi {
			head = d.Toks[t.Head].Form
		}
		word := strings.Repeat("· ", depth(d, i, lo, hi)) + t.Form
		fmt.Fprintf(&b, "%3d %-40s %-5s %-12s of %s", i, word, t.UPOS, t.Rel, head)
		if t.Lemma != "" && t.Lemma != t.Form {
			fmt.Fprintf(&b, ", lemma %s", t.Lemma)
		}
		if t.Name != "" {
			fmt.Fprintf(&b, ", %s", t.Name)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// maxDepth bounds how far a word is moved in.
const maxDepth = 12

func depth(d *chancery.Doc, i, lo, hi int) int {
	n := 0
	for n < maxDepth {
		h := d.Toks[i].Head
		if h < lo || h >= hi || h == i {
			break
		}
		i, n = h, n+1
	}
	return n
}
