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

// A Turn is a line of an interview, "Name: words", with the lines without a name
// after it. Spans are bytes of the text.
type Turn struct{ Label, Words Span }

// minTurns is how many lines that begin with a name make an interview.
const minTurns = 3

// maxTurnLabel is the longest label of a turn, in bytes.
const maxTurnLabel = 60

// Turns finds the turns of an interview: lines that begin with a capitalised
// label and a colon. It is nil where there are too few to make one.
func Turns(text string) []Turn {
	var list []Turn
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		start := at
		at += len(line) + 1
		i := strings.IndexByte(line, ':')
		if i > 0 && i <= maxTurnLabel && i+1 < len(line) && line[i+1] == ' ' && isLabel(line[:i]) {
			list = append(list, Turn{Span{Start: start, End: start + i}, Span{Start: start + i + 2, End: start + len(line)}})
		} else if n := len(list); n > 0 && strings.TrimSpace(line) != "" {
			list[n-1].Words.End = start + len(line)
		}
	}
	if len(list) < minTurns {
		return nil
	}
	return list
}

// isLabel reports whether a label is made of at most five words, each of which
// begins with a capital.
func isLabel(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	for _, w := range words {
		if c := w[0]; !(c >= 'A' && c <= 'Z' || c >= 0x80) {
			return false
		}
	}
	return true
}
