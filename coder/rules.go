package coder

import "chancery/internal/rules"

// Rule is the rule of that name as its file has it, after a line that says
// where it stands; empty where no rule file has it.
func (c *Coder) Rule(name string) string { return rules.Source(c.fsys, name) }
