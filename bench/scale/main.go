// Command scale fills a ledger with as many articles as asked for and measures how
// fast it takes them and how fast it answers.
//
//	go run ./bench/scale -articles 400000
//
// The articles are made from the sample crisis: each instance of the crisis has two
// other states, other days and other names of things, and its entries are kept the
// way that an ingest keeps them. What it takes to read a text is not in the figures
// of keeping; -html measures that, with pages of one's own. The pairs of states
// follow Zipf's law, so that one pair stands in a good part of all articles.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"

	"chancery/internal/store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "scale:", err)
		os.Exit(1)
	}
}

// settings are the flags.
type settings struct {
	articles, perDay, questions int
	ledger, crisis, html        string
	profile                     string
}

func run(ctx context.Context) error {
	var s settings
	flag.IntVar(&s.articles, "articles", 20000, "how many articles")
	flag.IntVar(&s.perDay, "per-day", 1000, "how many are published in a day")
	flag.IntVar(&s.questions, "questions", 200, "how many questions of each kind")
	flag.StringVar(&s.ledger, "ledger", "", "the ledger to fill, or one that is full already (default: one in a folder that is removed)")
	flag.StringVar(&s.crisis, "crisis", filepath.Join("examples", "crisis", "articles.jsonl"), "the sample crisis")
	flag.StringVar(&s.html, "html", "", "a folder of pages, .html or .html.gz, that are read and kept too")
	flag.StringVar(&s.profile, "cpuprofile", "", "write a profile of the processor's time to this file")
	flag.Parse()
	if s.profile != "" {
		f, err := os.Create(s.profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	if s.ledger == "" {
		dir, err := os.MkdirTemp("", "scale")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		s.ledger = filepath.Join(dir, "ledger.db")
	}
	fmt.Printf("%s, %s/%s, %d cores, %s\n", time.Now().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), cmp.Or(machine(), "unknown processor"))
	l, err := store.Create(ctx, s.ledger)
	if err != nil {
		return err
	}
	defer l.Close()
	m, err := l.Mark(ctx)
	if err != nil {
		return err
	}
	if left := s.articles - int(m.Article); left > 0 {
		if err := fill(ctx, l, &s, int(m.Article)); err != nil {
			return err
		}
	}
	if err := sizes(ctx, l); err != nil {
		return err
	}
	if s.html != "" {
		if err := pages(ctx, l, s.html); err != nil {
			return err
		}
	}
	return ask(ctx, l, &s)
}

// machine is the name of the processor, where the system tells it.
func machine() string {
	b, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(b)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t: "))
		}
	}
	return ""
}

// batch is how many articles are kept in one transaction, as an ingest does.
const batch = 64

// fill keeps articles, and tells for each tenth of them, and at least each ten
// thousand, how many a second.
func fill(ctx context.Context, l *store.Store, s *settings, have int) error {
	g, err := newGenerator(ctx, s)
	if err != nil {
		return err
	}
	fmt.Printf("\nkept by then   articles/s   processor ms/article\n")
	step := max(1000, min(10000, s.articles/10))
	n, t := 0, newStopwatch()
	var items []*store.Item
	for it, err := range g.items() {
		if err != nil {
			return err
		}
		if n++; n <= have {
			continue
		}
		items = append(items, it)
		if len(items) < batch && n < s.articles {
			continue
		}
		t.start()
		_, err := l.Put(ctx, items...)
		t.stop(len(items))
		if err != nil {
			return err
		}
		items = items[:0]
		if n%step < batch || n >= s.articles {
			fmt.Printf("%12d   %10.0f   %20.2f\n", n, t.rate(), t.busy())
			t = newStopwatch()
		}
		if n >= s.articles {
			break
		}
	}
	return nil
}

// sizes tells how many bytes an event takes.
func sizes(ctx context.Context, l *store.Store) error {
	c, err := l.Sizes(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("\n%d articles, %d rows of which %d are events, %d happenings\n", c.Articles, c.Rows, c.Events, c.Happenings)
	fmt.Printf("hot: %d MB, %.0f bytes a row\n", c.Bytes>>20, float64(c.Bytes)/float64(max(1, c.Rows)))
	return nil
}
