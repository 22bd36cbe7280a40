package eval

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"chancery"
	"chancery/internal/parse/conllu"
)

// AttachNames gives the words of texts the name tags of a file in the two
// columns word and IOB2 tag, sentences parted by empty lines, in any order.
// Only persons, places and organisations count. It returns how many sentences
// of the texts have no tags; they are taken to hold no name.
func AttachNames(texts []*conllu.Text, r io.Reader) (missing int, err error) {
	tags, err := readNames(r)
	if err != nil {
		return 0, err
	}
	for _, t := range texts {
		for _, s := range t.Sentences {
			var key strings.Builder
			for _, w := range t.Toks[s.Lo:s.Hi] {
				key.WriteString(w.Form + "\t")
			}
			found, ok := tags[key.String()]
			if !ok {
				missing++
				continue
			}
			for i, n := range found {
				t.Toks[s.Lo+i].Name = n
			}
		}
	}
	return missing, nil
}

func readNames(r io.Reader) (map[string][]chancery.Name, error) {
	out := map[string][]chancery.Name{}
	var key strings.Builder
	var tags []chancery.Name
	end := func() {
		if len(tags) > 0 {
			out[key.String()] = tags
		}
		key.Reset()
		tags = nil
	}
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		word, tag, ok := strings.Cut(line, "\t")
		switch {
		case line == "":
			end()
		case !ok && strings.HasPrefix(line, "#"):
		case !ok:
			return nil, fmt.Errorf("line %d: want word and tag", n)
		default:
			tag, _, _ = strings.Cut(tag, "\t")
			if k := strings.TrimPrefix(strings.TrimPrefix(tag, "B-"), "I-"); k != "PER" && k != "LOC" && k != "ORG" {
				tag = ""
			}
			key.WriteString(word + "\t")
			tags = append(tags, chancery.Name(tag))
		}
	}
	end()
	return out, in.Err()
}
