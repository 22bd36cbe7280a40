package event

import (
	"testing"

	"chancery/data"
)

func TestLoad(t *testing.T) {
	s, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Rules().Rules) < 200 {
		t.Errorf("%d rules", len(s.Rules().Rules))
	}
}
