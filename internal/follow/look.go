package follow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"chancery/internal/feed"
	"chancery/internal/fetch"
	"chancery/internal/store"
)

// longestPause is the longest time between two looks at a source with faults, and
// maxMore how many further lists one look reads: sitemaps of an index, files of
// GDELT (a day has 192).
const (
	longestPause = 24 * time.Hour
	maxMore      = 200
	firstMore    = 2                // at the first look
	sitemapMore  = 5                // of an index of sitemaps
	listTail     = 64 << 10         // bytes at the end of GDELT's whole list: its last two days
	listBytes    = 64 << 20         // of a sitemap or a file of GDELT
	cursorForm   = "20060102150405" // of GDELT
)

// look fetches a source and puts what it brings into the ledger.
func (f *Follower) look(ctx context.Context, s store.Source) error {
	now := time.Now()
	f.Counts.Looks.Add(1)
	found, err := f.fetchSource(ctx, &s, now)
	if ctx.Err() != nil {
		return nil
	}
	if until, busy := busyUntil(err); busy {
		s.Next, s.Fault = until, err.Error()
		_, err := f.Store.Looked(ctx, &s, nil)
		return err
	}
	s.Looks++
	s.Looked = now
	if err != nil {
		f.Counts.LookFaults.Add(1)
		s.Fault = err.Error()
		s.Faults++
		s.Next = now.Add(spread(s.URL, f.faultPause(&s)))
		f.Log.Warn("source failed", "source", s.URL, "faults", s.Faults, "err", err)
		_, err := f.Store.Looked(ctx, &s, nil)
		return err
	}
	fresh, err := f.news(ctx, &s, found, now)
	if err != nil {
		return err
	}
	s.OK, s.Faults, s.Fault = now, 0, ""
	s.Every = f.pace(&s, len(fresh))
	s.Next = now.Add(spread(s.URL, s.Every))
	if s.Kind == KindPage {
		if err := f.Store.FetchAgain(ctx, s.URL, now); err != nil {
			return err
		}
	}
	n, err := f.Store.Looked(ctx, &s, fresh)
	f.Counts.Found.Add(int64(n))
	if n > 0 {
		f.Log.Info("source brought pages", "source", s.URL, "new", n)
		f.nudge()
	}
	return err
}

// fetchSource fetches a source and what it leads to. It notes in s what the answer
// says of itself.
func (f *Follower) fetchSource(ctx context.Context, s *store.Source, now time.Time) ([]feed.Item, error) {
	if s.Kind == KindPage {
		return []feed.Item{{URL: s.URL, Title: s.Title}}, nil
	}
	r := fetch.Request{URL: s.URL, Asked: true, ETag: s.ETag, Modified: s.Modified}
	if s.Kind == KindGDELT { // the same list may lead to files that could not be had before
		r.Tail, r.ETag, r.Modified = listTail, "", ""
	}
	if s.Kind == KindSitemap {
		r.MaxBytes = listBytes
	}
	p, err := f.Web.Get(ctx, r)
	if err != nil {
		return nil, err
	}
	f.Counts.Bytes.Add(int64(len(p.Body)))
	if p.Unchanged {
		return nil, nil
	}
	sum := sha256.Sum256(p.Body)
	hash := hex.EncodeToString(sum[:])
	if hash == s.Hash && s.Kind != KindGDELT {
		return nil, nil
	}
	list, err := feed.Parse(p.Body, p.Charset, p.URL)
	if err != nil {
		return nil, err
	}
	items := list.Items
	if len(list.More) > 0 {
		more, err := f.more(ctx, s, list)
		if err != nil {
			return nil, err
		}
		items = append(items, more...)
	}
	if s.Title == "" {
		s.Title = list.Title
	}
	s.Hash, s.ETag, s.Modified = hash, p.ETag, p.Modified
	return items, nil
}

// more reads the lists that a list leads to, as far as they are new.
func (f *Follower) more(ctx context.Context, s *store.Source, list *feed.List) ([]feed.Item, error) {
	lists := list.More
	if list.Kind == feed.GDELT {
		return f.files(ctx, s, lists)
	}
	var out []feed.Item
	read := 0
	for _, l := range lists {
		if read == sitemapMore || !l.Published.IsZero() && !s.OK.IsZero() && l.Published.Before(s.OK.Add(-24*time.Hour)) {
			break
		}
		read++
		p, err := f.Web.Get(ctx, fetch.Request{URL: l.URL, Asked: true, MaxBytes: listBytes})
		if err != nil {
			return nil, err
		}
		sub, err := feed.Parse(p.Body, p.Charset, p.URL)
		if err != nil {
			return nil, err
		}
		out = append(out, sub.Items...)
	}
	return out, nil
}

