package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"chancery/data"
	"chancery/internal/story"
)

// windowTables part the reports of a key by time, so that a report that comes
// changes only what lies near it; sum up what one side did toward another by day;
// and find reprints by few keys of a text.
const windowTables = `
ALTER TABLE report ADD COLUMN cell INTEGER NOT NULL DEFAULT 0;     -- window of time, see package story
ALTER TABLE report ADD COLUMN leans INTEGER NOT NULL DEFAULT 0;    -- the report whose happening it tells of too, without naming its day or a side
ALTER TABLE report ADD COLUMN toll TEXT NOT NULL DEFAULT '';       -- how many died or were hurt, by the text: dead=12 hurt=30
DROP INDEX report_block;
CREATE INDEX report_block ON report(block, cell) WHERE block <> '';
CREATE INDEX report_leans ON report(leans) WHERE leans <> 0;
DROP INDEX report_happening;
CREATE INDEX report_happening ON report(happening);

ALTER TABLE party ADD COLUMN first TEXT NOT NULL DEFAULT '';       -- day of the report's thing
DROP INDEX party_actor;
DROP INDEX party_country;
CREATE INDEX party_actor ON party(actor, first);
CREATE INDEX party_country ON party(country, first);

ALTER TABLE happening ADD COLUMN intensity REAL NOT NULL DEFAULT 0; -- the score that most reports give
ALTER TABLE happening ADD COLUMN facts TEXT NOT NULL DEFAULT '';    -- JSON: how many died or were hurt, by which report

DROP TABLE band;
CREATE TABLE shingle (
	era     INTEGER NOT NULL, -- window of time of the article
	key     INTEGER NOT NULL, -- see package story
	article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
	PRIMARY KEY (era, key, article)
) WITHOUT ROWID;

CREATE TABLE dyad (
	a           TEXT NOT NULL,    -- who did it: a country code or, where an actor has none, its id
	b           TEXT NOT NULL,    -- toward whom
	day         TEXT NOT NULL,
	happenings  INTEGER NOT NULL, -- that took place, each once
	mutual      INTEGER NOT NULL, -- of these, those in which both did the same; they stand once, a before b
	reports     INTEGER NOT NULL,
	cooperation INTEGER NOT NULL, -- of positive intensity
	conflict    INTEGER NOT NULL, -- of negative intensity
	intensity   INTEGER NOT NULL, -- sum, in tenths
	PRIMARY KEY (a, b, day)
) WITHOUT ROWID;

CREATE TABLE note (
	key   TEXT PRIMARY KEY, -- renew: what stands beside the entries is to be laid out anew
	value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO note SELECT 'renew', '' WHERE EXISTS (SELECT 1 FROM article);
DELETE FROM happening;
UPDATE report SET happening = '';
`

// A kept report is one with what the ledger has noted of it.
type keptReport struct {
	story.Report
	block     string
	cell      int64
	leans     int64
	happening string
	toll      string
}

const keptColumns = `r.n, r.id, r.article, a.story, a.source, a.day, r.status, r.first, r.last, r.dated, r.place, r.section, r.type, r.words, r.intensity, r.block, r.cell, r.leans, r.happening, r.toll, coalesce(p.name, ''), coalesce(p.country, '')`

// counted is what must hold of reports that happenings are made of.
const counted = " AND a.latest = 1 AND r.correction <> 'reject'"

// load reads the reports that a condition on report r of article a asks for.
func (m *merger) load(cond string, args ...any) (out []*keptReport, err error) {
	err = m.each(func(scan func(...any) error) error {
		var r keptReport
		var section Section
		var dated bool
		var packed []byte
		var name string
		if err := scan(&r.N, &r.ID, &r.Article, &r.Group, &r.Outlet, &r.Published, &r.Status, &r.First, &r.Last, &dated, &r.Place, &section, &r.Kind, &packed, &r.Intensity, &r.block, &r.cell, &r.leans, &r.happening, &r.toll, &name, &r.Land); err != nil {
			return err
		}
		if !dated {
			r.First, r.Last = "", ""
		}
		r.Wide = r.Land != "" && countries()[name] == r.Land
		r.Words = unpackWords(packed)
		r.SetKey(r.block)
		out = append(out, &r)
		return nil
	}, "SELECT "+keptColumns+" FROM report r JOIN article a ON a.n = r.article LEFT JOIN place p ON p.id = r.place WHERE "+cond, args...)
	return out, err
}

