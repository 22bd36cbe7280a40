package follow

import (
	"context"
	"fmt"

	"chancery/internal/feed"
	"chancery/internal/fetch"
	"chancery/internal/store"
)

// Probe looks at an address and tells how to follow it. A page that names a feed
// as its own is followed by the first of them that can be read.
func Probe(ctx context.Context, web *fetch.Client, addr string) (store.Source, error) {
	s, feeds, err := probe(ctx, web, addr)
	if err != nil {
		return s, err
	}
	for _, f := range feeds {
		if x, _, err := probe(ctx, web, f); err == nil && x.Kind == KindFeed {
			return x, nil
		}
	}
	return s, nil
}

func probe(ctx context.Context, web *fetch.Client, addr string) (store.Source, []string, error) {
	p, err := web.Get(ctx, fetch.Request{URL: addr, Asked: true, MaxBytes: listBytes})
	if err != nil {
		return store.Source{}, nil, err
	}
	list, err := feed.Parse(p.Body, p.Charset, p.URL)
	if err != nil {
		return store.Source{}, nil, fmt.Errorf("%w (%s)", err, p.Type)
	}
	if p.Moved != "" {
		addr = feed.Clean(p.Moved)
	}
	return store.Source{URL: addr, Kind: string(list.Kind), Title: list.Title}, list.Feeds, nil
}
