package store

import (
	"slices"
	"strings"

	"chancery/internal/story"
)

// A merger finds, in the transaction that adds articles, which of them are
// reprints and which reports are of one happening. What it writes follows from
// what the ledger holds, in whatever order it came.
type merger struct {
	*batch
	touched      map[string]map[int64]bool // windows, by block
	fresh        []int64                   // reports that have come or have changed
	old, written map[string]bool           // happenings
	dyads        map[dyadKey]*dyadSum      // by how much they change
	decided      []story.Link

	arrived   []int64         // conditions, demands and deeds that have come or have changed
	changed   map[int64]bool  // conditions and demands of which something became
	standings map[string]bool // to be summed up
	watch     map[string]*watch
}

func newMerger(b *batch) *merger {
	return &merger{batch: b, touched: map[string]map[int64]bool{}, old: map[string]bool{}, written: map[string]bool{}, dyads: map[dyadKey]*dyadSum{},
		changed: map[int64]bool{}, standings: map[string]bool{}, watch: map[string]*watch{}}
}

// add puts an article into its group of reprints and notes whose reports it adds
// to, and those of earlier versions of its page that count no longer.
func (m *merger) add(article int64, it *Item) error {
	if err := m.group(article, article, story.Article{N: article, Day: day(it.Entry.Article.Published.String()), Sketch: it.sketch}, it.keys); err != nil {
		return err
	}
	return m.replace(Page(&it.Entry.Article), article)
}

// replace notes the reports of an article as fresh, and takes those of the other
// versions of its page out.
func (m *merger) replace(page string, article int64) error {
	var gone []int64
	err := m.each(func(scan func(...any) error) error {
		var n, of int64
		if err := scan(&n, &of); err != nil {
			return err
		}
		if of == article {
			m.comes(n)
		} else {
			gone = append(gone, n)
		}
		return nil
	}, "SELECT r.n, a.n FROM report r JOIN article a ON a.n = r.article WHERE a.page = ? AND (a.n = ? OR r.happening <> '' OR r.section IN (1, 3, 4))", page, article)
	if err != nil {
		return err
	}
	for _, n := range gone {
		if err := m.leave(n); err != nil {
			return err
		}
		if _, err := m.exec("UPDATE report SET happening = '' WHERE n = ?", n); err != nil {
			return err
		}
	}
	return nil
}

// comes notes a report that has come or has changed.
func (m *merger) comes(n int64) {
	m.fresh = append(m.fresh, n)
	m.arrived = append(m.arrived, n)
}

// group finds the reprints of an article and makes its group and theirs one.
func (m *merger) group(article, now int64, a story.Article, keys []uint32) error {
	group, joined := now, map[int64]bool{}
	if now != article {
		joined[now] = true
	}
	for _, era := range story.Eras(a.Day) {
		for _, key := range keys {
			like, err := m.like(era, key, &a)
			if err != nil {
				return err
			}
			for _, g := range like {
				joined[g] = true
				group = min(group, g)
			}
		}
	}
	era := story.Era(a.Day)
	for _, key := range keys {
		if _, err := m.exec("INSERT INTO shingle VALUES (?, ?, ?) ON CONFLICT DO NOTHING", era, key, article); err != nil {
			return err
		}
	}
	if _, err := m.exec("UPDATE article SET story = ? WHERE n = ? AND story = 0", group, article); err != nil {
		return err
	}
	for g := range joined {
		if err := m.join(g, group); err != nil {
			return err
		}
	}
	return nil
}

// like are the groups of the articles under a key that tell the same text.
func (m *merger) like(era int64, key uint32, a *story.Article) (out []int64, err error) {
	err = m.each(func(scan func(...any) error) error {
		var o story.Article
		var sketch []byte
		var group int64
		if err := scan(&o.N, &o.Day, &sketch, &group); err != nil {
			return err
		}
		if o.Sketch = story.ParseSketch(sketch); story.Reprint(a, &o) {
			out = append(out, group)
		}
		return nil
	}, "SELECT a.n, a.day, a.sketch, a.story FROM shingle k JOIN article a ON a.n = k.article WHERE k.era = ? AND k.key = ? AND a.n <> ?", era, key, a.N)
	return out, err
}

// join makes two groups of reprints one; happenings and lines of registers that
// count them are to be counted anew.
func (m *merger) join(from, to int64) error {
	if from == to {
		return nil
	}
	if err := m.touch("a.story = ?", from); err != nil {
		return err
	}
	err := m.each(func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		m.standings[id] = true
		return err
	}, "SELECT r.standing FROM article a CROSS JOIN report r ON r.article = a.n WHERE a.story = ? AND r.standing <> ''", from)
	if err != nil {
		return err
	}
	_, err = m.exec("UPDATE article SET story = ? WHERE story = ?", to, from)
	return err
}

// merge makes the happenings of all touched windows anew. Only the latest version
// of a page counts.
func (m *merger) merge() error {
	for _, n := range m.fresh {
		if err := m.arrive(n); err != nil {
			return err
		}
	}
	blocks := make([]string, 0, len(m.touched))
	for b := range m.touched {
		blocks = append(blocks, b)
	}
	slices.SortFunc(blocks, strings.Compare)
	for _, b := range blocks {
		if err := m.remake(b, m.touched[b]); err != nil {
			return err
		}
	}
	if err := m.drop(); err != nil {
		return err
	}
	if err := m.sumUp(); err != nil {
		return err
	}
	return m.settleTerms()
}
