package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"

	"chancery/internal/store"
)

// pages are the templates: each page with the frame around it.
type pages struct {
	byName map[string]*template.Template
}

// newPages reads all templates. Those whose names begin with "_" are the frame and
// the parts that pages share.
func newPages(from fs.FS, st *static) (*pages, error) {
	base, err := template.New("").Funcs(template.FuncMap{
		"static": st.href, "short": shortDay, "long": longDay, "span": spanOf, "status": statusWord,
		"actor": actorHref, "place": placeHref, "pairOf": pairHref, "escape": url.PathEscape, "query": url.QueryEscape,
		"add": func(a, b int) int { return a + b }, "join": strings.Join, "count": counted, "web": webURL, "dict": dict, "percent": func(x float32) string { return fmt.Sprintf("%.0f %%", x*100) },
	}).ParseFS(from, "templates/_*.html")
	if err != nil {
		return nil, err
	}
	p := &pages{map[string]*template.Template{}}
	names, err := fs.Glob(from, "templates/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		short := strings.TrimSuffix(path.Base(name), ".html")
		if strings.HasPrefix(short, "_") {
			continue
		}
		t, err := base.Clone()
		if err == nil {
			t, err = t.ParseFS(from, name)
		}
		if err != nil {
			return nil, err
		}
		p.byName[short] = t
	}
	return p, nil
}

// counted is a number with its noun.
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "y") && !strings.HasSuffix(one, "ay") {
		return fmt.Sprint(thousands(n), " ", one[:len(one)-1], "ies")
	}
	return fmt.Sprint(thousands(n), " ", one, "s")
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// dict makes a map for a part out of names and values.
func dict(pairs ...any) (map[string]any, error) {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: name %v", pairs[i])
		}
		out[name] = pairs[i+1]
	}
	return out, nil
}

// A frame is what stands around every page.
type frame struct {
	Title   string
	Nav     string
	Page    any
	Words   string // what is searched for
	Feed    string
	Scripts []string
	Mark    store.Mark
	User    User
	Alerts  bool
	Path    string
}

// show writes a page.
func (s *site) show(w http.ResponseWriter, r *http.Request, status int, a *reply) error {
	t := s.pages.byName[a.page]
	if t == nil {
		return fmt.Errorf("no template %q", a.page)
	}
	f := frame{Title: a.title, Nav: a.nav, Page: a.data, Feed: a.feed, Scripts: a.more, Alerts: s.Alerts, Path: r.URL.Path, Words: r.URL.Query().Get("q"), User: s.user(r)}
	if m, err := s.mark(r.Context()); err == nil {
		f.Mark = m
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "_frame.html", f); err != nil {
		return err
	}
	for _, c := range a.set {
		http.SetCookie(w, c)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	out, done := zipped(w, r)
	out.WriteHeader(status)
	_, err := out.Write(b.Bytes())
	done()
	if err != nil {
		s.Log.Debug("client went away", "path", r.URL.Path, "err", err)
	}
	return nil
}

func (s *site) user(r *http.Request) User {
	u := User{Correct: true, Open: true}
	if s.User != nil {
		u = s.User(r)
	}
	if u.Open {
		u.Name = ""
		if c, err := r.Cookie("who"); err == nil {
			u.Name, _ = url.QueryUnescape(c.Value)
		}
	}
	return u
}
