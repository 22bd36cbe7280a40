package export

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"chancery"
)

// event is a meeting as a VEVENT of iCalendar (RFC 5545), empty where its day is
// not known. It says nothing of the clock: DTSTAMP is when the last report came.
func event(r *Record) string {
	first, last := r.Days()
	from, err1 := time.Parse(time.DateOnly, first)
	to, err2 := time.Parse(time.DateOnly, last)
	m, ok := r.Value.(chancery.Meeting)
	if !ok || err1 != nil || err2 != nil {
		return ""
	}
	status := map[string]string{"planned": "TENTATIVE", "held": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}[r.State()]
	var says []string
	added := ""
	for _, x := range r.Reports {
		says = append(says, x.Outlet+", "+x.Article.Published.String()+": “"+x.Evidence+"” "+x.Article.URL)
		added = max(added, x.Added)
	}
	var b strings.Builder
	line := func(name, value string) { b.WriteString(fold(name + ":" + value)) }
	line("BEGIN", "VEVENT")
	line("UID", r.ID()+"@chancery")
	if at := stamp(added); at != "" {
		line("DTSTAMP", at[:8]+"T"+at[8:]+"Z")
	}
	line("DTSTART;VALUE=DATE", from.Format("20060102"))
	line("DTEND;VALUE=DATE", to.AddDate(0, 0, 1).Format("20060102"))
	line("SUMMARY", escape(fmt.Sprintf("%s: %s", m.Title, r.Names(m.Parties))))
	if p := r.place(); p != nil {
		line("LOCATION", escape(p.Name))
		line("GEO", degrees(p.Lat)+";"+degrees(p.Lon))
	}
	if status != "" {
		line("STATUS", status)
	}
	line("DESCRIPTION", escape(strings.Join(says, "\n")))
	if r.Article.URL != "" {
		line("URL", r.Article.URL)
	}
	line("END", "VEVENT")
	return b.String()
}

var escaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`)

func escape(s string) string { return escaper.Replace(s) }

// fold breaks a line so that none has more than 75 bytes, between characters.
func fold(s string) string {
	var b strings.Builder
	for limit := 75; len(s) > limit; limit = 74 {
		cut := limit
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		b.WriteString(s[:cut] + "\r\n ")
		s = s[cut:]
	}
	return b.String() + s + "\r\n"
}
