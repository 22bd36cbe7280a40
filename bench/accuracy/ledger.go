package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/coder"
	"chancery/internal/score"
)

// measureLedger scores whole articles read by hand.
func measureLedger(ctx context.Context, b *bench) ([]table, error) {
	return articles(ctx, b, "ledger", "Ledger articles", filepath.Join(b.data, "ledger"))
}

// measureGold scores the project's own articles; it must run in the root of the
// module.
func measureGold(ctx context.Context, b *bench) ([]table, error) {
	return articles(ctx, b, "gold", "The project's own articles", filepath.Join("testdata", "gold"))
}

// measureFresh scores those of the project's own articles of which nobody has
// read the misses.
func measureFresh(ctx context.Context, b *bench) ([]table, error) {
	return articles(ctx, b, "fresh", "Fresh articles", filepath.Join("testdata", "gold", "fresh"))
}

func articles(ctx context.Context, b *bench, name, title, dir string) ([]table, error) {
	golds, err := score.Load(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	c, err := coder.New()
	if err != nil {
		return nil, err
	}
	reports := []*score.Report{score.NewReport(), score.NewReport(), score.NewReport()}
	for i, g := range golds {
		day, err := time.Parse(time.DateOnly, g.Published)
		if err != nil {
			return nil, err
		}
		e, err := c.Code(ctx, chancery.Article{Text: string(g.Raw), Language: "en", Published: chancery.Stamp{Time: day, DayOnly: true}})
		if err != nil {
			return nil, err
		}
		reports[i%2].Add(g, e)
		reports[2].Add(g, e)
	}
	t := table{title: fmt.Sprintf("%s (%d articles)", title, len(golds)), columns: tallyColumns}
	count := func(name, half string, c *score.Count) {
		if c != nil {
			t.add(append([]string{name, half}, tally{c.Gold, c.Printed, c.GoldFound, c.SysRight}.cells()...)...)
		}
	}
	for _, s := range score.Sections {
		for i, half := range []string{"even", "odd", "both"} {
			count(s, half, reports[i].Sections[s])
		}
	}
	for _, k := range sortedKeys(reports[2].Relaxed) {
		count(k, "both", reports[2].Relaxed[k])
	}
	for _, k := range sortedKeys(reports[2].Types) {
		count("events "+k, "both", reports[2].Types[k])
	}
	for _, k := range sortedKeys(reports[2].Attributes) {
		a := reports[2].Attributes[k]
		t.add(k, "both", fmt.Sprintf("%.1f (%d/%d)", 100*a.Share, a.Right, a.Of), "", "")
	}
	t.add("forbidden events", "both", fmt.Sprint(reports[2].Forbidden), "", "")
	for i, half := range []string{"even", "odd"} {
		for _, m := range reports[i].Misses {
			if m.Section == "events" {
				fmt.Fprintf(b.misses, "%s %s %s %s: %s\n", name, half, m.Article, m.What, m.Row)
			}
		}
	}
	return []table{t}, nil
}

// measureFalse counts the events found in texts in which there are hardly any:
// reviews, blogs and textbooks of treebanks, sentence by sentence as the
// treebank has them.
func measureFalse(ctx context.Context, b *bench) ([]table, error) {
	c, err := coder.New()
	if err != nil {
		return nil, err
	}
	t := table{title: "Texts without events", columns: []string{"text", "sentences", "rows", "actual rows", "rows per 1,000 sentences"},
		note: "Rows of any status; a few are right."}
	for _, x := range []struct{ name, file, genre string }{
		{"EWT reviews", "en_ewt-dev", "reviews"},
		{"EWT e-mails", "en_ewt-dev", "email"},
		{"GUM conversations (train)", "en_gumfree-train", "GUM_conversation"},
		{"GUM video blogs (train)", "en_gumfree-train", "GUM_vlog"},
		{"GUM textbooks (train)", "en_gumfree-train", "GUM_textbook"},
		{"GUM travel (train)", "en_gumfree-train", "GUM_voyage"},
		{"GUM biographies (train)", "en_gumfree-train", "GUM_bio"},
	} {
		docs, sentences, err := b.texts(x.file, x.genre)
		if err != nil {
			return nil, err
		}
		rows, actual := 0, 0
		for _, text := range docs {
			e, err := c.Code(ctx, chancery.Article{Text: text, Language: "en", Published: chancery.Stamp{Time: time.Date(2015, 6, 1, 0, 0, 0, 0, time.UTC), DayOnly: true}})
			if err != nil {
				return nil, err
			}
			runes := []rune(e.Article.Text)
			for _, ev := range e.Events {
				rows++
				if ev.Status == chancery.Actual {
					actual++
				}
				fmt.Fprintf(b.misses, "false %s: %s %v > %v %s: %s\n", x.name, ev.Rule, ev.Sources, ev.Targets, ev.Status, string(runes[ev.Span.Start:ev.Span.End]))
			}
		}
		t.add(x.name, fmt.Sprint(sentences), fmt.Sprint(rows), fmt.Sprint(actual), fmt.Sprintf("%.1f", 1000*share(rows, sentences)))
	}
	return []table{t}, nil
}

// texts are the documents of a genre in a treebank, its sentences joined.
func (b *bench) texts(file, genre string) (docs []string, sentences int, err error) {
	f, err := os.Open(filepath.Join(b.data, "ud", file+".conllu.gz"))
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, 0, err
	}
	var doc []string
	in := false
	flush := func() {
		if len(doc) > 0 {
			docs = append(docs, strings.Join(doc, "\n\n"))
		}
		doc = nil
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<22)
	for s.Scan() {
		line := s.Text()
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			flush()
			in = strings.HasPrefix(id, genre)
		}
		if text, ok := strings.CutPrefix(line, "# text = "); ok && in {
			doc = append(doc, text)
			sentences++
		}
	}
	flush()
	return slices.Clip(docs), sentences, s.Err()
}
