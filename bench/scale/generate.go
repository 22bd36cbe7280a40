package main

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/coder"
	"chancery/data"
	"chancery/internal/store"
)

// A generator makes articles from those of the sample crisis.
type generator struct {
	entries  []*chancery.Entry // of the crisis, by day
	packed   [][]byte
	begin    time.Time
	length   int // of the crisis, in days
	states   []state
	zipf     *rand.Zipf
	rng      *rand.Rand
	articles int
	perDay   int
}

type state struct{ code, name string }

// newGenerator reads the crisis, once.
func newGenerator(ctx context.Context, s *settings) (*generator, error) {
	c, err := coder.New()
	if err != nil {
		return nil, err
	}
	f, err := os.Open(s.crisis)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	g := &generator{articles: s.articles, perDay: s.perDay, rng: rand.New(rand.NewPCG(11, 12))}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a chancery.Article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, err
		}
		e, err := c.Code(ctx, a)
		if err != nil {
			return nil, err
		}
		g.entries = append(g.entries, e)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(g.entries, func(a, b *chancery.Entry) int {
		return cmp.Compare(a.Article.Published.String(), b.Article.Published.String())
	})
	for _, e := range g.entries {
		b, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		g.packed = append(g.packed, b)
	}
	first, last := g.entries[0].Article.Published.Time, g.entries[len(g.entries)-1].Article.Published.Time
	g.begin, g.length = first, int(last.Sub(first).Hours()/24)+1
	if g.states, err = states(); err != nil {
		return nil, err
	}
	g.zipf = rand.NewZipf(g.rng, 1.3, 4, uint64(len(g.states)-1))
	return g, nil
}

// states are the members of the United Nations.
func states() (out []state, err error) {
	b, err := data.FS.ReadFile("knowledge/countries.tsv")
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(string(b)))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	lines, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	for _, l := range lines[1:] {
		if l[len(l)-1] == "un_member" {
			out = append(out, state{l[2], l[5]})
		}
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out, nil
}

// An instance is the crisis of two states at another time.
type instance struct {
	n     int
	days  int // by how many its days lie later
	a, b  state
	words []([2]string)
}

// items yields articles in the order of their days, as many as asked for.
func (g *generator) items() iter.Seq2[*store.Item, error] {
	return func(yield func(*store.Item, error) bool) {
		every := float64(len(g.entries)) / float64(g.perDay) // days between the beginnings of two crises
		var open []*instance
		made, begun := 0, 0
		for day := 0; made < g.articles; day++ {
			for ; float64(begun)*every <= float64(day+g.length); begun++ {
				open = append(open, g.instance(begun, int(float64(begun)*every)-g.length))
			}
			for _, in := range open {
				for i, e := range g.entries {
					if int(e.Article.Published.Sub(g.begin).Hours()/24)+in.days != day {
						continue
					}
					it, err := g.item(in, i)
					if !yield(it, err) || err != nil {
						return
					}
					made++
				}
			}
			open = slices.DeleteFunc(open, func(in *instance) bool { return in.days+g.length < day })
		}
	}
}

func (g *generator) instance(n, days int) *instance {
	in := &instance{n: n, days: days, a: g.states[g.zipf.Uint64()]}
	for in.b = in.a; in.b == in.a; {
		in.b = g.states[g.zipf.Uint64()]
	}
	in.words = [][2]string{{"Icelandic", in.a.name}, {"Iceland", in.a.name}, {"Reykjavik", in.a.name}, {"United Kingdom", in.b.name}, {"British", in.b.name}, {"Britain", in.b.name}, {"London", in.b.name}}
	for _, w := range []string{"Northern Gannet", "Ling Bank", "trawler", "tariffs", "frigate", "Dunbar", "Keflavik", "cod", "fishing", "fish", "nets", "Hull", "Grimsby", "patrol boat", "accord", "base", "restraint"} {
		if g.rng.IntN(10) < 7 {
			in.words = append(in.words, [2]string{w, g.word()})
		}
	}
	return in
}

