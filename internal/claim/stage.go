package claim

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/rules"
)

// A Stage adds conditions and demands to an article. It is safe for concurrent
// use.
type Stage struct {
	lex     *rules.Lexicon
	conds   *rules.Set
	demands *rules.Set
}

// New loads the word lists, rules/condition.rules and rules/demand.rules.
func New(fsys fs.FS) (*Stage, error) {
	lex, err := rules.LoadLexicon(fsys)
	if err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	for _, list := range []string{"ifmarker", "nouncue", "demandnoun", "hostile", "friendly"} {
		if _, ok := lex.Words(list); !ok {
			return nil, fmt.Errorf("claim: no lexicon/%s.tsv", list)
		}
	}
	s := &Stage{lex: lex}
	if s.conds, err = rules.Load(fsys, "rules/condition.rules", lex); err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	if s.demands, err = rules.Load(fsys, "rules/demand.rules", lex); err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	return s, nil
}

// Rules are the rules of the stage, for those who test or explain them.
func (s *Stage) Rules() []*rules.Rule { return slices.Concat(s.conds.Rules, s.demands.Rules) }

// Run adds conditions and demands to d, which must have propositions, mentions
// and statements. It replaces those that are there and stops with the error of
// ctx when that is done.
func (s *Stage) Run(ctx context.Context, d *chancery.Doc) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("claim: %w", err)
	}
	r := newReader(s, d)
	r.clauses()
	r.nominals()
	r.loose()
	r.ruled()
	d.Conditions = r.finishConditions()
	r.asks()
	r.obligations()
	r.wordsOf()
	r.required()
	r.wontDo()
	r.answers()
	r.addressed()
	d.Demands = r.finishDemands()
	d.Have |= chancery.Conditions
	return nil
}

// A reader reads one article.
type reader struct {
	s                *Stage
	d                *chancery.Doc
	t                *chancery.Tree
	sides            chancery.Sides
	bySent           map[int][]int // statements by the sentence of their cue or content
	cueAt            map[int]int   // statement by the token of its cue
	conds            []condition
	asked            []demand
	body             []string // who "we" is in a declaration
	condsIn, askedIn [][]int  // both by sentence
	inTime           []bool   // tokens in a mention of a time, made when first asked for
}

// hold adds a condition to those of the article.
func (r *reader) hold(c condition) {
	c.sent = max(c.sent, 0)
	r.condsIn[c.sent] = append(r.condsIn[c.sent], len(r.conds))
	r.conds = append(r.conds, c)
}

// put adds a demand or an answer to those of the article.
func (r *reader) put(d demand) {
	d.sent = max(d.sent, 0)
	r.askedIn[d.sent] = append(r.askedIn[d.sent], len(r.asked))
	r.asked = append(r.asked, d)
}

func newReader(s *Stage, d *chancery.Doc) *reader {
	r := &reader{s: s, d: d, t: chancery.NewTree(d), sides: chancery.NewSides(d), body: chancery.OwnVoice(d), bySent: map[int][]int{}, cueAt: map[int]int{}, condsIn: make([][]int, len(d.Sentences)), askedIn: make([][]int, len(d.Sentences))}
	for i := range d.Statements {
		st := &d.Statements[i]
		lo, hi := r.t.Tokens(st.Content)
		if lo >= hi {
			continue
		}
		for sent := r.t.Sent(lo); sent >= 0 && sent <= r.t.Sent(hi-1); sent++ {
			r.bySent[sent] = append(r.bySent[sent], i)
		}
		if !st.Cue.None() {
			if t, end := r.t.Tokens(st.Cue); t < end {
				if _, twice := r.cueAt[t]; !twice {
					r.cueAt[t] = i
				}
				if sent := r.t.Sent(t); !slices.Contains(r.bySent[sent], i) {
					r.bySent[sent] = append(r.bySent[sent], i)
				}
			}
		}
	}
	return r
}

