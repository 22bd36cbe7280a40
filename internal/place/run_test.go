package place_test

import (
	"context"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"chancery"
	"chancery/data"
	"chancery/internal/place"
)

// bare is an article with words for tokens, without trees and names.
func bare(body string) *chancery.Doc {
	d := &chancery.Doc{Article: chancery.Article{Text: body}, Have: chancery.Toks}
	at := 0
	for line := range strings.SplitAfterSeq(body, "\n") {
		lo := len(d.Toks)
		for f := range strings.FieldsSeq(line) {
			start := at + strings.Index(body[at:], f)
			at = start + len(f)
			d.Toks = append(d.Toks, chancery.Tok{Span: chancery.Span{Start: start, End: at}, Form: f, Head: -1})
		}
		if hi := len(d.Toks); hi > lo {
			d.Sentences = append(d.Sentences, chancery.Sentence{Lo: lo, Hi: hi})
		}
	}
	return d
}

func TestWithoutTrees(t *testing.T) {
	s, err := place.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	d := bare("They met in Geneva and fought in Ukraine . Moscow refused .")
	if err := s.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(places(d), ";"), "Geneva=Geneva/CHE;Ukraine=Ukraine/UKR"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzRun(f *testing.F) {
	for _, s := range []string{
		"TRIPOLI, Lebanon (Wire) - in London , Ontario and the capital of Ukraine",
		"Ukraine 's capital in the Kherson region Springfield , Ill. in São Tomé",
		"in Al-Fashir - - - in the the of of capital of of capital",
		"\xff\u0130 \u1e9e in İzmir St. Saint-Denis D.C. '' ’s",
	} {
		f.Add(s, uint8(0))
		f.Add(s, uint8(7))
	}
	s, err := place.New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	tags := []chancery.Name{"", "B-LOC", "I-LOC", "B-PER", "B-ORG", "I-ORG", "B", "I-"}
	rels := []chancery.Rel{"case", "obl", "nmod", "compound", "conj", "nsubj", "obj", "root"}
	f.Fuzz(func(t *testing.T, body string, seed uint8) {
		d, again := bare(body), bare(body)
		for _, d := range []*chancery.Doc{d, again} {
			if seed > 0 { // trees and tags without sense do no harm
				d.Have |= chancery.Trees | chancery.Names
				n := int(seed)
				for i := range d.Toks {
					n = (n*31 + 7) & 0xffff
					d.Toks[i].Name, d.Toks[i].Rel = tags[n%len(tags)], rels[n/8%len(rels)]
					d.Toks[i].Head = n%(len(d.Toks)+2) - 1
				}
			}
			if err := s.Run(context.Background(), d); err != nil {
				t.Fatal(err)
			}
		}
		if !reflect.DeepEqual(d.Mentions, again.Mentions) || !reflect.DeepEqual(d.Places, again.Places) {
			t.Fatalf("two runs differ on %q", body)
		}
		for _, m := range d.Mentions {
			if m.Lo < 0 || m.Hi > len(d.Toks) || m.Head < m.Lo || m.Head >= m.Hi || len(m.Refs) != 1 || m.Why == "" {
				t.Fatalf("mention %+v", m)
			}
			if m.Span.Start != d.Toks[m.Lo].Start || m.Span.End != d.Toks[m.Hi-1].End {
				t.Fatalf("span of %+v", m)
			}
		}
		for _, p := range d.Places {
			if p.ID == "" || p.Name == "" || p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 {
				t.Fatalf("place %+v", p)
			}
		}
	})
}

// A faulty table is refused with its name and line.
func TestFaultyTables(t *testing.T) {
	for _, tt := range []struct{ file, rows, want string }{
		{"knowledge/places_extra.tsv", "name\tplace\tuse\nNowhere\t999999999999\t\n", `places_extra.tsv: Nowhere: no place "999999999999"`},
		{"knowledge/places_extra.tsv", "name\tplace\tuse\nKiev\t703448\tbest\n", `places_extra.tsv:2: use "best" is not known`},
		{"knowledge/regions_extra.tsv", "name\tother\tcountry\tlat\tlon\tkind\nUtopia\t\t\tx\t5\tregion\n", `regions_extra.tsv:2: region "Utopia" is not valid`},
		{"lexicon/placeword.tsv", "word\tclass\nin\tnowhere\nat\n", "placeword.tsv:2: class \"nowhere\" is not known\nlexicon/placeword.tsv:3: 1 columns, want 2"},
		{"knowledge/places.tsv.gz", "no gzip", "places.tsv.gz"},
	} {
		fsys := fstest.MapFS{}
		for _, dir := range []string{"knowledge", "lexicon"} {
			files, err := fs.ReadDir(data.FS, dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				b, err := fs.ReadFile(data.FS, dir+"/"+f.Name())
				if err != nil {
					t.Fatal(err)
				}
				fsys[dir+"/"+f.Name()] = &fstest.MapFile{Data: b}
			}
		}
		fsys[tt.file] = &fstest.MapFile{Data: []byte(tt.rows)}
		if _, err := place.New(fsys); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.file, err, tt.want)
		}
	}
}

func BenchmarkRun(b *testing.B) {
	d := before(b, strings.Repeat("MANILA, Oct 30 (Invented Wire) - The two presidents met in Geneva, where talks on Ukraine began. Fighting went on in the Donbas and in the city of Bakhmut, while a court in London, Ontario, heard the case of a man from Tripoli. Ministers of the alliance gather in Brussels and Vienna; nobody in Moscow or Kyiv would say how long the pause in eastern Ukraine may last.\n", 8), "")
	s, _ := load()
	n := len(d.Mentions)
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		d.Mentions, d.Places = d.Mentions[:n], d.Places[:0]
		if err := s.place.Run(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Toks)), "ns/word")
	b.ReportMetric(float64(len(d.Mentions)-n), "places")
}

// Several goroutines read the same article alike.
func TestConcurrent(t *testing.T) {
	s, err := place.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	const body = "They met in Tripoli , Lebanon , and in London . Fighting went on in Ukraine ."
	want := bare(body)
	if err := s.Run(context.Background(), want); err != nil {
		t.Fatal(err)
	}
	for range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for range 20 {
				d := bare(body)
				if err := s.Run(context.Background(), d); err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(d, want) {
					t.Fatalf("got %v, want %v", places(d), places(want))
				}
			}
		})
	}
}

// A text made of names costs no more than its length.
func TestManyNames(t *testing.T) {
	s, err := place.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	d := bare(strings.Repeat("in Springfield , Illinois , and San Antonio ", 20000))
	if err := s.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if len(d.Places) > 20 {
		t.Errorf("%d places", len(d.Places))
	}
}
