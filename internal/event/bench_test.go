package event_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"chancery"
)

// BenchmarkRun reads the articles of testdata/gold, whose propositions are there
// already, and reports the time for one word.
func BenchmarkRun(b *testing.B) {
	files, err := filepath.Glob("../../testdata/gold/*.txt")
	if err != nil || len(files) == 0 {
		b.Skip("no articles")
	}
	var docs []*chancery.Doc
	words := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		d := read(b, string(text), "2022-01-15")
		docs = append(docs, d)
		words += len(d.Toks)
	}
	b.ReportAllocs()
	start := time.Now()
	n := 0
	for b.Loop() {
		for _, d := range docs {
			if err := pipe().events.Run(b.Context(), d); err != nil {
				b.Fatal(err)
			}
		}
		n++
	}
	b.ReportMetric(float64(time.Since(start).Nanoseconds())/float64(n*words), "ns/word")
}
