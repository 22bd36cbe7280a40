package actor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chancery"
)

// A roleKind is what a role noun stands for.
type roleKind string

const (
	officeRole roleKind = "office" // one holder at a time: president, spokesman
	personRole roleKind = "person" // anybody: official, lawmaker, civilian
	groupRole  roleKind = "group"  // people acting together: rebels, opposition
	bodyRole   roleKind = "body"   // organ of its own: army, parliament
	stateRole  roleKind = "state"  // acts for the state: government, ministry
	landRole   roleKind = "land"   // the state itself: country, kingdom
)

var roleKinds = []roleKind{officeRole, personRole, groupRole, bodyRole, stateRole, landRole}

// A role is one noun or noun phrase that names an office, a sort of person or a
// body.
type role struct {
	words  []string
	class  string // class of office: HOS, FM … empty for others
	code   string // CAMEO role: GOV, MIL …
	kind   roleKind
	gender byte // 'm', 'f' or 0
	plural bool
	head   int // index of the head noun in words
	why    string
}

// borne reports whether one person can be called so.
func (r *role) borne() bool {
	return !r.plural && (r.kind == officeRole || r.kind == personRole || r.kind == groupRole)
}

// loadRoles reads roles.tsv and, below it, the older dictionary of agents.
func loadRoles(src layers, lists words) (map[string][]*role, error) {
	m := map[string][]*role{}
	known := map[string]bool{}
	tables, err := src.read("roles", rolesHeader, "roles.tsv")
	for _, t := range tables {
		err = cmp.Or(err, t.each(5, func(n int, r []string) error {
			if !slices.Contains(roleKinds, roleKind(r[3])) {
				return fmt.Errorf("kind %q is none of office, person, group, body, state, land", r[3])
			}
			x := role{class: r[1], code: r[2], kind: roleKind(r[3]), why: fmt.Sprintf("%s:%d", strings.TrimPrefix(t.name, "knowledge/"), n)}
			if r[4] != "" {
				x.gender = r[4][0]
			}
			addRole(m, known, r[0], x)
			return nil
		}))
	}
	if err != nil {
		return nil, err
	}
	t, err := readTable(src.builtin, "knowledge/agents.tsv", "term plural code source")
	if err != nil {
		return nil, err
	}
	return m, t.each(4, func(n int, r []string) error {
		if known[r[0]] || !strings.Contains(r[0], " ") && !sectors[r[2]] {
			return nil
		}
		addRole(m, known, r[0], role{code: r[2], kind: agentKind(r[0], r[2], lists), why: fmt.Sprintf("agents.tsv:%d", n)})
		return nil
	})
}

// sectors are the codes for which a single word of the older dictionary is
// believed.
var sectors = map[string]bool{
	"MIL": true, "COP": true, "REB": true, "CRM": true, "OPP": true, "SPY": true, "REL": true, "REF": true, "UAF": true,
	"HRI": true, "MOD": true, "LEG": true, "JUD": true, "MED": true, "AGR": true, "INS": true, "SEP": true,
}

// agentKind guesses the kind of a term of the older dictionary by its words.
func agentKind(term, code string, lists words) roleKind {
	institution := lists.is("institution", term[strings.LastIndexByte(term, ' ')+1:])
	switch {
	case institution && strings.HasPrefix(code, "GOV"):
		return stateRole
	case institution:
		return bodyRole
	case strings.Contains(term, "minister ") || strings.HasSuffix(term, "minister"):
		return officeRole
	case strings.Contains(term, "ministr") || strings.Contains(term, "office") && strings.HasPrefix(code, "GOV"):
		return stateRole
	case strings.HasPrefix(code, "MIL"):
		return bodyRole
	case strings.HasPrefix(code, "REB"):
		return groupRole
	}
	return personRole
}

// addRole adds a term and its plural.
func addRole(m map[string][]*role, known map[string]bool, term string, r role) {
	words := roleWords(term)
	if len(words) == 0 || known[term] || openEnded[words[len(words)-1]] {
		return
	}
	known[term] = true
	head := len(words) - 1
	for i, w := range words {
		if i > 0 && (w == "of" || w == "for" || w == "to") {
			head = i - 1
			break
		}
	}
	one, many := r, r
	one.words, one.head = words, head
	one.plural = pluralWord(words[head])
	put(m, &one)
	if one.plural {
		return
	}
	many.words, many.head, many.plural = slices.Clone(words), head, true
	many.words[head] = plural(words[head])
	put(m, &many)
}

