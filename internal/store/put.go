package store

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"chancery"
	"chancery/internal/story"
)

// An Item is an article that has been read, ready to be kept. It is made side by
// side; only keeping it is done one after the other.
type Item struct {
	Entry  *chancery.Entry
	Added  time.Time // when the article came
	Coder  string    // version of rules and model that read it
	packed []byte
	sketch story.Sketch
	keys   []uint32
}

// NewItem packs an entry.
func NewItem(e *chancery.Entry, added time.Time, coder string) (*Item, error) {
	b, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", e.Article.ID, err)
	}
	return &Item{Entry: e, Added: added, Coder: coder, packed: pack(b), sketch: story.SketchOf(e.Article.Text), keys: story.Keys(e.Article.Text)}, nil
}

// dictionary is what the entries of the ledger have in common: entries of some
// articles of the sample crisis. It halves a short entry. It is part of the format
// and never changes; another would get another number.
//
//go:embed entry.dict
var dictionary []byte

const dictionaryID = 1

var zip = sync.OnceValues(func() (*zstd.Encoder, *zstd.Decoder) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(2), zstd.WithEncoderDictRaw(dictionaryID, dictionary))
	if err != nil {
		panic(err) // the options are constant
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(1<<30), zstd.WithDecoderDictRaw(dictionaryID, dictionary))
	if err != nil {
		panic(err)
	}
	return enc, dec
})

func pack(b []byte) []byte {
	enc, _ := zip()
	return enc.EncodeAll(b, nil)
}

func unpack(b []byte) (*chancery.Entry, error) {
	_, dec := zip()
	plain, err := dec.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("entry: %w", errors.Join(ErrCorrupt, err))
	}
	e := &chancery.Entry{}
	if err := json.Unmarshal(plain, e); err != nil {
		return nil, fmt.Errorf("entry: %w", errors.Join(ErrCorrupt, err))
	}
	return e, nil
}

// Content is what makes a second delivery the same article: a hash of its source,
// title and text.
func Content(a *chancery.Article) string {
	return chancery.ArticleID(Outlet(a)+"\x1f"+a.Title, a.Text)
}

// Has reports whether the same article is kept already.
func (s *Store) Has(ctx context.Context, a *chancery.Article) (bool, error) {
	var n int
	err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM article WHERE content = ?", Content(a)).Scan(&n)
	return n > 0, s.explain(err)
}

// Put keeps the items in one transaction and returns how many are new. An article
// that is kept already stays as it is; another text of the same page becomes its
// next version.
func (s *Store) Put(ctx context.Context, items ...*Item) (n int, err error) {
	err = s.inTx(ctx, func(b *batch) error {
		n = 0
		m := newMerger(b)
		if err := s.remember(m); err != nil {
			return err
		}
		for _, it := range items {
			article, err := putOne(b, it)
			if err == nil && article != 0 {
				n++
				err = m.add(article, it)
			}
			if err != nil {
				return fmt.Errorf("article %s: %w", it.Entry.Article.ID, err)
			}
		}
		return m.merge()
	})
	if err != nil {
		s.forget()
		return 0, err
	}
	return n, nil
}

// remember gives a merger what is at hand from batches before, unless another
// process has written since.
func (s *Store) remember(m *merger) error {
	var version int64
	if _, err := m.one("PRAGMA data_version", nil, &version); err != nil {
		return err
	}
	if s.watch == nil || version != s.watchVersion {
		s.watch, s.watchVersion = map[string]*watch{}, version
	}
	m.watch = s.watch
	return nil
}

// forget lets nothing be at hand any more.
func (s *Store) forget() { s.watch = nil }

// putOne keeps an article and returns its number, 0 where it was there already.
func putOne(b *batch, it *Item) (int64, error) {
	a := &it.Entry.Article
	page := Page(a)
	var version int
	if _, err := b.one("SELECT coalesce(max(version), 0) + 1 FROM article WHERE page = ?", []any{page}, &version); err != nil {
		return 0, err
	}
	published := a.Published.String()
	res, err := b.exec(`INSERT INTO article(content, id, page, version, latest, url, source, title, published, day, added, coder, sketch, story, entry)
		VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT(content) DO NOTHING`,
		Content(a), a.ID, page, version, a.URL, Outlet(a), a.Title, published, day(published), it.Added.UTC().Format(time.RFC3339), it.Coder, it.sketch.Bytes(), it.packed)
	if err != nil {
		return 0, err
	}
	if k, err := res.RowsAffected(); err != nil || k == 0 {
		return 0, err
	}
	n, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	if version > 1 {
		if _, err := b.exec("UPDATE article SET latest = 0 WHERE page = ? AND n <> ?", page, n); err != nil {
			return 0, err
		}
	}
	p := putter{batch: b, article: n, e: it.Entry, day: day(published), country: map[string]string{}}
	return n, p.all()
}

// Page is what the versions of a page have in common: a hash of its address
// without fragment, or of its source and title where it has none, or its id.
func Page(a *chancery.Article) string {
	if u, err := url.Parse(a.URL); err == nil && u.Host != "" {
		u.Fragment = ""
		u.Scheme = "https"
		return chancery.ArticleID("page", u.String())
	}
	if a.Title != "" {
		return chancery.ArticleID("page", a.Source+"\x1f"+a.Title)
	}
	return a.ID
}

