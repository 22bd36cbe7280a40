package chancery

import "strings"

// OwnVoice are the actors that a declaration speaks for, who are its "we": those
// named before the first verb of "We, the leaders of …". It is nil where no such
// sentence stands near the beginning.
func OwnVoice(d *Doc) []string {
	for i := range min(len(d.Sentences), 12) {
		s := &d.Sentences[i]
		if s.Hi-s.Lo < 5 || s.Lo < 0 || s.Hi > len(d.Toks) {
			continue
		}
		lo := s.Lo
		for lo < s.Lo+3 && !strings.EqualFold(d.Toks[lo].Form, "we") && (d.Toks[lo].UPOS == "NUM" || d.Toks[lo].UPOS == "PUNCT" || d.Toks[lo].UPOS == "X") {
			lo++ // the number of a paragraph
		}
		if !strings.EqualFold(d.Toks[lo].Form, "we") || d.Toks[lo+1].Form != "," {
			continue
		}
		end := lo + 2
		for end < s.Hi && !(d.Toks[end].Form == "," && end+1 < s.Hi && verbal(d.Toks[end+1].UPOS)) {
			end++
		}
		return named(d, lo+1, end)
	}
	return nil
}

func verbal(u UPOS) bool { return u == "VERB" || u == "AUX" || u == "ADV" }

// named are the actors of the mentions inside Toks[lo:hi], each once.
func named(d *Doc, lo, hi int) []string {
	var ids []string
	seen := map[string]bool{}
	for m := range d.Mentions {
		mt := &d.Mentions[m]
		if mt.Kind != ActorMention || mt.Lo < lo || mt.Hi > hi {
			continue
		}
		for _, id := range mt.Refs {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}
