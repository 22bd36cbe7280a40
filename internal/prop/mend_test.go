package prop

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"chancery"
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
		r := newReader(stage(t), d, i, ix, &room{})
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

// TestMendStage writes the mended tree back: the subject that was hung on the
// object stands on its verb, and nothing else has moved.
func TestMendStage(t *testing.T) {
	d := tree(t, "The_DT_2_det states_NNS_4_nsubj imposed/impose_VBN_0_root bans/ban_NNS_3_obj on_IN_6_case A_NNP_4_nmod")
	if err := stage(t).Mend(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		head int
		rel  chancery.Rel
		tag  string
	}{{1, "det", "DT"}, {2, "nsubj", "NNS"}, {-1, "root", "VBD"}, {2, "obj", "NNS"}, {5, "case", "IN"}, {3, "nmod", "NNP"}} {
		if k := d.Toks[i]; k.Head != want.head || k.Rel != want.rel || k.XPOS != want.tag {
			t.Errorf("%s: %d %s %s, want %+v", k.Form, k.Head, k.Rel, k.XPOS, want)
		}
	}
}