// countries are the codes of countries by name.
var countries = sync.OnceValue(func() map[string]string {
	b, err := data.FS.ReadFile("knowledge/countries.tsv")
	if err != nil {
		panic(err) // it is embedded
	}
	out := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if f := strings.Split(line, "\t"); len(f) > 5 {
			out[f[5]] = f[0]
		}
	}
	return out
})

// touch notes the windows of the happenings of the reports that a condition asks
// for.
func (m *merger) touch(cond string, args ...any) error {
	return m.each(func(scan func(...any) error) error {
		var block, happening string
		var cell int64
		if err := scan(&block, &cell, &happening); err != nil {
			return err
		}
		m.mark(block, cell)
		m.stale(happening)
		return nil
	}, "SELECT coalesce(b.block, r.block), coalesce(b.cell, r.cell), r.happening FROM report r JOIN article a ON a.n = r.article LEFT JOIN report b ON b.n = r.leans WHERE r.block <> '' AND "+cond, args...)
}

func (m *merger) mark(block string, cell int64) {
	if block == "" {
		return
	}
	if m.touched[block] == nil {
		m.touched[block] = map[int64]bool{}
	}
	m.touched[block][cell] = true
}

func (m *merger) stale(happening string) {
	if happening != "" {
		m.old[happening] = true
	}
}

// arrive settles what a report that has come, or has changed, leans on, and which
// lean on it.
func (m *merger) arrive(n int64) error {
	list, err := m.load("r.n = ?"+counted, n)
	if err != nil || len(list) == 0 {
		return err
	}
	r := list[0]
	if r.block == "" {
		return nil
	}
	m.mark(r.block, r.cell)
	m.stale(r.happening)
	if story.Base(&r.Report) {
		return m.support(r)
	}
	return m.lean(r)
}

// leave takes a report out that counts no longer: those that lean on it look for
// another.
func (m *merger) leave(n int64) error {
	if err := m.leaveTerm(n); err != nil {
		return err
	}
	if err := m.touch("r.n = ?", n); err != nil {
		return err
	}
	if _, err := m.exec("UPDATE report SET leans = 0 WHERE n = ? AND leans <> 0", n); err != nil {
		return err
	}
	list, err := m.load("r.leans = ? AND r.leans <> 0"+counted, n)
	if err != nil {
		return err
	}
	for _, l := range list {
		if err := m.lean(l); err != nil {
			return err
		}
	}
	return nil
}

// lean finds what a report leans on.
func (m *merger) lean(r *keptReport) error {
	cands, err := m.bases(r)
	if err != nil {
		return err
	}
	return m.leanOn(r, cands)
}

// leanOn lets a report lean on the best of some.
func (m *merger) leanOn(r *keptReport, cands []*keptReport) error {
	reports := make([]story.Report, len(cands))
	for i, c := range cands {
		reports[i] = c.Report
	}
	links, err := m.links()
	if err != nil {
		return err
	}
	var on int64
	if best := story.Lean(&r.Report, reports, links); best != nil {
		on = best.N
	}
	if on == r.leans {
		return nil
	}
	if err := m.touch("r.n IN (?, ?, ?)", r.N, r.leans, on); err != nil {
		return err
	}
	m.mark(r.block, r.cell)
	r.leans = on
	_, err = m.exec("UPDATE report SET leans = ? WHERE n = ?", on, r.N)
	return err
}

