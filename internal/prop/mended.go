package prop

import (
	"context"
	"fmt"

	"chancery"
)

// Mend writes into the trees of d what cannot be right in them otherwise (see
// the method mend), so that the stages before the propositions see it too. It
// is a stage of its own: the parser's trees stay as they are where only they
// are asked for.
func (s *Stage) Mend(ctx context.Context, d *chancery.Doc) error {
	ix := indexMentions(d)
	var m room
	for i := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("mend: %w", err)
		}
		sent := d.Sentences[i]
		if sent.Lo < 0 || sent.Hi > len(d.Toks) || sent.Lo >= sent.Hi {
			continue
		}
		r := newReader(s, d, i, ix, &m)
		for k := sent.Lo; k < sent.Hi; k++ {
			t := &d.Toks[k]
			if r.tags[k-r.lo] != t.UPOS {
				t.UPOS, t.Lemma = r.tags[k-r.lo], r.lem[k-r.lo]
			}
			t.XPOS = r.xpos[k-r.lo]
			if t.Head >= 0 || r.head[k-r.lo] >= 0 {
				t.Head = r.head[k-r.lo]
			}
			t.Rel = r.rels[k-r.lo]
		}
	}
	d.Have |= chancery.Mended
	return nil
}
