package main

import (
	"io"
	"os"
	"strconv"

	xterm "golang.org/x/term"

	"chancery/internal/term"
)

// terminal says what can be shown on w: colours only on a terminal and never
// where NO_COLOR is set, folded to its width or to that which COLUMNS names.
func terminal(w io.Writer) term.Options {
	var o term.Options
	f, ok := w.(*os.File)
	if ok && xterm.IsTerminal(int(f.Fd())) {
		o.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if n, _, err := xterm.GetSize(int(f.Fd())); err == nil {
			o.Width = min(n, maxColumns)
		}
		return o
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		o.Width = min(n, maxColumns)
	}
	return o
}

// maxColumns is the width beyond which lines are hard to read.
const maxColumns = 140
