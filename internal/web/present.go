package web

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/store"
)

// A who is an actor or a place with its page.
type who struct{ ID, Name, Href string }

func actorHref(id string) string { return "/actor/" + url.PathEscape(id) }
func placeHref(id string) string { return "/place/" + url.PathEscape(id) }

// pairHref is the page of two sides.
func pairHref(a, b string) string { return "/pair/" + url.PathEscape(a) + "/" + url.PathEscape(b) }

// A line is a row as lists show it, with all that leads to its proof.
type line struct {
	ID         string
	Section    string // events, statements …
	Type       string // key
	Label      string // the type in a word
	By, Toward []who
	Verb       string
	Title      string // of a meeting
	Status     word   // none for rows that have no status
	First      string
	Last       string
	Dated      bool
	Quote      string
	Lang       string
	If, Then   string // of a condition; Then is what is demanded, too
	Place      *who
	Sign       int // 1 cooperation, -1 conflict
	Score      string
	Outlet     string
	Published  string
	ArticleID  string
	Version    int
	Latest     bool
	ArticleT   string // title of the article
	URL        string // live page, empty where it is no page of the web
	Happening  string
	Confidence float32
	Rule       string
	Decided    word // what a person has decided
}

// Href is the page of the row: what it says and how it came about.
func (l line) Href() string { return "/row/" + url.PathEscape(l.ID) }

// InText is where the row stands in its article.
func (l line) InText() string { return textHref(l.ArticleID, l.ID) }

func textHref(article, row string) string {
	return "/article/" + url.PathEscape(article) + "#r-" + url.PathEscape(row)
}

// HappeningHref is the page of what the row tells of.
func (l line) HappeningHref() string {
	if l.Happening == "" {
		return l.Href()
	}
	return "/happening/" + url.PathEscape(l.Happening)
}

// lineOf shows a row.
func lineOf(x *store.Found) line {
	l := line{ID: x.ID, Section: x.Section.String(), Type: x.Type, First: x.First, Last: x.Last, Dated: x.Dated, Quote: x.Evidence, Lang: x.Article.Language,
		By: people(x, x.By), Toward: people(x, x.Toward), Outlet: x.Outlet, Published: x.Article.Published.String(), ArticleID: x.Article.ID, Version: x.Version,
		ArticleT: x.Article.Title, URL: webURL(x.Article.URL), Happening: x.Happening, Confidence: x.Confidence, Rule: x.Rule}
	if x.Status != "" {
		l.Status = statusWord(x.Status)
	}
	if x.Correction != "" {
		l.Decided = statusWord(x.Correction)
	}
	for _, p := range x.Entry.Places {
		if p.ID == x.Place && x.Place != "" {
			l.Place = &who{p.ID, p.Name, placeHref(p.ID)}
		}
	}
	l.say(x)
	return l
}

