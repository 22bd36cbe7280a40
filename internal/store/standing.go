package store

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/story"
)

// standingTables keep what has become of conditions and demands, so that a register
// is a page of a table and not worked out from the whole ledger.
const standingTables = `
ALTER TABLE report ADD COLUMN standing TEXT NOT NULL DEFAULT ''; -- of a condition or demand: id of the first report of it
ALTER TABLE report ADD COLUMN more BLOB NOT NULL DEFAULT x'';    -- of a condition: content words of the if-clause; words are those of what follows
ALTER TABLE report ADD COLUMN deadline TEXT NOT NULL DEFAULT ''; -- of a condition: last day that its sentence names, behind that of the report
CREATE INDEX report_standing ON report(standing) WHERE standing <> '';

CREATE TABLE concern (
	state  TEXT NOT NULL,    -- a side of a condition or demand, empty where it has none
	day    TEXT NOT NULL,    -- on which it was told
	report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,
	PRIMARY KEY (state, day, report)
) WITHOUT ROWID;

CREATE TABLE outcome (
	report INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, -- a condition or demand
	deed   INTEGER NOT NULL REFERENCES report ON DELETE CASCADE, -- what tells what became of it
	status TEXT NOT NULL,
	PRIMARY KEY (report, deed)
) WITHOUT ROWID;
CREATE INDEX outcome_deed ON outcome(deed);

CREATE TABLE standing (
	id       TEXT PRIMARY KEY, -- of its first report
	section  INTEGER NOT NULL,
	kind     TEXT NOT NULL,
	status   TEXT NOT NULL,    -- by what was told
	since    TEXT NOT NULL,
	deadline TEXT NOT NULL,
	due      TEXT NOT NULL,    -- day behind which it is triggered if nothing is told, or empty
	lapse    TEXT NOT NULL,    -- day behind which it has lapsed if nothing is told, or empty
	sources  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX standing_since ON standing(section, since);

INSERT INTO note SELECT 'renew', '' WHERE EXISTS (SELECT 1 FROM article) ON CONFLICT DO NOTHING;
`

// horizon is for how many days what is told of a condition or demand may be what
// became of it, or the same told again.
const horizon = 90

// The likeness of one demand or condition told twice, and the share of its words
// that a report must have to tell what became of it.
const (
	likeStanding = 0.4
	inOutcome    = 0.5
	inTrigger    = 0.6 // a condition has fewer words of its own, and others do many things
	inAnswer     = 0.4
)

// A term is a condition, a demand, or a deed that may tell what became of one.
type term struct {
	n          int64
	id         string
	section    Section
	kind       string
	status     string
	told       string // day of publication
	day        string // of the thing, or of the report
	article    int64
	sentence   int
	by, toward []string // states
	words      []uint32
	more       []uint32
	negative   bool // asks for something not to be
	standing   string
}

const termColumns = `r.n, r.id, r.section, r.type, r.status, a.day, CASE r.dated WHEN 1 THEN r.first ELSE a.day END, r.article, r.sentence, r.words, r.more, r.standing,
	(SELECT coalesce(group_concat(DISTINCT CASE p.country WHEN '' THEN p.actor ELSE p.country END), '') FROM party p WHERE p.report = r.n AND p.side = 0),
	(SELECT coalesce(group_concat(DISTINCT CASE p.country WHEN '' THEN p.actor ELSE p.country END), '') FROM party p WHERE p.report = r.n AND p.side = 1)`

// terms reads those that a condition on report r of article a asks for.
func (m *merger) terms(from, cond string, args ...any) (out []*term, err error) {
	err = m.each(func(scan func(...any) error) error {
		var t term
		var words, more []byte
		var by, toward string
		if err := scan(&t.n, &t.id, &t.section, &t.kind, &t.status, &t.told, &t.day, &t.article, &t.sentence, &words, &more, &t.standing, &by, &toward); err != nil {
			return err
		}
		t.words, t.more = unpackWords(words), unpackWords(more)
		if n := len(t.more); t.section == Conditions && n > 0 && t.more[n-1] == 0 {
			t.negative, t.more = true, t.more[:n-1]
		}
		t.by, t.toward = splitStates(by), splitStates(toward)
		out = append(out, &t)
		return nil
	}, "SELECT "+termColumns+" FROM "+from+" JOIN article a ON a.n = r.article WHERE "+cond+counted, args...)
	slices.SortFunc(out, func(a, b *term) int { return cmp.Or(cmp.Compare(a.told, b.told), cmp.Compare(a.id, b.id)) })
	return out, err
}

func splitStates(s string) []string {
	if s == "" {
		return nil
	}
	out := strings.Split(s, ",")
	slices.Sort(out)
	return out
}

