package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
)

// Origins are where settings come from, each over those before it.
type Origins struct {
	File  string            // TOML file; none where empty
	Env   []string          // "NAME=value", as of os.Environ
	Flags map[string]string // setting to value, of the flags that were given
}

// A Config is the settings with where each comes from.
type Config struct {
	Settings
	origin map[string]string // of settings that are not at their default
	fields []field
}

// A field is one setting.
type field struct {
	key   string // "follow.revisit"
	help  string
	value reflect.Value
}

// Load reads the settings. Its error lists every fault, one a line.
func Load(from Origins) (*Config, error) {
	c := &Config{Settings: Default(), origin: map[string]string{}}
	c.fields = fieldsOf("", reflect.ValueOf(&c.Settings).Elem())
	var faults []error
	if from.File != "" {
		b, err := os.ReadFile(from.File)
		if err != nil {
			return nil, err
		}
		faults = append(faults, c.file(from.File, b))
	}
	faults = append(faults, c.env(from.Env))
	for key, value := range from.Flags {
		faults = append(faults, c.text(key, value, "flag"))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return c, c.check()
}

// DefaultFile is the file that is read where none is named: config.toml in the
// user's configuration directory. It is empty where there is none.
func DefaultFile() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	name := filepath.Join(dir, "chancery", "config.toml")
	if _, err := os.Stat(name); err != nil {
		return ""
	}
	return name
}

func fieldsOf(prefix string, v reflect.Value) []field {
	var out []field
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag
		key := prefix + tag.Get("toml")
		if f := v.Field(i); f.Kind() == reflect.Struct {
			out = append(out, fieldsOf(key+".", f)...)
		} else {
			out = append(out, field{key, tag.Get("help"), f})
		}
	}
	return out
}

func (c *Config) field(key string) *field {
	i := slices.IndexFunc(c.fields, func(f field) bool { return f.key == key })
	if i < 0 {
		return nil
	}
	return &c.fields[i]
}

// The names under which the environment gives settings begin with prefix. Names
// in others belong to tests and to the file itself.
const prefix = "CHANCERY_"

var others = []string{"CHANCERY_CONFIG", "CHANCERY_DATA", "CHANCERY_KILLS", "CHANCERY_BROWSER"}

func (c *Config) env(environ []string) error {
	var faults []error
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, prefix) || slices.Contains(others, name) {
			continue
		}
		i := slices.IndexFunc(c.fields, func(f field) bool { return envName(f.key) == name })
		if i < 0 {
			faults = append(faults, fmt.Errorf("environment variable %s: no such setting", name))
			continue
		}
		faults = append(faults, c.text(c.fields[i].key, value, "environment "+name))
	}
	return errors.Join(faults...)
}

// envName is the environment variable of a setting.
func envName(key string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// text sets a setting to what a flag or a variable says.
func (c *Config) text(key, value, origin string) error {
	f := c.field(key)
	if f == nil {
		return fmt.Errorf("%s: no such setting", key)
	}
	if err := setText(f.value, value); err != nil {
		return fmt.Errorf("%s (%s): %w", key, origin, err)
	}
	c.origin[key] = origin
	return nil
}
