package api

import (
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"chancery/internal/answer"
)

// A Filter is what lists of rows can be asked for, under the names of the flags of
// chancery query.
type Filter struct {
	Actor      []string `query:"actor,explode" doc:"Id of an actor or code of a country, on either side; several: with all of them" example:"[\"ISL\"]"`
	Source     string   `query:"source" doc:"Who acts, speaks, demands: id of an actor or code of a country"`
	Target     string   `query:"target" doc:"Toward whom: id of an actor or code of a country"`
	Type       []string `query:"type,explode" doc:"Type of event, stance, kind of condition, format of meeting; several: any of them"`
	Status     []string `query:"status,explode" doc:"Status; several: any of them"`
	Place      string   `query:"place" doc:"Id of a place"`
	Outlet     string   `query:"outlet" doc:"Who published the article"`
	From       string   `query:"from" pattern:"^\\d{4}(-\\d\\d(-\\d\\d)?)?$" doc:"From this day, month or year on"`
	To         string   `query:"to" pattern:"^\\d{4}(-\\d\\d(-\\d\\d)?)?$" doc:"Up to this day, month or year"`
	Words      string   `query:"q" doc:"Words that the sentence has, in any form; between quotation marks: side by side"`
	Article    string   `query:"article" doc:"Id of an article"`
	Happening  string   `query:"happening" doc:"Id of a happening"`
	MinSources int      `query:"min-sources" minimum:"0" doc:"Told by at least so many independent sources"`
	Old        bool     `query:"old" doc:"Earlier versions of pages too"`
	Rejected   bool     `query:"rejected" doc:"Rows that were rejected too"`
}

// ask is the filter for rows of a kind.
func (f *Filter) ask(kind string) (answer.Ask, error) {
	v := url.Values{"actor": f.Actor, "type": f.Type, "status": f.Status}
	for name, s := range map[string]string{"source": f.Source, "target": f.Target, "place": f.Place, "outlet": f.Outlet, "from": f.From, "to": f.To, "q": f.Words, "article": f.Article, "happening": f.Happening} {
		v.Set(name, s)
	}
	v.Set("min-sources", strconv.Itoa(f.MinSources))
	v.Set("old", strconv.FormatBool(f.Old))
	v.Set("rejected", strconv.FormatBool(f.Rejected))
	ask, err := answer.Read(kind, v)
	if err == nil {
		err = answer.Check(&ask.Filter, "")
	}
	return ask, err
}

// Paging is where in a list a page begins, and how long it is.
type Paging struct {
	After string `query:"after" doc:"Cursor: next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"Items of a page"`
}

// A list is a page of a list.
type list[T any] struct {
	Body struct {
		Items []T    `json:"items"`
		Next  string `json:"next,omitempty" doc:"Cursor of the next page; none on the last"`
	}
}

// listOf is a page of the items, of which there may be one more than the page has;
// at is the place behind an item.
func listOf[T any](items []T, limit int, at func(i int) string) *list[T] {
	l := &list[T]{}
	l.Body.Items = items[:min(len(items), limit)]
	if l.Body.Items == nil {
		l.Body.Items = []T{}
	}
	if len(items) > limit {
		l.Body.Next = cursor(at(limit - 1))
	}
	return l
}

// cursorMark tells cursors of this version from others, and from guesses.
const cursorMark = "1:"

func cursor(at string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(cursorMark + at))
}

// behind is the place that a cursor stands for; empty for the beginning.
func (p *Paging) behind() (string, error) {
	if p.After == "" {
		return "", nil
	}
	b, err := base64.RawURLEncoding.DecodeString(p.After)
	at, ok := strings.CutPrefix(string(b), cursorMark)
	if err != nil || !ok || at == "" {
		return "", huma.Error422UnprocessableEntity("after: is no cursor of this list")
	}
	return at, nil
}

// behindNumber is the number that a cursor stands for; 0 for the beginning.
func (p *Paging) behindNumber() (int64, error) {
	at, err := p.behind()
	if err != nil || at == "" {
		return 0, err
	}
	n, err := strconv.ParseInt(at, 10, 64)
	if err != nil || n <= 0 {
		return 0, huma.Error422UnprocessableEntity("after: is no cursor of this list")
	}
	return n, nil
}

// slice is a page of a list that is there as a whole.
func slice[T any](all []T, p *Paging) (*list[T], error) {
	from, err := p.behindNumber()
	if err != nil {
		return nil, err
	}
	rest := all[min(int(from), len(all)):]
	return listOf(rest, p.Limit, func(i int) string { return strconv.Itoa(int(from) + i + 1) }), nil
}
