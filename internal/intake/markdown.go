package intake

import (
	"regexp"
	"strings"

	"chancery"
)

var (
	fence     = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	heading   = regexp.MustCompile(`^ {0,3}#{1,6}(?:[ \t]+|$)`)
	closing   = regexp.MustCompile(`[ \t]+#+[ \t]*$`)
	underline = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	rule      = regexp.MustCompile(`^ {0,3}([-*_][ \t]*){3,}$`)
	bullet    = regexp.MustCompile(`^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+`)
	quoteMark = regexp.MustCompile(`^[ \t]*(?:>[ \t]?)+`)
	reference = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:[ \t]*\S+`)
	tableRule = regexp.MustCompile(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)

	comment  = regexp.MustCompile(`(?s)<!--.*?-->`)
	image    = regexp.MustCompile(`!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])`)
	link     = regexp.MustCompile(`\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])`)
	autolink = regexp.MustCompile(`<https?://[^>]*>`)
	tag      = regexp.MustCompile(`</?[a-zA-Z][^>\n]*>`)
	strong   = regexp.MustCompile(`(\*\*|__)(\S|\S.*?\S)(\*\*|__)`)
	emphasis = regexp.MustCompile(`(^|[^\w*])[*_](\S|\S.*?\S)[*_]([^\w*]|$)`)
	code     = regexp.MustCompile("`+([^`]*)`+")
	escape   = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+\\-.!>~|])")
)

// markdown takes the marks off a Markdown text. What stands in its front matter
// and, as headline, its first heading where nothing but that comes first,
// becomes part of what is known of the article.
func markdown(a *chancery.Article) {
	text := frontMatter(a, a.Text)
	text = comment.ReplaceAllString(text, "")
	var out []string
	fenced := ""
	lines := strings.Split(text, "\n")
	begun := false
	for i, line := range lines {
		mark := strings.TrimSpace(fence.FindString(line))
		switch {
		case fenced != "":
			if strings.HasPrefix(mark, fenced) {
				fenced = ""
			}
			continue
		case mark != "":
			fenced = mark
			continue
		case reference.MatchString(line), rule.MatchString(line) && !headed(out), tableRule.MatchString(line) && strings.Contains(line, "|"):
			continue
		}
		if underline.MatchString(line) && headed(out) {
			if !begun && a.Title == "" && len(strings.Fields(strings.Join(out, " "))) == len(strings.Fields(out[len(out)-1])) {
				a.Title, out = inline(out[len(out)-1]), out[:0]
			}
			begun = true
			out = append(out, "")
			continue
		}
		if heading.MatchString(line) {
			line = inline(closing.ReplaceAllString(heading.ReplaceAllString(line, ""), ""))
			if !begun && a.Title == "" && strings.TrimSpace(strings.Join(out, "")) == "" {
				a.Title, line = line, ""
			}
			begun = true
			out = append(out, "", line, "")
			continue
		}
		if i > 1 && len(out) > 1 && strings.TrimSpace(out[len(out)-2]) != "" {
			begun = true
		}
		item := bullet.MatchString(quoteMark.ReplaceAllString(line, ""))
		line = bullet.ReplaceAllString(quoteMark.ReplaceAllString(line, ""), "")
		if item {
			out = append(out, "")
		}
		out = append(out, inline(line))
	}
	a.Text = join(out)
}

// headed reports whether the last line can be a heading that a line of = or -
// underlines.
func headed(out []string) bool {
	return len(out) > 0 && strings.TrimSpace(out[len(out)-1]) != "" && (len(out) == 1 || strings.TrimSpace(out[len(out)-2]) == "")
}

// join puts the lines of each paragraph on one line, as Markdown does.
func join(lines []string) string {
	var out []string
	for _, b := range blocks(strings.Join(lines, "\n")) {
		out = append(out, strings.Join(b, " "))
	}
	return strings.Join(out, "\n\n")
}

func inline(s string) string {
	s = image.ReplaceAllString(s, "")
	for range 2 { // a link inside a link's text is an image that is gone
		s = link.ReplaceAllString(s, "$1")
	}
	s = autolink.ReplaceAllString(s, "")
	s = tag.ReplaceAllString(s, "")
	s = code.ReplaceAllString(s, "$1")
	s = strong.ReplaceAllString(s, "$2")
	s = emphasis.ReplaceAllString(s, "$1$2$3")
	s = escape.ReplaceAllString(s, "$1")
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
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(line, ":")
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "title":
			a.Title = value
		case "author":
			a.Author = value
		case "source", "publisher":
			a.Source = value
		case "url", "canonical":
			a.URL = value
		case "lang", "language":
			a.Language = value
		case "date", "published":
			if day, err := chancery.ParseStamp(value); err == nil {
				a.Published = day
			}
		}
	}
	return rest
}
