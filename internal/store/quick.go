package store

import (
	"context"
	"fmt"
	"slices"

	"chancery/internal/story"
)

// quickTables are for questions that would otherwise go through every row. How
// often an actor is named is kept by triggers, so that it holds whatever changes a
// row: it counts rows of latest versions that were not rejected. The table partner
// has the sides of a happening by day, as its key has them; report_day is for rows
// of all sections.
const quickTables = `
ALTER TABLE actor ADD COLUMN named INTEGER NOT NULL DEFAULT 0; -- rows that name it, once for each side
ALTER TABLE actor ADD COLUMN acts INTEGER NOT NULL DEFAULT 0;  -- of these, events in which it acts
ALTER TABLE actor ADD COLUMN meets INTEGER NOT NULL DEFAULT 0; -- in which it is acted on
ALTER TABLE actor ADD COLUMN says INTEGER NOT NULL DEFAULT 0;  -- statements
UPDATE actor SET named = c.named, acts = c.acts, meets = c.meets, says = c.says FROM (
	SELECT p.actor, count(*) AS named, sum(r.section = 1 AND p.side = 0) AS acts, sum(r.section = 1 AND p.side = 1) AS meets, sum(r.section = 2 AND p.side = 0) AS says
	FROM party p JOIN report r ON r.n = p.report JOIN article a ON a.n = r.article WHERE a.latest = 1 AND r.correction <> 'reject' GROUP BY p.actor) c WHERE c.actor = actor.id;

CREATE VIEW naming AS SELECT 0 AS report, 0 AS section, 0 AS sign; -- to be inserted into: a report that counts, or counts no longer
CREATE TRIGGER naming_in INSTEAD OF INSERT ON naming BEGIN
	UPDATE actor SET named = actor.named + new.sign * x.named, acts = actor.acts + new.sign * x.acts, meets = actor.meets + new.sign * x.meets, says = actor.says + new.sign * x.says
	FROM (SELECT actor AS who, count(*) AS named, sum(new.section = 1 AND side = 0) AS acts, sum(new.section = 1 AND side = 1) AS meets, sum(new.section = 2 AND side = 0) AS says
		FROM party WHERE report = new.report GROUP BY actor) x WHERE x.who = actor.id;
END;
CREATE TRIGGER named_in AFTER INSERT ON party BEGIN
	UPDATE actor SET (named, acts, meets, says) = (SELECT named + 1, acts + (r.section = 1 AND new.side = 0), meets + (r.section = 1 AND new.side = 1), says + (r.section = 2 AND new.side = 0) FROM report r WHERE r.n = new.report)
	WHERE id = new.actor AND EXISTS (SELECT 1 FROM report r JOIN article a ON a.n = r.article WHERE r.n = new.report AND a.latest = 1 AND r.correction <> 'reject');
END;
CREATE TRIGGER named_out BEFORE DELETE ON report WHEN old.correction <> 'reject' BEGIN
	INSERT INTO naming SELECT old.n, old.section, -1 FROM article WHERE n = old.article AND latest = 1;
END;
CREATE TRIGGER named_rejected AFTER UPDATE OF correction ON report WHEN (old.correction = 'reject') <> (new.correction = 'reject') BEGIN
	INSERT INTO naming SELECT new.n, new.section, CASE new.correction WHEN 'reject' THEN -1 ELSE 1 END FROM article WHERE n = new.article AND latest = 1;
END;
CREATE TRIGGER named_latest AFTER UPDATE OF latest ON article WHEN old.latest <> new.latest BEGIN
	INSERT INTO naming SELECT n, section, CASE new.latest WHEN 1 THEN 1 ELSE -1 END FROM report WHERE article = new.n AND correction <> 'reject';
END;

CREATE TABLE partner (
	state     TEXT NOT NULL,    -- a side of a happening: a country code or, where an actor has none, its id
	section   INTEGER NOT NULL,
	first     TEXT NOT NULL,
	happening TEXT NOT NULL,
	PRIMARY KEY (state, section, first, happening)
) WITHOUT ROWID;
CREATE INDEX report_day ON report(first);

INSERT INTO note SELECT 'recount', '' WHERE EXISTS (SELECT 1 FROM article) ON CONFLICT DO NOTHING;
`

// partners notes who takes part in a happening, or takes it out.
func (m *merger) partners(h *happeningRow, sign int) error {
	var r story.Report
	r.SetKey(h.block)
	q := "INSERT INTO partner VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
	if sign < 0 {
		q = "DELETE FROM partner WHERE state = ? AND section = ? AND first = ? AND happening = ?"
	}
	for _, state := range slices.Concat(r.By, r.Toward) {
		if _, err := m.exec(q, state, h.section, h.first, h.id); err != nil {
			return err
		}
	}
	return nil
}

// recount counts the sources of happenings and of what stands in registers anew and
// notes who takes part, where a migration has noted that it must be. What dies
// meanwhile is begun again.
func (s *Store) recount(ctx context.Context) error {
	var n int
	if err := s.write.QueryRowContext(ctx, "SELECT count(*) FROM note WHERE key = 'recount'").Scan(&n); err != nil || n == 0 {
		return err
	}
	for _, part := range []struct {
		table string
		again func(*merger, string) error
	}{{"happening", (*merger).recount}, {"standing", (*merger).remakeStanding}} {
		for last := ""; ; {
			list, err := s.ids(ctx, fmt.Sprintf("SELECT id FROM %s WHERE id > ? ORDER BY id LIMIT %d", part.table, recountBatch), last)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				break
			}
			last = list[len(list)-1]
			err = s.inTx(ctx, func(b *batch) error {
				m := newMerger(b)
				for _, id := range list {
					if err := part.again(m, id); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	_, err := s.write.ExecContext(ctx, "DELETE FROM note WHERE key = 'recount'")
	return err
}

// recountBatch is how many happenings are counted anew in one transaction.
const recountBatch = 1000

func (m *merger) recount(id string) error {
	h, err := m.happening(id)
	if err != nil {
		return err
	}
	if err := m.partners(&h, 1); err != nil {
		return err
	}
	list, err := m.load("r.happening = ?"+counted, id)
	if err != nil {
		return err
	}
	reports := make([]story.Report, len(list))
	for i, r := range list {
		reports[i] = r.Report
	}
	_, err = m.exec("UPDATE happening SET sources = ? WHERE id = ?", story.Sources(reports), id)
	return err
}

// leadsOf are those of some actors that are sides of happenings, the one of the
// fewest first, and the others.
func (s *Store) leadsOf(ctx context.Context, who []string, section Section) (sides, rest []string, err error) {
	fewest := 0
	for _, id := range who {
		var n int
		err := s.db.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM partner WHERE state = ? AND section = ? LIMIT %d)", 10*few), id, section).Scan(&n)
		switch {
		case err != nil:
			return nil, nil, s.explain(err)
		case n == 0:
			rest = append(rest, id)
		case len(sides) == 0 || n < fewest:
			sides, fewest = append([]string{id}, sides...), n
		default:
			sides = append(sides, id)
		}
	}
	return sides, rest, nil
}
