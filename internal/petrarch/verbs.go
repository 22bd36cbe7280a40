package petrarch

import (
	"regexp"
	"slices"
	"strings"
)

// Verbs are what a verb dictionary holds.
type Verbs struct {
	Blocks []Block
	Sets   map[string][]string // synonym sets by name, lower case
	Left   []Left
}

// A Block is verbs that mean the same, with their patterns.
type Block struct {
	Name     string
	Line     int
	Verbs    []Verb
	Patterns []Pattern
}

// A Verb is one verb, its particle joined by "_", with the code that it has where
// no pattern holds; empty without one.
type Verb struct {
	Lemma, Code string
	Forms       []string
	Line        int
}

// A Pattern is the words around the verb and what they make of it.
type Pattern struct {
	Before, After []string // words, "&set", "$", "+", "%"; lower case
	Code          string
	Line          int
	Text          string
}

var (
	blockLine = regexp.MustCompile(`^---\s*(\S+)\s*(?:\[([^\]]*)\])?`)
	braces    = regexp.MustCompile(`\{([^}]*)\}`)
)

// ReadVerbs reads a verb dictionary.
func ReadVerbs(file, text string) *Verbs {
	r := &verbReader{file: file, v: &Verbs{Sets: map[string][]string{}}}
	n := 0
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		n++
		if line = strings.TrimSpace(uncomment(line)); line != "" {
			r.line(n, line)
		}
	}
	return r.v
}

type verbReader struct {
	file string
	v    *Verbs
	set  string // that is open; empty inside a block
	code string // of the block
}

func (r *verbReader) skip(n int, what, why string) {
	r.v.Left = append(r.v.Left, Left{r.file, n, what, why})
}

func (r *verbReader) line(n int, line string) {
	switch {
	case strings.HasPrefix(line, "---"):
		m := blockLine.FindStringSubmatch(line)
		if m == nil {
			r.skip(n, line, "no name of a block")
			return
		}
		r.set, r.code = "", m[2]
		r.v.Blocks = append(r.v.Blocks, Block{Name: name(m[1]), Line: n})
	case strings.HasPrefix(line, "&"):
		r.set = name(line[1:])
	case strings.HasPrefix(line, "+") && r.set != "":
		w := name(line[1:])
		if strings.Contains(w, "_") {
			r.skip(n, line, "a set holds single words")
			return
		}
		r.v.Sets[r.set] = append(r.v.Sets[r.set], w)
	case strings.HasPrefix(line, "-"):
		r.pattern(n, line)
	case strings.HasPrefix(line, "~"):
		r.skip(n, line, "rearrangements of the tree are the work of the parser here")
	default:
		r.verb(n, line)
	}
}

func (r *verbReader) block(n int, line string) *Block {
	if len(r.v.Blocks) == 0 {
		r.skip(n, line, "stands before the first block")
		return nil
	}
	return &r.v.Blocks[len(r.v.Blocks)-1]
}

func (r *verbReader) verb(n int, line string) {
	b := r.block(n, line)
	if b == nil {
		return
	}
	r.set = ""
	v := Verb{Line: n, Code: r.code}
	if m := braces.FindStringSubmatch(line); m != nil {
		for f := range strings.FieldsSeq(m[1]) {
			v.Forms = append(v.Forms, name(f))
		}
		line = braces.ReplaceAllString(line, " ")
	}
	if m := bracket.FindStringSubmatch(line); m != nil {
		v.Code = m[1]
		line = bracket.ReplaceAllString(line, " ")
	}
	if v.Lemma = name(line); v.Lemma == "" || strings.ContainsAny(v.Lemma, "()=&") {
		r.skip(n, line, "no verb")
		return
	}
	b.Verbs = append(b.Verbs, v)
}

func (r *verbReader) pattern(n int, line string) {
	b := r.block(n, line)
	if b == nil {
		return
	}
	p := Pattern{Line: n, Text: line}
	body := strings.TrimLeft(line, "- \t")
	m := bracket.FindStringSubmatch(body)
	if m == nil {
		r.skip(n, line, "a pattern without a code")
		return
	}
	p.Code = strings.TrimSpace(m[1])
	body = body[:strings.IndexByte(body, '[')]
	// Brackets and braces say what is a phrase; the words tell that by themselves.
	body = strings.NewReplacer("(", " ", ")", " ", "{", " ", "}", " ", "_", " ", "*", " * ", "$", " $ ", "+", " + ", "%", " % ").Replace(body)
	words := strings.Fields(strings.ToLower(body))
	at := slices.Index(words, "*")
	if at < 0 || slices.Contains(words[at+1:], "*") {
		r.skip(n, line, "want one verb, written *")
		return
	}
	p.Before, p.After = words[:at], words[at+1:]
	b.Patterns = append(b.Patterns, p)
}

// name is a word or words as Chancery's lists have them.
func name(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '_' || r == ' ' || r == '\t' }), "_"))
}
