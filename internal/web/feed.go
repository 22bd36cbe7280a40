package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// feedMost is how many rows a feed has, tableMost how many a table.
const (
	feedMost  = 60
	tableMost = 10_000
)

// as answers with a list in a form for programs.
func (s *site) as(kind, form string) handler {
	return func(r *http.Request) (*reply, error) {
		q, err := ask(r, kind)
		if err != nil {
			return nil, err
		}
		switch form {
		case "atom":
			return s.atom(r, q)
		case "ics":
			return s.calendar(r, q)
		}
		return s.table(r, q)
	}
}

// origin is the address of this server as the client knows it.
func origin(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

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

// table answers with a list as comma-separated values; cells that a spreadsheet
// would take for a formula begin with an apostrophe.
func (s *site) table(r *http.Request, q *question) (*reply, error) {
	var head []string
	var rows [][]string
	var err error
	switch {
	case (q.Kind == "conditions" || q.Kind == "demands") && q.View() != "reports":
		head, rows, err = s.standingTable(r.Context(), q)
	case (q.Kind == "events" || q.Kind == "agenda") && q.View() != "reports":
		head, rows, err = s.happeningTable(r.Context(), q)
	default:
		head, rows, err = s.rowTable(r.Context(), q)
	}
	if err != nil {
		return nil, err
	}
	name := "chancery-" + q.Kind + ".csv"
	return &reply{write: func(w http.ResponseWriter) error {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
		c := csv.NewWriter(w)
		if err := c.Write(head); err != nil {
			return err
		}
		for _, row := range rows {
			for i := range row {
				row[i] = harmless(row[i])
			}
			if err := c.Write(row); err != nil {
				return err
			}
		}
		c.Flush()
		return c.Error()
	}}, nil
}

// harmless keeps a spreadsheet from running what an article says.
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

func ids(list []who) string {
	var out []string
	for _, w := range list {
		out = append(out, w.ID)
	}
	return strings.Join(out, ";")
}

func (s *site) happeningTable(ctx context.Context, q *question) ([]string, [][]string, error) {
	q.Filter.Limit = cmp.Or(q.Filter.Limit, tableMost)
	found, err := s.Store.HappeningPage(ctx, q.Filter, "")
	var rows [][]string
	for _, h := range found {
		c := cardOf(h)
		rows = append(rows, []string{h.ID, h.Type, h.Status, h.First, h.Last, ids(c.By), ids(c.Toward), h.Place, strconv.Itoa(h.Sources), h.Reports[0].CAMEO,
			strconv.FormatFloat(float64(h.Reports[0].Intensity), 'g', -1, 32), c.Title, c.Quote, c.Outlet, c.URL, c.ArticleT, c.Published})
	}
	return []string{"id", "type", "status", "first", "last", "sources", "targets", "place", "independent_sources", "cameo", "intensity", "title", "evidence", "outlet", "url", "article", "published"}, rows, err
}

func (s *site) standingTable(ctx context.Context, q *question) ([]string, [][]string, error) {
	m, err := s.mark(ctx)
	if err != nil {
		return nil, nil, err
	}
	q.Filter.Limit = cmp.Or(q.Filter.Limit, tableMost)
	all, err := s.standings(ctx, q.Filter, m.Day)
	newest(all)
	var rows [][]string
	for _, st := range all {
		rows = append(rows, []string{st.ID, st.Kind, st.Status.Key, ids(st.By), ids(st.Toward), st.Since, st.day, st.Deadline, st.If, st.Then, strconv.Itoa(st.Sources), st.First.Quote, st.First.Outlet, st.First.URL, st.First.Published})
	}
	return []string{"id", "kind", "status", "by", "toward", "since", "changed", "deadline", "if", "what", "independent_sources", "evidence", "outlet", "url", "published"}, rows, err
}

func (s *site) rowTable(ctx context.Context, q *question) ([]string, [][]string, error) {
	f := q.Filter
	f.Limit, f.Newest = cmp.Or(f.Limit, tableMost), true
	var rows [][]string
	for x, err := range s.Store.Find(ctx, f) {
		if err != nil {
			return nil, nil, err
		}
		l := lineOf(x)
		rows = append(rows, []string{l.Section, l.ID, l.Type, x.Status, x.CAMEO, strconv.FormatFloat(float64(x.Intensity), 'g', -1, 32), l.First, l.Last, strconv.FormatBool(l.Dated), ids(people(x, x.By)), ids(people(x, x.Toward)), x.Place,
			l.Quote, strconv.FormatFloat(float64(l.Confidence), 'g', 3, 32), l.Rule, l.Outlet, l.URL, l.ArticleT, l.Published})
	}
	return []string{"section", "id", "type", "status", "cameo", "intensity", "from", "to", "dated", "sources", "targets", "place", "evidence", "confidence", "rule", "outlet", "url", "title", "published"}, rows, nil
}

// calendar answers with meetings as iCalendar.
func (s *site) calendar(r *http.Request, q *question) (*reply, error) {
	return s.calendarWith(r, q, nil)
}

// calendarWith is a calendar of meetings and of the deadlines of conditions.
func (s *site) calendarWith(r *http.Request, q *question, conditions []*store.Standing) (*reply, error) {
	q.Filter.Limit = cmp.Or(q.Filter.Limit, tableMost/10)
	found, err := s.Store.HappeningPage(r.Context(), q.Filter, "")
	if err != nil {
		return nil, err
	}
	base := origin(r)
	var b bytes.Buffer
	put := func(name, value string) { b.WriteString(folded(name + ":" + value)) }
	put("BEGIN", "VCALENDAR")
	put("VERSION", "2.0")
	put("PRODID", "-//Chancery//Agenda//EN")
	put("METHOD", "PUBLISH")
	put("X-WR-CALNAME", icsText("Chancery: "+answer.Ask{Kind: q.Kind, Filter: q.Filter}.Describe()))
	put("REFRESH-INTERVAL;VALUE=DURATION", "PT30M")
	for _, h := range found {
		meetingEvent(put, base, h)
	}
	for _, st := range conditions {
		deadlineEvent(put, base, st)
	}
	put("END", "VCALENDAR")
	return &reply{write: func(w http.ResponseWriter) error {
		w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		_, err := w.Write(b.Bytes())
		return err
	}}, nil
}

// meetingEvent writes a meeting; one whose day is not known has no place in a
// calendar.
func meetingEvent(put func(name, value string), base string, h *store.Happening) {
	from, err1 := time.Parse(time.DateOnly, h.First)
	to, err2 := time.Parse(time.DateOnly, cmp.Or(h.Last, h.First))
	if err1 != nil || err2 != nil {
		return
	}
	c := cardOf(h)
	put("BEGIN", "VEVENT")
	put("UID", h.ID+"@chancery")
	if at, err := time.Parse(time.RFC3339, h.Reports[0].Added); err == nil {
		put("DTSTAMP", at.UTC().Format("20060102T150405Z"))
	}
	put("DTSTART;VALUE=DATE", from.Format("20060102"))
	put("DTEND;VALUE=DATE", to.AddDate(0, 0, 1).Format("20060102"))
	put("SUMMARY", icsText(cmp.Or(names(c.By), "Meeting")+": "+c.Title))
	if c.Place != nil {
		put("LOCATION", icsText(c.Place.Name))
	}
	status := map[string]string{"planned": "TENTATIVE", "held": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}[h.Status]
	if status != "" {
		put("STATUS", status)
	}
	put("DESCRIPTION", icsText(c.Status.Word+", "+counted(c.Sources, "independent source")+"\n“"+c.Quote+"” "+c.Outlet+", "+shortDay(c.Published)))
	put("URL", base+c.Href())
	put("END", "VEVENT")
}

// deadlineEvent is the day by which a condition is to be met; nothing where the
// text names no day.
func deadlineEvent(put func(name, value string), base string, st *store.Standing) {
	day, err := time.Parse(time.DateOnly, st.Deadline)
	if err != nil || len(st.Reports) == 0 {
		return
	}
	x := st.Reports[0]
	put("BEGIN", "VEVENT")
	put("UID", st.ID+"-deadline@chancery")
	if at, err := time.Parse(time.RFC3339, x.Added); err == nil {
		put("DTSTAMP", at.UTC().Format("20060102T150405Z"))
	}
	put("DTSTART;VALUE=DATE", day.Format("20060102"))
	put("DTEND;VALUE=DATE", day.AddDate(0, 0, 1).Format("20060102"))
	put("SUMMARY", icsText("Deadline ("+st.Kind+"): "+strings.TrimSpace(st.Text+" "+st.If)))
	status := map[string]string{store.StandsOpen: "TENTATIVE", store.StandsTriggered: "CONFIRMED", store.StandsCarriedOut: "CONFIRMED", store.StandsWithdrawn: "CANCELLED", store.StandsLapsed: "CANCELLED"}[st.Status]
	if status != "" {
		put("STATUS", status)
	}
	put("DESCRIPTION", icsText(st.Status+", "+counted(st.Sources, "independent source")+"\n“"+x.Evidence+"” "+x.Outlet+", "+x.Article.Published.String()))
	put("URL", base+rowHref(x.ID))
	put("END", "VEVENT")
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

func icsText(s string) string { return icsEscapes.Replace(s) }

// folded breaks a line into pieces of at most 75 bytes, between characters
// (RFC 5545, 3.1).
func folded(s string) string {
	var b strings.Builder
	for limit := 75; len(s) > limit; limit = 74 {
		at := limit
		for at > 0 && s[at]&0xc0 == 0x80 {
			at--
		}
		b.WriteString(s[:at] + "\r\n ")
		s = s[at:]
	}
	return b.String() + s + "\r\n"
}