// within is the innermost statement whose words hold a span; nil without one.
func (r *reader) within(sent int, s chancery.Span) *chancery.Statement {
	var best *chancery.Statement
	for _, i := range r.bySent[sent] {
		st := &r.d.Statements[i]
		if st.Content.Overlaps(s) && 2*shared(st.Content, s) > s.Len() && (best == nil || best.Content.Len() > st.Content.Len()) {
			best = st
		}
	}
	return best
}

func shared(a, b chancery.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

// words is the text of Toks[lo:hi] without outer marks and closing punctuation.
func (r *reader) words(lo, hi int) chancery.Span {
	if lo < 0 || lo >= hi || hi > len(r.d.Toks) {
		return chancery.Span{}
	}
	for hi > lo+2 && r.d.Toks[hi-1].UPOS == "CCONJ" {
		hi-- // "…, but only if"
	}
	return chancery.TrimWords(r.d.Text, r.d.Toks[lo].Span.Cover(r.d.Toks[hi-1].Span))
}

// low is the form of a token in lower case.
func (r *reader) low(t int) string { return strings.ToLower(r.d.Toks[t].Form) }

func (r *reader) prop(t int) *chancery.Prop {
	if i := r.t.Prop(t); i >= 0 {
		return &r.d.Props[i]
	}
	return nil
}

// actorsAt are the actors that the noun phrase headed by a token names.
func (r *reader) actorsAt(t int) []string {
	if t < 0 {
		return nil
	}
	if m := r.t.HeadMention(t); m >= 0 {
		return r.d.Mentions[m].Refs
	}
	if m := r.t.Mention(t); m >= 0 {
		return r.d.Mentions[m].Refs
	}
	return nil
}

// agents are the actors that do what a proposition says: its subject, whom a
// relative pronoun stands for, or who stands before a verb without a subject.
func (r *reader) agents(p *chancery.Prop) []string {
	if m := r.t.OwnSubject(p.Head); m >= 0 && p.Kind == chancery.VerbPred {
		return slices.Clone(r.d.Mentions[m].Refs)
	}
	if ids := p.ActorIDs(r.d, chancery.Subj); len(ids) > 0 {
		return ids
	}
	m := -1
	if a := p.Arg(chancery.Subj); a != nil {
		switch r.t.Lemma(a.Tok) {
		case "i", "we":
			if st := r.within(p.Sent, r.d.Toks[a.Tok].Span); st != nil && len(st.Speakers) > 0 {
				return slices.Clone(st.Speakers)
			}
			if len(r.body) > 0 && !r.quoted(a.Tok) {
				return slices.Clone(r.body)
			}
		case "who", "which", "that":
			m = r.t.Antecedent(a.Tok)
		}
	} else if !p.Passive && p.Kind == chancery.VerbPred {
		m = r.t.SubjectBefore(p.Head)
	}
	if m < 0 {
		return r.sharedSubject(p)
	}
	return slices.Clone(r.d.Mentions[m].Refs)
}

// sharedSubject is the speaker of the cue that "and" joins a verb to although
// the tree joins it to the cue's words: "X warned that …, and urged Y to …".
func (r *reader) sharedSubject(p *chancery.Prop) []string {
	v := p.Head
	if p.Light >= 0 {
		v = p.Light
	}
	if x := r.d.Toks[v].XPOS; x != "VBD" && x != "VBZ" && x != "VBN" || r.t.Child(v, "cc") < 0 || r.t.Child(v, "aux") >= 0 || r.t.Child(v, "nsubj") >= 0 {
		return nil
	}
	var best *chancery.Statement
	for _, i := range r.bySent[p.Sent] {
		st := &r.d.Statements[i]
		if !st.Cue.None() && st.Cue.Start < r.d.Toks[v].Start && (best == nil || st.Cue.Start > best.Cue.Start) {
			best = st
		}
	}
	if best == nil {
		return nil
	}
	return slices.Clone(best.Speakers)
}

// add adds to list the ids that are not there.
func add(list []string, ids ...string) []string {
	for _, id := range ids {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// less takes from ids those that are of the same side as one of not.
func (r *reader) less(ids, not []string) []string {
	var out []string
	for _, id := range ids {
		if !slices.Contains(not, id) {
			out = add(out, id)
		}
	}
	return out
}

func bySpan(a, b chancery.Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}
