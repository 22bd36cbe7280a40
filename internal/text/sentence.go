package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
)

// sentences cuts the tokens from first on, which are one paragraph, into
// sentences.
func (p *splitter) sentences(first int) {
	c := &p.scene
	c.begin(first)
	learned := p.model != nil || p.teach != nil
	if learned {
		for _, t := range p.toks[first:] {
			l := p.words.lookAt(t.Form)
			if p.model != nil {
				l.class = p.model.words[l.low&uint32(len(p.model.words)-1)]
			}
			if l.kind == kStop || l.kind == kMark {
				c.stops++
			}
			c.looks = append(c.looks, l)
		}
	}
	for i := first; i < len(p.toks); i++ {
		if learned {
			c.see(i)
		}
		if i+1 < len(p.toks) && !p.ends(c, i) && !p.overlong(c.lo, i) {
			continue
		}
		p.sents = append(p.sents, chancery.Sentence{
			Span: chancery.Span{Start: p.toks[c.lo].Start, End: p.toks[i].End}, Lo: c.lo, Hi: i + 1,
		})
		c.next(i)
	}
}

// longestSentence is the number of words from which on what has no end in sight,
// a list or text without any mark, is cut into sentences of that length: the
// later stages compare what stands in one sentence with each other.
const longestSentence = 1600

// overlong reports whether the sentence that began at token lo is cut after
// token i for its length, and notes it.
func (p *splitter) overlong(lo, i int) bool {
	n := i + 1 - lo
	if !p.repair || n < longestSentence || p.toks[i].Glued && n < 2*longestSentence {
		return false
	}
	p.defect(chancery.BrokenSentence, p.toks[lo].Start, p.toks[i].End, fmt.Sprintf("no end in %d words: cut here", n))
	return true
}

// begin prepares c for the paragraph that begins at token first.
func (c *scene) begin(first int) {
	*c = scene{first: first, lo: first, looks: c.looks[:0], feats: c.feats[:0]}
}

// see takes token i into the sentence that is open.
func (c *scene) see(i int) {
	l := c.look(i)
	c.verb = c.verb || l.verb
	switch l.kind {
	case kOpens:
		c.depth++
	case kCloses:
		c.depth = max(0, c.depth-1)
	case kEither:
		c.quotes++
	}
}

// next opens a sentence after token i.
func (c *scene) next(i int) {
	c.ended, c.lo, c.done = c.look(i).kind, i+1, c.done+1
	c.verb, c.depth, c.quotes = false, 0, 0
}

// unmarked is the score that the end of a sentence must have in an article
// where no mark shows it: editors seldom leave marks out, names in their places
// confuse. The greatest weight is 32767.
const unmarked = 8500

// ends reports whether the sentence ends after token i, which is not the last
// of its paragraph.
func (p *splitter) ends(c *scene, i int) bool {
	if p.broken(c.lo, i) {
		return false
	}
	if p.repair && c.lo == c.first && p.dateline(c.lo, i) {
		return true
	}
	rule := p.ruleEnds(c.lo, i)
	if p.model == nil && p.teach == nil {
		return rule
	}
	if !c.doubtful(i, p.toks[i].Glued) {
		return false
	}
	feats := c.features(i, rule, p.toks[i].Glued)
	c.feats = feats
	if p.teach != nil {
		return p.teach(p.toks[i].End, rule, feats)
	}
	need := int32(0)
	if k := c.look(i).kind; p.repair && !rule && k != kStop && k != kMark {
		need = unmarked
	}
	return score(p.model.sentence, feats) > need
}

// doubtful reports whether a sentence may end after token i: something other
// than a word in lower case follows, or token i is more than a word. What is
// glued to a word or begins with a comma goes on.
func (c *scene) doubtful(i int, glued bool) bool {
	next := c.look(i + 1).kind
	switch c.look(i).kind {
	case kStop, kMark, kCloses, kEither, kAbbrev, kURL, kMail, kFace, kColon:
		return !glued || next != kPause
	}
	return !glued && next != kLower && next != kPause
}

// ruleEnds is what the rules say to whether a sentence that began at token lo
// ends after token i.
func (p *splitter) ruleEnds(lo, i int) bool {
	stop := i
	for stop > lo && closer(p.toks[stop].Form) {
		stop--
	}
	next := p.toks[i+1].Form
	if closer(next) && p.toks[i].Glued || !starter(next) {
		return false
	}
	f := p.toks[stop].Form
	if terminal(f) {
		return true
	}
	if p.toks[i].Glued || len(f) < 2 || f[len(f)-1] != '.' {
		return false
	}
	if k, _ := folded(p.words.dotted, f[:len(f)-1]); k == titleAbbrev || k == numberAbbrev || k == noAbbrev && len(f) == 2 {
		return false
	}
	op, _ := folded(p.words.opener, next)
	return op
}

// terminal reports whether f is a mark that ends a sentence.
func terminal(f string) bool {
	switch f {
	case ".", "!", "?", "…", "...", "....", "?!", "!?", "。":
		return true
	}
	return len(f) > 1 && strings.Trim(f, ".!?…") == ""
}

// closer reports whether f may close a quotation or bracket.
func closer(f string) bool {
	switch f {
	case "\"", "”", "’", "'", "''", ")", "]", "»", "’’":
		return true
	}
	return false
}

// starter reports whether a sentence may begin with f.
func starter(f string) bool {
	r, _ := utf8.DecodeRuneInString(f)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;:.!?%)]}”»…", r)
}
