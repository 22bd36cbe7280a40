package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"chancery"
	"chancery/data"
	"chancery/internal/store"
)

// ledger has two events, one of which did not take place, told twice, and a
// meeting.
func ledger(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	text := "Britain\tdemanded that Iceland lift the ban. It may impose “tariffs”. Envoys meet in Oslo on 3 April."
	end := len([]rune(text))
	first, second := chancery.Span{Start: 0, End: 44}, chancery.Span{Start: 45, End: end}
	oslo := "geonames:3143244"
	for i, outlet := range []string{"Meridian Wire", "North Sea Courier"} {
		at, _ := chancery.ParseStamp("2031-03-1" + strconv.Itoa(i))
		id := "a" + strconv.Itoa(i)
		row := func(kind string, s chancery.Span, sentence int) chancery.Row {
			return chancery.Row{ID: kind + id, Span: s, Sentence: sentence, Rule: "test", Confidence: 0.9}
		}
		e := &chancery.Entry{
			Article:   chancery.Article{ID: id, URL: "https://" + id + ".example/1", Source: outlet, Title: "Ban, and more", Published: at, Language: "en", Text: text + strings.Repeat(" x", i)},
			Sentences: []chancery.Sentence{{Span: first}, {Span: second}},
			Actors: []chancery.Actor{
				{ID: "GBR", Name: "United Kingdom", Kind: chancery.Country, Codes: []string{"GBRGOV"}, Country: "GBR"},
				{ID: "ISL", Name: "Iceland", Kind: chancery.Country, Codes: []string{"ISLGOV"}, Country: "ISL"},
				{ID: "UNO", Name: "United Nations", Kind: chancery.Organisation, Codes: []string{"IGOUNO"}},
			},
			Places: []chancery.Place{{ID: oslo, Name: "Oslo", Country: "NOR", Lat: 59.91, Lon: 10.75}},
			Events: []chancery.Event{
				{Row: row("d", first, 0), Type: chancery.Request, CAMEO: "02", Intensity: 3, Trigger: first, Sources: []string{"GBR"}, Targets: []string{"ISL", "UNO"}, Status: chancery.Actual, Place: &oslo},
				{Row: row("s", second, 1), Type: chancery.Sanction, CAMEO: "163", Intensity: -8, Trigger: second, Sources: []string{"GBR"}, Targets: []string{"ISL"}, Status: chancery.Possible},
			},
			Agenda: []chancery.Meeting{{Row: row("m", second, 1), Title: "talks; first, round", Format: chancery.TalksFormat, Date: &chancery.DateSpan{From: "2031-04-03", To: "2031-04-03"}, Place: &oslo,
				Parties: []string{"GBR", "ISL"}, Status: chancery.MeetingPlanned}},
		}
		it, err := store.NewItem(e, time.Date(2031, 3, 20, 12, 0, 0, 0, time.UTC), "v1")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), it); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func written(t *testing.T, s *store.Store, format string, merged bool, section store.Section) (string, int) {
	t.Helper()
	x, err := New(data.FS, format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	_, left, err := x.Write(&b, Records(t.Context(), s, store.Filter{Section: section}, merged))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), left
}

// TestShapes reads every shape of event data back: as many columns as the format
// has, in each row, and what stands in those that readers stumble over.
func TestShapes(t *testing.T) {
	s := ledger(t)
	for _, tt := range []struct {
		format  string
		head    int
		columns int
		want    map[int]string // column, from 1, of the first row
	}{
		{"gdelt", 0, 61, map[int]string{2: "20310310", 3: "203103", 5: "2031.2740", 6: "GBRGOV", 7: "UNITED KINGDOM", 8: "GBR", 13: "GOV", 16: "ISLGOV", 26: "1", 27: "020", 28: "020", 29: "02", 30: "1", 31: "3.0",
			32: "2", 34: "2", 35: "", 52: "4", 53: "Oslo, Norway", 54: "NO", 57: "59.91", 60: "20310320120000", 61: "https://a0.example/1"}},
		{"icews", 1, 20, map[int]string{2: "2031-03-10", 3: "United Kingdom", 5: "United Kingdom", 7: "020", 9: "Iceland", 11: "Iceland", 13: "1", 15: "Oslo", 18: "Norway"}},
		{"phoenix", 0, 26, map[int]string{2: "20310310", 4: "03", 6: "GBRGOV", 7: "GBR", 8: "GOV", 9: "", 14: "020", 15: "02", 16: "0", 24: "a0_1;a1_1", 26: "Meridian Wire;North Sea Courier"}},
		{"polecat", 1, 40, map[int]string{2: "2031-03-10", 3: "REQUEST", 6: "verbal_conflict", 8: "United Kingdom", 9: "GBR", 10: "200", 11: "GOV", 16: "Iceland;United Nations", 25: "Oslo", 31: "3143244", 35: "2031-03-10"}},
	} {
		t.Run(tt.format, func(t *testing.T) {
			out, left := written(t, s, tt.format, true, store.Events)
			if left != 1 {
				t.Errorf("%d left out, want the one that did not take place", left)
			}
			lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
			rows := 2 // one for each pair
			if tt.format == "polecat" {
				rows = 1
			}
			if len(lines) != tt.head+rows {
				t.Fatalf("%d lines, want %d: %q", len(lines), tt.head+rows, out)
			}
			for _, l := range lines {
				if n := strings.Count(l, "\t") + 1; n != tt.columns {
					t.Errorf("%d columns, want %d: %q", n, tt.columns, l)
				}
			}
			cells := strings.Split(lines[tt.head], "\t")
			for i, want := range tt.want {
				if cells[i-1] != want {
					t.Errorf("column %d: %q, want %q", i, cells[i-1], want)
				}
			}
		})
	}
}

