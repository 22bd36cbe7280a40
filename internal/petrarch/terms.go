package petrarch

import (
	"fmt"
	"slices"
	"strings"
)

// prepositions that begin a phrase in a pattern.
var prepositions = map[string]bool{
	"about": true, "across": true, "after": true, "against": true, "along": true, "among": true, "around": true, "as": true, "at": true,
	"before": true, "behind": true, "between": true, "beyond": true, "by": true, "during": true, "for": true, "from": true, "in": true,
	"inside": true, "into": true, "near": true, "of": true, "off": true, "on": true, "onto": true, "out": true, "outside": true,
	"over": true, "through": true, "throughout": true, "to": true, "toward": true, "towards": true, "under": true, "upon": true,
	"with": true, "within": true, "without": true,
}

// stray are words that carry no part of a sentence.
var stray = map[string]bool{"a": true, "an": true, "the": true, "its": true, "their": true, "his": true, "her": true}

// auxiliaries before the verb; "be" makes the pattern a passive one.
var auxiliaries = map[string]bool{"is": true, "are": true, "was": true, "were": true, "be": true, "been": true, "being": true, "has": true, "have": true, "had": true, "will": true, "would": true}

// A phrase is words of a pattern that stand together.
type phrase struct {
	prep   string
	words  []string // the head last
	actor  byte     // '$', '+' or '%', 0 without one
	filled bool
}

// terms makes the terms of a match line of a pattern; why says what has no
// counterpart.
func (p *Pattern) terms(sets map[string][]string) (terms []string, why string) {
	passive, before, why := split(p.Before, true)
	if why != "" {
		return nil, why
	}
	_, after, why := split(p.After, false)
	if why != "" {
		return nil, why
	}
	if n := count(before, after, '%'); n > 0 {
		if n > 1 || count(before, after, '$')+count(before, after, '+') > 0 {
			return nil, "% beside another actor"
		}
		terms = append(terms, "any=AB")
	}
	// Chancery puts a passive the right way round: whom it befalls is the object.
	front := "subj"
	if passive {
		front = "obj"
	}
	for i := range before {
		if terms, why = before[i].term(terms, front, sets); why != "" {
			return nil, why
		}
	}
	for i := range after {
		role := "obj"
		switch {
		case after[i].prep == "by" && passive:
			role = "subj"
		case after[i].prep != "":
			role = "prep(" + after[i].prep + ")"
		}
		if terms, why = after[i].term(terms, role, sets); why != "" {
			return nil, why
		}
	}
	all := strings.Join(terms, " ")
	switch {
	case strings.Contains(all, "any=AB"):
	case passive:
		terms = append([]string{"passive"}, terms...)
		fallthrough
	default:
		if !strings.Contains(all, "=A") {
			terms = append(terms, "subj=A?")
		}
		if !strings.Contains(all, "=B") {
			terms = append(terms, "obj=B?")
		}
	}
	return terms, ""
}

func count(a, b []phrase, actor byte) (n int) {
	for _, p := range slices.Concat(a, b) {
		if p.actor == actor {
			n++
		}
	}
	return n
}

// split cuts words into phrases.
func split(words []string, before bool) (passive bool, out []phrase, why string) {
	cur := phrase{}
	flush := func() {
		if cur.filled {
			out = append(out, cur)
		}
		cur = phrase{}
	}
	for _, w := range words {
		switch {
		case w == "^":
			return false, nil, "skipping of clauses"
		case strings.Contains(w, "!"):
			return false, nil, "a word that must not stand there"
		case stray[w]:
		case before && auxiliaries[w]:
			passive = passive || strings.HasPrefix(w, "be") || w == "is" || w == "are" || w == "was" || w == "were"
		case w == "not" || w == "never" || w == "no":
			return false, nil, "negation, which gives the row its status here"
		case w == "$" || w == "+" || w == "%":
			if cur.actor != 0 {
				return false, nil, "two actors side by side"
			}
			cur.actor, cur.filled = w[0], true
			flush()
		case prepositions[w]:
			if before {
				return false, nil, "a preposition before the verb"
			}
			flush()
			cur.prep = w
			cur.filled = true
		default:
			cur.words = append(cur.words, w)
			cur.filled = true
		}
	}
	flush()
	if before && len(out) > 2 {
		return false, nil, "more than a subject before the verb"
	}
	return passive, out, ""
}

// term adds the terms of a phrase.
func (p *phrase) term(terms []string, role string, sets map[string][]string) ([]string, string) {
	if p.actor == '%' {
		return terms, ""
	}
	bind := map[byte]string{'$': "=A", '+': "=B"}[p.actor]
	if len(p.words) == 0 {
		return append(terms, role+bind), ""
	}
	head := p.words[len(p.words)-1]
	list, why := wordOf(head, sets)
	if why != "" {
		return terms, why
	}
	if strings.HasPrefix(role, "prep") {
		terms = append(terms, role+"{"+list+"}")
	} else {
		terms = append(terms, role+"("+list+")")
	}
	if len(p.words) > 1 {
		var mods []string
		for _, w := range p.words[:len(p.words)-1] {
			m, why := wordOf(w, sets)
			if why != "" {
				return terms, why
			}
			mods = append(mods, m)
		}
		terms = append(terms, role+":mod("+mods[len(mods)-1]+")")
	}
	if bind != "" {
		// "AID +": the actor that follows a noun belongs to it.
		terms = append(terms, role+bind+"?", role+":subj"+bind+"?", role+":prep"+bind+"?")
	}
	return terms, ""
}

// wordOf is a word of a pattern as a word list has it.
func wordOf(w string, sets map[string][]string) (string, string) {
	if set, ok := strings.CutPrefix(w, "&"); ok {
		if len(sets[set]) == 0 {
			return "", fmt.Sprintf("no set &%s", strings.ToUpper(set))
		}
		return "@" + listName(set), ""
	}
	if strings.ContainsAny(w, "=:;|@/<>?&,") {
		return "", fmt.Sprintf("the word %q", w)
	}
	return singular(w), ""
}

// listName is the name of the word list of a set.
func listName(set string) string { return "set_" + strings.Map(letter, set) }

func letter(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-' {
		return r
	}
	return '_'
}

// singular is the lemma of a noun of a pattern as far as its ending tells.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "xes")):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		return w[:len(w)-1]
	}
	return w
}
