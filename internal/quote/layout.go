package quote

import (
	"chancery"
)

// maxLabel is the longest label before a colon, in bytes.
const maxLabel = 60

// colons reads "Kremlin: no signing tonight", where what stands before the colon
// is an actor and nothing else.
func (r *reader) colons() {
	turns := map[int]bool{} // where a turn of an interview begins
	for _, u := range chancery.Turns(r.d.Text) {
		turns[u.Label.Start] = true
	}
	for i := range r.d.Sentences {
		s := &r.d.Sentences[i]
		for t := s.Lo + 1; t < min(s.Hi-2, s.Lo+10); t++ {
			if r.d.Toks[t].Form != ":" {
				continue
			}
			if r.d.Toks[t].Start-s.Span.Start > maxLabel {
				break
			}
			who, ok := r.label(s.Lo, t)
			if !ok {
				who, ok = r.holds(s.Lo, t)
			}
			if !ok {
				continue
			}
			span := r.trim(r.d.Toks[t+1].Span.Cover(r.d.Toks[s.Hi-1].Span))
			if r.taken(i, span) || turns[s.Span.Start] {
				break
			}
			c := said{rule: "quote.colon", mode: sayMode, sure: 0.7, prop: -1, cueTok: t, cue: r.d.Toks[t].Span, who: who, stance: chancery.Asserts, sent: i, content: span, head: r.topOf(t+1, s.Hi)}
			r.extend(&c)
			r.stance(&c)
			r.push(c)
			break
		}
	}
}

// holds is whose message, terms or answer stand before a colon at token t: "Moscow's
// message is clear: no talks".
func (r *reader) holds(lo, t int) (party, bool) {
	for k := lo; k < t; k++ {
		if r.d.Toks[k].UPOS != "NOUN" || !r.s.lex.Has("positionnoun", r.t.Lemma(k)) {
			continue
		}
		if p := r.t.Child(k, "nmod:poss"); p >= 0 {
			if who := r.at(p); len(who.ids) > 0 {
				return who, true
			}
		}
	}
	return party{}, false
}

// goOn reads what a speaker goes on to say behind a colon: "It warned them to keep
// out: any vessel that entered would be stopped."
func (r *reader) goOn() {
	for i := range r.d.Sentences {
		s := &r.d.Sentences[i]
		for t := s.Lo + 3; t+2 < s.Hi; t++ {
			if r.d.Toks[t].Form != ":" || r.quotedAt(t) {
				continue
			}
			var last *said
			for _, n := range r.saidIn[i] {
				if o := &r.said[n]; !o.drop && o.cueTok >= s.Lo && o.cueTok < t && len(o.who.ids) > 0 && o.content.Start < r.d.Toks[t].Start && (last == nil || o.cueTok > last.cueTok) {
					last = o
				}
			}
			span := r.trim(r.d.Toks[t+1].Span.Cover(r.d.Toks[s.Hi-1].Span))
			head := r.finiteIn(t+1, s.Hi)
			if last == nil || head < 0 || r.taken(i, span) {
				break
			}
			last.content.End = min(last.content.End, r.d.Toks[t].Start)
			c := said{rule: "quote.go-on", mode: sayMode, sure: 0.7, prop: -1, cueTok: -1, cue: r.d.Toks[t].Span, who: party{ids: last.who.ids, behalf: last.who.behalf, tok: -1}, via: last.via, stance: chancery.Asserts, sent: i, content: span, head: head}
			r.extend(&c)
			r.stance(&c)
			r.push(c)
			break
		}
	}
}

// label is the actor that Toks[lo:hi] names and does no more than name; the
// stamp of a live blog may stand before it.
func (r *reader) label(lo, hi int) (party, bool) {
	for lo < hi && (r.d.Toks[lo].UPOS == "NUM" || r.d.Toks[lo].UPOS == "PUNCT" || startsDigit(r.d.Toks[lo].Form) || zones[r.d.Toks[lo].Form]) {
		lo++
	}
	for t := lo; t < hi; t++ {
		i := r.t.HeadMention(t)
		if i < 0 {
			continue
		}
		if m := &r.d.Mentions[i]; m.Lo <= lo+1 && m.Lo >= lo && m.Hi == hi && len(m.Refs) > 0 && m.Form != chancery.PronounForm {
			return r.at(m.Head), true
		}
	}
	return party{}, false
}

// zones stand behind the clock time of a stamp.
var zones = map[string]bool{"GMT": true, "UTC": true, "BST": true, "CET": true, "CEST": true, "EET": true, "EST": true, "EDT": true, "ET": true, "MSK": true, "a.m.": true, "p.m.": true, "am": true, "pm": true, "h": true, "Update": true, "UPDATE": true}

// declared reads a declaration in its own voice: what will or must be done is a
// promise of those it speaks for.
func (r *reader) declared() {
	if len(r.body.ids) == 0 {
		return
	}
	for i := range r.d.Sentences {
		s := &r.d.Sentences[i]
		if len(r.saidIn[i]) > 0 {
			continue
		}
		for t := s.Lo; t < s.Hi; t++ {
			p := r.propAt(t)
			if p == nil || r.t.Head(t) >= 0 || p.Modal != "will" && p.Modal != "shall" && p.Modal != "must" {
				continue
			}
			k := r.t.Child(t, "nsubj")
			if k < 0 || r.quotedAt(t) {
				continue
			}
			from := s.Lo
			for from < t && (r.d.Toks[from].UPOS == "NUM" || r.d.Toks[from].UPOS == "PUNCT" || r.d.Toks[from].UPOS == "X") && r.d.Toks[from+1].UPOS != "NOUN" {
				from++ // the number of a paragraph
			}
			c := said{rule: "quote.declared", mode: sayMode, sure: 0.75, prop: -1, cueTok: -1, who: r.body, stance: chancery.Promises, sent: i, head: t, content: r.trim(r.d.Toks[from].Span.Cover(r.d.Toks[s.Hi-1].Span))}
			if p.Neg {
				c.stance = chancery.Rejects
			}
			r.push(c)
			break
		}
	}
}

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func (r *reader) taken(sent int, s chancery.Span) bool {
	for _, i := range r.saidIn[sent] {
		if o := &r.said[i]; !o.drop && o.cueTok >= 0 && o.content.Overlaps(s) && 2*overlap(o.content, s) > s.Len() {
			return true
		}
	}
	return false
}

// turns reads an interview: each turn is one statement of who has it.
func (r *reader) turns() {
	for _, u := range chancery.Turns(r.d.Text) {
		lo, hi := r.t.Tokens(u.Label)
		who, ok := r.label(lo, hi)
		if !ok {
			if who, ok = r.roleOf(r.d.Text[u.Label.Start:u.Label.End]); !ok {
				continue
			}
		}
		c := said{rule: "quote.turn", mode: sayMode, sure: 0.9, prop: -1, cueTok: -1, cue: chancery.Span{Start: u.Label.End, End: u.Label.End + 1}, who: who, stance: chancery.Asserts, content: r.trim(u.Words), head: -1}
		if c.content.None() {
			continue
		}
		lo, hi = r.t.Tokens(c.content)
		if lo >= hi {
			continue
		}
		c.sent = r.t.Sent(lo)
		c.head = r.topOf(lo, hi)
		r.stance(&c)
		r.push(c)
	}
}
