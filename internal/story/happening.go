package story

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
)

// A Report is one row of one article that tells of an act or a meeting.
type Report struct {
	N         int64 // its number in the ledger
	ID        string
	Group     int64  // of the article, see Reprints: what counts as one source
	Published string // day
	Status    string
	Type      string   // Type, By, Toward and Symmetric make the key
	By        []string // states of those who act, or their ids where they have none
	Toward    []string
	Symmetric bool   // both sides do the same: meetings, agreements
	First     string // first and last day that the text gives, at its grain; empty where it gives none
	Last      string
	Place     string
}

// A Happening is what the reports of it add up to.
type Happening struct {
	ID      string // of its first report, so that it stays when others come
	Reports []Report
	First   string // first and last day, at the grain of its best report
	Last    string
	Place   string
	Status  string // what has become of it by its last report
	History []Change
	Sources int // independent ones: groups of reprints
}

// A Change says since when a happening has a status.
type Change struct {
	Day    string `json:"day"` // publication of the report that first says so
	Status string `json:"status"`
	Report string `json:"report"` // its id
}

// undatedDays is how many days before its publication a report that names no day
// may be about.
const undatedDays = 3

// Happenings groups reports of one key, in the order of their first days. Every
// report is in exactly one of them.
func Happenings(reports []Report) []Happening {
	var out []Happening
	for _, c := range clusters(reports) {
		out = append(out, happening(c))
	}
	sortBy(out, func(h *Happening) (string, string) { return h.First, h.ID })
	return out
}

// Key is what reports of one happening have in common beside the day: what they
// tell, and who did it toward whom.
func (r *Report) Key() string {
	by, toward := sorted(r.By), sorted(r.Toward)
	if r.Symmetric {
		by, toward = sorted(append(by, toward...)), nil
	}
	return r.Type + "\x1f" + strings.Join(by, ",") + "\x1f" + strings.Join(toward, ",")
}

func sorted(list []string) []string {
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Compact(out)
}

// clusters parts the reports of one key by day and place: first those that name a
// day, then those of no day, then those of a month or a year.
func clusters(reports []Report) [][]Report {
	sortBy(reports, func(r *Report) (string, string) { return r.Published, r.ID })
	days := map[string][]Report{}
	var undated, coarse []Report
	for _, r := range reports {
		switch {
		case len(r.First) == len("2006-01-02") && r.First == cmp.Or(r.Last, r.First):
			days[r.First] = append(days[r.First], r)
		case r.First != "":
			coarse = append(coarse, r)
		default:
			undated = append(undated, r)
		}
	}
	named := slices.Sorted(maps.Keys(days))
	for _, r := range undated {
		d := dayOf(r.Published, named)
		days[d] = append(days[d], r)
	}
	spans := map[string][]Report{}
	known := slices.Sorted(maps.Keys(days))
	for _, r := range coarse {
		if d := inside(r.First, cmp.Or(r.Last, r.First), known); d != "" {
			days[d] = append(days[d], r)
		} else {
			spans[r.First+"/"+r.Last] = append(spans[r.First+"/"+r.Last], r)
		}
	}
	var out [][]Report
	for _, m := range []map[string][]Report{days, spans} {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			out = append(out, byPlace(m[k])...)
		}
	}
	return out
}

// dayOf is the latest named day at most some days before publication, else the
// day of publication.
func dayOf(published string, named []string) string {
	for _, d := range slices.Backward(named) {
		if n, ok := between(d, published); ok && n >= 0 && n <= undatedDays {
			return d
		}
	}
	return published
}

// inside is the first known day of the time from first to last, which may be
// months or years; empty where there is none.
func inside(first, last string, known []string) string {
	for _, d := range known {
		if d >= first && d <= last+"~" {
			return d
		}
	}
	return ""
}

// byPlace parts reports of one day by place. Those that name none belong to the
// only place that is named, otherwise they stand apart.
func byPlace(reports []Report) [][]Report {
	places := map[string][]Report{}
	for _, r := range reports {
		places[r.Place] = append(places[r.Place], r)
	}
	if open := places[""]; len(open) > 0 && len(places) == 2 {
		delete(places, "")
		for p := range places {
			places[p] = append(places[p], open...)
		}
	}
	var out [][]Report
	for _, p := range slices.Sorted(maps.Keys(places)) {
		out = append(out, places[p])
	}
	return out
}

func happening(reports []Report) Happening {
	sortBy(reports, func(r *Report) (string, string) { return r.Published, r.ID })
	h := Happening{ID: id(reports[0].ID), Reports: reports}
	groups := map[int64]bool{}
	for _, r := range reports {
		groups[r.Group] = true
		if h.Place == "" {
			h.Place = r.Place
		}
		if len(r.First) > len(h.First) {
			h.First, h.Last = r.First, cmp.Or(r.Last, r.First)
		}
		if n := len(h.History); n == 0 || h.History[n-1].Status != r.Status && !weaker(r.Status, h.History[n-1].Status) {
			h.History = append(h.History, Change{r.Published, r.Status, r.ID})
		}
	}
	if h.First == "" {
		h.First, h.Last = reports[0].Published, reports[0].Published
	}
	h.Sources = len(groups)
	h.Status = h.History[len(h.History)-1].Status
	return h
}

// firm orders what may be said of an act: what was planned may come true, what
// came true is no longer planned.
var firm = map[string]int{"possible": 1, "conditional": 2, "planned": 3, "postponed": 3}

// weaker reports whether status says less of an act than what was said before.
func weaker(status, before string) bool {
	s, ok := firm[status]
	if !ok {
		return false
	}
	b, ok := firm[before]
	return !ok || s < b
}

func id(report string) string {
	h := sha256.Sum256([]byte("happening\x00" + report))
	return hex.EncodeToString(h[:])[:16]
}
