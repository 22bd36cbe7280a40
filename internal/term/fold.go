package term

import (
	"bufio"
	"cmp"
	"strings"
)

// Fold is text in lines of the terminal's width, each behind the indent, with
// nothing in it that steers a terminal.
func Fold(indent, text string, opts Options) string {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	s := &sheet{w: w, width: max(minWidth, cmp.Or(opts.Width, 80))}
	s.fold(indent, clean(text))
	w.Flush()
	return b.String()
}