// bases are reports that one may lean on: those of its key in its days; where it
// leaves a side out, those with the other side.
func (m *merger) bases(r *keptReport) ([]*keptReport, error) {
	from, to, ok := story.Leaning(&r.Report)
	if !ok {
		return nil, nil
	}
	lo, hi := story.DayWindow(from), story.DayWindow(to+story.UndatedDays)
	if !r.Halved() {
		return m.load("r.block = ? AND r.block <> '' AND r.cell BETWEEN ? AND ? AND r.leans = 0 AND r.n <> ?"+counted, r.block, lo, hi, r.N)
	}
	who := r.By
	if len(who) == 0 {
		who = r.Toward
	}
	return m.load(`r.n IN (SELECT report FROM party WHERE actor = ?1 AND actor <> country AND first BETWEEN ?2 AND ?3 UNION SELECT report FROM party WHERE country = ?1 AND first BETWEEN ?2 AND ?3)
		AND r.section = 1 AND r.type = ?4 AND r.block <> '' AND r.cell BETWEEN ?5 AND ?6 AND r.leans = 0`+counted,
		who[0], story.DayOf(from), story.DayOf(to+story.UndatedDays), r.Type, lo, hi)
}

// support looks among the reports that may lean on this one, and leaves those
// alone that lean better on another.
func (m *merger) support(r *keptReport) error {
	near, err := m.load("r.block = ? AND r.block <> '' AND (r.cell >= ? OR r.cell BETWEEN ? AND ? AND r.dated = 0 AND r.status IN ('planned', 'postponed', 'conditional', 'possible'))"+counted,
		r.block, story.CoarseFrom, r.cell-story.PlanWindows, r.cell+1)
	if err != nil {
		return err
	}
	for _, half := range r.Halves() {
		more, err := m.load("r.block = ? AND r.block <> '' AND r.cell BETWEEN ? AND ?"+counted, half, r.cell-1, r.cell+1)
		if err != nil {
			return err
		}
		near = append(near, more...)
	}
	for _, l := range near {
		if story.Leans(&l.Report, &r.Report) == 0 {
			continue
		}
		cands := []*keptReport{r}
		if l.leans != 0 && l.leans != r.N {
			now, err := m.load("r.n = ?"+counted, l.leans)
			if err != nil {
				return err
			}
			cands = append(cands, now...)
		}
		if err := m.leanOn(l, cands); err != nil {
			return err
		}
	}
	return nil
}

// remake makes the happenings of the touched windows of a key anew.
func (m *merger) remake(block string, cells map[int64]bool) error {
	links, err := m.links()
	if err != nil {
		return err
	}
	if err := m.linked(block, cells, links); err != nil {
		return err
	}
	near := map[int64]bool{}
	for c := range cells {
		near[c] = true
		if c != 0 && !story.Coarse(c) {
			near[c-1], near[c+1] = true, true
		}
	}
	windows := map[int64][]story.Report{}
	was := map[int64]*keptReport{}
	for c := range near {
		list, err := m.load("r.block = ? AND r.block <> '' AND r.cell = ? AND r.leans = 0"+counted, block, c)
		if err != nil {
			return err
		}
		windows[c] = []story.Report{}
		for _, r := range list {
			was[r.N] = r
			windows[c] = append(windows[c], r.Report)
		}
	}
	leaning, err := m.leaning(block, near)
	if err != nil {
		return err
	}
	for _, part := range story.Parts(windows, links) {
		if !story.Settled(part, cells) {
			continue
		}
		for _, r := range part {
			for _, l := range leaning[r.N] {
				part = append(part, l.Report)
				was[l.N] = l
			}
		}
		h := story.Sum(part)
		if err := m.write(block, &h, was); err != nil {
			return err
		}
	}
	return nil
}

// leaning are the reports that lean on those of some windows, by what they lean on.
func (m *merger) leaning(block string, cells map[int64]bool) (map[int64][]*keptReport, error) {
	out := map[int64][]*keptReport{}
	for c := range cells {
		list, err := m.load("r.leans IN (SELECT n FROM report WHERE block = ? AND block <> '' AND cell = ?) AND r.leans <> 0"+counted+" ORDER BY r.id", block, c)
		if err != nil {
			return nil, err
		}
		for _, l := range list {
			out[l.leans] = append(out[l.leans], l)
		}
	}
	return out, nil
}

