package actor_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"chancery/data"
	"chancery/internal/actor"
)

// ownFolder is a folder of tables of an operator: a state of its own, with its
// people, a body, rebels and office holders, and a name that is built in.
func ownFolder() fstest.MapFS {
	files := map[string]string{
		"countries.tsv":     "code\tiso2\tiso3\tcow\tfips\tname\tofficial\tcapital\tcontinent\tregion\twikidata\tneighbours\tstatus\r\nRUR\t\t\t\t\tRuritania\tKingdom of Ruritania\tStrelsau\tEU\t\t\t\t\r\n",
		"names.tsv":         "name\tcountry\tkind\tcode\tfrom\tto\tsource\nRuritanian\tRUR\tdemonym\t\t\t\town\nRuritanians\tRUR\tdemonym\t\t\t\town\nZenda Castle\tRUR\tmetonym\tRURGOV\t\t\town\n",
		"organisations.tsv": "id\tname\taliases\tcode\tcountry\ttype\twikidata\tsource\norg:zenda-league\tZenda League\tUnited Nations\tIGOZEN\t\tigo\t\town\n",
		"groups.tsv":        "id\tname\taliases\tcode\tcountries\tsince\tsource\narm:blue-hussars\tBlue Hussars\t\tRURREB\tRUR\t\town\n",
		"officials.tsv":     "person\tname\taliases\tcountry\tclass\toffice\tcode\tfrom\tto\tas_of\tsource\tconfidence\nx:rudolf\tRudolf Elphberg\t\tRUR\tHOS\tKing\tRURGOV\t2001\t\t2022-06-01\town\th\nx:antoinette\tAntoinette Mauban\t\tRUR\tFM\tForeign Minister\tRURGOV\t2001\t2010-05-01\t2022-06-01\town\th\n",
		"roles.tsv":         "term\tclass\tcode\tkind\tgender\nmargrave\t\tGOV\toffice\t\n",
		"README.md":         "not a table",
	}
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestFolder(t *testing.T) {
	r, err := loaded()
	if err != nil {
		t.Skip(err)
	}
	o, err := actor.ParseOverlayFolder("own", ownFolder(), data.FS)
	if err != nil {
		t.Fatal(err)
	}
	s, err := actor.New(data.FS, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, span, want string }{
		{"state", "Ruritania accused Russia of spying.", "Ruritania", "RUR@RUR"},
		{"capital", "Strelsau accused Russia of spying.", "Strelsau", "RUR@RUR"},
		{"demonym", "Ruritanian troops crossed the border.", "Ruritanian troops", "RURMIL@RURMIL"},
		{"group", "Blue Hussars attacked the town.", "Blue Hussars", "arm:blue-hussars@RURREB"},
		{"office on the day", "The Ruritanian king refused to talk.", "The Ruritanian king", "x:rudolf@RURGOV"},
		{"former office", "Antoinette Mauban refused to talk.", "Antoinette Mauban", "x:antoinette@RURELI"},
		{"before a built-in name", "The United Nations rejected the plan.", "The United Nations", "org:zenda-league@IGOZEN"},
		{"role", "Ruritanian Margrave Osto Lamm refused to talk.", "Ruritanian Margrave Osto Lamm", "person:osto-lamm@RURGOV"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := r.read(t, c.text, "2022-03-01", s)
			refs, _ := refsOf(d, c.span)
			if got := strings.Join(withCodes(d, refs), " "); got != c.want {
				t.Errorf("%q is %q, want %q", c.span, got, c.want)
			}
		})
	}
	a := s.Who("Rudolf Elphberg", "2022-03-01")
	if len(a) == 0 || len(a[0].Terms) == 0 || a[0].Terms[0].Line != "own/officials.tsv:2" {
		t.Errorf("the line behind the answer is not told: %+v", a)
	}
}

// TestFolderFaults checks that every fault is told with its place and that
// nothing of a folder with faults is used.
func TestFolderFaults(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"header", "names.tsv", "name\tcountry\n", "own/names.tsv:1: header"},
		{"empty file", "names.tsv", "", "own/names.tsv:1: no header"},
		{"columns", "names.tsv", "name\tcountry\tkind\tcode\tfrom\tto\tsource\n\nX\tRUR\n", "own/names.tsv:3: 2 columns, want 7"},
		{"state of no table", "names.tsv", "name\tcountry\tkind\tcode\tfrom\tto\tsource\nX\tQQQ\tname\t\t\t\t\n", `own/names.tsv:2: country "QQQ"`},
		{"kind of a name", "names.tsv", "name\tcountry\tkind\tcode\tfrom\tto\tsource\nX\tRUR\tnick\t\t\t\t\n", `own/names.tsv:2: kind "nick"`},
		{"date", "names.tsv", "name\tcountry\tkind\tcode\tfrom\tto\tsource\nX\tRUR\tname\t\t2020-13\t\t\n", `own/names.tsv:2: date "2020-13"`},
		{"class", "officials.tsv", "person\tname\taliases\tcountry\tclass\toffice\tcode\tfrom\tto\tas_of\tsource\tconfidence\nx:a\tA B\t\tRUR\tKING\t\tRURGOV\t\t\t\t\th\n", `own/officials.tsv:2: class "KING"`},
		{"code", "groups.tsv", "id\tname\taliases\tcode\tcountries\tsince\tsource\narm:a\tA\t\tRUR1\tRUR\t\t\n", `own/groups.tsv:2: code "RUR1"`},
		{"name of the table", "towns.tsv", "name\n", "own/towns.tsv:1: no table of that name"},
		{"every fault", "given_names.tsv", "name\tgender\nA\tx\nB\ty\n", `own/given_names.tsv:3: gender "y"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := ownFolder()
			dir[c.file] = &fstest.MapFile{Data: []byte(c.text)}
			o, err := actor.ParseOverlayFolder("own", dir, data.FS)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %s", err, c.want)
			}
			if o.Name != "" {
				t.Error("half of a folder with faults is kept")
			}
		})
	}
	if _, err := actor.ParseOverlayFolder("own", fstest.MapFS{}, data.FS); err == nil {
		t.Error("an empty folder is taken")
	}
}

// TestFolderRowFaults wants every fault told, several of one row too.
func TestFolderRowFaults(t *testing.T) {
	m := ownFolder()
	m["officials.tsv"] = &fstest.MapFile{Data: []byte("person\tname\taliases\tcountry\tclass\toffice\tcode\tfrom\tto\tas_of\tsource\tconfidence\na\tX\t\tZZZ\tQQQ\tKing\tRURGOV\t2021\t2020\t2022\town\tx\n")}
	_, err := actor.ParseOverlayFolder("own", m, data.FS)
	if err == nil {
		t.Fatal("no fault")
	}
	for _, want := range []string{`:2: country "ZZZ"`, `:2: class "QQQ"`, ":2: the end 2020", `:2: confidence "x"`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %q", want, err)
		}
	}
}
