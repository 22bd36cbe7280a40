package actor_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
)

// BenchmarkFind measures the stage alone, in words.
func BenchmarkFind(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(dataDir(b), "ledger", "*.txt"))
	var docs []*chancery.Doc
	words := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		d := read(b, string(text), "2022-01-15")
		d.Mentions, d.Actors = nil, nil
		words += len(d.Toks)
		docs = append(docs, d)
	}
	r, err := loaded()
	if err != nil {
		b.Skip(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			x := *d
			if err := r.actor.Find(context.Background(), &x); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(words), "ns/word")
}

// BenchmarkNew measures the start.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := actor.New(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
