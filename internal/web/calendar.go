package web

import (
	"bytes"
	"cmp"
	"net/http"
	"strings"
	"time"

	"chancery/internal/answer"
	"chancery/internal/store"
)

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
