package event

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"chancery"
)

// An Ontology holds PLOVER's types, modes and contexts and CAMEO's codes.
type Ontology struct {
	Types    map[chancery.EventType]Type
	Codes    map[string]Code
	modes    map[string]bool     // "TYPE/mode"
	contexts map[string]bool     // all contexts
	roles    map[string]bool     // codes of actors that say what, not whose
	content  map[string][]string // code of a content to the codes of what speaks of it, by column
}

// A Type is one of PLOVER's 16.
type Type struct {
	Quad    string
	Score   float32
	Default string // CAMEO code where nothing more is known
}

// A Code is a CAMEO code.
type Code struct {
	Type      chancery.EventType // empty for 01, which is no event
	Mode      string
	Contexts  []string
	Goldstein float32
	Name      string
}

// The columns of content.tsv.
const (
	appeal = iota
	intend
	demand
	reject
	threaten
)

// loadOntology reads the tables of fsys/ontology and checks that they agree;
// all faults are reported together, each as "file:line: what".
func loadOntology(fsys fs.FS) (*Ontology, error) {
	o := &Ontology{Types: map[chancery.EventType]Type{}, Codes: map[string]Code{},
		modes: map[string]bool{}, contexts: map[string]bool{}, roles: map[string]bool{}, content: map[string][]string{}}
	return o, errors.Join(
		table(fsys, "ontology/types.tsv", "type quad score default definition", o.readType),
		table(fsys, "ontology/modes.tsv", "mode type score definition", o.readMode),
		table(fsys, "ontology/contexts.tsv", "context definition", o.readContext),
		table(fsys, "ontology/roles.tsv", "code meaning", func(f []string) error {
			o.roles[f[0]] = true
			return nil
		}),
		table(fsys, "ontology/cameo.tsv", "code type mode contexts goldstein name", o.readCode),
		table(fsys, "ontology/content.tsv", "content appeal intend demand reject threaten", o.readContent),
		o.check())
}

// table calls row for each line of a sorted TSV file with the header.
func table(fsys fs.FS, name, header string, row func([]string) error) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	var faults []error
	last, n := "", 0
	for line := range strings.Lines(string(b)) {
		n++
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		var err error
		switch {
		case n == 1:
			if strings.Join(f, " ") != header {
				err = fmt.Errorf("header %q, want %q", strings.Join(f, " "), header)
			}
		case len(f) != len(strings.Fields(header)):
			err = fmt.Errorf("%d columns, want %d", len(f), len(strings.Fields(header)))
		case line < last:
			err = fmt.Errorf("%s: not sorted", f[0])
		default:
			last = line
			err = row(f)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, n, err))
		}
	}
	return errors.Join(faults...)
}

func (o *Ontology) readType(f []string) error {
	score, err := strconv.ParseFloat(f[2], 32)
	o.Types[chancery.EventType(f[0])] = Type{Quad: f[1], Score: float32(score), Default: f[3]}
	return err
}

func (o *Ontology) readMode(f []string) error {
	if _, ok := o.Types[chancery.EventType(f[1])]; !ok {
		return fmt.Errorf("unknown type %q", f[1])
	}
	o.modes[f[1]+"/"+f[0]] = true
	return nil
}

func (o *Ontology) readContext(f []string) error {
	o.contexts[f[0]] = true
	return nil
}

func (o *Ontology) readCode(f []string) error {
	score, err := strconv.ParseFloat(f[4], 32)
	if err != nil {
		return err
	}
	c := Code{Type: chancery.EventType(f[1]), Mode: f[2], Contexts: strings.Fields(f[3]), Goldstein: float32(score), Name: f[5]}
	o.Codes[f[0]] = c
	if c.Type == "" {
		return nil
	}
	return o.valid(c.Type, c.Mode, c.Contexts)
}

func (o *Ontology) readContent(f []string) error {
	for i, c := range f {
		if _, ok := o.Codes[c]; !ok && (c != "" || i == 0) {
			return fmt.Errorf("unknown code %q", c)
		}
	}
	o.content[f[0]] = f[1:]
	return nil
}

// valid reports a type, mode or context that the ontology does not have.
func (o *Ontology) valid(t chancery.EventType, mode string, contexts []string) error {
	if _, ok := o.Types[t]; !ok {
		return fmt.Errorf("unknown type %q", t)
	}
	if mode != "" && !o.modes[string(t)+"/"+mode] {
		return fmt.Errorf("%s has no mode %q", t, mode)
	}
	for _, c := range contexts {
		if !o.contexts[c] {
			return fmt.Errorf("unknown context %q", c)
		}
	}
	return nil
}

func (o *Ontology) check() error {
	var faults []error
	for _, t := range eventTypes {
		if typ, ok := o.Types[t]; !ok {
			faults = append(faults, fmt.Errorf("ontology/types.tsv: no type %s", t))
		} else if _, ok := o.Codes[typ.Default]; !ok {
			faults = append(faults, fmt.Errorf("ontology/types.tsv: %s: unknown code %q", t, typ.Default))
		}
	}
	return errors.Join(faults...)
}

// spoken is the code of a speech act of the column whose content has the code:
// that of the longest prefix in the table. Empty where there is none.
func (o *Ontology) spoken(column int, code string) string {
	for n := len(code); n >= 2; n-- {
		if row := o.content[code[:n]]; row != nil && row[column] != "" {
			return row[column]
		}
	}
	return ""
}

var eventTypes = []chancery.EventType{
	chancery.Agree, chancery.Consult, chancery.Support, chancery.Concede,
	chancery.Cooperate, chancery.Aid, chancery.Retreat, chancery.Request,
	chancery.Accuse, chancery.Reject, chancery.Threaten, chancery.Protest,
	chancery.Sanction, chancery.Mobilize, chancery.Coerce, chancery.Assault,
}

// kinds are the types as the kinds of rules.
var kinds = func() []string {
	out := make([]string, len(eventTypes))
	for i, t := range eventTypes {
		out[i] = string(t)
	}
	slices.Sort(out)
	return out
}()

// LoadOntology reads and checks the tables of fsys/ontology.
func LoadOntology(fsys fs.FS) (*Ontology, error) {
	o, err := loadOntology(fsys)
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	return o, nil
}

// Announced is what PLOVER makes of an act that is planned: AGREE, where it is
// cooperation, or THREATEN, where it is conflict. Acts of speech stay.
func (o *Ontology) Announced(t chancery.EventType, code string) (chancery.EventType, string) {
	switch {
	case o.Types[t].Quad == "material_conflict":
		if c := o.spoken(threaten, code); c != "" {
			return chancery.Threaten, c
		}
		return chancery.Threaten, "130"
	case o.Types[t].Quad == "verbal_conflict" || t == chancery.Agree:
		return t, code
	}
	if c := o.spoken(intend, code); c != "" {
		return chancery.Agree, c
	}
	return chancery.Agree, "030"
}

// Refused is what CAMEO makes of an act of cooperation that somebody will not
// do: REJECT. Other acts stay.
func (o *Ontology) Refused(t chancery.EventType, code string) (chancery.EventType, string) {
	if strings.HasSuffix(o.Types[t].Quad, "_conflict") {
		return t, code
	}
	if c := o.spoken(reject, code); c != "" {
		return chancery.Reject, c
	}
	return chancery.Reject, "120"
}
