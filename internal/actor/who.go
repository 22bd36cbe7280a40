package actor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// An Answer is one reading of a name or phrase: an actor, the codes that it has
// on the day that was asked for, and the line of knowledge behind it.
type Answer struct {
	Actor  chancery.Actor
	Form   chancery.Form
	Codes  []string // those of Actor; of a role noun without a state its role alone: MIL
	Why    string   // file and line of the table, or the step
	Sure   float32
	Tenure string   // held, probable, former, later; empty for actors that are no office holders
	Terms  []Tenure // what the tables have on a person, the latest first
}

// A Tenure is one line of the tables on an office holder.
type Tenure struct {
	Person  string `json:"person"`
	Name    string `json:"name"`
	Country string `json:"country"` // CAMEO code of the state
	Class   string `json:"class"`   // HOS, HOG, FM …
	Office  string `json:"office"`
	Code    string `json:"code"`
	From    string `json:"from"`  // ISO 8601, may be short
	To      string `json:"to"`    // empty where no end is known
	AsOf    string `json:"as_of"` // when the record was last confirmed
	Source  string `json:"source"`
	Line    string `json:"line"` // file:line
}

// Who tells whom a name or a phrase means on a day (ISO 8601, empty for any):
// "Lavrov", "the Russian foreign minister", "Hezbollah", "Thai troops". It reads
// the phrase by itself, without context. The likeliest answer comes first; there
// is none where nothing is known.
func (s *Stage) Who(name, day string) []Answer {
	d := phraseDoc(name)
	if len(d.Toks) == 0 {
		return nil
	}
	if _, ok := pronouns[strings.ToLower(name)]; ok {
		return nil
	}
	w := newWork(s, d)
	w.day = day
	w.readPhrase()
	out := w.readings()
	if len(out) == 0 && len(d.Toks) > 1 && slices.ContainsFunc(Fold(name), func(x string) bool { return w.is("sector", x) }) && upper(name) {
		e := w.newBody(name)
		return []Answer{{Actor: w.actor(e), Form: chancery.NameForm, Codes: w.actor(e).Codes, Why: e.why, Sure: e.sure}}
	}
	if len(out) == 0 || out[0].Actor.Kind == chancery.Person && !strings.HasPrefix(out[0].Actor.ID, "unnamed:") {
		out = w.namesakes(Fold(name), out)
	}
	for i := range out {
		out[i].Terms = s.people.terms(out[i].Actor.ID)
	}
	return out
}

// phraseDoc makes a Doc of one sentence of a phrase, without tags.
func phraseDoc(text string) *chancery.Doc {
	d := &chancery.Doc{Article: chancery.Article{Text: text}}
	for at := 0; at < len(text); {
		end := strings.IndexFunc(text[at:], unicode.IsSpace)
		if end < 0 {
			end = len(text) - at
		}
		if end += at; end == at {
			_, n := utf8.DecodeRuneInString(text[at:])
			at += n
			continue
		}
		for _, sp := range cutWord(text, at, end) {
			form := text[sp.Start:sp.End]
			d.Toks = append(d.Toks, chancery.Tok{Span: sp, Form: form, Lemma: strings.ToLower(form), Head: -1})
		}
		at = end
	}
	d.Sentences = []chancery.Sentence{{Span: chancery.Span{Start: 0, End: len(text)}, Lo: 0, Hi: len(d.Toks)}}
	return d
}

// cutWord parts a possessive ending, a comma and hyphens from a word.
func cutWord(text string, lo, hi int) []chancery.Span {
	var out []chancery.Span
	add := func(a, b int) {
		if a < b {
			out = append(out, chancery.Span{Start: a, End: b})
		}
	}
	word := text[lo:hi]
	for _, s := range []string{"'s", "’s"} {
		if strings.HasSuffix(word, s) {
			add(lo, hi-len(s))
			add(hi-len(s), hi)
			return out
		}
	}
	if strings.HasSuffix(word, ",") {
		add(lo, hi-1)
		add(hi-1, hi)
		return out
	}
	for i := lo; i < hi; i++ {
		if text[i] == '-' && i > lo && i+1 < hi {
			add(lo, i)
			add(i, i+1)
			lo = i + 1
		}
	}
	add(lo, hi)
	return out
}

// readPhrase runs the steps that need no tree.
func (w *work) readPhrase() {
	n := len(w.d.Toks)
	w.findEntries(0, n)
	w.findRoles(0, n)
	w.settleHits()
	w.findLoci()
	w.findPersons()
	w.findPhrases()
	w.findBodies()
	for _, h := range w.hits {
		if (h.e.kind == capitalEntry || h.e.kind == metonymEntry || h.e.kind == demonymEntry || h.e.kind == regionEntry) && !w.covered[h.lo] {
			it := w.newItem(h.lo, h.hi, chancery.MetonymForm)
			it.hit = h
		}
	}
	w.resolve()
}

