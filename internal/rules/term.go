package rules

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
)

// termKind is what a term asks about.
type termKind uint8

const (
	predTerm    termKind = iota // verb, noun, adj, pred: lemma of the predicate
	lightTerm                   // light verb and noun
	partTerm                    // a part, or a path of parts
	anyTerm                     // any=AB
	underTerm                   // lemma of a cue above
	classTerm                   // class of a cue above
	flagTerm                    // passive, neg
	modalTerm                   // modal auxiliary
	tenseTerm                   // tense
	statusTerm                  // composed status
	speakerTerm                 // nearest speaker above
)

// A term is one condition on a proposition.
type term struct {
	kind  termKind
	not   bool
	name  string   // of the predicate, flag or list: verb, neg …
	text  string   // as written
	words []string // sorted; nil asks for none in particular
	light []string // of a light term: the light verbs, sorted
	path  []step   // of a part term
	// moved is a second path, tried where the first finds nothing.
	moved []step
	bind  byte // 'A', 'B' or 0
	maybe bool // "?": holds anyway
}

// A step of a path leads to a part of what the step before it found.
type step struct {
	role  chancery.Role
	preps []string // sorted: prepositions, or markers of an adverbial clause
	heads []string // sorted: lemmas of the head
}

var predKinds = map[string]chancery.PredKind{
	"verb": chancery.VerbPred, "noun": chancery.NounPred, "adj": chancery.AdjPred, "pred": "",
}

var roles = map[string]chancery.Role{
	"subj": chancery.Subj, "obj": chancery.Obj, "iobj": chancery.IObj,
	"mod": chancery.Mod, "appos": chancery.Appos, "prep": chancery.PrepArg,
	"advcl": chancery.Advcl, "comp": chancery.Comp, "vocative": chancery.Vocativ,
}

var statuses = []string{"actual", "planned", "conditional", "possible", "negated", "denied"}

var tenses = []string{"past", "present", "future", "none"}

const maxPath = 4

