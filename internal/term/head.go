package term

import (
	"cmp"
	"fmt"
	"strings"

	"chancery"
)

// header says which article this is.
func (s *sheet) header() {
	a := &s.e.Article
	s.line(s.style(dim, strings.Repeat("─", s.width)))
	s.foldTo("", "", s.bolds(cmp.Or(clean(a.Title), "(no headline)")))
	date := "date of publication not known"
	if !a.Published.IsZero() {
		date = a.Published.Format("2 January 2006")
		if a.Inferred {
			date += " (read out of the text)"
		}
	}
	facts := []string{clean(a.Source), clean(a.Author), date, language(a.Language), count(len(s.e.Sentences), "sentence")}
	s.foldTo("", "", strings.Join(nonEmpty(facts), " · "))
	if a.URL != "" {
		s.foldTo("", "", clean(a.URL))
	}
	if s.rows() == 0 {
		s.line("")
		s.fold("", "Nothing that belongs in the ledger was found in this article.")
		return
	}
	s.line("")
	for _, l := range wrap("Each row is followed by the sentence that proves it: [ ] stand around the words that count, * * around the word for the act.", s.width, s.width) {
		s.line(s.style(dim, l))
	}
}

// language names the language of an article; only English is read.
func language(code string) string {
	if code == "en" {
		return "English"
	}
	return clean(code)
}

// bolds makes every word bold by itself, so that lines can be folded between.
func (s *sheet) bolds(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = s.style(bold, w)
	}
	return strings.Join(words, " ")
}

func (s *sheet) rows() int {
	e := s.e
	return len(e.Events) + len(e.Statements) + len(e.Conditions) + len(e.Demands) + len(e.Agenda)
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func nonEmpty(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// defects says what is wrong with the text.
func (s *sheet) defects() {
	if len(s.e.Defects) == 0 {
		return
	}
	s.section("DEFECTS", "what is wrong with the text")
	for _, d := range s.e.Defects {
		text := clean(d.Note)
		switch {
		case d.Kind == chancery.Boilerplate:
			text = "taken out: “" + text + "”"
		case !d.Span.None():
			text = strings.TrimSuffix(s.quote(d.Span)+": "+text, ": ")
		}
		s.fold(fmt.Sprintf("  %-19s ", d.Kind), text)
	}
}

// longQuote is the length, in characters, from which on a defect's words are
// cut short.
const longQuote = 120

// quote is the words of a defect, cut short where they are many.
func (s *sheet) quote(x chancery.Span) string {
	switch {
	case x.Len()*10 >= len(s.text)*9:
		return "the whole text"
	case x.Len() > longQuote:
		return "“" + s.cut(chancery.Span{Start: x.Start, End: x.Start + longQuote}) + " …”"
	}
	return "“" + s.cut(x) + "”"
}
