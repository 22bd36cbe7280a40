package actor_test

import (
	"io/fs"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/actor"
)

// tables are the tables of this stage.
var tables = strings.Fields("agents cities countries given_names groups groups_extra names names_extra officials officials_extra organisations organisations_extra people roles words")

// TestTables checks that tables are sorted, as they are searched where they lie,
// and that no line stands twice.
func TestTables(t *testing.T) {
	for _, name := range tables {
		b, err := fs.ReadFile(data.FS, "knowledge/"+name+".tsv")
		if err != nil {
			t.Fatal(err)
		}
		last, n := "", 1
		_, rows, _ := strings.Cut(string(b), "\n")
		for l := range strings.Lines(rows) {
			n++
			if l <= last {
				t.Errorf("%s.tsv:%d: not in order: %q behind %q", name, n, strings.TrimSpace(l), strings.TrimSpace(last))
			}
			if !strings.HasSuffix(l, "\n") {
				t.Errorf("%s.tsv:%d: no end of line", name, n)
			}
			last = l
		}
	}
}

// TestOfficialsDates checks that terms end after they begin and are known by a
// date.
func TestOfficialsDates(t *testing.T) {
	for _, name := range []string{"officials", "officials_extra"} {
		b, err := fs.ReadFile(data.FS, "knowledge/"+name+".tsv")
		if err != nil {
			t.Fatal(err)
		}
		for n, l := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")[1:] {
			f := strings.Split(l, "\t")
			if from, to := f[7], f[8]; to != "" && from != "" && to < from[:min(len(from), len(to))] {
				t.Errorf("%s.tsv:%d: %s ends %s before it begins %s", name, n+2, f[1], to, from)
			}
			if f[9] == "" {
				t.Errorf("%s.tsv:%d: no date of the record", name, n+2)
			}
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"Sergei Lavrov", "Sergey Lavrov"},
		{"Zelensky", "Zelenskyy"},
		{"Zelenskiy", "Zelenskyy"},
		{"Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"},
		{"Salomé Zourabichvili", "Salome Zurabichvili"},
		{"Mevlüt Çavuşoğlu", "Mevlut Cavusoglu"},
		{"Jens Stoltenberg", "JENS STOLTENBERG"},
		{"Amir-Abdollahian", "Amir Abdollahian"},
		{"Khaled Meshaal", "Haled Meshaal"},
	} {
		if a, b := strings.Join(actor.Fold(c.a), " "), strings.Join(actor.Fold(c.b), " "); a != b {
			t.Errorf("%s is %s, %s is %s", c.a, a, c.b, b)
		}
	}
	for _, c := range []struct{ a, b string }{{"Merkel", "Merz"}, {"Bush", "Busch Jr"}, {"Al Gore", "Gore Vidal"}} {
		if strings.Join(actor.Fold(c.a), " ") == strings.Join(actor.Fold(c.b), " ") {
			t.Errorf("%s and %s are the same", c.a, c.b)
		}
	}
}
