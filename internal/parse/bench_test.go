package parse

import (
	"context"
	"os"
	"strings"
	"testing"
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
	for b.Loop() {
		if err := s.Run(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Toks)*b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkNew loads the weights.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		stage(b)
	}
}
