package intake

import (
	"regexp"
	"strings"

	"chancery"
)

// The marks of Markdown that begin or make up a line.
var (
	fence     = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	heading   = regexp.MustCompile(`^ {0,3}#{1,6}(?:[ \t]+|$)`)
	closing   = regexp.MustCompile(`[ \t]+#+[ \t]*$`)
	underline = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	thematic  = regexp.MustCompile(`^ {0,3}([-*_][ \t]*){3,}$`)
	bullet    = regexp.MustCompile(`^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+`)
	quoteMark = regexp.MustCompile(`^[ \t]*(?:>[ \t]?)+`)
	reference = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:[ \t]*\S+`)
	tableRule = regexp.MustCompile(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$`)
)

// The marks inside a line, each with what stays of it.
var inlines = []struct {
	mark *regexp.Regexp
	stay string
}{
	{regexp.MustCompile(`!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])`), ""},              // image
	{regexp.MustCompile(`\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])`), "$1"},           // link
	{regexp.MustCompile(`<https?://[^>]*>`), ""},                               // address
	{regexp.MustCompile(`</?[a-zA-Z][^>\n]*>`), ""},                            // HTML
	{regexp.MustCompile("`+([^`]*)`+"), "$1"},                                  // code
	{regexp.MustCompile(`(\*\*|__)(\S|\S.*?\S)(\*\*|__)`), "$2"},               // strong
	{regexp.MustCompile(`(^|[^\w*])[*_](\S|\S.*?\S)[*_]([^\w*]|$)`), "$1$2$3"}, // emphasis
}

var comment = regexp.MustCompile(`(?s)<!--.*?-->`)

// markdown takes the marks off a Markdown text. What stands in its front matter
// becomes part of what is known of the article, and so does, as headline, a
// heading that nothing comes before.
func markdown(a *chancery.Article) {
	m := marks{title: &a.Title}
	text := frontMatter(a, a.Text)
	for line := range strings.SplitSeq(comment.ReplaceAllString(text, ""), "\n") {
		m.line(line)
	}
	m.end()
	a.Text = strings.Join(m.paras, "\n\n")
}

// marks reads Markdown line by line.
type marks struct {
	title *string
	paras []string
	para  []string // lines of the paragraph that is open
	fence string   // mark of the block of code that is open
}

func (m *marks) line(line string) {
	mark := strings.TrimSpace(fence.FindString(line))
	switch {
	case m.fence != "":
		if strings.HasPrefix(mark, m.fence) {
			m.fence = ""
		}
	case mark != "":
		m.end()
		m.fence = mark
	case len(m.para) == 1 && underline.MatchString(line):
		m.heading(m.para[0])
	case strings.TrimSpace(line) == "", thematic.MatchString(line):
		m.end()
	case heading.MatchString(line):
		text := plainLine(closing.ReplaceAllString(heading.ReplaceAllString(line, ""), ""))
		m.end()
		m.heading(text)
	case reference.MatchString(line), tableRule.MatchString(line):
	default:
		m.words(quoteMark.ReplaceAllString(line, ""))
	}
}

// words adds a line of running text; an item of a list begins a paragraph.
func (m *marks) words(line string) {
	if item := bullet.FindString(line); item != "" {
		m.end()
		line = line[len(item):]
	}
	if line = plainLine(line); line != "" {
		m.para = append(m.para, line)
	}
}

// heading ends what is open, which it may stand for, with a heading.
func (m *marks) heading(text string) {
	m.para = nil
	switch {
	case text == "":
	case len(m.paras) == 0 && *m.title == "":
		*m.title = text
	default:
		m.paras = append(m.paras, text)
	}
}

func (m *marks) end() {
	if m.para != nil {
		m.paras = append(m.paras, strings.Join(m.para, " "))
	}
	m.para = nil
}

var escaped = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]")

// private is where characters of Unicode begin that no text uses; one that a
// backslash keeps from being a mark waits there while marks are taken off.
const private = 0xe000

// plainLine is a line without the marks inside it.
func plainLine(s string) string {
	s = escaped.ReplaceAllStringFunc(s, func(m string) string { return string(rune(private + int(m[1]))) })
	for _, x := range inlines {
		s = x.mark.ReplaceAllString(s, x.stay)
	}
	s = strings.Map(func(r rune) rune {
		if r > private && r < private+0x80 {
			return r - private
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// frontMatter takes "key: value" lines between two lines of --- off the head of
// the text and keeps those that it knows.
func frontMatter(a *chancery.Article, text string) string {
	head, ok := strings.CutPrefix(strings.TrimLeft(text, "\n"), "---\n")
	if !ok {
		return text
	}
	head, rest, ok := strings.Cut(head, "\n---\n")
	if !ok {
		return text
	}
	fields := map[string]*string{"title": &a.Title, "author": &a.Author, "source": &a.Source, "publisher": &a.Source, "url": &a.URL, "canonical": &a.URL, "lang": &a.Language, "language": &a.Language}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(line, ":")
		key = strings.ToLower(strings.TrimSpace(key))
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		if to := fields[key]; to != nil {
			*to = value
		}
		if key == "date" || key == "published" {
			if day, err := chancery.ParseStamp(value); err == nil {
				a.Published = day
			}
		}
	}
	return rest
}
