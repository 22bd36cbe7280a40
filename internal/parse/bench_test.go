package parse

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"chancery/bench/clock"
)

// news is an article of a few hundred words in sentences of about forty.
func news(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(b))
}

// BenchmarkRun reads an article to tags, lemmas, trees and names on one core.
func BenchmarkRun(b *testing.B) {
	s, d := stage(b), article(news(b))
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	var before time.Duration
	for b.Loop() {
		if before == 0 {
			before = clock.Processor()
		}
		if err := s.Run(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	// Processor time tells more than the clock on a machine that is busy.
	b.ReportMetric(float64(len(d.Toks)*b.N)/(clock.Processor()-before).Seconds(), "words/cpu-s")
}

// BenchmarkNew loads the weights.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		stage(b)
	}
}

// BenchmarkRunParallel reads articles on all cores that it is given (-cpu).
func BenchmarkRunParallel(b *testing.B) {
	s, text := stage(b), news(b)
	words := len(article(text).Toks)
	b.SetBytes(int64(len(text)))
	b.RunParallel(func(pb *testing.PB) {
		d := article(text)
		for pb.Next() {
			if err := s.Run(context.Background(), d); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
