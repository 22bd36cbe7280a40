package intake

import (
	"strings"
	"unicode/utf8"
)

// maxHeadline is the length, in code points, up to which a first line that an
// empty line follows is the headline.
const maxHeadline = 200

// headline splits a plain text into its headline, empty where it has none, and
// the rest.
func headline(text string) (title, body string) {
	text = strings.TrimLeft(text, "\n\t ")
	first, rest, ok := strings.Cut(text, "\n")
	second, after, more := strings.Cut(rest, "\n")
	first = strings.TrimSpace(first)
	if !ok || !more || strings.TrimSpace(second) != "" || strings.TrimSpace(after) == "" || utf8.RuneCountInString(first) > maxHeadline {
		return "", text
	}
	return first, after
}

// paragraphs puts one paragraph on each line: empty lines go, the lines of a
// paragraph that was wrapped to a width are joined, and white space inside a
// line is left as it came.
func paragraphs(text string) string {
	var out []string
	for _, block := range blocks(text) {
		if wrapped(block) {
			out = append(out, strings.Join(block, " "))
		} else {
			out = append(out, block...)
		}
	}
	return strings.Join(out, "\n")
}

// blocks are the runs of lines between empty lines, without white space at the
// ends of a line.
func blocks(text string) [][]string {
	var all [][]string
	var block []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			block = append(block, line)
		} else if block != nil {
			all, block = append(all, block), nil
		}
	}
	if block != nil {
		all = append(all, block)
	}
	return all
}

// The widths, in code points, to which texts are wrapped.
const (
	minWrap = 40
	maxWrap = 130
)

// wrapped reports whether lines look like one paragraph folded to a width: no
// line could have taken the first word of the next.
func wrapped(lines []string) bool {
	if len(lines) < 2 {
		return false
	}
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l))
	}
	if width < minWrap || width > maxWrap {
		return false
	}
	for i, l := range lines[:len(lines)-1] {
		word, _, _ := strings.Cut(lines[i+1], " ")
		if utf8.RuneCountInString(l)+1+utf8.RuneCountInString(word) <= width {
			return false
		}
	}
	return true
}
