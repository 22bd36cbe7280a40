package prop

import (
	"strings"

	"chancery/internal/rules"
)

// verbs knows the base forms of verbs and their irregular forms.
type verbs struct {
	lex       *rules.Lexicon
	irregular map[string]string
}

func newVerbs(lex *rules.Lexicon) *verbs {
	v := &verbs{lex: lex, irregular: map[string]string{}}
	words, _ := lex.Words("verb")
	for _, w := range words {
		for f := range strings.FieldsSeq(lex.Row("verb", w)[1]) {
			if _, twice := v.irregular[f]; !twice {
				v.irregular[f] = w
			}
		}
	}
	return v
}

// base is the verb that a lower-case form belongs to, empty where the list has
// none.
func (v *verbs) base(form string) string {
	if v.lex.Has("verb", form) {
		return form
	}
	if w := v.irregular[form]; w != "" {
		return w
	}
	for _, end := range []struct{ cut, add string }{{"s", ""}, {"es", ""}, {"ies", "y"}, {"ed", ""}, {"d", ""}, {"ied", "y"}, {"ing", ""}, {"ing", "e"}} {
		stem, ok := strings.CutSuffix(form, end.cut)
		if !ok || len(stem) < 2 {
			continue
		}
		if w := stem + end.add; v.lex.Has("verb", w) {
			return w
		}
		if n := len(stem); end.add == "" && n > 2 && stem[n-1] == stem[n-2] && v.lex.Has("verb", stem[:n-1]) {
			return stem[:n-1]
		}
	}
	return ""
}
