package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkPut keeps batches of 64 articles, all of one pair of states, one a
// minute, in a ledger that has had so many before: the worst case for merging.
func BenchmarkPut(b *testing.B) {
	for _, before := range []int{0, 2000} {
		b.Run(fmt.Sprint(before), func(b *testing.B) {
			s, err := Create(b.Context(), filepath.Join(b.TempDir(), "l.db"))
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			n := 0
			put := func() {
				var items []*Item
				for range 64 {
					day := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n/40).Format(time.DateOnly)
					it, err := NewItem(entry(fmt.Sprint("https://a.example/", n), "RUS", "UKR", day, fmt.Sprintf("Moscow threatened Kyiv over matter %d and place %d.", n%17, n%301)), time.Unix(0, 0), "bench")
					if err != nil {
						b.Fatal(err)
					}
					items = append(items, it)
					n++
				}
				if _, err := s.Put(b.Context(), items...); err != nil {
					b.Fatal(err)
				}
			}
			for n < before {
				put()
			}
			for b.Loop() {
				put()
			}
			b.ReportMetric(64*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