func (g *generator) word() string {
	var b strings.Builder
	for range 2 + g.rng.IntN(2) {
		b.WriteString(string("bdfgklmnprstvz"[g.rng.IntN(14)]) + string("aeiou"[g.rng.IntN(5)]))
	}
	return b.String() + "n"
}

// item is an article of an instance.
func (g *generator) item(in *instance, i int) (*store.Item, error) {
	e := &chancery.Entry{}
	if err := json.Unmarshal(g.packed[i], e); err != nil {
		return nil, err
	}
	in.rewrite(e)
	return store.NewItem(e, e.Article.Published.Time, "scale")
}

// rewrite puts other names and days into an entry, and its spans where the words
// stand now.
func (in *instance) rewrite(e *chancery.Entry) {
	text, at := in.replace(e.Article.Text)
	e.Article.Text = text
	e.Article.Title, _ = in.replace(e.Article.Title)
	e.Article.URL = strings.Replace(e.Article.URL, ".example/", fmt.Sprintf(".example/%d/", in.n), 1)
	e.Article.ID = fmt.Sprint(in.n, "-", e.Article.ID)
	e.Article.Published.Time = e.Article.Published.AddDate(0, 0, in.days)
	in.walk(reflect.ValueOf(e).Elem(), at)
	for i := range e.Actors {
		e.Actors[i].Name, _ = in.replace(e.Actors[i].Name)
	}
}

// replace puts the words of an instance into a text; at tells where each code
// point of it stands now.
func (in *instance) replace(text string) (string, []int) {
	var out strings.Builder
	runes := []rune(text)
	at := make([]int, len(runes)+1)
	written := 0
scan:
	for i := 0; i < len(runes); {
		for _, w := range in.words {
			if n := len(w[0]); i+n <= len(runes) && string(runes[i:i+n]) == w[0] {
				k := len([]rune(w[1]))
				for j := range n {
					at[i+j] = written + min(j, k-1)
				}
				out.WriteString(w[1])
				written += k
				i += n
				continue scan
			}
		}
		out.WriteRune(runes[i])
		at[i] = written
		written++
		i++
	}
	at[len(runes)] = written
	return out.String(), at
}

// walk changes every span, day and code of a value.
func (in *instance) walk(v reflect.Value, at []int) {
	switch v.Kind() {
	case reflect.Struct:
		if s, ok := v.Addr().Interface().(*chancery.Span); ok {
			s.Start, s.End = in.place(s.Start, at), in.end(s.End, at)
			return
		}
		if a, ok := v.Addr().Interface().(*chancery.Article); ok {
			_ = a
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Name == "ID" && v.Field(i).Kind() == reflect.String && v.Type().Name() == "Row" {
				h := sha256.Sum256([]byte(fmt.Sprint(in.n, v.Field(i).String())))
				v.Field(i).SetString(hex.EncodeToString(h[:8]))
				continue
			}
			in.walk(v.Field(i), at)
		}
	case reflect.Slice:
		for i := range v.Len() {
			in.walk(v.Index(i), at)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			in.walk(v.Elem(), at)
		}
	case reflect.String:
		if v.CanSet() {
			v.SetString(in.code(v.String()))
		}
	}
}

func (in *instance) place(i int, at []int) int { return at[max(0, min(i, len(at)-1))] }

// end is where a span ends now: behind its last code point.
func (in *instance) end(i int, at []int) int {
	if i <= 0 || i >= len(at)-1 {
		return in.place(i, at)
	}
	return at[i]
}

// code puts other states and days into a value.
func (in *instance) code(s string) string {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.AddDate(0, 0, in.days).Format(time.DateOnly)
	}
	for _, x := range [][2]string{{"ISL", in.a.code}, {"GBR", in.b.code}, {"group:isl-", "group:" + strings.ToLower(in.a.code) + "-"}, {"group:gbr-", "group:" + strings.ToLower(in.b.code) + "-"}} {
		if rest, ok := strings.CutPrefix(s, x[0]); ok {
			return x[1] + rest
		}
	}
	return s
}
