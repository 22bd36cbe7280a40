// Command follow measures what following many feeds costs: it serves as many
// feeds as a desk may have, lets them publish at a desk's rate, follows them with
// everything that chancery serve runs, and prints how much of a processor and how
// much memory that took.
//
//	go run ./bench/follow                    # 2,000 feeds, 30,000 articles a day, 5 minutes
//	go run ./bench/follow -feeds 200 -for 1m
//
// The feeds and the pages come from a process of their own, so that what is
// measured is the follower alone. Every feed has a host name of its own. The feeds
// are as they are after some days of following, when each is looked at as rarely
// as it ever is. Visits to pages after a day and a week are not part of it.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"chancery/coder"
	"chancery/data"
	"chancery/examples"
	"chancery/internal/config"
	"chancery/internal/fetch"
	"chancery/internal/follow"
	"chancery/internal/intake"
	"chancery/internal/queue"
	"chancery/internal/store"
)

var (
	feeds   = flag.Int("feeds", 2000, "how many feeds")
	perDay  = flag.Float64("per-day", 30_000, "articles a day, of all feeds")
	length  = flag.Duration("for", 5*time.Minute, "how long to measure")
	warm    = flag.Duration("warm", 20*time.Second, "how long to follow before measuring")
	serving = flag.Bool("serve", false, "serve the feeds; what the measured process starts")
)

// shown is how many of its articles a feed tells of.
const shown = 30

func main() {
	log.SetFlags(0)
	flag.Parse()
	if *serving {
		serve()
		return
	}
	if err := measure(); err != nil {
		log.Fatal(err)
	}
}

// A press is what the feeds tell of.
type press struct {
	begun time.Time
	texts []string
}

// published is how many articles a feed has published by now. Feeds take turns, in
// an order that is not that in which they are looked at, so that the articles of
// all come at an even pace.
func (p *press) published(feed int) int {
	total := int(time.Since(p.begun).Seconds() * *perDay / 86400)
	n := total / *feeds
	const prime = 7919
	if feed*prime%*feeds < total%*feeds {
		n++
	}
	return n
}

func serve() {
	texts, err := articles()
	if err != nil {
		log.Fatal(err)
	}
	// A look finds what was published since the one before.
	p := &press{begun: time.Now().Add(-config.Default().Follow.Slowest), texts: texts}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(l.Addr().(*net.TCPAddr).Port)
	log.Fatal(http.Serve(l, p))
}

// articles are texts of the length that news has: some of the sample crisis, joined.
func articles() ([]string, error) {
	f, err := examples.FS.Open("crisis/articles.jsonl")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var short, out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, err
		}
		short = append(short, a.Text)
	}
	for i := range short {
		var b strings.Builder
		for k := 0; b.Len() < 2500; k++ { // the mean length of an article of the web
			b.WriteString("<p>" + short[(i+k*7)%len(short)] + "</p>\n")
		}
		out = append(out, b.String())
	}
	return out, lines.Err()
}

func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, _, _ := strings.Cut(r.Host, ".")
	feed, err := strconv.Atoi(strings.TrimPrefix(name, "f"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	n := p.published(feed)
	switch {
	case r.URL.Path == "/feed":
		tag := fmt.Sprintf(`"%d"`, n)
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Feed %d</title>`, feed)
		for i := n - 1; i >= max(0, n-shown); i-- {
			fmt.Fprintf(w, "<item><title>Report %d of feed %d</title><link>/a/%d</link><description>%s</description></item>", i, feed, i, strings.Repeat("A summary of the report. ", 10))
		}
		io.WriteString(w, "</channel></rss>")
	case strings.HasPrefix(r.URL.Path, "/a/"):
		i, _ := strconv.Atoi(r.URL.Path[3:])
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<html lang="en"><head><title>Report %d of feed %d</title><meta property="article:published_time" content="2031-03-05"><script>%s</script></head><body>%s<article>%s<p>This was report %d of feed %d.</p></article></body></html>`,
			i, feed, strings.Repeat("var furniture = 'of the page';\n", 1500), strings.Repeat(`<div class="nav"><a href="/x">A link</a></div>`, 300), p.texts[(feed*31+i)%len(p.texts)], i, feed)
	default:
		http.NotFound(w, r)
	}
}

// measure follows the feeds and prints what that took.
func measure() error {
	debug.SetMemoryLimit(900 << 20) // as the program does
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		return err
	}
	site := exec.CommandContext(ctx, self, append([]string{"-serve"}, os.Args[1:]...)...)
	out, err := site.StdoutPipe()
	if err != nil {
		return err
	}
	if err := site.Start(); err != nil {
		return err
	}
	defer site.Wait()
	defer cancel()
	var port uint16
	if _, err := fmt.Fscan(out, &port); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "chancery-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	d, err := open(ctx, dir, port)
	if err != nil {
		return err
	}
	defer d.store.Close()
	defer d.queue.Close()
	g, gctx := errgroup.WithContext(ctx)
	for _, run := range d.parts {
		g.Go(func() error { return run(gctx) })
	}
	time.Sleep(*warm)
	before, begun := d.now(ctx), time.Now()
	var memory []uint64
	for time.Since(begun) < *length {
		time.Sleep(time.Second)
		memory = append(memory, resident())
	}
	after, took := d.now(ctx), time.Since(begun)
	report(before, after, took, memory)
	cancel()
	return g.Wait()
}

