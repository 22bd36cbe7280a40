package quote

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"sort"

	"chancery"
	"chancery/internal/rules"
)

// A Stage adds statements to an article. It is safe for concurrent use.
type Stage struct {
	lex *rules.Lexicon
	set *rules.Set
}

// New loads the word lists and rules/statement.rules.
func New(fsys fs.FS) (*Stage, error) {
	lex, err := rules.LoadLexicon(fsys)
	if err != nil {
		return nil, fmt.Errorf("quote: %w", err)
	}
	for _, list := range []string{"nouncue", "spokesman", "relay", "hostile", "friendly", "officialnoun", "officetitle", "positionnoun", "toldof"} {
		if _, ok := lex.Words(list); !ok {
			return nil, fmt.Errorf("quote: no lexicon/%s.tsv", list)
		}
	}
	set, err := rules.Load(fsys, "rules/statement.rules", lex)
	if err != nil {
		return nil, fmt.Errorf("quote: %w", err)
	}
	return &Stage{lex: lex, set: set}, nil
}

// Rules are the rules of the stage, for those who test or explain them.
func (s *Stage) Rules() *rules.Set { return s.set }

// Run adds statements to d, which must have propositions and mentions. It
// replaces those that are there and stops with the error of ctx when that is
// done.
func (s *Stage) Run(ctx context.Context, d *chancery.Doc) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("quote: %w", err)
	}
	r := newReader(s, d)
	r.propositions()
	r.toldOf()
	r.according()
	r.nouns()
	r.positions()
	r.quotations()
	r.so()
	r.colons()
	r.goOn()
	r.turns()
	r.declared()
	r.relay()
	r.sever()
	for i := range len(r.said) {
		r.besides(&r.said[i])
	}
	r.semicolons()
	d.Statements = r.finish()
	d.Have |= chancery.Statements
	return nil
}

// A said is a statement on its way.
type said struct {
	rule    string
	mode    string // of the rule: say, will, label …
	sure    float32
	prop    int // proposition of the cue, -1 without one
	cueTok  int // -1 where the cue is a mark
	cue     chancery.Span
	who     party
	to      []string // addressees
	via     string
	content chancery.Span
	head    int // head token of the content, -1 without one
	quoted  []chancery.Span
	stance  chancery.Stance
	sent    int
	bare    bool // a cue of saying whose content was not found in the tree
	drop    bool
}

// A party is who speaks, and where the text says so.
type party struct {
	ids    []string
	behalf []string
	tok    int // head of the noun phrase, -1 without one
	span   chancery.Span
}

// A reader reads one article.
type reader struct {
	s      *Stage
	d      *chancery.Doc
	t      *chancery.Tree
	sides  chancery.Sides
	kind   map[string]chancery.ActorKind
	said   []said
	cues   []said          // of saying, without content yet
	saidIn [][]int         // statements by sentence: of the cue, and of the words
	cuesIn [][]int         // cues by sentence
	voices map[string]bool // persons whom the knowledge calls spokesmen
	body   party           // who "we" is in the article's own voice
}

func newReader(s *Stage, d *chancery.Doc) *reader {
	r := &reader{s: s, d: d, t: chancery.NewTree(d), sides: chancery.NewSides(d), kind: map[string]chancery.ActorKind{}}
	for i := range d.Actors {
		r.kind[d.Actors[i].ID] = d.Actors[i].Kind
	}
	r.saidIn, r.cuesIn, r.voices = make([][]int, len(d.Sentences)), make([][]int, len(d.Sentences)), r.spokesmen()
	r.body = party{ids: chancery.OwnVoice(d), tok: -1}
	return r
}

// push adds a statement to those of the article.
func (r *reader) push(s said) {
	n := len(r.said)
	r.said = append(r.said, s)
	if s.sent >= 0 {
		r.saidIn[s.sent] = append(r.saidIn[s.sent], n)
	}
	if s.cueTok >= 0 {
		if at := r.t.Sent(s.cueTok); at >= 0 && at != s.sent {
			r.saidIn[at] = append(r.saidIn[at], n)
		}
	}
}

