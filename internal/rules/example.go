package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// parseExample reads "SENTENCE | EXPECT @ DATE"; an example that must not fire
// has no expectation. The kind of the rule must stand before its examples, as
// it says what the fields of the expectation mean.
func parseExample(s, kind string, yes bool) (Example, error) {
	ex := Example{Date: DefaultDate}
	if i := strings.LastIndex(s, "@"); i >= 0 {
		date := strings.TrimSpace(s[i+1:])
		if _, err := time.Parse(time.DateOnly, date); err == nil {
			ex.Date, s = date, strings.TrimSpace(s[:i])
		}
	}
	sentence, expect, has := strings.Cut(s, "|")
	ex.Sentence = strings.TrimSpace(sentence)
	if ex.Sentence == "" {
		return ex, fmt.Errorf("example without a sentence")
	}
	if !yes {
		if has {
			return ex, fmt.Errorf("a sentence that must not fire has no expectation")
		}
		return ex, nil
	}
	if kind == "" {
		return ex, fmt.Errorf("kind must stand before the examples")
	}
	var err error
	ex.Expect, err = parseExpect(expect, kind)
	return ex, err
}

func parseExpect(s, kind string) (Expect, error) {
	if strings.TrimSpace(s) == "" {
		return Expect{Any: true}, nil
	}
	f := strings.Split(s, "|")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	limit := map[string]int{"MEETING": 3}[kind]
	if limit == 0 {
		limit = 2
	}
	if len(f) > limit {
		return Expect{}, fmt.Errorf("expectation %q: at most %d fields", s, limit)
	}
	for len(f) < 3 {
		f = append(f, "")
	}
	var e Expect
	var err error
	switch kind {
	case "CONDITION", "DEMAND":
		e.Label = f[0]
		e.A, e.B, err = sides(f[1])
	case "MEETING":
		e.Label, e.A, e.Status = f[0], codes(f[1]), f[2]
	case "STATEMENT":
		e.A, e.Label = codes(f[0]), f[1]
	default:
		e.Status = f[1]
		e.A, e.B, err = sides(f[0])
	}
	if err == nil && e.Status != "" && !slices.Contains(statuses, e.Status) && !slices.Contains(meetingStatuses, e.Status) {
		err = fmt.Errorf("expectation %q: unknown status %q", s, e.Status)
	}
	return e, err
}

var meetingStatuses = []string{"held", "planned", "postponed", "cancelled", "ongoing", "possible"}

// sides reads "A > B".
func sides(s string) (a, b []string, err error) {
	if s == "" {
		return nil, nil, nil
	}
	l, r, ok := strings.Cut(s, ">")
	if !ok {
		return nil, nil, fmt.Errorf("expectation %q: want SOURCES > TARGETS", s)
	}
	return codes(l), codes(r), nil
}

// codes reads "X, Y"; "-" is none.
func codes(s string) []string {
	var out []string
	for c := range strings.SplitSeq(s, ",") {
		if c = strings.TrimSpace(c); c != "" && c != "-" {
			out = append(out, c)
		}
	}
	return out
}
