package chancery

import (
	"encoding/json"
	"fmt"
	"time"
)

// ParseStamp reads an RFC 3339 time or a date such as 2022-01-10. The empty
// string is the zero Stamp.
func ParseStamp(s string) (Stamp, error) {
	if s == "" {
		return Stamp{}, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return Stamp{t, true}, nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return Stamp{t, false}, nil
		}
	}
	return Stamp{}, fmt.Errorf("date %q: want 2022-01-10 or 2022-01-10T15:04:05Z", s)
}

// String is s as a date or as RFC 3339, empty for the zero Stamp.
func (s Stamp) String() string {
	switch {
	case s.IsZero():
		return ""
	case s.DayOnly:
		return s.Format(time.DateOnly)
	}
	return s.Format(time.RFC3339)
}

// MarshalJSON writes a date or RFC 3339, and null for the zero Stamp.
func (s Stamp) MarshalJSON() ([]byte, error) {
	if s.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(s.String())
}

// UnmarshalJSON reads what [ParseStamp] reads, or null.
func (s *Stamp) UnmarshalJSON(b []byte) error {
	var text *string
	err := json.Unmarshal(b, &text)
	if err != nil || text == nil {
		*s = Stamp{}
		return err
	}
	*s, err = ParseStamp(*text)
	return err
}

type actorMentionJSON struct {
	Span Span        `json:"span"`
	Kind MentionKind `json:"kind"`
	Form Form        `json:"form"`
	Refs []string    `json:"refs"`
}

type timeMentionJSON struct {
	Span  Span        `json:"span"`
	Kind  MentionKind `json:"kind"`
	Type  TimeType    `json:"type"`
	Value string      `json:"value"`
}

// MarshalJSON writes form and refs for an actor or a place, type and value for
// a time.
func (m Mention) MarshalJSON() ([]byte, error) {
	if m.Kind == TimeMention {
		return json.Marshal(timeMentionJSON{m.Span, m.Kind, m.Type, m.Value})
	}
	return json.Marshal(actorMentionJSON{m.Span, m.Kind, m.Form, full(m.Refs)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Mention) UnmarshalJSON(b []byte) error {
	var x struct {
		actorMentionJSON
		Type  TimeType `json:"type"`
		Value string   `json:"value"`
	}
	if err := json.Unmarshal(b, &x); err != nil {
		return err
	}
	*m = Mention{Span: x.Span, Kind: x.Kind, Form: x.Form, Refs: x.Refs, Type: x.Type, Value: x.Value}
	return nil
}
