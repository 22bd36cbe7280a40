package web

import (
	"net/http"
	"strconv"

	"chancery/internal/store"
)

// storiesPage is a page of groups of reprints, the newest first.
type storiesPage struct {
	Stories []storyLine
	Next    string
	Filter  string
}

// A storyLine is one text with everybody who printed it.
type storyLine struct {
	*store.Text
	Reprints []*store.Text
}

func (s *site) stories(r *http.Request) (*reply, error) {
	before := int64(0)
	if v := r.URL.Query().Get("after"); v != "" {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil || n < 1 {
			return nil, wrong("after: %q is no place in the list.", v)
		}
		before = n
	}
	firsts, err := s.Store.Firsts(r.Context(), before, perPage+1)
	if err != nil {
		return nil, err
	}
	p := &storiesPage{}
	if len(firsts) > perPage {
		firsts = firsts[:perPage]
		p.Next = "/stories?after=" + strconv.FormatInt(firsts[perPage-1].N, 10)
	}
	for _, t := range firsts {
		all, err := s.Store.Told(r.Context(), t.N)
		if err != nil {
			return nil, err
		}
		if len(all) == 0 {
			continue
		}
		p.Stories = append(p.Stories, storyLine{all[0], all[1:]})
	}
	return &reply{page: "stories", title: "Stories", nav: "/stories", data: p}, nil
}

// storyPage is one text, who printed it, what it tells of, and who else does.
type storyPage struct {
	Title      string
	Articles   []*store.Text
	Happenings []card
	Related    []*store.Text
}

func (s *site) story(r *http.Request) (*reply, error) {
	id := r.PathValue("id")
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, missing("Stories have numbers; %q is none.", id)
	}
	ctx := r.Context()
	now, err := s.Store.StoryOf(ctx, n)
	switch {
	case err != nil:
		return nil, err
	case now == 0:
		return nil, missing("The ledger has no story with the number %d.", n)
	case now != n: // it has been found to be a reprint since
		return &reply{goTo: "/story/" + strconv.FormatInt(now, 10)}, nil
	}
	p := &storyPage{}
	if p.Articles, err = s.Store.Told(ctx, n); err != nil {
		return nil, err
	}
	ids, err := s.Store.HappeningsIn(ctx, n, perPage)
	if err != nil {
		return nil, err
	}
	found, err := s.Store.HappeningsByID(ctx, ids, 1)
	if err != nil {
		return nil, err
	}
	p.Happenings = cardsOf(found)
	if p.Related, err = s.Store.Related(ctx, n, perPage); err != nil {
		return nil, err
	}
	if len(p.Articles) > 0 {
		p.Title = p.Articles[0].Title
	}
	if p.Title == "" {
		p.Title = "Story " + id
	}
	return &reply{page: "story", title: p.Title, nav: "/stories", data: p}, nil
}