// Outlet is who published the article: its source, or the host of its address.
func Outlet(a *chancery.Article) string {
	if a.Source != "" {
		return a.Source
	}
	if u, err := url.Parse(a.URL); err == nil {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return ""
}

func day(published string) string { return published[:min(len(published), len(time.DateOnly))] }

// A putter writes the rows of one article.
type putter struct {
	*batch
	article int64
	e       *chancery.Entry
	day     string
	country map[string]string // actor -> country
	numbers map[string]int64  // of reports that had one before, by id
	err     error
}

func (p *putter) run(query string, args ...any) int64 {
	if p.err != nil {
		return 0
	}
	res, err := p.exec(query, args...)
	if err != nil {
		p.err = err
		return 0
	}
	n, _ := res.LastInsertId()
	return n
}

func (p *putter) all() error {
	for _, a := range p.e.Actors {
		p.country[a.ID] = a.Country
		p.run("INSERT INTO actor(id, name, kind, country, wikidata) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name WHERE excluded.name < name", a.ID, a.Name, a.Kind, a.Country, a.Wikidata)
	}
	for _, x := range p.e.Places {
		p.run("INSERT INTO place VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", x.ID, x.Name, x.Country, x.Lat, x.Lon)
	}
	texts := sentences(p.e)
	for i, text := range texts {
		p.run("INSERT INTO sentence_words(rowid, words) VALUES (?, ?)", sentenceKey(p.article, i), text)
	}
	rows := Rows(p.e)
	words := contents(p.e, rows)
	tolls := tollsOf(rows, texts)
	for i := range rows {
		p.row(&rows[i], words[i], tolls[i])
	}
	return p.err
}

// A layout is what the columns of a report say of its days and of its happening.
type layout struct {
	first, last string
	dated       bool
	block       string
	cell        int64
}

// layOut is the layout of a row as it was read in an article of that day.
func layOut(e *chancery.Entry, r *Row, published string, country map[string]string) (l layout) {
	l.first, l.last, l.dated = r.days(published)
	if day := onlyDay(e, r); !l.dated && day != "" {
		l.first, l.last, l.dated = day, day, true
	}
	l.block = r.block(country)
	x := story.Report{Published: published, Status: r.Status, Kind: r.Type}
	if x.SetKey(l.block); l.dated {
		x.First, x.Last = l.first, l.last
	}
	l.cell = x.Window()
	return l
}

// row writes a row, under the number that it had before, where it had one.
func (p *putter) row(r *Row, words []uint32, toll string) {
	var number any
	if n := p.numbers[r.ID]; n != 0 {
		number = n
		delete(p.numbers, r.ID)
	}
	l := layOut(p.e, r, p.day, p.country)
	until := ""
	if r.Section == Conditions {
		until = deadline(p.e, r.Sentence, p.day)
	}
	n := p.run(`INSERT INTO report(n, id, article, section, type, status, cameo, intensity, first, last, dated, place, sentence, row, block, happening, words, cell, toll, more, deadline)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?)`,
		number, r.ID, p.article, r.Section, r.Type, r.Status, r.CAMEO, r.Intensity, l.first, l.last, l.dated, r.Place, r.Sentence, r.Index, l.block, packWords(words), l.cell, toll, packWords(ifWords(p.e, r)), until)
	p.parties(n, 0, l.first, r.By)
	p.parties(n, 1, l.first, r.Toward)
	if p.err == nil {
		p.err = inherit(p.batch, r.ID)
	}
}

func (p *putter) parties(report int64, side int, first string, ids []string) {
	for _, id := range ids {
		p.run("INSERT INTO party(report, side, actor, country, first) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", report, side, id, p.country[id], first)
	}
}

// sentences are the texts of the entry's sentences.
func sentences(e *chancery.Entry) []string {
	out := make([]string, len(e.Sentences))
	text, at, runes := e.Article.Text, 0, 0
	to := func(r int) int { // byte of code point r; calls come in rising order
		for runes < r && at < len(text) {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			runes++
		}
		return at
	}
	for i, s := range e.Sentences {
		from := to(s.Span.Start)
		out[i] = text[from:max(from, to(s.Span.End))]
	}
	return out
}

// days are the first and last day of the row, those of the report where the text
// gives none.
func (r *Row) days(published string) (first, last string, dated bool) {
	if r.Date == nil || r.Date.From == "" {
		return published, published, false
	}
	return r.Date.From, cmp.Or(r.Date.To, r.Date.From), true
}

// onlyDay is the one day that the sentence of a meeting names, where the row gives
// none: talks planned for one day must not pass for those of another. It is empty
// where the sentence names no day, or several, or the row is no meeting.
func onlyDay(e *chancery.Entry, r *Row) string {
	if r.Section != Agenda && r.Type != string(chancery.Consult) || r.Sentence < 0 || r.Sentence >= len(e.Sentences) {
		return ""
	}
	day, s := "", e.Sentences[r.Sentence].Span
	for _, m := range e.Mentions {
		if m.Kind != chancery.TimeMention || m.Span.Start < s.Start || m.Span.End > s.End || m.Type != chancery.DateType {
			continue
		}
		if len(m.Value) != len(time.DateOnly) || day != "" && day != m.Value {
			return ""
		}
		day = m.Value
	}
	return day
}
