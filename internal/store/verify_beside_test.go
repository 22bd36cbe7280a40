package store

import (
	"fmt"
	"testing"
	"time"
)

// TestVerifyBesideWriter looks through a ledger again and again while another
// process, with connections of its own, keeps articles: no fault may be told, as
// there is none.
func TestVerifyBesideWriter(t *testing.T) {
	w := ledger(t, entry("https://a.example/0", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv."))
	r, err := Open(t.Context(), w.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	const articles = 120
	done := make(chan error, 1)
	go func() {
		for i := range articles {
			text := fmt.Sprintf("Moscow threatened Kyiv with measure %d on a new front.", i)
			it, err := NewItem(entry(fmt.Sprint("https://b.example/", i), "RUS", "UKR", fmt.Sprintf("2022-01-%02d", 1+i%28), text), time.Unix(int64(i), 0), "t")
			if err == nil {
				_, err = w.Put(t.Context(), it)
			}
			if err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	rounds := 0
	for writing := true; writing; rounds++ {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			writing = false // once more, at rest
		default:
		}
		h, err := r.Verify(t.Context())
		if err != nil || len(h.Faults) > 0 {
			t.Fatalf("round %d, %d articles: %v %v", rounds, h.Articles, err, h.Faults)
		}
		if !writing && h.Articles != articles+1 {
			t.Errorf("%d articles at the end, want %d", h.Articles, articles+1)
		}
	}
	t.Logf("%d rounds", rounds)
}
