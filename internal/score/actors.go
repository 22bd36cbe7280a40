package score

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chancery"
)

// A cast knows the actors of the gold file and of the entry, and which of them
// are the same.
type cast struct {
	gold   map[string]Who
	sys    map[string]chancery.Actor
	linked map[[2]string]bool // gold key and actor id that share a name in the text
}

func newCast(g *Gold, e *chancery.Entry) *cast {
	c := &cast{gold: g.Actors, sys: map[string]chancery.Actor{}, linked: map[[2]string]bool{}}
	for _, a := range e.Actors {
		c.sys[a.ID] = a
	}
	for _, m := range g.Mentions {
		if m.Form != "name" && m.Form != "nominal" {
			continue
		}
		for _, x := range e.Mentions {
			if x.Kind == chancery.ActorMention && x.Span == m.Span.At && len(x.Refs) == 1 {
				c.linked[[2]string{m.Actor, x.Refs[0]}] = true
			}
		}
	}
	return c
}

// same reports whether gold actor key is the actor id: by name, by code, or for
// groups and bodies by the words that name both.
func (c *cast) same(key, id string) bool {
	g, ok := c.gold[key]
	a, known := c.sys[id]
	if !ok || !known {
		return false
	}
	switch {
	case g.Kind == "person":
		return a.Kind == chancery.Person && sameSurname(g.Name, a.Name)
	case g.Kind == "country", isGovernment(g):
		return a.Kind == chancery.Country && shareRoot(g, a) || sameWords(g.Name, a.Name) && a.Kind != chancery.Person
	case a.Kind == chancery.Person || a.Kind == chancery.Country:
		return false
	}
	return c.linked[[2]string{key, id}] || sameWords(g.Name, a.Name)
}

// fits is same, or the same country: a person stands for his office and an
// organ for its state.
func (c *cast) fits(key, id string) bool {
	if c.same(key, id) {
		return true
	}
	g, ok := c.gold[key]
	a, known := c.sys[id]
	if !ok || !known {
		return false
	}
	if len(g.Codes) == 0 || len(a.Codes) == 0 && a.Country == "" {
		return c.linked[[2]string{key, id}]
	}
	return shareRoot(g, a)
}

// cover reports whether some of ids fits key.
func (c *cast) cover(key string, ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return c.fits(key, id) })
}

// within reports whether every one of ids fits one of keys.
func (c *cast) within(ids, keys []string) bool {
	for _, id := range ids {
		if !slices.ContainsFunc(keys, func(key string) bool { return c.fits(key, id) }) {
			return false
		}
	}
	return true
}

// equal reports whether ids are the actors keys, any of alt in the place of one
// or all of them. Where keys is empty the text leaves them open and anything is
// equal.
func (c *cast) equal(keys, alt, ids []string) bool {
	if len(keys) == 0 {
		return true
	}
	if len(ids) == 0 || !c.within(ids, slices.Concat(keys, alt)) {
		return false
	}
	all := true
	for _, key := range keys {
		all = all && c.cover(key, ids)
	}
	return all || slices.ContainsFunc(alt, func(key string) bool { return c.cover(key, ids) })
}

func isGovernment(w Who) bool {
	return w.Kind == "organisation" && slices.ContainsFunc(w.Codes, func(code string) bool {
		return len(code) == 6 && strings.HasSuffix(code, "GOV")
	})
}

func shareRoot(g Who, a chancery.Actor) bool {
	for _, code := range g.Codes {
		r := root(code)
		if r == a.Country || slices.ContainsFunc(a.Codes, func(x string) bool { return root(x) == r }) {
			return true
		}
	}
	return false
}

// root is the part of a code that stands for a state, or for an international
// body and its name.
func root(code string) string {
	if len(code) >= 6 {
		switch code[:3] {
		case "IGO", "NGO", "NGM", "MNC", "IMG", "INT":
			return code[:6]
		}
	}
	return code[:min(3, len(code))]
}

func sameSurname(a, b string) bool {
	x, y := words(a), words(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if x[len(x)-1] == y[len(y)-1] {
		return true
	}
	// Family name first, or one name inside the other.
	return len(x) > 1 && len(y) > 1 && x[0] == y[0] && len(x[0]) > 2 || within(x, y) || within(y, x)
}

func within(x, y []string) bool {
	for _, w := range x {
		if !slices.Contains(y, w) {
			return false
		}
	}
	return true
}

func sameWords(a, b string) bool {
	x, y := words(a), words(b)
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return n > 0 && 2*n >= max(len(x), len(y))
}

// words are the words of a name, lower case, without accents, articles and
// prepositions.
func words(s string) []string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '.', r == '’', r == '\'':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return slices.DeleteFunc(strings.Fields(b.String()), func(w string) bool {
		switch w {
		case "the", "a", "an", "of", "in", "for", "and", "s":
			return true
		}
		return false
	})
}
