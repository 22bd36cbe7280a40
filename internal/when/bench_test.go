package when_test

import (
	"context"
	"strings"
	"testing"

	"chancery"
)

// news is wording of the kind that the stage reads, with about one time in
// twenty words.
const news = `The two presidents spoke by telephone for 50 minutes on Thursday, the second call in less than a month, and agreed that their negotiators would meet in Geneva on January 10. A meeting of the alliance with the other side follows on January 12, and a day later ambassadors gather in Vienna. The talks had been scheduled for late November but were postponed after the clashes of 5 October, in which at least 14 soldiers were killed and several villages burned. "We will answer any further attack at once," the minister told reporters in the capital, and added that the ceasefire of July 2015 had never been observed. Officials of both sides said that the exchange of prisoners could begin early next week.
`

func BenchmarkRun(b *testing.B) {
	for _, bm := range []struct {
		name string
		doc  func() *chancery.Doc
	}{
		{"trees", func() *chancery.Doc { return newReader(b).parsed(b, strings.Repeat(news, 6), "2021-12-31") }},
		{"plain", func() *chancery.Doc { return plain(strings.Repeat(news, 6), "2021-12-31") }},
	} {
		b.Run(bm.name, func(b *testing.B) {
			d := bm.doc()
			s := newStage(b)
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				d.Mentions, d.Defects = d.Mentions[:0], d.Defects[:0]
				if err := s.Run(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Toks)), "ns/word")
			b.ReportMetric(float64(len(d.Mentions)), "times")
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newStage(b)
	}
}
