package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// longestDoubt is the length in bytes up to which the model looks at a chunk;
// longer ones are addresses and rules of signs, which the rules know better.
const longestDoubt = 80

// reconsider lets the model decide again where tokens end in text[lo:hi], a
// chunk of which the rules have made the tokens from start on.
func (p *splitter) reconsider(start, lo, hi int) {
	if hi-lo > longestDoubt {
		return
	}
	flips := p.flips[:0]
	k := start
	for g := lo; g < hi; {
		_, n := utf8.DecodeRuneInString(p.text[g:])
		if g += n; g >= hi {
			break
		}
		for p.toks[k].End < g {
			k++
		}
		rule := p.toks[k].End == g
		if rule && p.toks[k].Part || !p.gapDoubtful(k, g, hi) {
			continue
		}
		feats := p.gapFeatures(lo, g, hi, rule)
		p.gaps = feats
		if p.teachGap != nil {
			p.teachGap(g, rule, feats)
			continue
		}
		if (score(p.model.token, feats) > 0) != rule {
			flips = append(flips, g)
		}
	}
	if p.flips = flips; len(flips) > 0 {
		p.recut(start, flips)
	}
}

// recut joins tokens at the flips that are ends of tokens and cuts at the
// others.
func (p *splitter) recut(start int, flips []int) {
	old := slices.Clone(p.toks[start:])
	p.toks = p.toks[:start]
	lo := old[0].Start
	for _, t := range old {
		for len(flips) > 0 && flips[0] < t.End {
			p.add(lo, flips[0])
			lo, flips = flips[0], flips[1:]
		}
		if len(flips) > 0 && flips[0] == t.End {
			flips = flips[1:]
			continue
		}
		p.add(lo, t.End)
		p.toks[len(p.toks)-1].Part = t.Part
		lo = t.End
	}
}

// gapDoubtful reports whether the gap at g, inside or at the end of token k, is
// worth the model's time: letters, digits and addresses hold together, and
// closing punctuation at the end of a chunk stands alone.
func (p *splitter) gapDoubtful(k, g, hi int) bool {
	l, r := p.text[g-1], p.text[g]
	cl, cr := byteClass(l), byteClass(r)
	if cl != other && cr != other && cl != apos && cr != apos || cl == mark || cr == mark {
		return false
	}
	if t := p.toks[k]; g < t.End && address(t.Form) {
		return false
	}
	if g+1 == hi && strings.IndexByte(",;:!?)\"]", r) >= 0 && (cl == letter || cl == digit) {
		return false
	}
	if g-1 == p.toks[k].Start && (l == '"' || l == '(' || l == '$' || l == '[') && (cr == letter || cr == digit) && p.toks[k].End == g {
		return false
	}
	return true
}

// address reports whether f is an address or the name of a host.
func address(f string) bool {
	return strings.Contains(f, "://") || strings.IndexByte(f, '@') > 0 ||
		len(f) > 7 && strings.Count(f, ".") > 1 && !hasDigit(f)
}

// byteClass is the class of a byte; those beyond ASCII count as letters.
func byteClass(b byte) class {
	if b >= utf8.RuneSelf {
		return letter
	}
	return asciiClass[b]
}

// gapFeatures are those of the question whether a token ends at g in the chunk
// text[lo:hi].
func (p *splitter) gapFeatures(lo, g, hi int, rule bool) []uint32 {
	at := func(i int) uint32 {
		if i < lo || i >= hi {
			return 0
		}
		c := p.text[i]
		switch {
		case c >= utf8.RuneSelf, isLower(c):
			return 'x'
		case isUpper(c):
			return 'X'
		case isDigit(c):
			return 'd'
		}
		return uint32(c)
	}
	l3, l2, l1 := at(g-3), at(g-2), at(g-1)
	r1, r2, r3 := at(g), at(g+1), at(g+2)
	a, z := g, g
	for a > lo && byteClass(p.text[a-1]) == byteClass(p.text[g-1]) {
		a--
	}
	for z < hi && byteClass(p.text[z]) == byteClass(p.text[g]) {
		z++
	}
	left, right := lowHash(p.text[a:g]), lowHash(p.text[g:z])
	ll, rl := bucket(g-a), bucket(z-g)
	la, rz := lowHash(p.text[lo:g]), lowHash(p.text[g:hi])
	ends := uint32(0)
	if a == lo {
		ends = 1
	}
	if z == hi {
		ends |= 2
	}
	r := uint32(0)
	if rule {
		r = 1
	}
	next := uint32(0)
	if n := hi + 1; n < len(p.text) && p.text[hi] == ' ' {
		next = uint32(byteClass(p.text[n])) + 1
		if isUpper(p.text[n]) {
			next += 16
		}
	}
	pair := l1<<8 | r1
	return append(p.gaps[:0],
		mix(101, r),
		mix(102, r, pair),
		mix(103, pair, ends),
		mix(104, l2, pair),
		mix(105, pair, r2),
		mix(106, l2, pair, r2),
		mix(107, left, r1),
		mix(108, l1, right),
		mix(109, left, right),
		mix(110, la, rz),
		mix(111, la, r1),
		mix(112, l1, rz),
		mix(113, shapeHash(p.text[lo:g]), shapeHash(p.text[g:hi])),
		mix(114, pair, next, r),
		mix(115, left, r1, next),
		mix(116, ll, rl, pair, r),
		mix(117, ll, rl, pair, ends),
		mix(118, l3, l2, pair),
		mix(119, pair, r2, r3),
		mix(120, shapeHash(p.text[lo:hi]), uint32(g-lo), r),
	)
}