// readings are the answers that the phrase gives, that of its first noun first.
func (w *work) readings() []Answer {
	slices.SortStableFunc(w.items, func(a, b *item) int {
		return cmp.Or(cmp.Compare(w.rank(b), w.rank(a)), cmp.Compare(a.lo, b.lo), cmp.Compare(b.hi-b.lo, a.hi-a.lo))
	})
	var out []Answer
	for _, it := range w.items {
		if len(it.refs) == 0 && it.phrase != nil {
			r := it.phrase.role.role
			code := it.phrase.code()
			if it.phrase.former {
				code = "ELI"
			}
			if code != "" {
				out = append(out, Answer{Form: it.form, Codes: []string{code}, Why: r.why, Sure: 0.4})
			}
		}
		for _, e := range it.refs {
			if !slices.ContainsFunc(out, func(a Answer) bool { return a.Actor.ID == e.id }) {
				out = append(out, Answer{Actor: w.actor(e), Form: it.form, Codes: w.actor(e).Codes, Why: it.why, Sure: it.sure, Tenure: e.tenure})
			}
		}
	}
	if n := len(w.d.Toks); len(out) == 0 && n > 0 {
		if hi, country := w.townAt(0, n); hi == n && country != "" {
			e := w.stateEnt(country)
			return []Answer{{Actor: w.actor(e), Form: chancery.NominalForm, Codes: e.codes[:1], Why: "towns.tsv: place in the state", Sure: 0.3}}
		}
	}
	if len(out) == 0 {
		for _, h := range w.hits { // "a Syrian island"
			if e := w.stateEnt(h.e.country); e != nil && (h.e.kind == demonymEntry || h.e.kind == countryEntry) {
				return []Answer{{Actor: w.actor(e), Form: chancery.NominalForm, Codes: e.codes[:1], Why: h.e.why, Sure: 0.3}}
			}
		}
	}
	return out
}

// rank puts phrases and persons before the names inside them, and what somebody
// has before its owner: "Russia's Baltic Fleet".
func (w *work) rank(it *item) int {
	switch {
	case it.phrase != nil || it.span != nil:
		return 1
	case it.hi < len(w.d.Toks)-1 && w.possessive(it.hi):
		return -1
	}
	return 0
}

// namesakes adds the persons of the tables who bear the words of a name, the
// likeliest on the day first.
func (w *work) namesakes(words []string, out []Answer) []Answer {
	var more []*person
	for _, p := range w.candidates(words) {
		if w.bearsAlone(p, words) && !slices.ContainsFunc(out, func(a Answer) bool { return a.Actor.ID == p.id }) {
			more = append(more, p)
		}
	}
	fame := func(p *person) float64 { f, _ := p.fame(w.day); return f }
	slices.SortStableFunc(more, func(a, b *person) int { return cmp.Or(cmp.Compare(fame(b), fame(a)), cmp.Compare(a.id, b.id)) })
	for _, p := range more[:min(len(more), maxNamesakes)] {
		e := w.personEnt(p, nil)
		out = append(out, Answer{Actor: w.actor(e), Form: chancery.NameForm, Codes: w.actor(e).Codes, Why: e.why, Sure: e.sure, Tenure: e.tenure})
	}
	return out
}

// maxNamesakes bounds the answers to a name that many bear.
const maxNamesakes = 10

// terms are the lines on a person, the latest first.
func (p *people) terms(id string) []Tenure {
	x := p.find(id)
	if x == nil {
		return nil
	}
	var out []Tenure
	for i := range x.terms {
		out = append(out, x.terms[i].tenure())
	}
	slices.SortStableFunc(out, func(a, b Tenure) int { return cmp.Compare(b.From, a.From) })
	return out
}

func (t *term) tenure() Tenure {
	return Tenure{t.person, t.name, t.country, t.class, t.office, t.code, t.from, t.to, t.asOf, t.source, t.at()}
}

// at is the file and line that a term stands on.
func (t *term) at() string {
	return fmt.Sprintf("%s:%d", strings.TrimPrefix(t.table.name, "knowledge/"), t.table.line(t.row))
}

// Stale lists the terms of heads of state and government, ministers and others
// in key offices that have no known end and were last confirmed more than so
// many months before a day (ISO 8601), by state and office.
func (s *Stage) Stale(day string, months int) []Tenure {
	var out []Tenure
	for _, list := range s.people.holders {
		for i := range list {
			t := &list[i]
			if t.to == "" && t.asOf != "" && years(t.asOf, day)*12 > float64(months) {
				out = append(out, t.tenure())
			}
		}
	}
	slices.SortFunc(out, func(a, b Tenure) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Class, b.Class), cmp.Compare(a.From, b.From), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Line, b.Line))
	})
	return out
}
