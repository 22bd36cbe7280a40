package config

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"
)

// Write writes the settings as a file that would give them, each with where it
// comes from behind it.
func (c *Config) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	table := ""
	for _, f := range c.fields {
		name := f.key
		if i := strings.LastIndexByte(f.key, '.'); i >= 0 {
			if t := f.key[:i]; t != table {
				fmt.Fprintf(b, "\n[%s]\n", t)
				table = t
			}
			name = f.key[i+1:]
		}
		line := name + " = " + format(f.value)
		fmt.Fprintf(b, "%-40s # %s; %s\n", line, c.Origin(f.key), f.help)
	}
	return b.Flush()
}

// Origin says where a setting comes from: "default", "chancery.toml:7",
// "environment CHANCERY_LISTEN" or "flag".
func (c *Config) Origin(key string) string { return cmp.Or(c.origin[key], "default") }