// files reads the files of GDELT that came after those read before, oldest first,
// and moves the cursor behind each that was read.
func (f *Follower) files(ctx context.Context, s *store.Source, lists []feed.Item) ([]feed.Item, error) {
	var due []feed.Item
	for _, l := range between(s.Cursor, lists) {
		if l.Published.Format(cursorForm) > s.Cursor {
			due = append(due, l)
		}
	}
	if s.Cursor == "" {
		due = due[:min(len(due), firstMore)]
	}
	due = due[:min(len(due), maxMore)]
	slices.Reverse(due)
	var out []feed.Item
	for i, l := range due {
		p, err := f.Web.Get(ctx, fetch.Request{URL: l.URL, Asked: true, MaxBytes: listBytes})
		var items []feed.Item
		if err == nil {
			items, err = feed.Articles(p.Body)
		}
		if err != nil && !fetch.Gone(err) {
			if len(out) == 0 {
				return nil, err
			}
			break // what is left is due at the next look
		}
		out = append(out, items...)
		if i == len(due)-1 || due[i+1].Published != l.Published { // two files to a quarter of an hour
			s.Cursor = l.Published.Format(cursorForm)
		}
	}
	return out, nil
}

// between are the lists, newest first, with those that are no longer named: of the
// quarters of an hour between the cursor and the oldest list.
func between(cursor string, lists []feed.Item) []feed.Item {
	const quarter = 15 * time.Minute
	last, err := time.Parse(cursorForm, cursor)
	if err != nil || len(lists) == 0 {
		return lists
	}
	newest, oldest := lists[0].Published, lists[len(lists)-1].Published
	out := slices.Clone(lists)
	for at := oldest.Add(-quarter); at.After(last) && len(out) < maxMore; at = at.Add(-quarter) {
		for _, l := range lists {
			if l.Published.Equal(newest) {
				out = append(out, feed.Item{URL: strings.ReplaceAll(l.URL, newest.Format(cursorForm), at.Format(cursorForm)), Published: at})
			}
		}
	}
	return out
}

// news are the addresses that no source has brought before, newest first where
// the source says so, as many as one look may bring.
func (f *Follower) news(ctx context.Context, s *store.Source, found []feed.Item, now time.Time) ([]store.Address, error) {
	var urls []string
	at := map[string]feed.Item{}
	for _, it := range found {
		if f.MaxAge > 0 && !it.Published.IsZero() && now.Sub(it.Published) > f.MaxAge {
			continue
		}
		if _, ok := at[it.URL]; !ok {
			urls, at[it.URL] = append(urls, it.URL), it
		}
	}
	fresh, err := f.Store.Unseen(ctx, urls)
	if err != nil {
		return nil, err
	}
	if s.Kind != KindGDELT && len(fresh) > f.PerLook {
		f.Log.Warn("source brought more than one look may", "source", s.URL, "new", len(fresh), "taken", f.PerLook)
		fresh = fresh[:f.PerLook]
	}
	var out []store.Address
	for _, u := range fresh {
		a := store.Address{URL: u, Source: s.N, Title: at[u].Title, Seen: now, Next: now}
		if t := at[u].Published; !t.IsZero() {
			a.Published = t.Format(time.RFC3339)
		}
		out = append(out, a)
	}
	return out, nil
}

// pace is how long to wait before the next look at a source that has just brought
// so many: half as long after two or more, a fifth less after one, a quarter more
// after none. That settles where most looks bring something and few bring much.
func (f *Follower) pace(s *store.Source, brought int) time.Duration {
	every := s.Every
	switch {
	case s.Looks <= 1 || every == 0:
		every = 2 * f.Fastest // what a first look brings tells nothing of the rate
	case brought == 0:
		every += every / 4
	case brought == 1:
		every -= every / 5
	default:
		every /= 2
	}
	return min(max(every, f.Fastest), f.Slowest)
}

// faultPause is how long a source with faults in a row is left alone: twice as
// long each time.
func (f *Follower) faultPause(s *store.Source) time.Duration {
	every := max(s.Every, f.Fastest)
	return min(every<<min(s.Faults-1, 16), max(longestPause, every))
}

// spread lengthens a time by up to a tenth, by a number that the address has of
// its own: sources added together are not all looked at together for ever.
func spread(addr string, d time.Duration) time.Duration {
	h := sha256.Sum256([]byte(addr))
	return d + d*time.Duration(h[0])/2560
}