// linked adds the windows of reports that somebody said are of one happening with
// one of a touched window.
func (m *merger) linked(block string, cells map[int64]bool, links []story.Link) error {
	at := map[string]int64{}
	for _, l := range links {
		if l.Apart {
			continue
		}
		for _, id := range []string{l.A, l.B} {
			list, err := m.load("r.id = ? AND r.block = ?"+counted, id, block)
			if err != nil {
				return err
			}
			for _, r := range list {
				at[id] = r.cell
			}
		}
	}
	for grown := true; grown; {
		grown = false
		for _, l := range links {
			a, ok1 := at[l.A]
			b, ok2 := at[l.B]
			if !l.Apart && ok1 && ok2 && cells[a] != cells[b] {
				cells[a], cells[b], grown = true, true, true
			}
		}
	}
	return nil
}

// write keeps a happening and what belongs to it, as far as that has changed.
func (m *merger) write(block string, h *story.Happening, was map[int64]*keptReport) error {
	history, err := json.Marshal(h.History)
	if err != nil {
		return err
	}
	facts, err := factsOf(h, was)
	if err != nil {
		return err
	}
	section := Events
	if h.Reports[0].Type == meetingType {
		section = Agenda
	}
	m.written[h.ID] = true
	now := happeningRow{h.ID, block, section, h.Kind, h.Status, h.First, h.Last, h.Place, h.Sources, len(h.Reports), string(history), float64(h.Intensity), facts}
	before, err := m.happening(h.ID)
	if err != nil {
		return err
	}
	if now != before {
		m.count(&before, -1)
		m.count(&now, 1)
		if now.first != before.first || now.block != before.block {
			if err := m.partners(&before, -1); err != nil {
				return err
			}
			if err := m.partners(&now, 1); err != nil {
				return err
			}
		}
		if _, err := m.exec("INSERT OR REPLACE INTO happening(id, block, section, type, status, first, last, place, sources, reports, history, intensity, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			now.id, now.block, now.section, now.kind, now.status, now.first, now.last, now.place, now.sources, now.reports, now.history, now.intensity, now.facts); err != nil {
			return err
		}
	}
	for _, r := range h.Reports {
		if before := was[r.N].happening; before != h.ID {
			m.stale(before)
			if _, err := m.exec("UPDATE report SET happening = ? WHERE n = ?", h.ID, r.N); err != nil {
				return err
			}
		}
	}
	return nil
}

// A happeningRow is a row of that table.
type happeningRow struct {
	id, block                        string
	section                          Section
	kind, status, first, last, place string
	sources, reports                 int
	history                          string
	intensity                        float64
	facts                            string
}

func (m *merger) happening(id string) (h happeningRow, err error) {
	_, err = m.one("SELECT id, block, section, type, status, first, last, place, sources, reports, history, intensity, facts FROM happening WHERE id = ?", []any{id},
		&h.id, &h.block, &h.section, &h.kind, &h.status, &h.first, &h.last, &h.place, &h.sources, &h.reports, &h.history, &h.intensity, &h.facts)
	return h, err
}

// drop takes out the happenings that no report is of any more.
func (m *merger) drop() error {
	for id := range m.old {
		if m.written[id] {
			continue
		}
		h, err := m.happening(id)
		if err != nil {
			return err
		}
		m.count(&h, -1)
		if err := m.partners(&h, -1); err != nil {
			return err
		}
		if _, err := m.exec("DELETE FROM happening WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// links are the decisions on what is one happening; the last on a pair holds.
func (m *merger) links() ([]story.Link, error) {
	if m.decided != nil {
		return m.decided, nil
	}
	last := map[[2]string]story.Link{}
	err := m.each(func(scan func(...any) error) error {
		var what, detail string
		if err := scan(&what, &detail); err != nil {
			return err
		}
		var d Detail
		if err := json.Unmarshal([]byte(detail), &d); err != nil {
			return fmt.Errorf("correction: %w", ErrCorrupt)
		}
		for _, pair := range d.Pairs {
			last[pair] = story.Link{A: pair[0], B: pair[1], Apart: what == "split"}
		}
		return nil
	}, "SELECT what, detail FROM correction WHERE what IN ('merge', 'split')"+notUndone+" ORDER BY n")
	m.decided = []story.Link{}
	for _, l := range last {
		m.decided = append(m.decided, l)
	}
	slices.SortFunc(m.decided, func(a, b story.Link) int { return cmp.Or(strings.Compare(a.A, b.A), strings.Compare(a.B, b.B)) })
	return m.decided, err
}
