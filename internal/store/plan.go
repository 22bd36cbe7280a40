package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// A plan is how the rows of a filter are found: the query gives them in the order
// of the filter, with more than it asks for where only leaves some out.
type plan struct {
	query string
	args  []any
	only  func(*finder) (bool, error)
}

const foundColumns = "r.n, r.article, r.section, r.row, r.sentence, r.first, r.last, r.dated, a.source, r.happening, a.story, a.version, a.added, a.coder, r.correction, r.type, r.status, r.cameo, a.entry"

// plan chooses how to find rows. A page of rows is read off an index in the order
// of their days, until it is full: that of the rarest party, or that of the
// section. What is found by words is looked up first; where that is more than a
// little, rows are read in their order and those with other sentences left out.
func (s *Store) plan(ctx context.Context, f *Filter) (*plan, error) {
	p := &plan{}
	if f.Limit > 0 && f.Words != "" && !f.fresh() {
		words := f.Words
		if err := s.planWords(ctx, f, p); err != nil {
			return nil, err
		}
		defer func() { f.Words = words }()
	}
	from := "report r JOIN article a ON a.n = r.article"
	first, n := "r.first", "r.n"
	if f.fresh() {
		// By their numbers, whatever else is asked: they are few, however many reports
		// there are of an actor or a kind.
		f.beside = true
		from, first = "report r NOT INDEXED CROSS JOIN article a ON a.n = r.article", "r.n"
	} else if f.Limit > 0 && (f.Words == "" || p.only != nil) && f.numbers == "" && f.Happening == "" && f.ID == "" && f.Article == "" {
		who, err := s.rarest(ctx, f)
		if err != nil {
			return nil, err
		}
		f.beside = true
		if who != nil {
			from = "party d CROSS JOIN report r ON r.n = d.report CROSS JOIN article a ON a.n = r.article"
			first, n = "d.first", "d.report"
			p.args = append(p.args, who.id)
			from += " AND d." + who.is()
		} else if f.Section != 0 {
			from = "report r INDEXED BY report_first CROSS JOIN article a ON a.n = r.article"
		} else {
			from = "report r INDEXED BY report_day CROSS JOIN article a ON a.n = r.article"
		}
	}
	where, args := f.where()
	p.args = append(p.args, args...)
	order := " ORDER BY " + first + ", " + n
	if f.Newest {
		order = " ORDER BY " + first + " DESC, " + n + " DESC"
	}
	p.query = "SELECT " + foundColumns + " FROM " + from + where + order
	if f.To != "" && strings.Contains(from, "party d") {
		p.query = strings.Replace(p.query, " ORDER BY", " AND d.first <= ? ORDER BY", 1)
		p.args = append(p.args, f.To+"~")
	}
	return p, nil
}

// fresh reports whether the filter asks for what came in a while.
func (f *Filter) fresh() bool { return f.Since > 0 || f.Until > 0 }

// lots is from how many sentences on with the words of a question it is quicker to
// look at rows in their order and ask of each whether its sentence has them.
const lots = 20000

// planWords plans for words: where few sentences have them the query asks for those;
// where more have them, rows are read in their order and the others left out.
func (s *Store) planWords(ctx context.Context, f *Filter, p *plan) error {
	var n int
	words := match(f.Words)
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM sentence_words WHERE sentence_words MATCH ? LIMIT ?)", words, lots).Scan(&n); err != nil {
		return err
	}
	switch {
	case n <= few:
		return nil
	case n < lots:
		hits, err := s.hits(ctx, words)
		if err != nil {
			return err
		}
		p.only = func(r *finder) (bool, error) {
			_, ok := slices.BinarySearch(hits, sentenceKey(r.article, r.text))
			return ok, nil
		}
	default:
		p.only = func(r *finder) (bool, error) {
			var n int
			err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM sentence_words WHERE sentence_words MATCH ? AND rowid = ?", words, sentenceKey(r.article, r.text)).Scan(&n)
			return n > 0, err
		}
	}
	f.Words = ""
	return nil
}

// A lead is a party that leads to rows, and the column that has it.
type lead struct{ id, column string }

// is is the condition on party d, behind "d.", that the index of the column needs.
func (l *lead) is() string {
	if l.column == "actor" {
		return "actor = ? AND d.actor <> d.country"
	}
	return l.column + " = ?"
}

// rarest is the party of a filter that the fewest reports have; nil where it names
// none.
func (s *Store) rarest(ctx context.Context, f *Filter) (*lead, error) {
	var best *lead
	least := -1
	who := slices.Concat(f.Actors, []string{f.By, f.Toward})
	for _, id := range who {
		if id == "" {
			continue
		}
		l := &lead{id, "country"}
		var n int
		for {
			q := fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM party d WHERE d.%s LIMIT %d)", l.is(), 10*few)
			if err := s.db.QueryRowContext(ctx, q, id).Scan(&n); err != nil {
				return nil, err
			}
			if n > 0 || l.column == "actor" {
				break
			}
			l.column = "actor"
		}
		if least < 0 || n < least {
			best, least = l, n
		}
	}
	return best, nil
}

// hits are the sentences that a full-text query finds, as keys in rising order.
func (s *Store) hits(ctx context.Context, words string) ([]int64, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT rowid FROM sentence_words WHERE sentence_words MATCH ?", words)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var key int64
		if err := rows.Scan(&key); err != nil {
			return nil, err
		}
		out = append(out, key)
	}
	slices.Sort(out)
	return out, rows.Err()
}

// sentenceKey is the number of a sentence in the full-text index: that of its
// article, and its place there. An article has at most ten million characters, and
// so fewer sentences than there are places.
func sentenceKey(article int64, i int) int64 { return article<<24 | int64(i) }

// sentenceTables keep of sentences only the index of their words: what a sentence
// says stands in the entry. A row's number is that of sentenceKey.
const sentenceTables = `
DROP TRIGGER sentence_in;
DROP TRIGGER sentence_out;
DROP TABLE sentence_words;
CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO sentence_words(rowid, words) SELECT article << 24 | i, words FROM sentence ORDER BY article, i;
DROP TABLE sentence;
`

// unword takes the sentences of an article out of the full-text index.
func unword(b *batch, article int64) error {
	_, err := b.exec("DELETE FROM sentence_words WHERE rowid BETWEEN ? AND ?", sentenceKey(article, 0), sentenceKey(article+1, 0)-1)
	return err
}
