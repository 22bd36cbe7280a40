package export

import (
	"encoding/json"
	"io"
	"strconv"

	"chancery"
)

// A Flat is a record in columns, as CSV and Parquet have it. Lists are joined with
// semicolons. Offsets are code points of the article's text.
type Flat struct {
	ID         string  `parquet:"id"`
	Section    string  `parquet:"section,dict"`
	Type       string  `parquet:"type,dict"`
	Mode       string  `parquet:"mode,dict"`
	CAMEO      string  `parquet:"cameo,dict"` // text: leading zeros count
	Intensity  float32 `parquet:"goldstein"`  // of the code, not of the event
	Status     string  `parquet:"status,dict"`
	First      string  `parquet:"first"` // day, month or year
	Last       string  `parquet:"last"`
	Dated      bool    `parquet:"dated"` // whether the text gives the day
	Sources    string  `parquet:"sources"`
	Targets    string  `parquet:"targets"`
	Place      string  `parquet:"place"`
	PlaceName  string  `parquet:"place_name"`
	Country    string  `parquet:"place_country,dict"`
	Lat        float64 `parquet:"lat"`
	Lon        float64 `parquet:"lon"`
	Evidence   string  `parquet:"evidence"`
	Start      int32   `parquet:"evidence_start"`
	End        int32   `parquet:"evidence_end"`
	Confidence float32 `parquet:"confidence"`
	Rule       string  `parquet:"rule,dict"`
	Happening  string  `parquet:"happening"`
	Outlets    int32   `parquet:"independent_sources"`
	Reports    int32   `parquet:"reports"`
	Article    string  `parquet:"article"`
	Outlet     string  `parquet:"outlet,dict"`
	URL        string  `parquet:"url"`
	Title      string  `parquet:"title"`
	Published  string  `parquet:"published"`
	Version    string  `parquet:"coder,dict"` // of rules and model
	Correction string  `parquet:"correction,dict"`
}

// Flatten puts a record into columns.
func Flatten(r *Record) Flat {
	f := Flat{ID: r.ID(), Section: r.Section.String(), Type: r.Type, CAMEO: r.CAMEO, Intensity: r.Intensity, Status: r.State(), Dated: r.Dated,
		Sources: list(r.By), Targets: list(r.Toward), Place: r.Place, Evidence: r.Evidence, Confidence: r.Confidence, Rule: r.Rule, Happening: r.Happening,
		Reports: int32(len(r.Reports)), Article: r.Article.ID, Outlet: r.Outlet, URL: r.Article.URL, Title: r.Article.Title,
		Published: r.Article.Published.String(), Version: r.Coder, Correction: r.Correction}
	f.First, f.Last = r.Days()
	if r.Merged != nil {
		f.Type = r.Merged.Type
	}
	n, _ := r.sources()
	f.Outlets = int32(n)
	if e, ok := r.Value.(chancery.Event); ok {
		f.Mode = e.Mode
	}
	if p := r.place(); p != nil {
		f.PlaceName, f.Country, f.Lat, f.Lon = p.Name, p.Country, p.Lat, p.Lon
	}
	if r.Sentence >= 0 && r.Sentence < len(r.Entry.Sentences) {
		s := r.Entry.Sentences[r.Sentence].Span
		f.Start, f.End = int32(s.Start), int32(s.End)
	}
	return f
}

var flatHead = []string{"id", "section", "type", "mode", "cameo", "goldstein", "status", "first", "last", "dated", "sources", "targets", "place", "place_name", "place_country", "lat", "lon",
	"evidence", "evidence_start", "evidence_end", "confidence", "rule", "happening", "independent_sources", "reports", "article", "outlet", "url", "title", "published", "coder", "correction"}

func (f *Flat) cells() []string {
	return []string{f.ID, f.Section, f.Type, f.Mode, f.CAMEO, score(f.Intensity), f.Status, f.First, f.Last, strconv.FormatBool(f.Dated), f.Sources, f.Targets, f.Place, f.PlaceName, f.Country,
		degrees(f.Lat), degrees(f.Lon), f.Evidence, strconv.Itoa(int(f.Start)), strconv.Itoa(int(f.End)), strconv.FormatFloat(float64(f.Confidence), 'g', 3, 32), f.Rule, f.Happening,
		strconv.Itoa(int(f.Outlets)), strconv.Itoa(int(f.Reports)), f.Article, f.Outlet, f.URL, f.Title, f.Published, f.Version, f.Correction}
}

// A line is a record in JSON Lines: the row as the contract has it, and what it
// takes to read it alone. The article comes without its text.
type line struct {
	ID         string           `json:"id"`
	Section    string           `json:"section"`
	Status     string           `json:"status,omitempty"`
	First      string           `json:"first"`
	Last       string           `json:"last"`
	Sources    int              `json:"independent_sources"`
	Row        any              `json:"row"`
	Evidence   string           `json:"evidence"`
	Article    chancery.Article `json:"article"`
	Actors     []chancery.Actor `json:"actors"`
	Place      *chancery.Place  `json:"place,omitempty"`
	Reports    []report         `json:"reports,omitempty"` // of a happening
	History    any              `json:"history,omitempty"`
	Coder      string           `json:"coder"`
	Correction string           `json:"correction,omitempty"`
}

type report struct {
	ID        string `json:"id"`
	Status    string `json:"status"`
	Outlet    string `json:"outlet"`
	URL       string `json:"url,omitempty"`
	Published string `json:"published"`
	Evidence  string `json:"evidence"`
}

func lineOf(r *Record) line {
	l := line{ID: r.ID(), Section: r.Section.String(), Status: r.State(), Row: r.Value, Evidence: r.Evidence, Article: *r.Article, Actors: []chancery.Actor{},
		Place: r.place(), Coder: r.Coder, Correction: r.Correction}
	l.Article.Text = ""
	l.First, l.Last = r.Days()
	l.Sources, _ = r.sources()
	for _, s := range append(r.sides(r.By), r.sides(r.Toward)...) {
		l.Actors = append(l.Actors, *s.Actor)
	}
	if r.Merged != nil {
		l.History = r.Merged.History
		for _, x := range r.Reports {
			l.Reports = append(l.Reports, report{x.ID, x.Status, x.Outlet, x.Article.URL, x.Article.Published.String(), x.Evidence})
		}
	}
	return l
}

func jsonl(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}
