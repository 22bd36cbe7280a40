package config

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// file lays the settings of a TOML file over those that c has. Faults are told as
// "name:line: what".
func (c *Config) file(name string, text []byte) error {
	var tree map[string]any
	if err := toml.Unmarshal(text, &tree); err != nil {
		var at *toml.DecodeError
		if errors.As(err, &at) {
			line, _ := at.Position()
			return fmt.Errorf("%s:%d: %s", name, line, strings.TrimPrefix(at.Error(), "toml: "))
		}
		return fmt.Errorf("%s: %w", name, err)
	}
	flat := map[string]any{}
	flatten(flat, "", tree)
	var faults []error
	for _, k := range keys(text) {
		f := c.field(k.name)
		value, given := flat[k.name]
		switch {
		case f == nil && c.table(k.name):
			if k.value {
				faults = append(faults, fmt.Errorf("%s:%d: %s is a table", name, k.line, k.name))
			}
			continue
		case f == nil:
			faults = append(faults, fmt.Errorf("%s:%d: unknown key %s", name, k.line, k.name))
			continue
		case !given: // as a table
			faults = append(faults, fmt.Errorf("%s:%d: %s: want %s", name, k.line, k.name, kindName(f.value.Type())))
			continue
		}
		if err := setValue(f.value, value); err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %s: %w", name, k.line, k.name, err))
			continue
		}
		c.origin[k.name] = fmt.Sprintf("%s:%d", name, k.line)
	}
	return errors.Join(faults...)
}

// table reports whether settings lie in the table of that name.
func (c *Config) table(name string) bool {
	for _, f := range c.fields {
		if strings.HasPrefix(f.key, name+".") {
			return true
		}
	}
	return false
}

func flatten(out map[string]any, prefix string, tree map[string]any) {
	for key, value := range tree {
		if table, ok := value.(map[string]any); ok {
			flatten(out, prefix+key+".", table)
			continue
		}
		out[prefix+key] = value
	}
}

// A key is one that a file names, with the line where it does.
type key struct {
	name  string
	line  int
	value bool // not only the head of a table
}

// keys are the keys of a TOML text that is well formed, in its order.
func keys(text []byte) []key {
	p := &unstable.Parser{}
	p.Reset(text)
	var out []key
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		name, line := path(p, e)
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = name + "."
			out = append(out, key{name, line, false})
		case unstable.KeyValue:
			out = append(out, inline(p, table+name, line, e.Value())...)
		}
	}
	return out
}

// inline are the keys of an inline table, or the one key of another value.
func inline(p *unstable.Parser, name string, line int, v *unstable.Node) []key {
	if v.Kind != unstable.InlineTable {
		return []key{{name, line, true}}
	}
	var out []key
	for it := v.Children(); it.Next(); {
		sub, line := path(p, it.Node())
		out = append(out, inline(p, name+"."+sub, line, it.Node().Value())...)
	}
	return out
}

// path is the dotted name of an expression and the line where it begins.
func path(p *unstable.Parser, e *unstable.Node) (string, int) {
	var parts []string
	line := 0
	for it := e.Key(); it.Next(); {
		if line == 0 {
			line = p.Shape(it.Node().Raw).Start.Line
		}
		parts = append(parts, string(it.Node().Data))
	}
	return strings.Join(parts, "."), line
}
