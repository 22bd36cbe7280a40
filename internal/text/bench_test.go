package text_test

import (
	"context"
	"strings"
	"testing"

	"chancery"
)

// report is a news text with what the stage meets in one: datelines, titles,
// quotations, sums and dates.
const report = `GENEVA, Jan 10 (Agency) - The U.S. and Russian delegations met for nearly eight hours on Monday, but Deputy Foreign Minister A. N. Petrov said afterwards that "a great deal" was still open.
“We don't expect a breakthrough,” Ms. Miller told reporters at 6:15 p.m. “It's a first step — no more than that.” She wouldn't say whether the $1.2bn package, announced on Dec. 21, had been discussed.
NATO's secretary-general, who'd spoken with both sides, called for de-escalation. The alliance's 30 members will meet on 12 January; the 57-nation body in Vienna follows a day later.
Moscow denied that it was planning an attack. Its ambassador to the U.N., Mr. Ivanov, said the claims were "absurd". Washington has moved 8,500 troops to a state of readiness, i.e. they could leave within five days.`

func BenchmarkSplit(b *testing.B) {
	s := stage(b)
	body := strings.Repeat(report+"\n", 8)
	run := func(name string, f func(context.Context, *chancery.Doc) error) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				d := chancery.Doc{Article: chancery.Article{Text: body}}
				if err := f(b.Context(), &d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	run("split", s.Split)
	run("tokenize", s.Tokenize)
	run("rules", s.WithModel(nil).Tokenize)
}

func BenchmarkClean(b *testing.B) {
	s := stage(b)
	body := "Talks open in Geneva\n\n" + strings.Repeat(report+"\n", 8) + "Read more: what we know\nAll rights reserved."
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		a := chancery.Article{Text: body}
		s.Clean(&a)
	}
}
