package web

import (
	"fmt"
	"net/http"
	"time"

	"chancery/internal/store"
)

// agendaMost is how many meetings a month shows.
const agendaMost = 200

// agendaPage is the agenda as a month or as a list.
type agendaPage struct {
	*listPage
	Month     string // 2031-04
	Name      string // April 2031
	Previous  string // address
	Following string
	Now       string // address of the month of the ledger's today
	Weeks     [][]cell
	Unplaced  []card // in the month, without a day
	Today     string
	Ahead     []day[card]
	Behind    []day[card]
}

// A cell is a day of the month.
type cell struct {
	Day      string
	Weekday  string
	Number   int
	Outside  bool // of the month before or after
	Today    bool
	Meetings []card
}

// agenda shows announced and held meetings: a month, and a list.
func (s *site) agenda(r *http.Request) (*reply, error) {
	q, err := ask(r, "agenda")
	if err != nil {
		return nil, err
	}
	m, err := s.mark(r.Context())
	if err != nil {
		return nil, err
	}
	p := &agendaPage{listPage: s.list(r, q, "Agenda", "Meetings, calls, visits, summits and votes, announced and held."), Today: m.Day}
	asList := q.View() == "list" || len(q.Asked) > 0 && q.View() == ""
	p.Views = []view{{"Month", q.Toggle("month"), !asList}, {"List", q.Toggle("list"), asList}}
	a := &reply{page: "agenda", title: "Agenda", nav: "/agenda", data: p, feed: q.Atom()}
	if v := q.View(); v != "" && v != "list" && v != "month" {
		return nil, wrong("There is no view %q; there are month and list.", v)
	}
	if asList {
		return a, s.cards(r, q, p.listPage)
	}
	if p.Month = q.rest.Get("month"); p.Month == "" {
		p.Month = monthOf(m.Day, s.Now())
	}
	first, err := time.Parse("2006-01", p.Month)
	if err != nil {
		return nil, wrong("month: %q, want a month such as 2031-04.", p.Month)
	}
	return a, s.month(r, q, p, first, monthOf(m.Day, s.Now()))
}

func monthOf(day string, now time.Time) string {
	if len(day) < 7 {
		return now.Format("2006-01")
	}
	return day[:7]
}

func (s *site) month(r *http.Request, q *question, p *agendaPage, first time.Time, now string) error {
	p.Name = first.Format("January 2006")
	p.Previous, p.Following, p.Now = q.href("", "month", first.AddDate(0, -1, 0).Format("2006-01")), q.href("", "month", first.AddDate(0, 1, 0).Format("2006-01")), q.href("", "month", now)
	var found []*store.Happening
	var err error
	if len(q.Asked) > 0 {
		f := q.Filter
		f.From, f.To, f.Limit = max(f.From, p.Month), p.Month, agendaMost
		found, err = s.Store.HappeningPage(r.Context(), f, "")
	} else {
		var ids []string
		if ids, err = s.Store.MeetingsIn(r.Context(), p.Month, agendaMost); err == nil {
			found, err = s.Store.HappeningsByID(r.Context(), ids, 1)
		}
	}
	if err != nil {
		return err
	}
	on := map[string][]card{}
	for _, h := range found {
		c := cardOf(h)
		if len(c.First) < 10 {
			p.Unplaced = append(p.Unplaced, c)
			continue
		}
		for d := max(c.First, p.Month); ; d = addDays(d, 1) {
			if len(d) == 7 {
				d += "-01"
			}
			on[d] = append(on[d], c)
			if d >= c.Last || d[:7] > p.Month {
				break
			}
		}
	}
	p.Weeks = weeks(first, p.Today, on)
	p.Total = fmt.Sprint(counted(len(found), "meeting"), " in ", p.Name)
	if len(found) == agendaMost {
		p.Total = fmt.Sprint("the first ", p.Total, "; the list has all")
	}
	return nil
}

// weeks are the days of a month in weeks from Monday on.
func weeks(first time.Time, today string, on map[string][]card) [][]cell {
	var out [][]cell
	d := first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
	for d.Before(first.AddDate(0, 1, 0)) {
		var week []cell
		for range 7 {
			key := d.Format(time.DateOnly)
			c := cell{Day: key, Weekday: d.Format("Monday"), Number: d.Day(), Outside: d.Month() != first.Month(), Today: key == today}
			if !c.Outside {
				c.Meetings = on[key]
			}
			week = append(week, c)
			d = d.AddDate(0, 0, 1)
		}
		out = append(out, week)
	}
	return out
}
