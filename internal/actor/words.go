package actor

import "io/fs"

// words are the lists of words.tsv: list -> word -> value. Most lists have no
// values; a word stands in them or not.
type words map[string]map[string]string

// loadWords reads knowledge/words.tsv.
func loadWords(fsys fs.FS) (words, error) {
	t, err := readTable(fsys, "knowledge/words.tsv", "list word value")
	if err != nil {
		return nil, err
	}
	w := words{}
	return w, t.each(3, func(_ int, r []string) error {
		if w[r[0]] == nil {
			w[r[0]] = map[string]string{}
		}
		word := r[1]
		if r[0] == "sector" {
			word = foldWord(word) // compared with the folded words of names
		}
		w[r[0]][word] = r[2]
		return nil
	})
}

// is reports whether a word stands in a list.
func (w words) is(list, word string) bool {
	_, ok := w[list][word]
	return ok
}

// is reports whether a word stands in one of the lists of words.tsv.
func (w *work) is(list, word string) bool { return w.s.words.is(list, word) }

// wordSet is a small set that belongs to the code and not to a table.
func wordSet(list ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range list {
		m[w] = true
	}
	return m
}
