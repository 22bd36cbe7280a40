package prop

import (
	"fmt"
	"strings"

	"chancery"
)

// Dump writes the propositions of an article for a reader, one a paragraph:
// number, status, predicate and its parts, then what it hangs on.
func Dump(d *chancery.Doc) string {
	var b strings.Builder
	for i := range d.Props {
		p := &d.Props[i]
		fmt.Fprintf(&b, "%d %s %s %s", i, p.Status, p.Kind, p.Lemma)
		if p.Light >= 0 {
			fmt.Fprintf(&b, " [%s]", d.Toks[p.Light].Form)
		}
		for _, w := range []struct {
			on   bool
			text string
		}{{p.Passive, "passive"}, {p.Neg, "neg"}, {p.Modal != "", "modal=" + p.Modal},
			{p.Tense != "", string(p.Tense)}, {p.Up >= 0, fmt.Sprintf("up=%d:%s", p.Up, p.UpRel)}} {
			if w.on {
				b.WriteString(" " + w.text)
			}
		}
		if p.When >= 0 {
			fmt.Fprintf(&b, " when=%q", d.Text[d.Mentions[p.When].Span.Start:d.Mentions[p.When].Span.End])
		}
		if p.Where >= 0 {
			fmt.Fprintf(&b, " where=%q", d.Text[d.Mentions[p.Where].Span.Start:d.Mentions[p.Where].Span.End])
		}
		b.WriteByte('\n')
		for j := range p.Args {
			a := &p.Args[j]
			fmt.Fprintf(&b, "    %s", a.Role)
			if a.Prep != "" {
				fmt.Fprintf(&b, "(%s)", a.Prep)
			}
			fmt.Fprintf(&b, " %q", d.Text[a.Span.Start:a.Span.End])
			if ids := a.ActorIDs(d); len(ids) > 0 {
				fmt.Fprintf(&b, " = %s", strings.Join(ids, ","))
			}
			if a.Prop >= 0 {
				fmt.Fprintf(&b, " -> %d", a.Prop)
			}
			if a.From != "" {
				fmt.Fprintf(&b, " (%s)", a.From)
			}
			b.WriteByte('\n')
		}
		for _, l := range p.Chain {
			fmt.Fprintf(&b, "    < %s %s", l.Kind, l.Lemma)
			if l.Class != "" {
				fmt.Fprintf(&b, " (%s)", l.Class)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}
