package chancery

import "testing"

func TestTrimWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`“We are ready,”`, `We are ready`},
		{`"Not now."`, `Not now`},
		{`“We are ready,” he said, “and waiting.”`, `“We are ready,” he said, “and waiting.”`},
		{`he did not want "a wasted meeting".`, `he did not want "a wasted meeting"`},
		{`“colossal mistake,`, `colossal mistake`},
		{` talks with the U.S.`, `talks with the U.S.`},
		{` – , “ ”`, ``},
		{`the "first" and the "last"`, `the "first" and the "last"`},
		{`"first" and "last"`, `"first" and "last"`},
	} {
		s := TrimWords(c.in, Span{0, len(c.in)})
		if got := c.in[s.Start:s.End]; got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTrimWordsClosesMarks(t *testing.T) {
	const text = `he will react “decisively” now`
	s := TrimWords(text, Span{0, len("he will react “decisively")})
	if got := text[s.Start:s.End]; got != "he will react “decisively”" {
		t.Errorf("got %q", got)
	}
}
