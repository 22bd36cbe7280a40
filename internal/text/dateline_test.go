package text_test

import (
	"testing"
)

func TestDateline(t *testing.T) {
	s := stage(t)
	for _, tt := range []struct {
		body string
		want int // sentences
	}{
		{"MANILA, Oct 30 (Wire) - The navy said ships had met.", 2},
		{"ANKARA/WASHINGTON - Turkey promised to answer.", 2},
		{"BANGKOK/PHNOM PENH, July 24 - Soldiers exchanged fire.", 2},
		{"NATO - the alliance of the West - met in Madrid.", 1},
		{"He said - and meant it - that NATO would stay.", 1},
		{"US troops - all of them - left.", 1},
		{"14:32 GMT - Hamas sees no deal.", 2},
		{"20:12 – The plane has landed.", 2},
		{"14:32 was the time - late, as ever.", 1},
		{"GAZA-based fighters left.", 1},
	} {
		d := split(t, s, tt.body)
		check(t, tt.body, d)
		if len(d.Sentences) != tt.want {
			t.Errorf("%s: %d sentences, want %d", tt.body, len(d.Sentences), tt.want)
		}
	}
}
