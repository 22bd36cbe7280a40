package web

import (
	"cmp"
	"context"
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"
)

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
