package when

import (
	"context"
	"io/fs"
	"strings"
	"sync"

	"chancery"
)

// A Stage adds the mentions of time to an article. It is safe for concurrent
// use.
type Stage struct {
	lex   *lexicon
	scans sync.Pool // of *scan
}

// New loads the lists time, timeverb, timenear, holiday and monthfirst of the folder
// lexicon. Every fault is reported with its file and line.
func New(fsys fs.FS) (*Stage, error) {
	lex, err := loadLexicon(fsys)
	if err != nil {
		return nil, err
	}
	st := &Stage{lex: lex}
	st.scans.New = func() any { return &scan{st: st} }
	return st, nil
}

// Run adds the mentions of kind time to d, in the order of the text, and marks
// dates that are garbled. Sentences and tokens must be there; trees and names
// are used where they are.
func (st *Stage) Run(ctx context.Context, d *chancery.Doc) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s := st.scans.Get().(*scan)
	s.begin(d)
	s.run()
	s.d = nil
	st.scans.Put(s)
	d.Have |= chancery.Times
	return nil
}

// begin sets a scan up for an article.
func (s *scan) begin(d *chancery.Doc) {
	*s = scan{st: s.st, d: d, p: s.p, buf: s.buf, minute: -1, trees: d.Have&chancery.Trees != 0}
	if !d.Published.IsZero() {
		y, m, dom := d.Published.Date()
		s.ref, s.hasRef = dayOf(y, int(m), dom), true
		if !d.Published.DayOnly {
			h, min, _ := d.Published.Clock()
			s.minute = h*60 + min
		}
	}
	s.first = s.ref
}

// monthFirst reports whether 5/1/2020 is May 1 in this article: by a date of its
// own that can only be read one way, else by its source.
func (s *scan) monthFirst() bool {
	for i := 2; i+2 < len(s.p); i++ {
		if s.p[i].class != slash || s.class(i-2) != slash || !s.figures(i+1, 4, 4) || !s.figures(i-1, 1, 2) || !s.figures(i-3, 1, 2) {
			continue
		}
		switch a, b := s.p[i-3].val, s.p[i-1].val; {
		case a <= 12 && b > 12 && b <= 31:
			return true
		case a > 12 && a <= 31 && b <= 12:
			return false
		}
	}
	return s.st.lex.monthFirst(s.d.URL) || s.st.lex.monthFirst(s.d.Source)
}

// monthFirst reports whether a source writes 5/1/2020 for May 1: the list has
// its domain or the ending of it.
func (x *lexicon) monthFirst(source string) bool {
	host := source
	if _, rest, ok := strings.Cut(host, "://"); ok {
		host = rest
	}
	if i := strings.IndexAny(host, "/?:"); i >= 0 {
		host = host[:i]
	}
	for host != "" {
		if x.mdy[host] {
			return true
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok {
			return false
		}
		host = rest
	}
	return false
}
