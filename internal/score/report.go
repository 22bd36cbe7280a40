package score

import (
	"slices"

	"chancery"
)

// A Count is what one measure found: gold rows, printed rows, and how many of
// each are right.
type Count struct {
	Gold      int     `json:"gold"`
	Printed   int     `json:"printed"`
	GoldFound int     `json:"gold_found"`
	SysRight  int     `json:"printed_right"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

func (c *Count) add(x Count) {
	c.Gold += x.Gold
	c.Printed += x.Printed
	c.GoldFound += x.GoldFound
	c.SysRight += x.SysRight
	c.Precision, c.Recall = ratio(c.SysRight, c.Printed), ratio(c.GoldFound, c.Gold)
	c.F1 = 0
	if c.Precision+c.Recall > 0 {
		c.F1 = 2 * c.Precision * c.Recall / (c.Precision + c.Recall)
	}
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// A Share is how many of the rows that were found have an attribute right.
type Share struct {
	Right int     `json:"right"`
	Of    int     `json:"of"`
	Share float64 `json:"share"`
}

// A Report is the comparison of any number of articles with their gold.
type Report struct {
	Articles   int               `json:"articles"`
	Sections   map[string]*Count `json:"sections"`   // actors, mentions, events …
	Types      map[string]*Count `json:"types"`      // events by type
	Relaxed    map[string]*Count `json:"relaxed"`    // events with fewer demands on the row
	Attributes map[string]*Share `json:"attributes"` // of the rows that were found
	Forbidden  int               `json:"forbidden_events"`
	Furniture  int               `json:"furniture_left"` // lines of boilerplate still in the text
	Misses     []Miss            `json:"misses"`
}

// A Miss is a gold row that was not found, a printed row that is not right, or a
// forbidden event.
type Miss struct {
	Article string `json:"article"`
	Section string `json:"section"`
	What    string `json:"what"` // missed, wrong, forbidden
	Row     string `json:"row"`
}

// The sections, in the order in which they are shown.
var Sections = []string{"actors", "mentions", "events", "statements", "conditions", "demands", "agenda"}

// NewReport is an empty report.
func NewReport() *Report {
	r := &Report{Sections: map[string]*Count{}, Types: map[string]*Count{}, Relaxed: map[string]*Count{}, Attributes: map[string]*Share{}, Misses: []Miss{}}
	for _, s := range Sections {
		r.Sections[s] = &Count{}
	}
	return r
}

// Add compares e with g and adds what it finds to r. It sets the places of g.
func (r *Report) Add(g *Gold, e *chancery.Entry) {
	r.Articles++
	g.place(e.Article.Text)
	s := &scorer{Report: r, cast: newCast(g, e), gold: g, entry: e, text: []rune(e.Article.Text)}
	s.furniture()
	s.actors()
	s.mentions()
	s.events()
	s.statements()
	s.conditions()
	s.demands()
	s.agenda()
}

func (r *Report) count(table map[string]*Count, key string, c Count) {
	if table[key] == nil {
		table[key] = &Count{}
	}
	table[key].add(c)
}

func (r *Report) attribute(key string, right bool) {
	s := r.Attributes[key]
	if s == nil {
		s = &Share{}
		r.Attributes[key] = s
	}
	s.Of++
	if right {
		s.Right++
	}
	s.Share = ratio(s.Right, s.Of)
}

// A scorer compares one article.
type scorer struct {
	*Report
	*cast
	gold  *Gold
	entry *chancery.Entry
	text  []rune
}

func (s *scorer) miss(section, what, row string) {
	s.Misses = append(s.Misses, Miss{s.gold.Name, section, what, row})
}

// rows counts a section whose rows match one to one.
func (s *scorer) rows(section string, golds, syss int, links []link, gold, sys func(int) string) []int {
	found := pair(golds, syss, links)
	n := 0
	for g, p := range found {
		if p >= 0 {
			n++
		} else if text := gold(g); text != "" {
			s.miss(section, "missed", text)
		}
	}
	for p := range syss {
		if !slices.Contains(found, p) {
			s.miss(section, "wrong", sys(p))
		}
	}
	s.count(s.Sections, section, Count{Gold: golds, Printed: syss, GoldFound: n, SysRight: n})
	return found
}

func (s *scorer) cut(x chancery.Span) string {
	if x.Start < 0 || x.End > len(s.text) || x.Start >= x.End {
		return ""
	}
	return string(s.text[x.Start:x.End])
}

// overlap is the F1 of two spans over the characters that are no white space.
func (s *scorer) overlap(a, b chancery.Span) float64 {
	shared := s.ink(chancery.Span{Start: max(a.Start, b.Start), End: min(a.End, b.End)})
	if shared == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(s.ink(a)+s.ink(b))
}

func (s *scorer) ink(x chancery.Span) int {
	n := 0
	for i := max(0, x.Start); i < min(x.End, len(s.text)); i++ {
		if s.text[i] != ' ' && s.text[i] != '\n' {
			n++
		}
	}
	return n
}
