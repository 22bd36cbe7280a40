package web

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"chancery/internal/answer"
)

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
	Content atomText   `xml:"content"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Lang string `xml:"xml:lang,attr,omitempty"`
	Text string `xml:",chardata"`
}

// entryOf is a row as an entry: what, and the sentence with who published it.
func entryOf(base, id, href string, l *line, title, updated, more string) atomEntry {
	e := atomEntry{ID: "urn:chancery:" + id, Title: title, Updated: moment(updated), Links: []atomLink{{"alternate", base + href, "text/html"}}}
	if l != nil {
		if l.URL != "" {
			e.Links = append(e.Links, atomLink{"related", l.URL, ""})
		}
		text := "“" + l.Quote + "” — " + cmp.Or(l.Outlet, l.ArticleT) + ", " + shortDay(l.Published)
		if more != "" {
			text = more + "\n" + text
		}
		e.Content = atomText{"text", l.Lang, text}
	}
	return e
}

// moment is a day or a moment as Atom wants it.
func moment(s string) string {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC().Format(time.RFC3339)
	}
	t, _, ok := readDay(s)
	if !ok {
		t = time.Unix(0, 0).UTC()
	}
	return t.Format(time.RFC3339)
}

// headline is a row in a sentence without marks.
func (l line) headline() string {
	if l.Title != "" {
		return l.Label + ": " + names(l.By) + ", " + l.Title
	}
	out := cmp.Or(names(l.By), "Someone") + " " + l.Verb
	if len(l.Toward) > 0 {
		out += " " + names(l.Toward)
	}
	if l.Then != "" {
		out += ": " + l.Then
	}
	if l.If != "" {
		out += " " + l.If
	}
	return out
}

func names(list []who) string {
	var out []string
	for _, w := range list {
		out = append(out, w.Name)
	}
	if n := len(out); n > 1 {
		return strings.Join(out[:n-1], ", ") + " and " + out[n-1]
	}
	return strings.Join(out, "")
}

// atom answers with the newest of a list. An entry keeps its id and its time until
// something new is told of it, so that readers show it again only then.
func (s *site) atom(r *http.Request, q *question) (*reply, error) {
	base := origin(r)
	a := answer.Ask{Kind: q.Kind, Filter: q.Filter}
	title := a.Describe()
	f := &atomFeed{ID: base + q.href("atom"), Title: "Chancery: " + title, Author: atomAuthor{"Chancery"},
		Links: []atomLink{{"self", base + q.href("atom"), "application/atom+xml"}, {"alternate", base + q.Permalink(), "text/html"}}}
	q.Filter.Limit = feedMost
	var err error
	switch q.Kind {
	case "events", "agenda":
		err = s.atomHappenings(r.Context(), q, f, base)
	case "conditions", "demands":
		err = s.atomStandings(r.Context(), q, f, base)
	default:
		err = s.atomRows(r.Context(), q, f, base)
	}
	if err != nil {
		return nil, err
	}
	return writeAtom(f), nil
}

func writeAtom(f *atomFeed) *reply {
	f.Updated = moment("")
	for _, e := range f.Entries {
		f.Updated = max(f.Updated, e.Updated)
	}
	return &reply{write: func(w http.ResponseWriter) error {
		w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		if _, err := io.WriteString(w, xml.Header); err != nil {
			return err
		}
		enc := xml.NewEncoder(w)
		enc.Indent("", " ")
		return enc.Encode(f)
	}}
}

func (s *site) atomHappenings(ctx context.Context, q *question, f *atomFeed, base string) error {
	found, err := s.Store.HappeningPage(ctx, q.Filter, "")
	for _, h := range found {
		c := cardOf(h)
		updated := h.Reports[0].Added
		if n := len(h.History); n > 1 {
			updated = h.History[n-1].Day
		}
		more := fmt.Sprintf("%s, %s, %s", c.Status.Word, spanOf(c.First, c.Last), counted(c.Sources, "independent source"))
		f.Entries = append(f.Entries, entryOf(base, "happening:"+c.ID+":"+c.Status.Key, c.Href(), &c.line, c.headline(), updated, more))
	}
	return err
}

func (s *site) atomStandings(ctx context.Context, q *question, f *atomFeed, base string) error {
	m, err := s.mark(ctx)
	if err != nil {
		return err
	}
	q.Filter.Limit = feedMost
	all, err := s.standings(ctx, q.Filter, m.Day)
	newest(all)
	for _, st := range all[:min(len(all), feedMost)] {
		last := st.Steps[len(st.Steps)-1]
		l := st.First
		if last.Report != nil {
			l = *last.Report
		}
		more := st.Status.Word + " since " + shortDay(last.Day)
		if st.Deadline != "" {
			more += ", day named: " + shortDay(st.Deadline)
		}
		f.Entries = append(f.Entries, entryOf(base, st.Section+":"+st.ID+":"+st.Status.Key, st.Href(), &l, st.First.headline(), last.Day, more))
	}
	return err
}

func (s *site) atomRows(ctx context.Context, q *question, f *atomFeed, base string) error {
	found, _, err := s.found(ctx, q)
	for _, x := range found {
		l := lineOf(x)
		f.Entries = append(f.Entries, entryOf(base, "row:"+l.ID, l.Href(), &l, l.headline(), x.Added, ""))
	}
	return err
}
