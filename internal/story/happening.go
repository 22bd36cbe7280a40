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
	Article   int64  // its number
	Group     int64  // of the article, see Reprints: one text
	Outlet    string // who published it, empty where unknown
	Published string // day
	Status    string
	Type      string   // Type, By, Toward and Symmetric make the key
	By        []string // states of those who act, or their ids where they have none
	Toward    []string
	Symmetric bool   // both sides do the same: meetings, agreements
	First     string // first and last day that the text gives, at its grain; empty where it gives none
	Last      string
	Place     string
	Land      string   // country of the place
	Wide      bool     // the place is that country
	Kind      string   // the type as the row has it: Type is "meeting" for all meetings
	Words     []uint32 // content words of the evidence, see Words
	Intensity float32  // Goldstein score of its code
}

// A Happening is what the reports of it add up to.
type Happening struct {
	ID      string // of its first report, so that it stays when others come
	Kind    string // the type that most reports give
	Reports []Report
	First   string // first and last day, at the grain of its best report
	Last    string
	Place   string
	Status  string // what has become of it by its last report
	History []Change
	Sources int // independent ones, see Sources

	Intensity float32 // the score that most reports give, the lowest of several
}

// A Change says since when a happening has a status.
type Change struct {
	Day    string `json:"day"` // publication of the report that first says so
	Status string `json:"status"`
	Report string `json:"report"` // its id
}

// A Link is a decision on two reports, by their ids.
type Link struct {
	A, B  string
	Apart bool // they are of two happenings
}

// Happenings groups reports of one key, in the order of their first days. Every
// report is in exactly one of them. It looks at all of them at once; a ledger
// that grows uses [Parts] and [Lean] window by window, with the same outcome.
//
// Links say of pairs of reports what a person has decided: that they are of one
// happening, whatever they say, or of two.
func Happenings(reports []Report, links ...Link) []Happening {
	windows := map[int64][]Report{}
	leaning := map[string][]Report{} // on the report with that id
	for i := range reports {
		r := &reports[i]
		if on := Lean(r, reports, links); on != nil {
			leaning[on.ID] = append(leaning[on.ID], *r)
			continue
		}
		c := r.Window()
		windows[c] = append(windows[c], *r)
	}
	var out []Happening
	for _, part := range Parts(windows, links) {
		for _, r := range part {
			part = append(part, leaning[r.ID]...)
		}
		out = append(out, Sum(part))
	}
	sortBy(out, func(h *Happening) (string, string) { return h.First, h.ID })
	return out
}

// Key is what reports of one happening have in common beside the day: what they
// tell, and who did it toward whom. Where both sides do the same it names them
// together, and "=" stands for the other side.
func (r *Report) Key() string {
	by, toward := sorted(r.By), sorted(r.Toward)
	if r.Symmetric {
		by, toward = sorted(append(by, toward...)), []string{both}
	}
	return key(r.Type, by, toward)
}

const both = "="

func key(kind string, by, toward []string) string {
	return kind + "\x1f" + strings.Join(by, ",") + "\x1f" + strings.Join(toward, ",")
}

// SetKey gives a report the type and the sides of a key.
func (r *Report) SetKey(key string) {
	parts := strings.SplitN(key, "\x1f", 3)
	if len(parts) < 3 {
		return
	}
	list := func(s string) []string {
		if s == "" {
			return nil
		}
		return strings.Split(s, ",")
	}
	r.Type, r.By, r.Toward = parts[0], list(parts[1]), list(parts[2])
	if r.Symmetric = parts[2] == both; r.Symmetric {
		r.Toward = nil
	}
}

// Halves are the keys of reports that leave out a side of what a report tells.
func (r *Report) Halves() []string {
	if r.Symmetric || len(r.By) == 0 || len(r.Toward) == 0 || r.Halved() {
		return nil
	}
	by, toward := sorted(r.By), sorted(r.Toward)
	all := sorted(append(slices.Clone(by), toward...))
	return []string{key(r.Type, nil, toward), key(r.Type, by, nil), key(r.Type, by, by), key(r.Type, toward, toward), key(r.Type, all, nil), key(r.Type, nil, all)}
}

func sorted(list []string) []string {
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Compact(out)
}

// Sum is what the reports of a happening add up to.
func Sum(reports []Report) Happening {
	sortBy(reports, func(r *Report) (string, string) { return r.Published, r.ID })
	h := Happening{ID: id(reports[0].ID), Reports: reports, Intensity: usual(reports)}
	for _, r := range reports {
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
	h.Sources = Sources(reports)
	h.Kind = most(reports)
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

// most is the kind that most reports give, the first in the alphabet of several.
func most(reports []Report) string {
	n := map[string]int{}
	for _, r := range reports {
		n[r.Kind]++
	}
	best := ""
	for _, k := range slices.Sorted(maps.Keys(n)) {
		if best == "" || n[k] > n[best] {
			best = k
		}
	}
	return best
}

// usual is the score that most reports give, the lowest of several.
func usual(reports []Report) float32 {
	n := map[float32]int{}
	for _, r := range reports {
		n[r.Intensity]++
	}
	best := slices.Sorted(maps.Keys(n))[0]
	for _, x := range slices.Sorted(maps.Keys(n)) {
		if n[x] > n[best] {
			best = x
		}
	}
	return best
}
