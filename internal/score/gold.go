// Package score compares ledger entries with gold files read by hand and counts
// precision, recall and F1 by section. docs/formats/score.md defines the gold
// file and every measure.
package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"chancery"
)

// A Gold is the reading of one article by hand.
type Gold struct {
	Name      string          `json:"-"`
	Raw       []byte          `json:"-"` // the article as published: headline, blank line, body
	Published string          `json:"published"`
	Article   GoldArticle     `json:"article"`
	Actors    map[string]Who  `json:"actors"`
	Mentions  []GoldMention   `json:"mentions"`
	Events    []GoldEvent     `json:"events"`
	Forbidden []Forbidden     `json:"forbidden_events"`
	Statement []GoldStatement `json:"statements"`
	Condition []GoldCondition `json:"conditions"`
	Demands   []GoldDemand    `json:"demands"`
	Agenda    []GoldMeeting   `json:"agenda"`
}

// A GoldArticle holds the lines that must not stand in the text, and what is
// wrong with it.
type GoldArticle struct {
	Boilerplate []string `json:"boilerplate"`
	Defects     []struct {
		Kind string `json:"kind"`
		Span Quote  `json:"span"`
	} `json:"defects"`
}

// A Who is an actor of the gold file; any one of Codes is right.
type Who struct {
	Name  string   `json:"name"`
	Kind  string   `json:"kind"`
	Codes []string `json:"codes"`
}

// A Quote is a span as the gold file gives it: the nth place at which Text
// stands in the body. At is the same in code points of the entry's text, the
// zero Span where the entry's text does not have it.
type Quote struct {
	Text string        `json:"text"`
	Nth  int           `json:"nth"`
	At   chancery.Span `json:"-"`
}

// A GoldMention is one of a sample of the mentions.
type GoldMention struct {
	Span  Quote  `json:"span"`
	Actor string `json:"actor"`
	Form  string `json:"form"`
}

// A GoldEvent is an event, with the other readings that are as good.
type GoldEvent struct {
	Type       string   `json:"type"`
	CAMEO      string   `json:"cameo"`
	Mode       *string  `json:"mode"`
	Sources    []string `json:"sources"`
	Targets    []string `json:"targets"`
	Status     string   `json:"status"`
	Trigger    Quote    `json:"trigger"`
	AltTypes   []string `json:"alt_types"`
	AltCAMEO   []string `json:"alt_cameo"`
	AltStatus  []string `json:"alt_status"`
	AltSources []string `json:"alt_sources"`
	AltTargets []string `json:"alt_targets"`
}

// A Forbidden is a reading that would be an error.
type Forbidden struct {
	Types   []string `json:"types"`
	Sources []string `json:"sources"`
	Targets []string `json:"targets"`
	Status  []string `json:"status"`
	Why     string   `json:"why"`
}

// A GoldStatement is who said what.
type GoldStatement struct {
	Speaker    *string  `json:"speaker"`
	Via        *string  `json:"via"`
	Content    Quote    `json:"content"`
	Stance     string   `json:"stance"`
	AltStance  []string `json:"alt_stance"`
	AltSpeaker []string `json:"alt_speaker"`
}

// A GoldCondition is if this, then that.
type GoldCondition struct {
	Kind        string   `json:"kind"`
	By          *string  `json:"by"`
	Toward      []string `json:"toward"`
	Condition   Quote    `json:"condition"`
	Consequence Quote    `json:"consequence"`
	AltKind     []string `json:"alt_kind"`
}

// A GoldDemand is a demand or the answer to one. An implied one lies only in a
// condition: to find it is right, to miss it no error.
type GoldDemand struct {
	By        []string `json:"by"`
	Of        []string `json:"of"`
	Content   Quote    `json:"content"`
	Stance    string   `json:"stance"`
	AltStance []string `json:"alt_stance"`
	Implied   bool     `json:"implied"`
}

// A GoldMeeting is a row of the agenda; a null date is not scored.
type GoldMeeting struct {
	Date      *string  `json:"date"`
	Place     *string  `json:"place"`
	Parties   []string `json:"parties"`
	Attendees []string `json:"attendees"`
	Format    string   `json:"format"`
	Status    string   `json:"status"`
	AltDate   []string `json:"alt_date"`
	AltFormat []string `json:"alt_format"`
	AltStatus []string `json:"alt_status"`
}

// Load reads every NAME.gold.json of fsys with the NAME.txt beside it, by name.
func Load(fsys fs.FS) ([]*Gold, error) {
	names, err := fs.Glob(fsys, "*.gold.json")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no NAME.gold.json: %w", fs.ErrNotExist)
	}
	slices.Sort(names)
	var all []*Gold
	for _, name := range names {
		g, err := load(fsys, strings.TrimSuffix(name, ".gold.json"))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, g)
	}
	return all, nil
}

func load(fsys fs.FS, name string) (*Gold, error) {
	b, err := fs.ReadFile(fsys, name+".gold.json")
	if err != nil {
		return nil, err
	}
	g := &Gold{Name: name}
	if err := json.Unmarshal(b, g); err != nil {
		return nil, err
	}
	g.Raw, err = fs.ReadFile(fsys, name+".txt")
	g.Raw = bytes.ReplaceAll(g.Raw, []byte("\r\n"), []byte("\n"))
	return g, err
}

// body is the article without its headline and without its boilerplate, the
// text in which the gold file counts occurrences.
func (g *Gold) body() string {
	raw := string(g.Raw)
	if _, rest, ok := strings.Cut(raw, "\n\n"); ok {
		raw = rest
	}
	for _, b := range g.Article.Boilerplate {
		raw = strings.Replace(raw, b, "", 1)
	}
	return strings.Trim(raw, "\n")
}

// place finds every quotation of g in the text of an entry.
func (g *Gold) place(text string) {
	a := align(g.body(), text)
	for i := range g.Mentions {
		a.place(&g.Mentions[i].Span)
	}
	for i := range g.Events {
		a.place(&g.Events[i].Trigger)
	}
	for i := range g.Statement {
		a.place(&g.Statement[i].Content)
	}
	for i := range g.Condition {
		a.place(&g.Condition[i].Condition)
		a.place(&g.Condition[i].Consequence)
	}
	for i := range g.Demands {
		a.place(&g.Demands[i].Content)
	}
	for i := range g.Article.Defects {
		a.place(&g.Article.Defects[i].Span)
	}
}
