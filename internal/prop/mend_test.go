package prop

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestMendLeavesSoundTrees reads hand-corrected trees, of which next to nothing
// should be changed.
func TestMendLeavesSoundTrees(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA is not set: no treebank to read")
	}
	d, _ := treebank(t, filepath.Join(dir, "ud", "en_ewt-dev.conllu.gz"))
	ix := indexMentions(d)
	changed := 0
	for i, s := range d.Sentences {
		r := newReader(stage(t), d, i, ix)
		for k := s.Lo; k < s.Hi; k++ {
			tk := &d.Toks[k]
			head := tk.Head
			if r.up(k) != head || r.rel(k) != tk.Rel || r.upos(k) != tk.UPOS || r.xposOf(k) != tk.XPOS {
				changed++
				if out := os.Getenv("CHANCERY_DUMP"); out != "" {
					dumpTo(t, out, fmt.Sprintf("%s: %d/%s/%s/%s -> %d/%s/%s/%s: %s\n", tk.Form, head, tk.Rel, tk.UPOS, tk.XPOS,
						r.up(k), r.rel(k), r.upos(k), r.xposOf(k), d.Text[s.Span.Start:s.Span.End]))
				}
			}
		}
	}
	t.Logf("%d of %d tokens changed", changed, len(d.Toks))
	if 1000*changed > 4*len(d.Toks) {
		t.Errorf("%d of %d tokens of sound trees are changed", changed, len(d.Toks))
	}
}
