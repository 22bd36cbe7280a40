package coder

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	"chancery/data"
)

// Rule is the rule of that name as its file has it, after a line that says
// where it stands; empty where no rule file has it.
func (c *Coder) Rule(name string) string {
	files, err := fs.Glob(data.FS, "rules/*.rules")
	if err != nil {
		return ""
	}
	for _, file := range files {
		text, err := fs.ReadFile(data.FS, file)
		if err != nil {
			continue
		}
		if rule := findRule(file, text, name); rule != "" {
			return rule
		}
	}
	return ""
}

// findRule is the lines of a file from "rule NAME" to the next empty one,
// without its examples.
func findRule(file string, text []byte, name string) string {
	var out []string
	s := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; s.Scan(); n++ {
		line := strings.TrimRight(s.Text(), " \t")
		f := strings.Fields(line)
		switch {
		case len(f) == 2 && f[0] == "rule" && f[1] == name:
			out = append(out, fmt.Sprintf("data/%s:%d", file, n), line)
		case out != nil && line == "":
			return strings.Join(out, "\n")
		case out != nil && f[0] != "yes" && f[0] != "no":
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