func TestJSONLines(t *testing.T) {
	out, left := written(t, ledger(t), "jsonl", false, 0)
	if left != 0 || strings.Count(out, "\n") != 6 {
		t.Fatalf("%d left out, %q", left, out)
	}
	for l := range strings.Lines(out) {
		var row struct {
			ID, Evidence string
			Article      struct{ URL, Text string }
		}
		if err := json.Unmarshal([]byte(l), &row); err != nil || row.ID == "" || row.Evidence == "" || row.Article.URL == "" || row.Article.Text != "" {
			t.Errorf("%v: %s", err, l)
		}
	}
}

func TestCSV(t *testing.T) {
	out, _ := written(t, ledger(t), "csv", false, 0)
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != 7 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, name := range rows[0] {
		if name != flatHead[i] {
			t.Errorf("column %d: %q", i, name)
		}
	}
}

// TestParquet reads the files of each month back: the same columns as CSV, the
// same rows.
func TestParquet(t *testing.T) {
	s := ledger(t)
	dir := filepath.Join(t.TempDir(), "out")
	n, err := Parquet(dir, Records(t.Context(), s, store.Filter{}, false))
	if err != nil || n != 6 {
		t.Fatalf("%d rows, %v", n, err)
	}
	var got []string
	for month, want := range map[string]int{"2031-03": 4, "2031-04": 2} {
		rows, err := parquet.ReadFile[Flat](filepath.Join(dir, "month="+month, "ledger.parquet"))
		if err != nil || len(rows) != want {
			t.Fatalf("%s: %d rows, want %d, %v", month, len(rows), want, err)
		}
		for _, r := range rows {
			got = append(got, r.ID)
			if r.Section == "events" && r.Type == "REQUEST" && r.CAMEO != "02" {
				t.Errorf("CAMEO %q", r.CAMEO)
			}
		}
	}
	if len(got) != 6 {
		t.Errorf("rows %q", got)
	}
	f, err := os.Open(filepath.Join(dir, "month=2031-04", "ledger.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, _ := f.Stat()
	pf, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	for i, field := range pf.Schema().Fields() {
		if i >= len(flatHead) || !strings.Contains("\n"+strings.Join(flatHead, "\n")+"\n", "\n"+field.Name()+"\n") {
			t.Errorf("column %q is not in CSV", field.Name())
		}
	}
	if n := len(pf.Schema().Fields()); n != len(flatHead) {
		t.Errorf("%d columns, CSV has %d", n, len(flatHead))
	}
}

func TestCalendar(t *testing.T) {
	out, _ := written(t, ledger(t), "ical", true, store.Agenda)
	for l := range strings.SplitSeq(strings.TrimSuffix(out, "\r\n"), "\r\n") {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") {
			t.Errorf("line of %d bytes: %q", len(l), l)
		}
	}
	whole := strings.ReplaceAll(out, "\r\n ", "")
	for _, want := range []string{"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "DTSTART;VALUE=DATE:20310403\r\nDTEND;VALUE=DATE:20310404\r\n", `SUMMARY:talks\; first\, round: United Kingdom and Iceland`, "LOCATION:Oslo", "STATUS:TENTATIVE", "https://a1.example/1", "END:VCALENDAR\r\n"} {
		if !strings.Contains(whole, want) {
			t.Errorf("no %q in\n%s", want, whole)
		}
	}
	if strings.Count(out, "BEGIN:VEVENT") != 1 {
		t.Errorf("a meeting stands twice:\n%s", out)
	}
}

func TestActorCodes(t *testing.T) {
	tb, err := load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]string{"GBRGOV": "GBR  GOV", "IGOUNO": " UNO IGO", "SYRREB": "SYR  REB", "": "  ", "RUSGOVMIL": "RUS  GOV,MIL"} {
		p := tb.parts(code)
		if got := p.country + " " + p.group + " " + strings.Join(p.types, ","); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}
