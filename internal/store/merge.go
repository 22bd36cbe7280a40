package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"chancery/internal/story"
)

// A merger finds, in the transaction that adds articles, which of them are
// reprints and which reports are of one happening. What it writes follows from
// what the ledger holds, in whatever order it came.
type merger struct {
	ctx    context.Context
	tx     *sql.Tx
	blocks map[string]bool // touched
}

func newMerger(ctx context.Context, tx *sql.Tx) *merger {
	return &merger{ctx, tx, map[string]bool{}}
}

// add puts an article into its group of reprints and notes whose reports it adds
// to.
func (m *merger) add(article int64, it *Item) error {
	a := story.Article{N: article, Day: day(it.Entry.Article.Published.String()), Sketch: it.sketch}
	group, joined := article, map[int64]bool{}
	for _, key := range a.Sketch.Bands() {
		like, err := m.like(key, &a)
		if err != nil {
			return err
		}
		for _, g := range like {
			joined[g] = true
			group = min(group, g)
		}
		if _, err := m.tx.ExecContext(m.ctx, "INSERT INTO band VALUES (?, ?) ON CONFLICT DO NOTHING", key, article); err != nil {
			return err
		}
	}
	if _, err := m.tx.ExecContext(m.ctx, "UPDATE article SET story = ? WHERE n = ?", group, article); err != nil {
		return err
	}
	for g := range joined {
		if err := m.join(g, group); err != nil {
			return err
		}
	}
	return m.touch("SELECT block FROM report WHERE article IN (SELECT n FROM article WHERE page = ?)", Page(&it.Entry.Article))
}

// like are the groups of the articles under a band that tell the same text.
func (m *merger) like(key int64, a *story.Article) ([]int64, error) {
	rows, err := m.tx.QueryContext(m.ctx, "SELECT a.n, a.day, a.sketch, a.story FROM band b JOIN article a ON a.n = b.article WHERE b.key = ? AND a.n <> ?", key, a.N)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var o story.Article
		var sketch []byte
		var group int64
		if err := rows.Scan(&o.N, &o.Day, &sketch, &group); err != nil {
			return nil, err
		}
		if o.Sketch = story.ParseSketch(sketch); story.Reprint(a, &o) {
			out = append(out, group)
		}
	}
	return out, rows.Err()
}

// join makes two groups of reprints one; happenings that count them are to be
// counted anew.
func (m *merger) join(from, to int64) error {
	if from == to {
		return nil
	}
	if err := m.touch("SELECT r.block FROM report r JOIN article a ON a.n = r.article WHERE a.story = ?", from); err != nil {
		return err
	}
	_, err := m.tx.ExecContext(m.ctx, "UPDATE article SET story = ? WHERE story = ?", to, from)
	return err
}

func (m *merger) touch(query string, args ...any) error {
	rows, err := m.tx.QueryContext(m.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var b string
		if err := rows.Scan(&b); err != nil {
			return err
		}
		if b != "" {
			m.blocks[b] = true
		}
	}
	return rows.Err()
}

// merge makes the happenings of all touched blocks anew. Only the latest version
// of a page counts.
func (m *merger) merge() error {
	links, err := m.links()
	if err != nil {
		return err
	}
	for b := range m.blocks {
		reports, section, was, err := m.reports(b)
		if err != nil {
			return err
		}
		old, err := m.old(b)
		if err != nil {
			return err
		}
		for _, h := range story.Happenings(reports, links...) {
			if err := m.write(b, section, &h, old, was); err != nil {
				return err
			}
		}
		for id := range old {
			if _, err := m.tx.ExecContext(m.ctx, "DELETE FROM happening WHERE id = ? AND block = ?", id, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// old are the happenings of a block as they are kept, each in one line.
func (m *merger) old(block string) (map[string]string, error) {
	rows, err := m.tx.QueryContext(m.ctx, "SELECT id, section, type, status, first, last, place, sources, reports, history FROM happening WHERE block = ?", block)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var id, kind, status, first, last, place, history string
		var section Section
		var sources, reports int
		if err := rows.Scan(&id, &section, &kind, &status, &first, &last, &place, &sources, &reports, &history); err != nil {
			return nil, err
		}
		out[id] = fmt.Sprint(section, kind, status, first, last, place, sources, " ", reports, history)
	}
	return out, rows.Err()
}

// links are the decisions on what is one happening; the last on a pair holds.
func (m *merger) links() (out []story.Link, err error) {
	rows, err := m.tx.QueryContext(m.ctx, "SELECT what, detail FROM correction WHERE what IN ('merge', 'split') ORDER BY n")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	last := map[[2]string]story.Link{}
	for rows.Next() {
		var what, detail string
		if err := rows.Scan(&what, &detail); err != nil {
			return nil, err
		}
		var d Detail
		if err := json.Unmarshal([]byte(detail), &d); err != nil {
			return nil, err
		}
		for _, pair := range d.Pairs {
			last[pair] = story.Link{A: pair[0], B: pair[1], Apart: what == "split"}
		}
	}
	for _, l := range last {
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b story.Link) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	return out, rows.Err()
}

func (m *merger) reports(block string) (out []story.Report, section Section, was map[int64]string, err error) {
	rows, err := m.tx.QueryContext(m.ctx, `SELECT r.n, r.id, a.n, a.story, a.day, r.status, r.first, r.last, r.dated, r.place, r.section, r.type, r.words, r.happening
		FROM report r JOIN article a ON a.n = r.article WHERE r.block = ? AND a.latest = 1 AND r.correction <> 'reject' ORDER BY a.day, r.id`, block)
	if err != nil {
		return nil, 0, nil, err
	}
	defer rows.Close()
	was = map[int64]string{}
	for rows.Next() {
		var r story.Report
		var happening string
		var dated bool
		var packed []byte
		if err := rows.Scan(&r.N, &r.ID, &r.Article, &r.Group, &r.Published, &r.Status, &r.First, &r.Last, &dated, &r.Place, &section, &r.Kind, &packed, &happening); err != nil {
			return nil, 0, nil, err
		}
		if !dated {
			r.First, r.Last = "", ""
		}
		was[r.N] = happening
		r.Type, r.Words = r.Kind, unpackWords(packed)
		out = append(out, r)
	}
	return out, section, was, rows.Err()
}

// write keeps a happening and what belongs to it, as far as that has changed, and
// takes it out of the old ones.
func (m *merger) write(block string, section Section, h *story.Happening, old map[string]string, was map[int64]string) error {
	history, err := json.Marshal(h.History)
	if err != nil {
		return err
	}
	before, line := old[h.ID], fmt.Sprint(section, h.Kind, h.Status, h.First, h.Last, h.Place, h.Sources, " ", len(h.Reports), string(history))
	delete(old, h.ID)
	if before != line {
		_, err = m.tx.ExecContext(m.ctx, "INSERT OR REPLACE INTO happening VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			h.ID, block, section, h.Kind, h.Status, h.First, h.Last, h.Place, h.Sources, len(h.Reports), string(history))
		if err != nil {
			return err
		}
	}
	for _, r := range h.Reports {
		if was[r.N] == h.ID {
			continue
		}
		if _, err := m.tx.ExecContext(m.ctx, "UPDATE report SET happening = ? WHERE n = ?", h.ID, r.N); err != nil {
			return err
		}
	}
	return nil
}
