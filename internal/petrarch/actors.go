package petrarch

import (
	"fmt"
	"regexp"
	"strings"
)

// A Left is something that could not be carried over.
type Left struct {
	File string
	Line int // counted from 1
	What string
	Why  string
}

func (l Left) String() string { return fmt.Sprintf("%s:%d: %s: %s", l.File, l.Line, l.What, l.Why) }

// An Actor is one line of a dictionary of --actors.
type Actor struct {
	Name, Code, From, To string // days as YYYY-MM-DD or YYYY, empty where open
}

var bracket = regexp.MustCompile(`\[([^\]]*)\]`)

// Actors reads an actor dictionary. Names that stand before a code without one of
// their own have it in common; an actor without a code is left out.
func Actors(file, text string) (out []Actor, left []Left) {
	a := &actorReader{file: file}
	n := 0
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		n++
		a.line(n, uncomment(line))
	}
	a.flush()
	return a.out, a.left
}

type actorReader struct {
	file  string
	out   []Actor
	left  []Left
	names []string
	first int // line of the first name
	codes []Actor
}

func (a *actorReader) skip(n int, what, why string) {
	a.left = append(a.left, Left{a.file, n, strings.TrimSpace(what), why})
}

func (a *actorReader) line(n int, line string) {
	trimmed := strings.TrimSpace(line)
	if trimmed == "" {
		return
	}
	name, rest := trimmed, ""
	if i := strings.IndexByte(trimmed, '['); i >= 0 {
		name, rest = strings.TrimSpace(trimmed[:i]), trimmed[i:]
	}
	if name != "" && !strings.HasPrefix(name, "+") {
		a.flush()
	}
	if name = readable(strings.TrimPrefix(name, "+")); name != "" {
		if len(a.names) == 0 {
			a.first = n
		}
		a.names = append(a.names, name)
	}
	for _, m := range bracket.FindAllStringSubmatch(rest, -1) {
		c, why := dated(m[1])
		if why != "" {
			a.skip(n, "["+m[1]+"]", why)
			continue
		}
		a.codes = append(a.codes, c)
	}
}

// flush writes the actor that is open: every name with every code.
func (a *actorReader) flush() {
	if len(a.names) > 0 && len(a.codes) == 0 {
		a.skip(a.first, a.names[0], "no code")
	}
	for _, name := range a.names {
		for _, c := range a.codes {
			c.Name = name
			a.out = append(a.out, c)
		}
	}
	a.names, a.codes = nil, nil
}

var code = regexp.MustCompile(`^([A-Z0-9]{3})+$`)

// dated reads "CODE", "CODE <day", "CODE >day" and "CODE day-day"; why says what
// is wrong with it.
func dated(s string) (a Actor, why string) {
	c, when, _ := strings.Cut(strings.TrimSpace(s), " ")
	when = strings.ReplaceAll(when, " ", "")
	a.Code = c
	switch {
	case strings.HasPrefix(c, "~"):
		return a, "the code of a role, which is no actor by itself"
	case !code.MatchString(c):
		return a, "no code of three letters each"
	}
	ok := true
	day := func(s string) string {
		d, good := isoDay(s)
		ok = ok && good
		return d
	}
	switch {
	case when == "":
	case when[0] == '<':
		a.To = day(when[1:])
	case when[0] == '>':
		a.From = day(when[1:])
	default:
		from, to, both := strings.Cut(when, "-")
		a.From, a.To = day(from), day(to)
		ok = ok && both
	}
	if !ok || a.From != "" && a.To != "" && a.To < a.From {
		return a, "no day or span of days: " + when
	}
	return a, ""
}

// isoDay reads YYYYMMDD, YYMMDD (of the twentieth century, from 30 on, or of the
// twenty-first) and YYYY.
func isoDay(s string) (string, bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return "", false
		}
	}
	switch len(s) {
	case 4:
		return s, true
	case 6:
		century := "19"
		if s < "30" {
			century = "20"
		}
		s = century + s
	}
	if len(s) != 8 || s[4:6] < "01" || s[4:6] > "12" || s[6:] < "01" || s[6:] > "31" {
		return "", false
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:], true
}

// small words of a name are not capitalised inside it.
var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "de": true, "al": true, "bin": true, "ibn": true, "von": true, "van": true}

// readable makes a name as news writes it of "RUFUS_T_FIREFLY_".
func readable(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == '_' || r == ' ' || r == '\t' })
	for i, w := range words {
		lower := strings.ToLower(w)
		switch {
		case i > 0 && small[lower]:
			words[i] = lower
		case strings.Contains(w, ".") || len(words) == 1 && len(w) <= 4 || !strings.ContainsAny(lower, "aeiouy"):
			words[i] = strings.ToUpper(w) // U.S., NATO, PLO
		default:
			words[i] = capital(lower)
		}
	}
	return strings.Join(words, " ")
}

func capital(w string) string {
	out := []rune(w)
	up := true
	for i, r := range out {
		if up {
			out[i] = []rune(strings.ToUpper(string(r)))[0]
		}
		up = r == '-' || r == '\''
	}
	return string(out)
}

// uncomment takes off what follows "#" or ";", and marks of HTML comments.
func uncomment(line string) string {
	line = strings.TrimRight(line, " \t\r")
	if i := strings.IndexAny(line, "#;"); i >= 0 {
		line = line[:i]
	}
	if strings.HasPrefix(strings.TrimSpace(line), "<!--") {
		return ""
	}
	return line
}
