package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// longestHeadline is the greatest length, in code points, of a first line that
// is taken as the headline.
const longestHeadline = 200

// Clean makes a raw body, from a file or out of a page, the text of an article:
// paragraphs with a single line end between them, without the headline and
// without furniture. A first line of at most 200 characters that an empty line
// follows becomes a.Title, if a has none; a first line that only repeats the title
// that a had goes. What was furniture comes back as defects of kind boilerplate. Nothing
// inside a paragraph that stays is changed.
func (s *Stage) Clean(a *chancery.Article) []chancery.Defect {
	title := a.Title
	paras := paragraphs(takeHeadline(a, newlines.Replace(strings.TrimPrefix(a.Text, "\uFEFF"))))
	if len(paras) > 1 && title != "" && sameLine(paras[0], title) {
		paras = paras[1:]
	}
	f := furnisher{words: s.words, paras: paras}
	kept, defects := f.run()
	a.Text = strings.Join(kept, "\n")
	return defects
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\f", "\n")

// takeHeadline moves the headline of body to a and returns the rest.
func takeHeadline(a *chancery.Article, body string) string {
	body = strings.TrimLeftFunc(body, unicode.IsSpace)
	if a.Title != "" {
		return body
	}
	line, rest, _ := strings.Cut(body, "\n")
	next, after, more := strings.Cut(rest, "\n")
	if !more || strings.TrimSpace(next) != "" || strings.TrimSpace(after) == "" {
		return body
	}
	line = strings.TrimSpace(line)
	if utf8.RuneCountInString(line) > longestHeadline {
		return body
	}
	a.Title = line
	return after
}

func sameLine(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// paragraphs are the lines of body that are not empty; lines that an editor
// has wrapped at a fixed width are put together again.
func paragraphs(body string) []string {
	var out, part []string // part: the lines of the paragraph that is open
	wrap := wrapped(body)
	for line := range strings.SplitSeq(body, "\n") {
		line = strings.TrimSpace(line)
		if len(part) > 0 && (line == "" || !wrap) {
			out, part = append(out, strings.Join(part, " ")), part[:0]
		}
		if line != "" {
			part = append(part, line)
		}
	}
	if len(part) > 0 {
		out = append(out, strings.Join(part, " "))
	}
	return out
}

// wrapped reports whether the lines of a body have been broken at a fixed
// width, with empty lines between paragraphs: most lines that another line
// follows are nearly as long as the longest.
func wrapped(body string) bool {
	longest, blank := 0, false
	for line := range strings.SplitSeq(body, "\n") {
		longest = max(longest, utf8.RuneCountInString(line))
		blank = blank || strings.TrimSpace(line) == ""
	}
	if !blank || longest > 100 || longest < 50 {
		return false
	}
	full, followed, prev := 0, 0, ""
	for line := range strings.SplitSeq(body, "\n") {
		if line = strings.TrimSpace(line); prev != "" && line != "" {
			followed++
			if utf8.RuneCountInString(prev) > longest-16 {
				full++
			}
		}
		prev = line
	}
	return followed >= 3 && full*5 >= followed*4
}
