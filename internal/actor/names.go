package actor

import (
	"slices"
	"strings"
)

// findEntries finds names of the lexicon in Toks[lo:hi], the longest at each
// place.
func (w *work) findEntries(lo, hi int) {
	shout := w.shouting(lo, hi)
	for i := lo; i < hi; {
		h := w.entryAt(i, hi, shout)
		if h == nil {
			i++
			continue
		}
		w.hits = append(w.hits, h)
		w.hitAt[h.lo], w.hitEnd[h.hi] = h, h
		for t := h.lo; t < h.hi; t++ {
			w.hitOf[t] = h
		}
		i = h.hi
	}
}

// shouting reports whether a sentence is written in capitals.
func (w *work) shouting(lo, hi int) bool {
	big, all := 0, 0
	for i := lo; i < hi; i++ {
		if f := w.d.Toks[i].Form; len(f) > 3 && w.folded[i] != nil {
			all++
			if strings.ToUpper(f) == f {
				big++
			}
		}
	}
	return all >= 3 && big*10 > all*7
}

func (w *work) entryAt(i, end int, shout bool) *hit {
	if len(w.folded[i]) == 0 || w.inTime[i] {
		return nil
	}
	for _, e := range w.s.lex.byFirst[w.folded[i][0]] {
		if !e.valid(w.day) {
			continue
		}
		if hi := w.matchWords(e.words, i, end); hi > 0 && w.spelt(e, i, hi, shout) {
			return &hit{lo: i, hi: hi, e: e}
		}
	}
	return nil
}

// matchWords compares folded words with the tokens from i on; hyphens and
// apostrophes between them do not matter. It returns the token behind, or 0.
func (w *work) matchWords(words []string, i, end int) int {
	n := 0
	for ; i < end && n < len(words); i++ {
		f := w.folded[i]
		if len(f) == 0 {
			if n == 0 || !w.joiner(i) {
				return 0
			}
			continue
		}
		if len(f) > len(words)-n || !slices.Equal(f, words[n:n+len(f)]) {
			return 0
		}
		n += len(f)
	}
	if n < len(words) {
		return 0
	}
	return i
}

// joiner reports whether a token without words may stand inside a name.
func (w *work) joiner(i int) bool {
	switch strings.ToLower(w.d.Toks[i].Form) {
	case "-", "–", "‑", "'", "’", "al", "el", "ul", ".":
		return true
	}
	return false
}

// spelt checks the letters: acronyms as they are written, other names with a
// capital.
func (w *work) spelt(e *entry, lo, hi int, shout bool) bool {
	form := w.d.Toks[lo].Form
	if e.exact != "" {
		got := ""
		for i := lo; i < hi; i++ {
			got += w.d.Toks[i].Form
		}
		return strings.ReplaceAll(got, ".", "") == e.exact && (!shout || len(e.exact) > 2 || e.exact == "US" || e.exact == "EU" || e.exact == "UN")
	}
	if e.letters != "" && e.kind != ownEntry && w.letters(lo, hi) != e.letters {
		return false
	}
	if !upper(strings.TrimPrefix(e.spelling, "the ")) {
		return true
	}
	if !upper(form) {
		return false
	}
	if len(e.words) > 1 && e.kind == bodyEntry {
		return upper(w.d.Toks[hi-1].Form) || !upper(lastWord(e.spelling))
	}
	return true
}

// letters are the plain letters of tokens, joined.
func (w *work) letters(lo, hi int) string {
	if hi-lo == 1 && len(w.parts[lo]) == 1 {
		return w.parts[lo][0]
	}
	var b strings.Builder
	for t := lo; t < hi; t++ {
		for _, p := range w.parts[t] {
			b.WriteString(p)
		}
	}
	return b.String()
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// sameWords compares names without regard to the order of their words.
func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}
