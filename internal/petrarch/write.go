package petrarch

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
)

// Known is what Chancery knows of codes and words.
type Known struct {
	Kind func(code string) (kind string, ok bool) // PLOVER type of a CAMEO code; empty for statements
	Verb func(lemma string) bool                  // a verb of its list
}

// WriteActors is the text of a dictionary for --actors.
func WriteActors(source string, actors []Actor) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Actors of %s.\n", source)
	seen := map[Actor]bool{}
	for _, a := range actors {
		if !seen[a] {
			seen[a] = true
			fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", a.Name, a.Code, a.From, a.To)
		}
	}
	return b.String()
}

// Files are the rules and word lists of a verb dictionary, by path inside a folder
// for --rules, and what could not be carried over.
func (v *Verbs) Files(source string, known Known) (map[string]string, []Left) {
	w := &writer{v: v, file: source, known: known, left: slices.Clone(v.Left), names: map[string]bool{}, forms: map[string]string{}, particles: map[string]bool{}, sets: map[string]bool{}}
	fmt.Fprintf(&w.b, "# Rules of the verb dictionary %s. None has sentences yet: give each a yes and a no,\n# take out its line \"untested\", and \"chancery rules test\" will try them.\n", path.Base(source))
	for i := range v.Blocks {
		w.block(&v.Blocks[i])
	}
	base := strings.TrimSuffix(path.Base(source), path.Ext(source))
	out := map[string]string{"rules/" + strings.Map(letter, strings.ToLower(base)) + ".rules": w.b.String()}
	add := func(list, header string, rows []string) {
		if len(rows) > 0 {
			sort.Strings(rows)
			out["lexicon/"+list+".tsv"] = header + "\n" + strings.Join(rows, "\n") + "\n"
		}
	}
	var verbs, particles []string
	for lemma, forms := range w.forms {
		verbs = append(verbs, lemma+"\t"+forms)
	}
	for p := range w.particles {
		particles = append(particles, p+"\tparticle")
	}
	add("verb", "word\tforms", verbs)
	add("particle", "word\tkind", particles)
	for s := range w.sets {
		words := []string{}
		for _, x := range v.Sets[s] {
			words = append(words, singular(x))
		}
		sort.Strings(words)
		add(listName(s), "word", slices.Compact(words))
	}
	slices.SortStableFunc(w.left, func(a, b Left) int { return a.Line - b.Line })
	return out, w.left
}

type writer struct {
	v         *Verbs
	file      string
	known     Known
	b         strings.Builder
	left      []Left
	names     map[string]bool
	forms     map[string]string // of verbs that the list lacks
	particles map[string]bool
	sets      map[string]bool // that rules name
}

func (w *writer) skip(n int, what, why string) {
	w.left = append(w.left, Left{w.file, n, what, why})
}

// kind is the type of a code; false, with the reason told, where it makes none.
func (w *writer) kind(n int, what, code string) (string, bool) {
	if code == "" || strings.Trim(code, "-") == "" {
		return "", false
	}
	if strings.ContainsAny(code, ": ") {
		w.skip(n, what, "two codes at once; the two rows need two rules")
		return "", false
	}
	kind, ok := w.known.Kind(code)
	switch {
	case !ok:
		w.skip(n, what, "no CAMEO code: "+code)
	case kind == "":
		w.skip(n, what, "a statement ("+code+"), which is no event here")
		ok = false
	}
	return kind, ok
}

// block writes the rules of verbs that mean the same.
func (w *writer) block(b *Block) {
	var all []string // lemmas, for the patterns
	byCode := map[string][]string{}
	var codes []string
	for _, v := range b.Verbs {
		w.learn(v)
		all = append(all, v.Lemma)
		if _, ok := w.kind(v.Line, v.Lemma, v.Code); !ok {
			continue
		}
		if byCode[v.Code] == nil {
			codes = append(codes, v.Code)
		}
		byCode[v.Code] = append(byCode[v.Code], v.Lemma)
	}
	for _, c := range codes {
		kind, _ := w.known.Kind(c)
		w.rule(b.Name, kind, c, "", "verb("+strings.Join(byCode[c], " ")+") subj=A? obj=B?")
	}
	for i := range b.Patterns {
		w.pattern(b, &b.Patterns[i], all)
	}
}

func (w *writer) pattern(b *Block, p *Pattern, verbs []string) {
	if strings.Trim(p.Code, "- ") == "" {
		w.skip(p.Line, p.Text, "no event: put an unless into the rule of the verb")
		return
	}
	kind, ok := w.kind(p.Line, p.Text, p.Code)
	if !ok {
		return
	}
	if len(verbs) == 0 {
		w.skip(p.Line, p.Text, "no verb in its block")
		return
	}
	terms, why := p.terms(w.v.Sets)
	if why != "" {
		w.skip(p.Line, p.Text, why)
		return
	}
	for _, word := range slices.Concat(p.Before, p.After) {
		if s, ok := strings.CutPrefix(word, "&"); ok {
			w.sets[s] = true
		}
	}
	w.rule(b.Name, kind, p.Code, p.Text, "verb("+strings.Join(verbs, " ")+") "+strings.Join(terms, " "))
}

func (w *writer) rule(block, kind, code, note, match string) {
	base := "own." + strings.Map(dash, block)
	name := base
	for n := 2; w.names[name]; n++ {
		name = fmt.Sprintf("%s.%d", base, n)
	}
	w.names[name] = true
	fmt.Fprintf(&w.b, "\nrule %s\nkind %s\ncameo %s\nuntested\n", name, kind, code)
	if note != "" {
		fmt.Fprintf(&w.b, "note %s\n", note)
	}
	fmt.Fprintf(&w.b, "match %s\n", match)
}

func dash(r rune) rune {
	if r = letter(r); r == '_' {
		return '-'
	}
	return r
}

// learn notes a verb that the built-in list lacks, and a particle.
func (w *writer) learn(v Verb) {
	base, _, joined := strings.Cut(v.Lemma, "_")
	if joined {
		w.particles[v.Lemma] = true
	}
	if base != "" && !w.known.Verb(base) {
		irregular := []string{}
		for _, f := range v.Forms {
			if !strings.Contains(f, "_") && !regular(base, f) {
				irregular = append(irregular, f)
			}
		}
		w.forms[base] = strings.Join(irregular, " ")
	}
}

// regular reports whether a form follows from the base by its ending alone.
func regular(base, form string) bool {
	for _, stem := range []string{base, strings.TrimSuffix(base, "e"), strings.TrimSuffix(base, "y") + "i"} {
		if end, ok := strings.CutPrefix(form, stem); ok && slices.Contains([]string{"", "s", "es", "d", "ed", "ing"}, end) {
			return true
		}
	}
	return false
}
