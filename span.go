package chancery

import (
	"encoding/json"
	"fmt"
)

// A Span is the half-open interval [Start, End) of a text: bytes inside a
// [Doc], Unicode code points inside an [Entry]. It is written as [start,end];
// the zero Span, which covers nothing, is written as null.
type Span struct{ Start, End int }

// None reports whether s is the zero Span, which stands for "no span".
func (s Span) None() bool { return s == Span{} }

// Len is the length of s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one position.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Cover is the smallest span that holds both s and t; a zero Span adds nothing.
func (s Span) Cover(t Span) Span {
	switch {
	case s.None():
		return t
	case t.None():
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// MarshalJSON writes [start,end], or null for the zero Span.
func (s Span) MarshalJSON() ([]byte, error) {
	if s.None() {
		return []byte("null"), nil
	}
	return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Span) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*s = Span{}
		return nil
	}
	var a []int
	if err := json.Unmarshal(b, &a); err != nil {
		return err
	}
	if len(a) != 2 || a[0] < 0 || a[1] < a[0] {
		return fmt.Errorf("span %s: want [start,end] with 0 <= start <= end", b)
	}
	*s = Span{a[0], a[1]}
	return nil
}
