package place

import (
	"context"
	"io/fs"
	"strings"
	"sync"

	"chancery"
)

// A Stage adds the places of an article. It is safe for concurrent use.
type Stage struct {
	t     *table
	works sync.Pool // of *work
}

// New loads the tables places, places_extra, regions, countries and names of
// the folder knowledge and the list placeword of the folder lexicon.
func New(fsys fs.FS) (*Stage, error) {
	t, err := loadTable(fsys)
	if err != nil {
		return nil, err
	}
	s := &Stage{t: t}
	s.works.New = func() any { return &work{t: t, nations: map[string]*evidence{}, ids: map[int32]int32{}} }
	return s, nil
}

// Run adds the mentions of kind place to d, in the order of the text, and the
// places that they name. It reads tokens, trees, names and the mentions of
// actors and times, as far as they are there.
func (s *Stage) Run(ctx context.Context, d *chancery.Doc) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w := s.works.Get().(*work)
	w.begin(d)
	w.find()
	w.weigh()
	w.emit()
	w.d = nil
	s.works.Put(w)
	d.Have |= chancery.Places
	return nil
}

// A work is what the stage knows of one article. Its slices are used again.
type work struct {
	t       *table
	d       *chancery.Doc
	cover   []cover // of each token
	spots   []spot
	states  []state
	sure    []int           // spots that decide for others of their name
	ids     map[int32]int32 // row -> index into Doc.Places
	nations map[string]*evidence
	free    []*evidence
	home    string // country of the source
	buf     []byte
	sen     int
	named   bool // Tok.Name is there
	trees   bool
}

// A cover says which mention of another kind holds a token.
type cover struct {
	lo, hi int32
	kind   coverKind
}

type coverKind uint8

const (
	free coverKind = iota
	inTime
	inActor   // a name of an actor
	inMetonym // a place that acts
	inUnknown // a name of an actor that no table has
)

// A spot is a name of the tables in the text, Toks[lo:hi].
type spot struct {
	lo, hi   int
	sen      int
	first    int32 // its readings, index into table.links
	accept   bool  // it is a place, not only evidence
	locative bool  // behind a preposition of a place
	strict   bool  // behind one that locates countries too
	dateline bool
	next     int32 // reading of the name beside it that says where it is: "Ontario"; -1
	nation   string
	kindWord bool  // "the city of"
	areaWord bool  // "the … region"
	capital  bool  // "the capital"
	used     bool  // it tells where the place in front of it is
	before   int32 // row of the place in front of it that it tells of, -1
	seat     int   // token "capital" of "the Ukrainian capital", -1 without one
	best     int32
	sure     float32
	why      string
}

// maxKept bounds what is kept of an article for comparison, so that a text
// made of names costs no more than its length.
const maxKept = 64

// A state is a division that the article names, in which sentence.
type state struct {
	row      int32
	sen      int
	used     bool // behind the name of a town
	country  string
	division string
}

// evidence is how often an article names a country, and places of it.
type evidence struct {
	nation, sub float32
}

func (w *work) begin(d *chancery.Doc) {
	w.d, w.spots, w.sen = d, w.spots[:0], 0
	w.states = w.states[:0]
	clear(w.ids)
	w.named, w.trees = d.Have&chancery.Names != 0, d.Have&chancery.Trees != 0
	for k, e := range w.nations {
		*e = evidence{}
		w.free = append(w.free, e)
		delete(w.nations, k)
	}
	w.home = w.t.country(d.URL)
	if w.home == "" {
		w.home = w.t.country(d.Source)
	}
	w.cover = w.cover[:0]
	for range d.Toks {
		w.cover = append(w.cover, cover{})
	}
	for i := range d.Mentions {
		w.addCover(&d.Mentions[i])
	}
}

func (w *work) addCover(m *chancery.Mention) {
	k := free
	switch {
	case m.Kind == chancery.TimeMention:
		k = inTime
	case m.Kind == chancery.ActorMention && m.Form == chancery.MetonymForm:
		k = inMetonym
	case m.Kind == chancery.ActorMention && m.Form == chancery.NameForm:
		k = inActor
		if len(m.Refs) == 0 || unknown(m.Refs[0]) {
			k = inUnknown
		}
	default:
		return
	}
	for t := max(m.Lo, 0); t < m.Hi && t < len(w.cover); t++ {
		w.cover[t] = cover{int32(m.Lo), int32(m.Hi), k}
	}
}

// unknown reports whether an id was made from a name, not taken from a table.
func unknown(id string) bool {
	return strings.HasPrefix(id, "person:") || strings.HasPrefix(id, "org:") || strings.HasPrefix(id, "place:") || strings.HasPrefix(id, "group:")
}

// country is the country that the ending of a domain names, empty where it
// names none.
func (t *table) country(source string) string {
	host := source
	if _, rest, ok := strings.Cut(host, "://"); ok {
		host = rest
	}
	if i := strings.IndexAny(host, "/?:"); i >= 0 {
		host = host[:i]
	}
	i := strings.LastIndexByte(host, '.')
	if i < 0 || strings.ContainsRune(host, ' ') {
		return ""
	}
	switch end := host[i+1:]; end {
	case "gov", "mil":
		return "USA"
	case "tv", "io", "me", "ai", "co", "fm":
		return "" // used all over the world
	default:
		return t.tld[end]
	}
}

func (w *work) evidence(country string) *evidence {
	e := w.nations[country]
	if e != nil {
		return e
	}
	if n := len(w.free); n > 0 {
		e, w.free = w.free[n-1], w.free[:n-1]
	} else {
		e = new(evidence)
	}
	w.nations[country] = e
	return e
}
