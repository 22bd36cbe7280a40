package place_test

import (
	"testing"

	"chancery/data"
	"chancery/internal/place"
)

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := place.New(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
