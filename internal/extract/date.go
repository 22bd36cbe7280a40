package extract

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"

	"chancery"
)

// published is when the page first appeared: what it says of itself, then what
// its address says, then the element that looks most like a dateline. A date of
// change is never taken.
func (h *head) published(url string) chancery.Stamp {
	said := []string{h.news.published}
	for _, name := range []string{"article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "article.published",
		"published_time", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "ptime", "displaydate", "date", "cxenseparse:recs:publishtime", "article_date_original", "datecreated"} {
		said = append(said, h.values[name])
	}
	for _, s := range append(said, h.times...) {
		if day, ok := parseDate(s); ok {
			return day
		}
	}
	if m := urlDate.FindStringSubmatch(url); m != nil {
		if day, ok := parseDate(m[1] + "-" + m[2] + "-" + m[3]); ok {
			return day
		}
	}
	for _, s := range h.marked {
		if day, ok := findDate(s); ok {
			return day
		}
	}
	return chancery.Stamp{}
}

var (
	urlDate  = regexp.MustCompile(`/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?:/|-|\.|$)`)
	changed  = regexp.MustCompile(`(?i)updat|modif|edited`)
	dateMark = regexp.MustCompile(`(?i)(^|[\s_-])(pub|published|publish|publication|posted|date|time|timestamp|datetime|dateline|byline|article-?info|article-?meta|story-?meta|duration)`)
	dateline = regexp.MustCompile(`(?i)publi|posted|entry-date|article|story|dateline|timestamp|byline|meta`)
)

// time notes the date of a time element; one that is marked as the date of
// publication comes first, one that is marked as a date of change is left out.
func (h *head) time(n *html.Node) {
	at := attr(n, "datetime")
	if at == "" {
		at = plainOf(n)
	}
	mark := attr(n, "class") + " " + attr(n, "itemprop") + " " + attr(n, "id")
	if p := n.Parent; p != nil {
		mark += " " + attr(p, "class") + " " + attr(p, "id")
	}
	_, pub := attribute(n, "pubdate")
	switch {
	case changed.MatchString(mark):
	case pub || dateline.MatchString(mark):
		h.times = append([]string{at}, h.times...)
	default:
		h.times = append(h.times, at)
	}
}

// longMark is the length, in bytes, up to which the words of an element that is
// marked as a date are looked at.
const longMark = 160

// mark notes the words of a small element that its class marks as a date.
func (h *head) mark(n *html.Node) {
	class := attr(n, "class") + " " + attr(n, "id")
	if len(h.marked) == maxMarked || !dateMark.MatchString(class) || changed.MatchString(class) {
		return
	}
	if text := plainOf(n); len(text) <= longMark && !changed.MatchString(text) {
		h.marked = append(h.marked, text)
	}
}

const maxMarked = 20

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999Z0700", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04",
	time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate, "Mon Jan 2 15:04:05 MST 2006", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST",
	"January 2, 2006 15:04", "January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM", "January 2, 2006, 3:04 PM", "2 January 2006 15:04", "2 January 2006, 15:04", "20060102T150405Z", "20060102150405",
}

var days = []string{
	"2006-01-02", "2006/01/02", "20060102", "2006-1-2", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "2 Jan. 2006", "Monday, January 2, 2006",
	"Mon, January 2, 2006", "Monday 2 January 2006", "Mon 2 Jan 2006", "Mon, 2 Jan 2006", "02.01.2006", "2.1.2006",
}

// firstYear is the earliest year of a web page.
const firstYear = 1990

// parseDate reads a date as pages write it. A date of mere digits between
// slashes is not read, since nobody can tell day from month.
func parseDate(s string) (chancery.Stamp, bool) {
	s = strings.Join(strings.Fields(s), " ")
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil && t.Year() >= firstYear {
			return chancery.Stamp{Time: t}, true
		}
	}
	for _, l := range days {
		if t, err := time.Parse(l, s); err == nil && t.Year() >= firstYear {
			return chancery.Stamp{Time: t, DayOnly: true}, true
		}
	}
	return chancery.Stamp{}, false
}

const (
	months = `(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`
	clock  = `(?:[\s,|–-]|\bat\b)*(?:\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?)?\s*(?:\(?[A-Z]{2,4}\)?)?`
)

// dateLine matches a line that is nothing but a date, with words and a time
// around it.
var dateLine = regexp.MustCompile(`(?i)^(?:(?:first )?(?:published|posted|updated|last updated|modified)(?: on)?[:\s]+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(` +
	months + `\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+` + months + `,?\s+\d{4}|\d{4}-\d\d-\d\d)` + clock + `$`)

var inText = regexp.MustCompile(`(?i)\b(` + months + `\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+` + months + `,?\s+\d{4}|\d{4}-\d\d-\d\d)\b`)

// findDate is the date inside a text, where it has exactly one.
func findDate(text string) (chancery.Stamp, bool) {
	found := inText.FindAllString(text, 2)
	if len(found) != 1 {
		return chancery.Stamp{}, false
	}
	return dayOf(found[0])
}

// dayOf reads a date in words, with or without points and commas.
func dayOf(s string) (chancery.Stamp, bool) {
	s = strings.Join(strings.Fields(strings.NewReplacer(".", "", ",", " ").Replace(s)), " ")
	for _, l := range []string{"January 2 2006", "Jan 2 2006", "2 January 2006", "2 Jan 2006", "2006-01-02"} {
		if t, err := time.Parse(l, s); err == nil && t.Year() >= firstYear {
			return chancery.Stamp{Time: t, DayOnly: true}, true
		}
	}
	return chancery.Stamp{}, false
}

// headLines is among how many lines at the head of a text its date is looked for.
const headLines = 3

// takeDateLine takes a line that is only a date off the head of a text. A date
// of change is taken off too, and not returned.
func takeDateLine(text string) (string, chancery.Stamp) {
	lines := strings.Split(text, "\n")
	for i := range min(headLines, len(lines)-1) {
		m := dateLine.FindStringSubmatch(lines[i])
		if m == nil {
			continue
		}
		text = strings.Join(append(lines[:i:i], lines[i+1:]...), "\n")
		if day, ok := dayOf(m[1]); ok && !changed.MatchString(lines[i]) {
			return text, day
		}
		return text, chancery.Stamp{}
	}
	return text, chancery.Stamp{}
}

// place matches what stands before the date of an agency's dateline.
var place = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]*(?:(?: - |[ /,]+|\s+(?:de|al|el|of)\s+)\p{Lu}[\p{L}.'’-]*){0,4}(?:\s*\([^)]{1,30}\))?[,:]?\s+$`)

// behind matches what stands behind it.
var behind = regexp.MustCompile(`^\s*(?:\([^)]{1,40}\)\s*)?(?:[-–—:/]|\(|$)`)

// Dateline is the day that the head of a text names as its own: a line that is
// nothing but a date, or the date of an agency's dateline ("GENEVA, Jan. 10, 2022
// (Wire) -"). Only a date with its year counts.
func Dateline(text string) (chancery.Stamp, bool) {
	if _, day := takeDateLine(text); !day.IsZero() {
		return day, true
	}
	n := 0
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if n++; n > headLines {
			break
		}
		at := inText.FindStringIndex(line)
		if at != nil && !changed.MatchString(line[:at[0]]) && place.MatchString(line[:at[0]]) && behind.MatchString(line[at[1]:]) {
			return dayOf(line[at[0]:at[1]])
		}
	}
	return chancery.Stamp{}, false
}