// A desk is what serve runs to follow the news.
type desk struct {
	store    *store.Store
	queue    queue.Queue
	follower *follow.Follower
	parts    []func(context.Context) error
}

func open(ctx context.Context, dir string, port uint16) (*desk, error) {
	c := config.Default()
	s, err := store.Create(ctx, filepath.Join(dir, "l.db"))
	if err != nil {
		return nil, err
	}
	now := time.Now()
	for i := range *feeds {
		x := store.Source{URL: fmt.Sprintf("http://f%d.localhost:%d/feed", i, port), Kind: follow.KindFeed, Added: now, Next: now}
		if _, err := s.AddSource(ctx, x); err != nil {
			return nil, err
		}
	}
	sources, err := s.Sources(ctx, now)
	if err != nil {
		return nil, err
	}
	for i, x := range sources {
		x.Looks, x.Every = 100, c.Follow.Slowest
		x.Next = now.Add(c.Follow.Slowest * time.Duration(i) / time.Duration(*feeds))
		if _, err := s.Looked(ctx, &x, nil); err != nil {
			return nil, err
		}
	}
	q, err := queue.Embed(ctx, filepath.Join(dir, "queue"), queue.Options{MaxPages: c.Queue.MaxPages, AckWait: c.Queue.AckWait})
	if err != nil {
		return nil, err
	}
	code, err := coder.New()
	if err != nil {
		return nil, err
	}
	in, err := intake.New(data.FS)
	if err != nil {
		return nil, err
	}
	quiet := slog.New(slog.DiscardHandler)
	at := netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port)
	web := fetch.New(fetch.Options{Agent: c.Fetch.Agent, Timeout: c.Fetch.Timeout, MaxBytes: c.Fetch.MaxBytes, Redirects: c.Fetch.Redirects, Delay: c.Fetch.Delay, Robots: true, AllowAt: []netip.AddrPort{at}})
	f := &follow.Follower{Store: s, Queue: q, Web: web, Log: quiet, Options: follow.Options{
		Fastest: c.Follow.Fastest, Slowest: c.Follow.Slowest, Revisit: c.Follow.Revisit, MaxAge: c.Follow.MaxAge, PerLook: c.Follow.PerLook, Parallel: c.Fetch.Parallel,
	}}
	r := &follow.Reader{Queue: q, Coder: code, Desk: in, Version: "bench", AckWait: c.Queue.AckWait, Log: quiet}
	k := &follow.Keeper{Queue: q, Store: s, Log: quiet}
	return &desk{s, q, f, []func(context.Context) error{f.Run, r.Run, k.Run}}, nil
}

// A state is what has been done and used so far.
type state struct {
	cpu         time.Duration
	looks, kept int
}

func (d *desk) now(ctx context.Context) state {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	states, err := d.store.AddressStates(ctx)
	if err != nil {
		log.Fatal(err)
	}
	return state{time.Duration(u.Utime.Nano() + u.Stime.Nano()), int(d.follower.Counts.Looks.Load()), states[store.PageKept]}
}

// resident is the memory that the process holds, in bytes.
func resident() uint64 {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil { // not Linux
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.Sys
	}
	pages, _ := strconv.ParseUint(strings.Fields(string(b))[1], 10, 64)
	return pages * uint64(os.Getpagesize())
}

func report(before, after state, took time.Duration, memory []uint64) {
	slices.Sort(memory)
	kept, cpu := after.kept-before.kept, after.cpu-before.cpu
	day := 24 * time.Hour.Seconds() / took.Seconds()
	fmt.Printf("feeds        %d\n", *feeds)
	fmt.Printf("looks        %d (%.1f a second)\n", after.looks-before.looks, float64(after.looks-before.looks)/took.Seconds())
	fmt.Printf("articles     %d (%.0f a day)\n", kept, float64(kept)*day)
	fmt.Printf("processor    %.1f %% of one core (%s in %s)\n", 100*cpu.Seconds()/took.Seconds(), cpu.Round(10*time.Millisecond), took.Round(time.Second))
	if kept > 0 {
		fmt.Printf("  an article %s, with its share of all looks\n", (cpu / time.Duration(kept)).Round(time.Millisecond))
	}
	fmt.Printf("memory       %d MB at most, %d MB in the middle\n", memory[len(memory)-1]>>20, memory[len(memory)/2]>>20)
}
