package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"chancery"
	"chancery/internal/store"
)

// articlePage is an article with every row marked in its text.
type articlePage struct {
	*store.Text
	Entry      *chancery.Entry
	URL        string // live page, empty where it is no page of the web
	Paragraphs [][]segment
	Marks      []*mark
	Counts     []sectionCount
	Versions   []*store.Text
	Against    *store.Text
	Diff       []edit
	Reprints   int // other articles of the same text
}

// A sectionCount is how many rows of a section an article has.
type sectionCount struct {
	Section, Word string
	N             int
}

// sectionNoun is one row of a section in a word.
var sectionNoun = map[store.Section]string{store.Events: "event", store.Statements: "statement", store.Conditions: "condition", store.Demands: "demand", store.Agenda: "meeting"}

// A mark is a row in the margin of a text.
type mark struct {
	line
	N     int
	Start int // in code points
	End   int
}

// A segment is a part of a text of which one row says most.
type segment struct {
	Pieces []piece
	In     *mark   // the shortest row that covers it; nil where none does
	Ends   []*mark // rows that end with it
}

// A piece is text that names the act of an event, or does not.
type piece struct {
	Text string
	Act  bool
}

func (s *site) article(r *http.Request) (*reply, error) {
	id, version := r.PathValue("id"), 0
	if v := r.URL.Query().Get("version"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 {
			return nil, wrong("version: %q, want a number from 1 on.", v)
		}
		version = n
	}
	ctx := r.Context()
	t, e, err := s.Store.Text(ctx, id, version)
	if err != nil {
		return nil, err
	}
	if t == nil {
		if version > 0 {
			return nil, missing("The ledger has no version %d of an article with the id %s.", version, id)
		}
		return nil, missing("The ledger has no article with the id %s.", id)
	}
	p := &articlePage{Text: t, Entry: e, URL: webURL(t.URL)}
	if p.Versions, err = s.Store.Versions(ctx, t); err != nil {
		return nil, err
	}
	if err := s.against(r, p); err != nil {
		return nil, err
	}
	same, err := s.Store.Told(ctx, t.Story)
	if err != nil {
		return nil, err
	}
	p.Reprints = len(slices.DeleteFunc(same, func(x *store.Text) bool { return x.N == t.N }))
	if p.Marks, err = s.marks(r, t, e); err != nil {
		return nil, err
	}
	for _, sec := range []store.Section{store.Events, store.Statements, store.Conditions, store.Demands, store.Agenda} {
		n := 0
		for _, m := range p.Marks {
			if m.Section == sec.String() {
				n++
			}
		}
		if n > 0 {
			p.Counts = append(p.Counts, sectionCount{sec.String(), sectionNoun[sec], n})
		}
	}
	p.Paragraphs = paragraphs(e, p.Marks)
	return &reply{page: "article", title: cmp.Or(t.Title, "Untitled"), nav: "/stories", data: p}, nil
}

// against compares the article with another version of its page, where that is
// asked for.
func (s *site) against(r *http.Request, p *articlePage) error {
	v := r.URL.Query().Get("against")
	if v == "" {
		return nil
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		return wrong("against: %q, want the number of a version.", v)
	}
	for _, o := range p.Versions {
		if o.Version != n {
			continue
		}
		_, e, err := s.Store.Text(r.Context(), o.ID, n)
		if err != nil {
			return err
		}
		p.Against = o
		p.Diff = differences(e.Article.Text, p.Entry.Article.Text)
		return nil
	}
	return missing("The page of this article has no version %d.", n)
}

// marks are the rows of an article in the order of its text.
func (s *site) marks(r *http.Request, t *store.Text, e *chancery.Entry) ([]*mark, error) {
	var out []*mark
	decided := map[string]*store.Found{}
	for x, err := range s.Store.Find(r.Context(), store.Filter{Article: t.ID, Old: true, Rejected: true}) {
		if err != nil {
			return nil, err
		}
		if x.Version == t.Version {
			decided[x.ID] = x
		}
	}
	for _, x := range decided {
		out = append(out, &mark{line: lineOf(x), Start: x.Row.Span.Start, End: x.Row.Span.End})
	}
	slices.SortFunc(out, func(a, b *mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.Section, b.Section), cmp.Compare(a.ID, b.ID))
	})
	for i, m := range out {
		m.N = i + 1
	}
	return out, nil
}

// VersionHref is the address of a version of the article's page.
func (p *articlePage) VersionHref(t *store.Text) string {
	return "/article/" + url.PathEscape(t.ID) + "?version=" + strconv.Itoa(t.Version)
}

// paragraphs cuts a text into paragraphs, and those where a row begins or ends.
func paragraphs(e *chancery.Entry, marks []*mark) [][]segment {
	text := []rune(e.Article.Text)
	acts := map[int]bool{} // code points that name an act
	for _, ev := range e.Events {
		for i := ev.Trigger.Start; i < ev.Trigger.End; i++ {
			acts[i] = true
		}
	}
	cuts := []int{0, len(text)}
	for _, m := range marks {
		cuts = append(cuts, max(0, min(len(text), m.Start)), max(0, min(len(text), m.End)))
	}
	for i := range text {
		if acts[i] != acts[i-1] {
			cuts = append(cuts, i)
		}
		if text[i] == '\n' {
			cuts = append(cuts, i, i+1)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out [][]segment
	var para []segment
	var open []*mark
	next := 0
	for i := 0; i+1 < len(cuts); i++ {
		from, to := cuts[i], cuts[i+1]
		open = slices.DeleteFunc(open, func(m *mark) bool { return m.End <= from })
		for next < len(marks) && marks[next].Start <= from {
			if marks[next].End > from {
				open = append(open, marks[next])
			}
			next++
		}
		if text[from] == '\n' {
			if len(para) > 0 {
				out, para = append(out, para), nil
			}
			continue
		}
		para = extend(para, segmentOf(string(text[from:to]), open, to, acts[from]))
	}
	if len(para) > 0 {
		out = append(out, para)
	}
	return out
}

func segmentOf(text string, open []*mark, end int, act bool) segment {
	var s segment
	for _, m := range open {
		if s.In == nil || m.End-m.Start < s.In.End-s.In.Start {
			s.In = m
		}
		if m.End == end {
			s.Ends = append(s.Ends, m)
		}
	}
	s.Pieces = []piece{{text, act && s.In != nil}}
	return s
}

// extend adds a segment to those before it, to the last where that is of the same
// row and nothing stands between.
func extend(list []segment, s segment) []segment {
	if n := len(list); n > 0 && list[n-1].In == s.In && len(list[n-1].Ends) == 0 {
		last := &list[n-1]
		last.Pieces, last.Ends = append(last.Pieces, s.Pieces...), s.Ends
		return list
	}
	return append(list, s)
}