// say puts the row into words.
func (l *line) say(x *store.Found) {
	many := len(l.By) > 1
	switch v := x.Value.(type) {
	case chancery.Event:
		if symmetric(x) {
			l.Toward = without(l.Toward, l.By)
		}
		w := verbOf(eventVerbs, x.Type)
		l.Label, l.Verb = w.Noun, w.says(many, len(l.Toward) > 0)
		if v.Mode != "" {
			l.Label += ", " + strings.ReplaceAll(v.Mode, "-", " ")
		}
		l.Sign = sign(float64(x.Intensity))
		l.Score = score(float64(x.Intensity))
	case chancery.Statement:
		l.Label, l.Verb = "Statement", verbOf(stanceVerbs, x.Type).says(many, true)
		if len(l.Toward) > 0 {
			l.Verb += ", to"
		}
	case chancery.Condition:
		l.Label, l.Verb = capital(x.Type), "sets a condition"
		switch v.Kind {
		case chancery.Threat:
			l.Verb = plural(many, "threatens", "threaten")
		case chancery.Promise:
			l.Verb = plural(many, "promises", "promise")
		case chancery.Warning:
			l.Verb = plural(many, "warns", "warn")
		default:
			l.Verb = plural(many, "sets a condition", "set a condition")
			if len(l.Toward) > 0 {
				l.Verb += " to"
			}
		}
		l.If, l.Then = cut(x, v.Condition), cut(x, v.Consequence)
	case chancery.Demand:
		l.Label, l.Verb = "Demand", verbOf(demandVerbs, x.Type).says(many, len(l.Toward) > 0)
		l.Then = cut(x, v.Content)
	case chancery.Meeting:
		l.Label, l.Title = capital(x.Type), capital(v.Title)
		l.By = people(x, v.Parties)
	}
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func plural(many bool, one, more string) string {
	if many {
		return more
	}
	return one
}

func symmetric(x *store.Found) bool { return x.Type == string(chancery.Consult) }

func without(list, drop []who) []who {
	return slices.DeleteFunc(slices.Clone(list), func(w who) bool { return slices.Contains(drop, w) })
}

// people are actors of a row with their names.
func people(x *store.Found, ids []string) []who {
	var out []who
	for _, id := range ids {
		name := id
		if a := x.Actor(id); a != nil {
			name = a.Name
		}
		out = append(out, who{id, name, actorHref(id)})
	}
	return out
}

// cut is the text of a span, which is in code points.
func cut(x *store.Found, s chancery.Span) string {
	if s.None() {
		return ""
	}
	text := []rune(x.Article.Text)
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return strings.Join(strings.Fields(string(text[s.Start:s.End])), " ")
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// score is a Goldstein score with its sign.
func score(x float64) string {
	switch {
	case x > 0:
		return fmt.Sprintf("+%.1f", x)
	case x < 0:
		return fmt.Sprintf("−%.1f", math.Abs(x))
	}
	return "0"
}

// webURL is an address of the web, empty for any other kind: what an article gives
// as its address may be a script.
func webURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return s
}

// A card is a happening as lists show it.
type card struct {
	line
	ID       string
	Sources  int
	Reports  int // 0 where they were not counted
	New      bool
	Was      word // before, where that has changed
	Disputed bool
}

// Href is the page of the happening.
func (c card) Href() string { return "/happening/" + url.PathEscape(c.ID) }

// cardOf shows a happening by its first report that says what holds now, with its
// own status and day.
func cardOf(h *store.Happening) card {
	lead := max(0, slices.IndexFunc(h.Reports, func(x *store.Found) bool { return x.Status == h.Status }))
	c := card{line: lineOf(h.Reports[lead]), ID: h.ID, Sources: h.Sources}
	c.First, c.Last, c.Status = h.First, h.Last, statusWord(h.Status)
	c.Disputed = disputed(h.History) || h.Facts != nil && h.Facts.Disputed()
	return c
}

func cardsOf(list []*store.Happening) []card {
	var out []card
	for _, h := range list {
		out = append(out, cardOf(h))
	}
	return out
}

// A day is the rows of one day.
type day[T any] struct {
	Day  string
	Rows []T
}

// byDay puts rows that follow each other on one day together.
func byDay[T any](rows []T, of func(T) string) []day[T] {
	var out []day[T]
	for _, r := range rows {
		d := of(r)
		if len(out) == 0 || out[len(out)-1].Day != d {
			out = append(out, day[T]{Day: d})
		}
		last := &out[len(out)-1]
		last.Rows = append(last.Rows, r)
	}
	return out
}

// readDay reads a day, a month or a year, or the day of a moment.
func readDay(s string) (time.Time, string, bool) {
	if len(s) > len(time.DateOnly) {
		s = s[:len(time.DateOnly)]
	}
	for layout, shown := range map[string]string{time.DateOnly: "2 Jan 2006", "2006-01": "Jan 2006", "2006": "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, t.Format(shown), true
		}
	}
	return time.Time{}, s, false
}

// shortDay is a day as lists show it: 9 May 2031.
func shortDay(s string) string {
	_, shown, _ := readDay(s)
	return shown
}

// longDay is a day as headings show it: Friday, 9 May 2031.
func longDay(s string) string {
	t, shown, ok := readDay(s)
	if !ok || len(s) < len(time.DateOnly) {
		return cmp.Or(shown, "No day")
	}
	return t.Format("Monday, 2 January 2006")
}

// spanOf is from when to when.
func spanOf(first, last string) string {
	if first == "" {
		return "no day"
	}
	a, _, ok1 := readDay(first)
	b, _, ok2 := readDay(last)
	switch {
	case last == "" || last == first || !ok1 || !ok2:
		return shortDay(first)
	case len(first) == 10 && len(last) == 10 && a.Year() == b.Year() && a.Month() == b.Month():
		return a.Format("2") + "–" + b.Format("2 Jan 2006")
	}
	return shortDay(first) + " – " + shortDay(last)
}

// addDays is the day so many days later, the same where it is none.
func addDays(s string, n int) string {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
