// Package demo serves an invented crisis on this machine as its outlets would on
// the web: pages with their furniture, and feeds of several kinds that tell of
// them. The last articles appear one after the other while one looks on, and one
// page is changed after it was published.
package demo

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// How the outlets want to be followed, so that a demonstration does not take
// days.
const (
	Look    = 2 * time.Second       // between two looks at a feed
	Revisit = 20 * time.Second      // until pages are fetched again
	Delay   = 10 * time.Millisecond // between two requests to an outlet
)

// held is how many of the last articles appear one after the other, and pace the
// time between two of them.
const (
	held = 8
	pace = 3 * time.Second
)

// An article is one of the crisis.
type article struct {
	Source    string `json:"source"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Text      string `json:"text"`

	host, path string
	after      time.Duration // since the start, when it appears
}

// A Feed is what tells of one outlet's articles.
type Feed struct{ URL, Kind, Title string }

// A Site is all outlets.
type Site struct {
	articles []*article // by time of publication
	outlets  []*outlet
	port     uint16
	begun    time.Time
}

type outlet struct {
	name, host string
	form       form
}

// New reads crisis/articles.jsonl; port is where Serve will be called to serve.
func New(fsys fs.FS, port uint16) (*Site, error) {
	b, err := fs.ReadFile(fsys, "crisis/articles.jsonl")
	if err != nil {
		return nil, err
	}
	s := &Site{port: port, begun: time.Now()}
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		a := &article{}
		if err := json.Unmarshal(lines.Bytes(), a); err != nil {
			return nil, fmt.Errorf("crisis/articles.jsonl:%d: %w", n, err)
		}
		if err := s.place(a); err != nil {
			return nil, fmt.Errorf("crisis/articles.jsonl:%d: %w", n, err)
		}
		s.articles = append(s.articles, a)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(s.articles, func(a, b *article) int { return strings.Compare(a.Published, b.Published) })
	for i, a := range s.articles[max(0, len(s.articles)-held):] {
		a.after = time.Duration(i+1) * pace
	}
	return s, nil
}

var notHost = regexp.MustCompile(`[^a-z0-9]+`)

// place gives an article its address on this machine: a name for each outlet.
func (s *Site) place(a *article) error {
	if a.Source == "" || a.Title == "" || a.Text == "" {
		return errors.New("no source, title or text")
	}
	u, err := url.Parse(a.URL)
	if err != nil {
		return err
	}
	name := strings.Trim(notHost.ReplaceAllString(strings.ToLower(a.Source), "-"), "-")
	a.host = fmt.Sprintf("%s.localhost:%d", name, s.port)
	a.path = path.Clean("/" + u.Path)
	if !slices.ContainsFunc(s.outlets, func(o *outlet) bool { return o.host == a.host }) {
		s.outlets = append(s.outlets, &outlet{a.Source, a.host, forms[len(s.outlets)%len(forms)]})
	}
	return nil
}

// Feeds are what to follow.
func (s *Site) Feeds() []Feed {
	var out []Feed
	for _, o := range s.outlets {
		out = append(out, Feed{"http://" + o.host + o.form.path, o.form.kind, o.name})
	}
	return out
}

// Serve serves until ctx ends.
func (s *Site) Serve(ctx context.Context, l net.Listener) error {
	s.begun = time.Now()
	web := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	stop := context.AfterFunc(ctx, func() { web.Close() })
	defer stop()
	if err := web.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// ServeHTTP serves the outlet that the request names.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i := slices.IndexFunc(s.outlets, func(o *outlet) bool { return o.host == r.Host })
	if i < 0 {
		http.NotFound(w, r)
		return
	}
	o, out := s.outlets[i], s.out(r.Host)
	switch r.URL.Path {
	case o.form.path:
		w.Header().Set("Content-Type", o.form.media)
		tag := fmt.Sprintf(`"%d"`, len(out))
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		o.form.write(w, o, out)
	case "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /search\n")
	case "/":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		render(w, frontPage, map[string]any{"Outlet": o, "Articles": out})
	default:
		for _, a := range out {
			if a.path == r.URL.Path {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				render(w, articlePage, map[string]any{"Outlet": o, "Article": a, "Paragraphs": s.paragraphs(a)})
				return
			}
		}
		http.NotFound(w, r)
	}
}

// out are the articles of an outlet that have appeared, newest first.
func (s *Site) out(host string) []*article {
	since := time.Since(s.begun)
	var out []*article
	for _, a := range s.articles {
		if a.host == host && a.after <= since {
			out = append(out, a)
		}
	}
	slices.Reverse(out)
	return out
}

// revised is the words that the first article gets behind it some time after it
// was published: outlets do that, and say nothing.
const revised = "A spokesman said later that talks had been offered before the step was taken."

func (s *Site) paragraphs(a *article) []string {
	out := strings.Split(a.Text, "\n\n")
	if a == s.articles[0] && time.Since(s.begun) > Revisit/2 {
		out = append(out, revised)
	}
	return out
}
