package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"chancery/bench/clock"
	"chancery/internal/store"
)

// page is how many rows a page has.
const page = 20

// ask puts questions of each kind and tells how long the answers take.
func ask(ctx context.Context, l *store.Store, s *settings) error {
	all, err := states()
	if err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(21, 22))
	zipf := rand.NewZipf(rng, 1.3, 4, uint64(len(all)-1))
	who := func() string { return all[zipf.Uint64()].code }
	two := func() (string, string) {
		a, b := who(), who()
		for a == b {
			b = who()
		}
		return a, b
	}
	words := []string{"tariffs", "imposed", "frigate", "release the", "demanded", "net", "talks ministers", "threatened", "\"by 21 March\"", "secretary general", "ambassador summoned", "withdraw", "captain court", "patrol boat", "bank", "joint statement", "seized", "Monday"}
	rows := func(f store.Filter) error {
		f.Limit = page
		n := 0
		for _, err := range l.Find(ctx, f) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	}
	register := func(section store.Section, status ...string) func() error {
		return func() error {
			f := store.Filter{Section: section, Newest: true, Limit: page, Statuses: status}
			if rng.IntN(2) == 0 {
				f.Actors = []string{who()}
			}
			_, err := l.Register(ctx, f)
			return err
		}
	}
	kinds := []struct {
		name string
		ask  func() error
	}{
		{"timeline of a pair", func() error { a, b := two(); _, err := l.Pair(ctx, a, b, "", ""); return err }},
		{"page of events", func() error { return rows(store.Filter{Section: store.Events, Newest: true}) }},
		{"page of one actor", func() error {
			return rows(store.Filter{Section: store.Events, Newest: true, Actors: []string{who()}})
		}},
		{"page of one type of an actor", func() error {
			return rows(store.Filter{Section: store.Events, Newest: true, By: who(), Types: []string{"THREATEN", "SANCTION"}})
		}},
		{"page of a pair", func() error {
			a, b := two()
			return rows(store.Filter{Section: store.Events, Newest: true, Actors: []string{a, b}})
		}},
		{"page of a month", func() error {
			return rows(store.Filter{Section: store.Statements, Newest: true, From: "2031-03", To: "2031-03", Actors: []string{who()}})
		}},
		{"full text", func() error { return rows(store.Filter{Words: words[rng.IntN(len(words))], Newest: true}) }},
		{"full text of an actor", func() error {
			return rows(store.Filter{Words: words[rng.IntN(len(words))], Newest: true, Actors: []string{who()}})
		}},
		{"page of happenings", func() error {
			_, err := l.HappeningPage(ctx, store.Filter{Section: store.Events, Limit: page, Sources: 1 + rng.IntN(3)}, "")
			return err
		}},
		{"happenings of an actor", func() error {
			_, err := l.HappeningPage(ctx, store.Filter{Section: store.Events, Limit: page, Actors: []string{who()}}, "")
			return err
		}},
		{"happenings of a pair", func() error {
			a, b := two()
			_, err := l.HappeningPage(ctx, store.Filter{Section: store.Events, Limit: page, Actors: []string{a, b}}, "")
			return err
		}},
		{"register of conditions", register(store.Conditions)},
		{"register of carried-out conditions", register(store.Conditions, store.StandsCarriedOut)},
		{"register of demands", register(store.Demands)},
		{"register of meetings", register(store.Agenda)},
		{"contacts", func() error {
			_, err := l.Contacts(ctx, store.Filter{Limit: page, Newest: true, Actors: []string{who()}})
			return err
		}},
		{"actors", func() error { _, err := l.Actors(ctx, store.Filter{Limit: page}); return err }},
	}
	fmt.Printf("\n%-36s  %8s  %8s  %8s  %8s\n", fmt.Sprintf("%d questions of each kind, ms", s.questions), "median", "p95", "most", "busy p95")
	for _, k := range kinds {
		var took, busy []time.Duration
		begun := time.Now()
		for range s.questions {
			from, worked := time.Now(), clock.Processor()
			if err := k.ask(); err != nil {
				return fmt.Errorf("%s: %w", k.name, err)
			}
			took, busy = append(took, time.Since(from)), append(busy, clock.Processor()-worked)
			if time.Since(begun) > time.Minute {
				break
			}
		}
		ms := func(list []time.Duration, share float64) float64 {
			slices.Sort(list)
			return float64(list[min(len(list)-1, int(share*float64(len(list))))].Microseconds()) / 1000
		}
		note := ""
		if len(took) < s.questions {
			note = fmt.Sprintf("  (%d only)", len(took))
		}
		fmt.Printf("%-36s  %8.1f  %8.1f  %8.1f  %8.1f%s\n", k.name, ms(took, 0.5), ms(took, 0.95), ms(took, 1), ms(busy, 0.95), note)
	}
	fmt.Println("A page has 20 rows. Actors are drawn by the law that the articles follow. Busy is processor time: what counts where the machine does other things beside.")
	return nil
}
