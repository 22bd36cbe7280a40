package prop

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func BenchmarkRun(b *testing.B) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		b.Skip("CHANCERY_DATA is not set: no treebank to read")
	}
	d, _ := treebank(b, filepath.Join(dir, "ud", "en_gumfree-dev.conllu.gz"))
	s := stage(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Run(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Toks)), "ns/word")
}
