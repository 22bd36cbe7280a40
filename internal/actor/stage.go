package actor

import (
	"cmp"
	"context"
	"io/fs"
	"slices"
	"strings"

	"chancery"
)

// A Stage finds actors and their mentions. It only reads after New and may be
// used by several goroutines.
type Stage struct {
	words  words
	lex    *lexicon
	people *people
	roles  map[string][]*role
	given  map[string]byte // folded given name -> 'm' or 'f'
}

// New loads the tables of fsys/knowledge. Overlays take precedence over them.
func New(fsys fs.FS, overlays ...Overlay) (*Stage, error) {
	src := layers{builtin: fsys}
	for _, o := range overlays {
		if o.tables != nil {
			src.own = append(src.own, o.tables)
		}
	}
	s := &Stage{given: map[string]byte{}}
	var err error
	if s.words, err = loadWords(fsys); err != nil {
		return nil, err
	}
	if s.lex, err = loadLexicon(src, s.words); err != nil {
		return nil, err
	}
	if s.people, err = loadPeople(src); err != nil {
		return nil, err
	}
	if s.roles, err = loadRoles(src, s.words); err != nil {
		return nil, err
	}
	tables, err := src.read("given_names", givenHeader, "given_names.tsv")
	if err != nil {
		return nil, err
	}
	for _, t := range slices.Backward(tables) {
		err = cmp.Or(err, t.each(2, func(_ int, r []string) error {
			s.given[foldWord(r[0])] = r[1][0]
			return nil
		}))
	}
	for _, o := range overlays {
		o.addTo(s.lex)
	}
	return s, err
}

// Find adds the mentions of actors and the actors to d.
func (s *Stage) Find(ctx context.Context, d *chancery.Doc) error {
	w := newWork(s, d)
	for i := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		sent := &d.Sentences[i]
		w.findEntries(sent.Lo, sent.Hi)
		w.findRoles(sent.Lo, sent.Hi)
		w.findMisspelt(sent.Lo, sent.Hi)
	}
	slices.SortFunc(w.hits, func(a, b *hit) int { return a.lo - b.lo })
	w.settleHits()
	w.findLoci()
	w.findPersons()
	w.findLocal()
	w.findPhrases()
	w.findBodies()
	w.findMetonyms()
	w.findPronouns()
	w.resolve()
	w.emit()
	d.Have |= chancery.Mentions
	return nil
}

// work is what the stage knows of one Doc while it reads it.
type work struct {
	s    *Stage
	d    *chancery.Doc
	day  string // day of publication, empty where there is none
	sent []int  // token -> sentence
	low  []string
	// parts are the words of a token with hyphens inside: "foreign-policy".
	parts  [][]string
	folded [][]string // folded words of each token

	hits    []*hit
	hitAt   []*hit // by first token
	hitEnd  []*hit // by the token behind
	hitOf   []*hit // by each token
	roles   []*roleHit
	loci    []*locus
	roleEnd []*roleHit
	roleOf  []*roleHit // by head token
	persons []*span
	inName  []*span // token -> person name that it is in
	inTime  []bool  // token -> inside a mention of a time

	items     []*item
	conjuncts map[int][]int // token -> those coordinated with it, behind it
	byHead    map[int]*item // longest item by its head token
	covered   []bool        // tokens inside a phrase that speaks for its parts

	seenStates   map[string]int  // state -> names of it that leave no doubt
	otherCountry map[int]string  // possessive pronoun -> state that its person is not of
	local        map[string]*ent // folded name -> state that no table has
	localAt      []*ent          // token -> that state

	ents    []*ent
	byID    map[string]*ent
	bearers map[string][]*ent // folded word -> persons of the article with it in a name of theirs
	done    []*item           // items that were looked at, in order
	past    []*item           // those of them that were resolved
	quoted  bool              // the items outside quotations are resolved
	said    map[int][]*ent    // quotation -> speakers
}

// A hit is a name of the lexicon in the text.
type hit struct {
	lo, hi int
	e      *entry
	doubt  bool // the name is not spelt so
}

// A span is the name of a person in the text: Toks[lo:hi], without its title.
type span struct {
	lo, hi   int
	words    []string
	ent      *ent
	item     *item
	honour   byte // gender by "Mr" or "Mrs"
	fullName bool
	title    *phrase // right before the name: "Foreign Minister"
}

func newWork(s *Stage, d *chancery.Doc) *work {
	n := len(d.Toks)
	w := &work{
		s: s, d: d, sent: make([]int, n), low: make([]string, n), parts: make([][]string, n), folded: make([][]string, n),
		hitAt: make([]*hit, n+1), hitEnd: make([]*hit, n+1), hitOf: make([]*hit, n+1), roleEnd: make([]*roleHit, n+1), roleOf: make([]*roleHit, n+1),
		inName: make([]*span, n+1), inTime: make([]bool, n), covered: make([]bool, n), byHead: map[int]*item{}, conjuncts: map[int][]int{}, bearers: map[string][]*ent{}, otherCountry: map[int]string{}, local: map[string]*ent{}, localAt: make([]*ent, n+1), byID: map[string]*ent{}, said: map[int][]*ent{},
	}
	if !d.Published.IsZero() {
		w.day = d.Published.Format("2006-01-02")
	}
	for i := range d.Sentences {
		for t := d.Sentences[i].Lo; t < d.Sentences[i].Hi; t++ {
			w.sent[t] = i
		}
	}
	single := make([]string, 2*n) // most tokens are one word
	for i := range d.Toks {
		if t := &d.Toks[i]; t.Rel == "conj" && t.Head >= 0 && t.Head < i {
			w.conjuncts[t.Head] = append(w.conjuncts[t.Head], i)
		}
		form := d.Toks[i].Form
		w.low[i] = strings.ToLower(form)
		if strings.ContainsAny(form, "-‐‑–—") && len(form) > 1 {
			w.parts[i], w.folded[i] = tokenWords(form, plain), tokenWords(form, foldWord)
			continue
		}
		p := plain(form)
		single[2*i] = p
		w.parts[i] = single[2*i : 2*i+1 : 2*i+1]
		if p != "" && !articles[w.low[i]] {
			single[2*i+1] = translit(p)
			w.folded[i] = single[2*i+1 : 2*i+2 : 2*i+2]
		}
	}
	for _, m := range d.Mentions {
		if m.Kind == chancery.TimeMention {
			for t := m.Lo; t < m.Hi && t < n; t++ {
				w.inTime[t] = true
			}
		}
	}
	return w
}

// tokenWords are the words of a token with hyphens; Arabic articles are left out.
func tokenWords(form string, f func(string) string) []string {
	var out []string
	for _, p := range strings.FieldsFunc(form, splitter) {
		if p = f(p); p != "" && !articles[p] {
			out = append(out, p)
		}
	}
	return out
}

// lower is the token's form in lower case without accents and points.
func (w *work) lower(i int) string {
	if len(w.parts[i]) > 0 {
		return w.parts[i][0]
	}
	return ""
}

func (w *work) hyphen(i int) bool {
	if i >= len(w.d.Toks) {
		return false
	}
	f := w.d.Toks[i].Form
	return f == "-" || f == "–" || f == "‑"
}

func (w *work) sentence(i int) *chancery.Sentence { return &w.d.Sentences[w.sent[i]] }

// upper reports whether a word begins with a capital letter or a digit.
func upper(s string) bool {
	for _, r := range s {
		return r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r > 0x7f && strings.ToLower(string(r)) != string(r)
	}
	return false
}
