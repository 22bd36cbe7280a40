package prop

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"chancery"
)

// TestTreebank reads the sentences of a treebank and checks what must hold of
// every article.
func TestTreebank(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		t.Skip("CHANCERY_DATA is not set: no treebank to read")
	}
	for _, name := range []string{"en_ewt-dev", "en_gumfree-dev"} {
		f, err := os.Open(filepath.Join(dir, "ud", name+".conllu.gz"))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(z)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		d := conllu(string(b))
		start := time.Now()
		if err := stage(t).Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d tokens, %d propositions, %v", name, len(d.Toks), len(d.Props), time.Since(start))
		if err := sound(d); err != nil {
			t.Fatal(err)
		}
		if out := os.Getenv("CHANCERY_DUMP"); out != "" {
			for i := range d.Sentences {
				s := *d
				s.Props = nil
				for _, p := range d.Props {
					if p.Sent == i {
						s.Props = append(s.Props, p)
					}
				}
				dumpTo(t, out, d.Text[d.Sentences[i].Span.Start:d.Sentences[i].Span.End]+"\n"+Dump(&s)+"\n")
			}
		}
	}
}

func dumpTo(t *testing.T, name, s string) {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(s); err != nil {
		t.Fatal(err)
	}
}

// sound checks what holds of the propositions of any article.
func sound(d *chancery.Doc) error {
	for i := range d.Props {
		p := &d.Props[i]
		if p.Status == "" || p.Lemma == "" || p.Kind == "" {
			return fmt.Errorf("proposition %d: %+v", i, p)
		}
		if p.Span.Start < 0 || p.Span.End > len(d.Text) || p.Span.Len() <= 0 {
			return fmt.Errorf("proposition %d: span %v", i, p.Span)
		}
		s := d.Sentences[p.Sent]
		for _, a := range p.Args {
			if a.Tok < s.Lo || a.Tok >= s.Hi || a.Prop >= len(d.Props) || !s.Span.Contains(a.Span) || a.Tok == p.Head {
				return fmt.Errorf("proposition %d: part %+v", i, a)
			}
		}
		steps := 0
		for j := i; d.Props[j].Up >= 0; j = d.Props[j].Up {
			if steps++; steps > len(d.Props) {
				return fmt.Errorf("proposition %d: governors in a circle", i)
			}
		}
	}
	return nil
}
