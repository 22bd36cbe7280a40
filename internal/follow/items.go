package follow

import (
	"context"
	"fmt"
	"iter"
	"net/url"
	"os"
	"path"
	"strings"
	"time"

	"chancery"
	"chancery/internal/feed"
	"chancery/internal/fetch"
	"chancery/internal/source"
)

// The bounds of an archive that is fetched as a whole, and how many articles of a
// list are read.
const (
	archiveBytes = 8 << 30
	archiveTime  = 2 * time.Hour
	listItems    = 500
)

// Items yields the articles at an address, once and without following it: those
// that a feed or a sitemap tells of, those of an archive (WARC, JSON Lines), or the
// page itself. maxBytes is the limit of one article.
func Items(web *fetch.Client, maxBytes int64) func(ctx context.Context, addr string) iter.Seq[source.Item] {
	return func(ctx context.Context, addr string) iter.Seq[source.Item] {
		return func(yield func(source.Item) bool) {
			w := walk{ctx, web, maxBytes, yield}
			w.address(addr)
		}
	}
}

// A walk yields articles; its methods report whether to go on.
type walk struct {
	ctx      context.Context
	web      *fetch.Client
	maxBytes int64
	yield    func(source.Item) bool
}

func (w *walk) fail(name string, err error) bool {
	return w.yield(source.Item{Name: name, Err: err})
}

func (w *walk) address(addr string) bool {
	if u, err := url.Parse(addr); err == nil && source.Archive(u.Path) {
		return w.archive(addr, path.Base(u.Path))
	}
	p, err := w.web.Get(w.ctx, fetch.Request{URL: addr, Asked: true, MaxBytes: max(w.maxBytes, listBytes)})
	if err != nil {
		return w.fail(addr, err)
	}
	if list, err := feed.Parse(p.Body, p.Charset, p.URL); err == nil && (list.Kind == feed.Feed || list.Kind == feed.Sitemap) {
		return w.list(addr, list)
	}
	return w.page(addr, p, feed.Item{})
}

// list yields the articles of a list, and of the first of the lists that it leads
// to.
func (w *walk) list(name string, list *feed.List) bool {
	items := list.Items
	for _, sub := range list.More[:min(len(list.More), sitemapMore)] {
		p, err := w.web.Get(w.ctx, fetch.Request{URL: sub.URL, Asked: true, MaxBytes: listBytes})
		var l *feed.List
		if err == nil {
			l, err = feed.Parse(p.Body, p.Charset, p.URL)
		}
		if err != nil {
			if !w.fail(sub.URL, err) {
				return false
			}
			continue
		}
		items = append(items, l.Items...)
	}
	if len(items) > listItems && !w.fail(name, fmt.Errorf("%d articles, of which the first %d are read", len(items), listItems)) {
		return false
	}
	for _, it := range items[:min(len(items), listItems)] {
		p, err := w.web.Get(w.ctx, fetch.Request{URL: it.URL, MaxBytes: w.maxBytes})
		if err != nil {
			if !w.fail(it.URL, err) {
				return false
			}
			continue
		}
		if !w.page(it.URL, p, it) {
			return false
		}
	}
	return true
}

// page yields the article of a page that a list may have told of.
func (w *walk) page(name string, p *fetch.Page, about feed.Item) bool {
	if int64(len(p.Body)) > w.maxBytes {
		return w.fail(name, fetch.ErrTooLarge)
	}
	it := source.Body(name, p.URL, p.Type, p.UTF8())
	it.Told.Title = about.Title
	if !about.Published.IsZero() {
		it.Told.Published = chancery.Stamp{Time: about.Published}
	}
	return w.yield(it)
}

// archive fetches a file of many articles and yields them.
func (w *walk) archive(addr, base string) bool {
	dir, err := os.MkdirTemp("", "chancery-")
	if err != nil {
		return w.fail(addr, err)
	}
	defer os.RemoveAll(dir)
	name := dir + "/" + strings.TrimLeft(base, ".")
	f, err := os.Create(name)
	if err != nil {
		return w.fail(addr, err)
	}
	_, err = w.web.Get(w.ctx, fetch.Request{URL: addr, Asked: true, Into: f, MaxBytes: archiveBytes, Timeout: archiveTime})
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return w.fail(addr, err)
	}
	for it := range source.Read(w.ctx, []string{name}, source.Options{MaxBytes: w.maxBytes}) {
		it.Name = addr + strings.TrimPrefix(it.Name, name)
		if !w.yield(it) {
			return false
		}
	}
	return true
}