// wait keeps a cue whose content is still to be found.
func (r *reader) wait(c said) {
	c.bare = true
	r.cuesIn[c.sent] = append(r.cuesIn[c.sent], len(r.cues))
	r.cues = append(r.cues, c)
}

// quotesAt are the quotations that share text with a span: Doc.Quotes[lo:hi].
func (r *reader) quotesAt(s chancery.Span) (lo, hi int) {
	q := r.d.Quotes
	lo = sort.Search(len(q), func(i int) bool { return q[i].End > s.Start })
	for hi = lo; hi < len(q) && q[hi].Start < s.End; hi++ {
	}
	return lo, hi
}

// sever takes out of a statement what its speaker goes on to say by a verb that
// the tree hangs on the words: "denied that it knew, calling the claim a lie".
func (r *reader) sever() {
	for i := range r.said {
		s := &r.said[i]
		if s.head < 0 || s.mode != sayMode || len(s.who.ids) == 0 {
			continue
		}
		for _, n := range r.saidIn[s.sent] {
			o := &r.said[n]
			c := o.cueTok
			if n == i || c <= s.head || c <= s.cueTok || !slices.Equal(o.who.ids, s.who.ids) || r.d.Toks[c].Start >= s.content.End || r.quotedAt(c) {
				continue
			}
			if h := r.t.Head(c); h != s.head && h != s.cueTok {
				continue
			}
			k := c - 1
			switch rel := r.d.Toks[c].Rel.Base(); {
			case rel == "advcl" && r.d.Toks[c].XPOS == "VBG" && r.d.Toks[k].Form == ",":
			case rel == "conj" && r.d.Toks[c].XPOS == "VBD" && r.d.Toks[s.head].XPOS == "VB" && r.d.Toks[k].Rel.Base() == "cc":
			default:
				continue
			}
			for k > s.head && (r.d.Toks[k].UPOS == "PUNCT" || r.d.Toks[k].Rel.Base() == "cc") {
				k--
			}
			s.content.End = min(s.content.End, r.d.Toks[k].End)
		}
	}
}

// finish puts the statements in the order of the text, without doubles.
func (r *reader) finish() []chancery.Statement {
	r.said = slices.DeleteFunc(r.said, func(s said) bool { return s.drop || !r.speaks(s.content) })
	slices.SortStableFunc(r.said, func(a, b said) int {
		return cmp.Or(cmp.Compare(a.content.Start, b.content.Start), cmp.Compare(b.content.End, a.content.End), cmp.Compare(b.sure, a.sure))
	})
	var out []chancery.Statement
	for i := range r.said {
		if s := &r.said[i]; !r.doubled(i) {
			out = append(out, r.statement(s))
		}
	}
	return out
}

// doubled reports whether an earlier row has the same words by the same people.
func (r *reader) doubled(i int) bool {
	s := &r.said[i]
	for j := i - 1; j >= 0 && r.said[j].content.Start == s.content.Start; j-- {
		if o := &r.said[j]; o.content == s.content && slices.Equal(o.who.ids, s.who.ids) {
			return true
		}
	}
	return false
}

func (r *reader) statement(s *said) chancery.Statement {
	st := chancery.Statement{
		Row:        chancery.Row{Sentence: max(s.sent, 0), Span: s.content.Cover(s.cue).Cover(s.who.span), Rule: s.rule, Confidence: s.sure},
		Speakers:   r.sides.Known(s.who.ids),
		OnBehalfOf: r.sides.Known(s.who.behalf),
		Addressees: r.sides.Known(s.to),
		Cue:        s.cue,
		Content:    s.content,
		Quoted:     s.quoted,
		Form:       r.form(s),
		Stance:     s.stance,
	}
	if r.sides.Has(s.via) {
		st.Via = &s.via
	}
	return st
}

// form is direct where the content is quoted as a whole, a parenthetical cue
// aside.
func (r *reader) form(s *said) chancery.StatementForm {
	if len(s.quoted) == 0 {
		return chancery.Indirect
	}
	first, last := s.quoted[0], s.quoted[len(s.quoted)-1]
	if s.content.Start >= first.Start && s.content.End <= last.End {
		return chancery.Direct
	}
	return chancery.Mixed
}
