package parse

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"chancery/internal/parse/eval"
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
			before = eval.Processor()
		}
		if err := s.Run(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	// Processor time tells more than the clock on a machine that is busy.
	b.ReportMetric(float64(len(d.Toks)*b.N)/(eval.Processor()-before).Seconds(), "words/cpu-s")
}

// BenchmarkNew loads the weights.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		stage(b)
	}
}