// openEnded are words that end no role: "ambassador to".
var openEnded = wordSet("to", "of", "for", "in", "from", "at", "with")

func put(m map[string][]*role, r *role) {
	m[r.words[0]] = append(m[r.words[0]], r)
	slices.SortStableFunc(m[r.words[0]], func(a, b *role) int { return len(b.words) - len(a.words) })
}

// roleWords splits a term as the tokens are split.
func roleWords(term string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(possessives.Replace(term+" "), splitter) {
		if p := plain(w); p != "" {
			out = append(out, p)
		}
	}
	return out
}

var irregular = map[string]string{
	"man": "men", "woman": "women", "child": "children", "serviceman": "servicemen", "youth": "youths",
	"people": "people", "media": "media", "police": "police", "politburo": "politburo", "chief": "chiefs", "staff": "staff",
}

func plural(w string) string {
	if p := irregular[w]; p != "" {
		return p
	}
	switch {
	case strings.HasSuffix(w, "man"):
		return w[:len(w)-3] + "men"
	case strings.HasSuffix(w, "woman"):
		return w[:len(w)-5] + "women"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "sh") || strings.HasSuffix(w, "x"):
		return w + "es"
	}
	return w + "s"
}

func pluralWord(w string) bool {
	switch w {
	case "people", "police", "troops", "forces", "authorities", "gunmen", "men", "displaced", "dissidents", "elite", "allies", "partners", "islands":
		return true
	}
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us")
}

// adjectival reports whether a relation is that of a modifier.
func adjectival(r chancery.Rel) bool {
	switch r.Base() {
	case "amod", "advmod", "xcomp", "acl", "root", "":
		return true
	}
	return false
}

// A roleHit is a role noun in the text.
type roleHit struct {
	lo, hi, head int
	role         *role
	bearer       *span // the person whom an apposition names
	inner        bool  // part of another phrase
}

// findRoles finds role nouns in Toks[lo:hi], the longest at each place.
func (w *work) findRoles(lo, hi int) {
	for i := lo; i < hi; {
		h := w.roleAt(i, hi)
		if h == nil {
			i++
			continue
		}
		w.roleEnd[h.hi] = h
		w.roleOf[h.head] = h
		w.roles = append(w.roles, h)
		i = h.hi
	}
}

func (w *work) roleAt(i, end int) *roleHit {
	if w.inTime[i] { // "6 p.m."
		return nil
	}
	first := w.lower(i)
	for _, r := range w.s.roles[first] {
		if j, head := w.matchRole(r, i, end); j > 0 && w.rolePossible(r, i, j, head) {
			return &roleHit{lo: i, hi: j, head: head, role: r}
		}
	}
	return nil
}

// matchRole compares a role with the tokens from i on; it returns the token
// behind and the head, or 0.
func (w *work) matchRole(r *role, i, end int) (int, int) {
	head := i
	for n, word := range r.words {
		for n > 0 && i < end && w.hyphen(i) {
			i++
		}
		if i >= end {
			return 0, 0
		}
		if parts := w.parts[i]; len(parts) > 1 {
			if n+len(parts) > len(r.words) || !slices.Equal(parts, r.words[n:n+len(parts)]) {
				return 0, 0
			}
			if n+len(parts) < len(r.words) || n+len(parts) == len(r.words) {
				if n+len(parts) == len(r.words) {
					return i + 1, i
				}
			}
			return 0, 0
		}
		if w.lower(i) != word {
			return 0, 0
		}
		if n == r.head {
			head = i
		}
		i++
	}
	return i, head
}

// rolePossible rejects role words that the tagger reads as something else:
// "leads" and "heads" as verbs, "general" and "major" as adjectives.
func (w *work) rolePossible(r *role, lo, hi, head int) bool {
	t := &w.d.Toks[head]
	if hi-lo == 1 && r.words[0] == "national" && upper(t.Form) && hi < len(w.d.Toks) && upper(w.d.Toks[hi].Form) {
		return false // "National Sugar Board"
	}
	switch t.UPOS {
	case "VERB", "AUX", "ADP", "ADV", "PRON":
		return false
	case "ADJ":
		return hi-lo > 1 || r.words[0] == "displaced" || upper(t.Form) || !adjectival(t.Rel) || hi < len(w.d.Toks) && w.d.Toks[hi].Name == "B-PER"
	}
	if hi-lo == 1 && (r.words[0] == "general" || r.words[0] == "major" || r.words[0] == "captain") {
		return upper(t.Form) || t.UPOS == chancery.UPOS("NOUN")
	}
	return true
}