// splitTerms cuts a line at the white space outside brackets.
func splitTerms(s string) ([]string, error) {
	var out []string
	depth, start := 0, -1
	for i := range len(s) {
		c := s[i]
		switch c {
		case '(', '{':
			depth++
		case ')', '}':
			depth--
		}
		if depth < 0 || depth > 1 {
			return nil, fmt.Errorf("brackets do not match in %q", s)
		}
		space := c == ' ' || c == '\t'
		if space && depth == 0 {
			if start >= 0 {
				out, start = append(out, s[start:i]), -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if depth != 0 {
		return nil, fmt.Errorf("brackets do not match in %q", s)
	}
	if start >= 0 {
		out = append(out, s[start:])
	}
	return out, nil
}

// parseTerm reads one term.
func parseTerm(s string, lex *Lexicon) (t term, err error) {
	text := s
	t.text = s
	if rest, ok := strings.CutPrefix(s, "!"); ok {
		t.not, s = true, rest
	}
	if s, err = cutBinding(s, &t); err != nil {
		return t, fmt.Errorf("term %q: %w", text, err)
	}
	if t.not && t.bind != 0 {
		return t, fmt.Errorf("term %q: what is not there cannot be bound", text)
	}
	if err = t.parseBody(s, lex); err != nil {
		return t, fmt.Errorf("term %q: %w", text, err)
	}
	if t.bind != 0 && t.kind != partTerm && t.kind != anyTerm && t.kind != speakerTerm {
		return t, fmt.Errorf("term %q: only parts name actors", text)
	}
	return t, nil
}

// cutBinding takes "=A", "=B?" or "=AB" off the end.
func cutBinding(s string, t *term) (string, error) {
	i := strings.LastIndexByte(s, '=')
	if i < 0 {
		return s, nil
	}
	v := s[i+1:]
	v, t.maybe = strings.CutSuffix(v, "?")
	switch {
	case v == "A" || v == "B":
		t.bind = v[0]
	case v == "AB" && s[:i] == "any" && !t.maybe:
		t.bind = '*'
	default:
		return s, fmt.Errorf("unknown binding %q", s[i:])
	}
	return s[:i], nil
}

func (t *term) parseBody(s string, lex *Lexicon) error {
	name, round, curly, err := cutBrackets(s)
	if err != nil {
		return err
	}
	if _, part := roles[name]; part || strings.Contains(s, ":") {
		t.kind = partTerm
		return t.parsePath(s, lex)
	}
	t.name = name
	if curly != nil {
		return fmt.Errorf("%s takes no {}", name)
	}
	if _, ok := predKinds[name]; ok {
		t.kind = predTerm
		return t.setWords(round, lex)
	}
	switch name {
	case "any":
		t.kind = anyTerm
		if t.bind != '*' || round != nil {
			return fmt.Errorf("write any=AB")
		}
		return nil
	case "speaker":
		t.kind = speakerTerm
		if round != nil {
			return fmt.Errorf("%s takes no words", name)
		}
		return nil
	case "light":
		t.kind = lightTerm
		return t.parseLight(round, lex)
	case "passive", "neg":
		t.kind = flagTerm
		if round != nil {
			return fmt.Errorf("%s takes no words", name)
		}
		return nil
	case "under", "modal":
		t.kind = underTerm
		if name == "modal" {
			t.kind = modalTerm
		}
		return t.setWords(round, lex)
	case "class":
		t.kind = classTerm
		if err := t.setWords(round, lex); err != nil {
			return err
		}
		for _, c := range t.words {
			if !lex.IsClass(c) {
				return fmt.Errorf("unknown class %q", c)
			}
		}
		return nil
	case "tense":
		t.kind = tenseTerm
		return t.setFrom(round, lex, tenses)
	case "status":
		t.kind = statusTerm
		return t.setFrom(round, lex, statuses)
	}
	return fmt.Errorf("unknown term")
}

func (t *term) setFrom(round *string, lex *Lexicon, allowed []string) error {
	if err := t.setWords(round, lex); err != nil {
		return err
	}
	for _, w := range t.words {
		if !slices.Contains(allowed, w) {
			return fmt.Errorf("unknown %s %q", t.name, w)
		}
	}
	return nil
}

// setWords reads the bracket of a term that cannot do without words, save that
// modal alone asks for any modal.
func (t *term) setWords(round *string, lex *Lexicon) error {
	if round == nil && t.name == "modal" {
		return nil
	}
	if round == nil {
		return fmt.Errorf("no words")
	}
	if strings.TrimSpace(*round) == "*" {
		return nil
	}
	words, err := wordList(*round, lex)
	t.words = words
	return err
}

func (t *term) parseLight(round *string, lex *Lexicon) error {
	if round == nil {
		return fmt.Errorf("no words")
	}
	verbs, nouns, both := strings.Cut(*round, ";")
	if !both {
		return fmt.Errorf("write light(verbs; nouns)")
	}
	var err error
	if strings.TrimSpace(verbs) != "*" {
		if t.light, err = wordList(verbs, lex); err != nil {
			return err
		}
	}
	if strings.TrimSpace(nouns) != "*" {
		t.words, err = wordList(nouns, lex)
	}
	return err
}

func (t *term) parsePath(s string, lex *Lexicon) error {
	for part := range strings.SplitSeq(s, ":") {
		if len(t.path) == maxPath {
			return fmt.Errorf("more than %d steps", maxPath)
		}
		name, round, curly, err := cutBrackets(part)
		if err != nil {
			return err
		}
		role, ok := roles[name]
		if !ok {
			return fmt.Errorf("unknown part %q", name)
		}
		st := step{role: role}
		into := &st.heads
		if role == chancery.PrepArg || role == chancery.Advcl {
			into = &st.preps
		} else if curly != nil {
			return fmt.Errorf("%s takes no {}", name)
		}
		if round != nil {
			if *into, err = wordList(*round, lex); err != nil {
				return err
			}
		}
		if curly != nil {
			if st.heads, err = wordList(*curly, lex); err != nil {
				return err
			}
		}
		t.path = append(t.path, st)
	}
	t.moved = moved(t.path)
	return nil
}

// moved is where else a part may hang that the parser cannot well tell apart: a
// preposition on the object or on the verb, the person addressed as object or
// as indirect object, an infinitive as complement or as purpose.
func moved(path []step) []step {
	first := path[0]
	switch {
	case first.role == chancery.PrepArg && len(path) == 1, first.role == chancery.Advcl && len(path) < maxPath:
		return append([]step{{role: chancery.Obj}}, path...)
	case len(path) == 2 && first.role == chancery.Obj && path[1].role == chancery.PrepArg:
		return path[1:]
	case first.role == chancery.Obj:
		first.role = chancery.IObj
	case first.role == chancery.Comp:
		first.role, first.preps = chancery.Advcl, []string{"to"}
	default:
		return nil
	}
	return append([]step{first}, path[1:]...)
}

// cutBrackets reads "name(words){words}".
func cutBrackets(s string) (name string, round, curly *string, err error) {
	name = s
	if i := strings.IndexAny(s, "({"); i >= 0 {
		name, s = s[:i], s[i:]
	} else {
		s = ""
	}
	if strings.HasPrefix(s, "(") {
		in, rest, ok := strings.Cut(s[1:], ")")
		if !ok {
			return "", nil, nil, fmt.Errorf("no closing bracket")
		}
		round, s = &in, rest
	}
	if strings.HasPrefix(s, "{") {
		in, rest, ok := strings.Cut(s[1:], "}")
		if !ok {
			return "", nil, nil, fmt.Errorf("no closing bracket")
		}
		curly, s = &in, rest
	}
	if s != "" && s[0] != ':' {
		return "", nil, nil, fmt.Errorf("unexpected %q", s)
	}
	return name, round, curly, nil
}

// wordList reads words and @lists into a sorted list.
func wordList(s string, lex *Lexicon) ([]string, error) {
	var out []string
	for w := range strings.FieldsSeq(s) {
		name, isList := strings.CutPrefix(w, "@")
		if !isList {
			if strings.ContainsAny(w, "(){}=!:;|@*") {
				return nil, fmt.Errorf("bad word %q", w)
			}
			out = append(out, strings.ToLower(w))
			continue
		}
		words, ok := lex.Words(name)
		if !ok {
			return nil, fmt.Errorf("unknown list @%s", name)
		}
		out = append(out, words...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no words")
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// weight is how much a term says about the proposition.
func (t *term) weight() int {
	if t.not {
		return 0 // what is not there makes nothing more specific
	}
	n := 1
	if t.words != nil {
		n++
	}
	if t.light != nil {
		n += 2
	}
	for i, s := range t.path {
		n += min(i, 1)
		if s.heads != nil {
			n++
		}
		if s.preps != nil {
			n++
		}
	}
	if t.maybe {
		n = 0
	}
	return n
}
