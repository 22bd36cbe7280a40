// Package intake turns what an input holds into an article that can be coded:
// pages are extracted, the marks of Markdown are taken off, and what is not
// English is turned away. The text is not cleaned yet; the coder does that.
package intake

import (
	"fmt"
	"io/fs"
	"strings"

	"chancery"
	"chancery/internal/extract"
	"chancery/internal/lang"
	"chancery/internal/source"
)

// Options hold what the reader says about articles that do not say it
// themselves.
type Options struct {
	Published chancery.Stamp // day of publication where the article has none
	AnyLang   bool           // do not turn away what is not English
}

// A Desk prepares articles. It is read-only and safe for concurrent use.
type Desk struct{ lang *lang.Identifier }

// New loads the tables of languages.
func New(fsys fs.FS) (*Desk, error) {
	x, err := lang.New(fsys)
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	return &Desk{x}, nil
}

// A Prepared is an article that can be coded.
type Prepared struct {
	chancery.Article
	Defects         []chancery.Defect // what had to be mended
	CommentsRemoved int               // readers' comments that stood below a page
}

// Prepare makes an article of an item.
func (d *Desk) Prepare(it source.Item, opts Options) (*Prepared, error) {
	if it.Err != nil {
		return nil, it.Err
	}
	a := &Prepared{Article: it.Article, Defects: it.Defects}
	switch {
	case it.HTML != nil:
		page, err := extract.Page(it.HTML, a.URL)
		if err != nil {
			return nil, err
		}
		a.Defects = append(a.Defects, page.Defects...)
		a.CommentsRemoved = page.CommentsRemoved
		fillFrom(&a.Article, page, !opts.Published.IsZero())
	case it.Markdown:
		markdown(&a.Article)
	}
	if a.Published.IsZero() {
		a.Published = opts.Published
	}
	if a.Published.IsZero() {
		a.Published, a.Inferred = extract.Dateline(a.Text)
	}
	if a.Title == "" {
		a.Title = it.Told.Title
	}
	if !it.Told.Published.IsZero() && (a.Published.IsZero() || a.Inferred) {
		a.Published, a.Inferred = it.Told.Published, false
	}
	if err := d.language(&a.Article, opts.AnyLang); err != nil {
		return nil, err
	}
	return a, nil
}

// fillFrom adds what the page says to what was known before. A date found in
// the page gives way to one that the reader gives.
func fillFrom(a *chancery.Article, p *extract.Result, dated bool) {
	for _, f := range []struct {
		to   *string
		from string
	}{{&a.URL, p.URL}, {&a.Source, p.Source}, {&a.Title, p.Title}, {&a.Author, p.Author}, {&a.Language, p.Language}} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
	a.Text = p.Text
	if a.Published.IsZero() && !dated {
		a.Published, a.Inferred = p.Published, p.Inferred
	}
}

// language settles the language of the article and refuses what is surely not
// English. What the input itself says of its language is not believed where the
// text shows another.
func (d *Desk) language(a *chancery.Article, any bool) error {
	found := d.lang.Identify(a.Text)
	switch {
	case found.Sure && found.Code != "en" && !any:
		return fmt.Errorf("%s, not English (only English is read)", found.Name)
	case found.Sure:
		a.Language = found.Code
	default:
		a.Language, _, _ = strings.Cut(strings.ToLower(a.Language), "-")
		if a.Language == "" {
			a.Language = "en"
		}
	}
	return nil
}