// states are those that a term concerns, an empty one where it concerns none.
func (t *term) states() []string {
	out := slices.Concat(t.by, t.toward)
	if len(out) == 0 {
		return []string{""}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// deed reports whether it may say what became of a condition or a demand: an act
// that took place or that will not, in deeds and not in words; or an answer.
func (t *term) deed() bool {
	if t.section == Demands {
		return t.kind != string(chancery.DemandMade)
	}
	switch chancery.EventType(t.kind) {
	case chancery.Threaten, chancery.Request, chancery.Reject, chancery.Accuse, chancery.Agree:
		return false
	}
	return t.section == Events && (t.status == string(chancery.Actual) || t.status == string(chancery.Negated))
}

// standing reports whether it is something of which may become something.
func (t *term) stands() bool {
	return t.section == Conditions || t.section == Demands && t.kind == string(chancery.DemandMade)
}

// becomes is what a deed says has become of a condition or demand, empty where it
// says nothing of it. It follows from the two alone.
func (t *term) becomes(d *term) string {
	if d.day < t.told || d.article == t.article && d.sentence == t.sentence {
		return ""
	}
	by := meet(d.by, t.by)
	switch actual := d.status == string(chancery.Actual); {
	case t.section == Demands && d.section == Demands:
		answers := map[string]string{string(chancery.DemandRefused): StandsRefused, string(chancery.DemandAccepted): StandsAccepted}
		if (len(t.toward) == 0 || meet(t.toward, d.by)) && max(story.Share(t.words, d.words), story.Share(d.words, t.words)) >= inAnswer {
			return answers[d.kind]
		}
	case d.section == Demands:
	case t.section == Demands:
		if actual && d.day > t.told && meet(t.toward, d.by) && tells(t.words, d, inTrigger) {
			return StandsMet
		}
	case by && tells(t.words, d, inOutcome):
		if actual && (t.kind != string(chancery.Threat) || d.kind != string(chancery.Concede)) { // who drops a threat does not carry it out
			return StandsCarriedOut
		}
		return StandsWithdrawn
	case !by && actual && tells(t.more, d, inTrigger):
		if t.negative {
			return StandsLapsed
		}
		return StandsTriggered
	}
	return ""
}

// tells reports whether a deed has at least that share of the words.
func tells(words []uint32, d *term, least float64) bool {
	return len(words) > 0 && story.Share(words, d.words) >= least
}

// same reports whether two tell of one condition or demand.
func (t *term) same(o *term) bool {
	return t.section == o.section && t.kind == o.kind && slices.Equal(t.by, o.by) && (len(t.toward) == 0 || len(o.toward) == 0 || meet(t.toward, o.toward)) &&
		story.Alike(t.all(), o.all()) >= likeStanding
}

func (t *term) all() []uint32 {
	if len(t.more) == 0 {
		return t.words
	}
	out := slices.Concat(t.words, t.more)
	slices.Sort(out)
	return slices.Compact(out)
}

// settleTerms finds for terms that have come, or changed, what they are told again
// by, what became of them, and of what they are the outcome.
func (m *merger) settleTerms() error {
	slices.Sort(m.arrived)
	var deeds []*term
	for _, n := range slices.Compact(m.arrived) {
		list, err := m.terms("report r", "r.n = ?", n)
		if err != nil {
			return err
		}
		for _, t := range list {
			if t.stands() {
				if err := m.stand(t); err != nil {
					return err
				}
			}
			if t.deed() {
				deeds = append(deeds, t)
			}
		}
	}
	for _, d := range deeds {
		if err := m.outcomes(d); err != nil {
			return err
		}
	}
	for n := range m.changed {
		var id string
		if _, err := m.one("SELECT standing FROM report WHERE n = ?", []any{n}, &id); err != nil {
			return err
		}
		m.standings[id] = true
	}
	delete(m.standings, "")
	for id := range m.standings {
		if err := m.remakeStanding(id); err != nil {
			return err
		}
	}
	return nil
}

// stand puts a condition or demand among those that it concerns.
func (m *merger) stand(t *term) error {
	group := map[string]bool{t.id: true}
	for _, s := range t.states() {
		if _, err := m.exec("INSERT INTO concern VALUES (?, ?, ?) ON CONFLICT DO NOTHING", s, t.told, t.n); err != nil {
			return err
		}
	}
	side := append(slices.Clone(t.by), t.toward...)
	if len(side) == 0 {
		side = []string{""}
	}
	from, to := daysAfter(t.told, -horizon), daysAfter(t.told, horizon)
	near, err := m.watched(side[0], from, to)
	if err != nil {
		return err
	}
	for _, o := range near {
		if o.n != t.n && o.standing != "" && o.told >= from && o.told <= to && t.same(o) {
			group[o.standing] = true
		}
	}
	if err := m.unite(t, group); err != nil {
		return err
	}
	seen := map[int64]bool{}
	for _, s := range t.states() {
		deeds, err := m.deeds(s, t.told, daysAfter(t.told, horizon))
		if err != nil {
			return err
		}
		for _, d := range deeds {
			if !seen[d.n] && d.deed() {
				if err := m.note(t, d); err != nil {
					return err
				}
			}
			seen[d.n] = true
		}
	}
	return nil
}

// concerned are the conditions and demands that concern a state, told in some days.
func (m *merger) concerned(state, from, to string) ([]*term, error) {
	return m.terms("concern c CROSS JOIN report r ON r.n = c.report", "c.state = ? AND c.day BETWEEN ? AND ?", state, from, to)
}

// deeds are what may be the outcome of what concerns a state.
func (m *merger) deeds(state, from, to string) ([]*term, error) {
	if state == "" {
		return nil, nil
	}
	return m.terms("(SELECT report FROM party WHERE country = ?1 AND first BETWEEN ?2 AND ?3 UNION SELECT report FROM party WHERE actor = ?1 AND actor <> country AND first BETWEEN ?2 AND ?3) p CROSS JOIN report r ON r.n = p.report",
		"(r.section = 1 AND r.status IN ('actual', 'negated') OR r.section = 4 AND r.type <> 'demands')", state, from, to)
}

// unite gives the groups that a term belongs to one id: that of the first of them.
func (m *merger) unite(t *term, group map[string]bool) error {
	first, day := t.id, t.told
	for id := range group {
		var told string
		if id == t.id {
			continue
		}
		if _, err := m.one("SELECT since FROM standing WHERE id = ?", []any{id}, &told); err != nil {
			return err
		}
		if told < day || told == day && id < first {
			first, day = id, told
		}
	}
	for id := range group {
		m.standings[id] = true
		if id == first || id == t.id {
			continue
		}
		if _, err := m.exec("UPDATE report SET standing = ? WHERE standing = ? AND standing <> ''", first, id); err != nil {
			return err
		}
	}
	m.standings[first] = true
	for _, w := range m.watch {
		for _, o := range w.terms {
			if len(group) > 1 && group[o.standing] {
				o.standing = first
			}
		}
	}
	t.standing = first
	m.see(t)
	if _, err := m.exec("UPDATE report SET standing = ? WHERE n = ?", first, t.n); err != nil {
		return err
	}
	// The group is known by its first report until it is summed up.
	_, err := m.exec("INSERT INTO standing VALUES (?, ?, ?, 'open', ?, '', '', '', 1) ON CONFLICT DO UPDATE SET since = min(since, excluded.since)", first, t.section, t.kind, day)
	return err
}

// outcomes notes of what a deed is the outcome.
func (m *merger) outcomes(d *term) error {
	seen := map[int64]bool{}
	from := daysAfter(d.day, -horizon)
	for _, s := range append(d.states(), "") {
		near, err := m.watched(s, from, d.day)
		if err != nil {
			return err
		}
		for _, t := range near {
			if t.told < from || t.told > d.day || !t.stands() || seen[t.n] {
				continue
			}
			if len(t.by)+len(t.toward) > 1 {
				seen[t.n] = true // it may come again under its other side
			}
			if err := m.note(t, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// A watch is what concerns a state in some days.
type watch struct {
	from, to string
	terms    []*term
}

// mostWatched is how many terms of a state are kept at hand before those that lie
// far back are forgotten.
const mostWatched = 4000

// watched are the terms that concern a state in some days and perhaps more. They
// stay at hand from one batch to the next, and only days that were not asked for
// before are read.
func (m *merger) watched(state, from, to string) ([]*term, error) {
	w := m.watch[state]
	if w == nil {
		w = &watch{from: from, to: to}
		m.watch[state] = w
		var err error
		w.terms, err = m.concerned(state, from, to)
		return w.terms, err
	}
	if from < w.from {
		more, err := m.concerned(state, from, daysAfter(w.from, -1))
		if err != nil {
			return nil, err
		}
		w.terms, w.from = append(w.terms, more...), from
	}
	if to > w.to {
		more, err := m.concerned(state, daysAfter(w.to, 1), to)
		if err != nil {
			return nil, err
		}
		w.terms, w.to = append(w.terms, more...), to
	}
	if len(w.terms) > mostWatched && from > w.from {
		w.terms = slices.DeleteFunc(w.terms, func(t *term) bool { return t.told < from })
		w.from = from
	}
	return w.terms, nil
}

// see puts a term that has come among those that are at hand.
func (m *merger) see(t *term) {
	for _, s := range t.states() {
		w := m.watch[s]
		if w == nil || t.told < w.from || t.told > w.to {
			continue
		}
		w.terms = slices.DeleteFunc(w.terms, func(o *term) bool { return o.n == t.n })
		w.terms = append(w.terms, t)
	}
}

func (m *merger) note(t, d *term) error {
	status := t.becomes(d)
	if status == "" {
		return nil
	}
	m.changed[t.n] = true
	_, err := m.exec("INSERT INTO outcome VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET status = excluded.status", t.n, d.n, status)
	return err
}

// leaveTerm takes a term out that counts no longer, and lets those that it held
// together find each other anew.
func (m *merger) leaveTerm(n int64) error {
	var standing string
	var section Section
	if _, err := m.one("SELECT standing, section FROM report WHERE n = ?", []any{n}, &standing, &section); err != nil {
		return err
	}
	err := m.each(func(scan func(...any) error) error {
		var r int64
		err := scan(&r)
		m.changed[r] = true
		return err
	}, "SELECT report FROM outcome WHERE deed = ?", n)
	if err != nil {
		return err
	}
	for _, q := range []string{"DELETE FROM outcome WHERE deed = ?", "DELETE FROM outcome WHERE report = ?", "UPDATE report SET standing = '' WHERE n = ?"} {
		if _, err := m.exec(q, n); err != nil {
			return err
		}
	}
	if section == Conditions || section == Demands {
		clear(m.watch)
		if _, err := m.exec("DELETE FROM concern WHERE report = ?", n); err != nil {
			return err
		}
	}
	if standing == "" {
		return nil
	}
	return m.part(standing)
}

// part takes a group apart; its terms come anew.
func (m *merger) part(standing string) error {
	var rest []int64
	err := m.each(func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		rest = append(rest, n)
		return err
	}, "SELECT n FROM report WHERE standing = ? AND standing <> ''", standing)
	if err != nil {
		return err
	}
	m.arrived = append(m.arrived, rest...)
	m.standings[standing] = true
	if _, err := m.exec("UPDATE report SET standing = '' WHERE standing = ? AND standing <> ''", standing); err != nil {
		return err
	}
	_, err = m.exec("DELETE FROM standing WHERE id = ?", standing)
	return err
}

// remakeStanding sums up a condition or demand anew.
func (m *merger) remakeStanding(id string) error {
	terms, err := m.terms("report r", "r.standing = ? AND r.standing <> ''", id)
	if err != nil {
		return err
	}
	if len(terms) == 0 {
		_, err := m.exec("DELETE FROM standing WHERE id = ?", id)
		return err
	}
	var deadline string
	var sources []story.Report
	for _, t := range terms {
		var last string
		x := story.Report{Published: t.told}
		if _, err := m.one("SELECT r.deadline, a.story, a.source FROM report r JOIN article a ON a.n = r.article WHERE r.n = ?", []any{t.n}, &last, &x.Group, &x.Outlet); err != nil {
			return err
		}
		sources = append(sources, x)
		deadline = max(deadline, last)
	}
	steps, err := m.steps(terms)
	if err != nil {
		return err
	}
	t := terms[0]
	st := Standing{Since: t.told, Deadline: deadline, Steps: append([]Step{{Day: t.told, Status: StandsOpen}}, steps...)}
	later := Standing{Since: t.told, Deadline: deadline, Steps: slices.Clone(st.Steps)}
	if t.section == Conditions {
		later.passed(t.negative, "9999-12-31")
	}
	due, lapse := "", ""
	for _, s := range later.settle().Steps {
		switch {
		case s.virtual && s.Status == StandsTriggered:
			due = s.Day
		case s.virtual && s.Status == StandsLapsed:
			lapse = s.Day
		case !s.virtual && s.Status != StandsOpen:
			due, lapse = "", "" // something was told behind the day
		}
	}
	_, err = m.exec("INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, t.section, t.kind, st.settle().Status, t.told, deadline, due, lapse, story.Sources(sources))
	return err
}

// steps are what became of terms that are one, by day.
func (m *merger) steps(terms []*term) (out []Step, err error) {
	for _, t := range terms {
		err := m.each(func(scan func(...any) error) error {
			var s Step
			var article int64
			var sentence int
			if err := scan(&s.Day, &s.Status, &article, &sentence); err != nil {
				return err
			}
			own := slices.ContainsFunc(terms, func(t *term) bool { return t.article == article && t.sentence == sentence })
			if !own && s.Day >= terms[0].told {
				out = append(out, s)
			}
			return nil
		}, "SELECT CASE r.dated WHEN 1 THEN r.first ELSE a.day END, o.status, r.article, r.sentence FROM outcome o JOIN report r ON r.n = o.deed JOIN article a ON a.n = r.article WHERE o.report = ?"+counted, t.n)
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b Step) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Status, b.Status)) })
	var once []Step
	for _, s := range out {
		if !slices.ContainsFunc(once, func(x Step) bool { return x.Status == s.Status }) {
			once = append(once, s)
		}
	}
	return once, nil
}
