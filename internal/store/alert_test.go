package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chancery"
)

func TestUsers(t *testing.T) {
	s := ledger(t)
	ctx := t.Context()
	if err := s.AddUser(ctx, &User{Name: "jd", Password: "hash", Role: "read", Added: noon}); err != nil {
		t.Fatal(err)
	}
	if err := s.AddUser(ctx, &User{Name: "jd", Password: "another", Role: "admin", Added: noon}); !errors.Is(err, ErrExists) {
		t.Errorf("added twice: %v", err)
	}
	if err := s.AddSession(ctx, []byte("a"), "jd", noon, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if u, err := s.Session(ctx, []byte("a"), noon); err != nil || u.Name != "jd" || u.Role != "read" || !u.Added.Equal(noon) {
		t.Errorf("%v, %v", u, err)
	}
	if _, err := s.Session(ctx, []byte("a"), noon.Add(time.Hour)); !errors.Is(err, ErrNotFound) {
		t.Errorf("after its time: %v", err)
	}
	if err := s.RemoveUser(ctx, "jd"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Session(ctx, []byte("a"), noon); !errors.Is(err, ErrNotFound) {
		t.Errorf("the session of a user who is no more: %v", err)
	}
	if err := s.AddSession(ctx, []byte("b"), "jd", noon, noon.Add(time.Hour)); err == nil {
		t.Error("a session of nobody")
	}
}

// TestFire: what is found, its messages and the cursor are there together or not
// at all.
func TestFire(t *testing.T) {
	s := ledger(t)
	ctx := t.Context()
	if err := s.AddAlert(ctx, &Alert{Name: "x", Asks: "events", Added: noon}); err != nil {
		t.Fatal(err)
	}
	a, err := s.Alert(ctx, "x")
	if err != nil {
		t.Fatal(err)
	}
	f := Firing{Kind: "new", Row: "r1", Why: "so", Body: json.RawMessage(`{}`), At: noon, Send: []Send{{Channel{Kind: "webhook", To: "https://a.example"}, noon}, {Channel{Kind: "mail", To: "a@b.example"}, noon.Add(time.Hour)}}}
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Fire(canceled, a, []Firing{f}, 7, ""); err == nil {
		t.Fatal("fired with nobody there")
	}
	if a, _ = s.Alert(ctx, "x"); a.Seen != 0 {
		t.Errorf("the cursor went on without what was found: %d", a.Seen)
	}
	if told, err := s.Fire(ctx, a, []Firing{f, f}, 7, "2031-03-10"); err != nil || len(told) != 1 || told[0].N == 0 || told[0].Alert != "x" {
		t.Fatalf("%v, %v", told, err)
	}
	if a, _ = s.Alert(ctx, "x"); a.Seen != 7 || a.Day != "2031-03-10" {
		t.Errorf("cursor %d, day %s", a.Seen, a.Day)
	}
	if told, err := s.Fire(ctx, a, []Firing{f}, 8, ""); err != nil || len(told) != 0 {
		t.Errorf("told again: %v, %v", told, err)
	}
	due, err := s.DueDeliveries(ctx, noon, 10)
	if err != nil || len(due) != 1 || due[0].Channel.Kind != "webhook" || due[0].Firing.Row != "r1" {
		t.Errorf("due at noon: %v, %v", due, err)
	}
	if next, err := s.NextDelivery(ctx); err != nil || !next.Equal(noon) {
		t.Errorf("next at %v, %v", next, err)
	}
	if err := s.RemoveAlert(ctx, "x"); err != nil {
		t.Fatal(err)
	}
	if c, err := s.DeliveryCounts(ctx); err != nil || len(c) != 0 {
		t.Errorf("messages of an alert that is no more: %v, %v", c, err)
	}
}

func TestDeliveryStates(t *testing.T) {
	s := ledger(t)
	ctx := t.Context()
	if err := s.AddAlert(ctx, &Alert{Name: "x", Asks: "events", Added: noon}); err != nil {
		t.Fatal(err)
	}
	a, _ := s.Alert(ctx, "x")
	if _, err := s.Fire(ctx, a, []Firing{{Kind: "new", Row: "r1", Body: json.RawMessage(`{}`), At: noon, Send: []Send{{Channel{Kind: "webhook"}, noon}}}}, 1, ""); err != nil {
		t.Fatal(err)
	}
	due, err := s.DueDeliveries(ctx, noon, 10)
	if err != nil || len(due) != 1 {
		t.Fatal(due, err)
	}
	again := *due[0]
	if ok, err := s.Claim(ctx, due[0], noon.Add(time.Minute)); !ok || err != nil || due[0].Tries != 1 {
		t.Fatal(ok, err)
	}
	if ok, err := s.Claim(ctx, &again, noon.Add(time.Minute)); ok || err != nil {
		t.Errorf("claimed twice: %v, %v", ok, err)
	}
	due[0].State, due[0].Fault = SendDead, "gone"
	if err := s.Settle(ctx, due[0], noon); err != nil {
		t.Fatal(err)
	}
	dead, err := s.Deliveries(ctx, SendDead, 0, 10)
	if err != nil || len(dead) != 1 || dead[0].Fault != "gone" || !dead[0].Settled.Equal(noon) || dead[0].Tries != 1 {
		t.Errorf("%+v, %v", dead, err)
	}
	if next, err := s.NextDelivery(ctx); err != nil || !next.IsZero() {
		t.Errorf("a dead message is due at %v, %v", next, err)
	}
	if n, err := s.Revive(ctx, dead[0].N+1, noon); n != 0 || err != nil {
		t.Errorf("another was revived: %d, %v", n, err)
	}
	if n, err := s.Revive(ctx, dead[0].N, noon); n != 1 || err != nil {
		t.Errorf("%d revived, %v", n, err)
	}
	if due, err := s.DueDeliveries(ctx, noon, 10); err != nil || len(due) != 1 || due[0].Tries != 0 {
		t.Errorf("%v, %v", due, err)
	}
}

func TestForgetDelivered(t *testing.T) {
	s := ledger(t)
	ctx := t.Context()
	if err := s.AddAlert(ctx, &Alert{Name: "x", Asks: "events", Added: noon}); err != nil {
		t.Fatal(err)
	}
	a, _ := s.Alert(ctx, "x")
	var found []Firing
	for _, row := range []string{"r1", "r2", "r3"} {
		found = append(found, Firing{Kind: "new", Row: row, Body: json.RawMessage(`{}`), At: noon, Send: []Send{{Channel{Kind: "webhook"}, noon}}})
	}
	if _, err := s.Fire(ctx, a, found, 1, ""); err != nil {
		t.Fatal(err)
	}
	list, err := s.Deliveries(ctx, "", 0, 10)
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	for i, state := range []string{SendDelivered, SendDelivered, SendDead} {
		list[i].State = state
		if err := s.Settle(ctx, list[i], noon.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.ForgetDelivered(ctx, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if c, err := s.DeliveryCounts(ctx); err != nil || c[SendDelivered] != 1 || c[SendDead] != 1 {
		t.Errorf("%v, %v", c, err)
	}
	if told, err := s.Fire(ctx, a, found, 2, ""); err != nil || len(told) != 0 {
		t.Errorf("told again: %v, %v", told, err)
	}
}

// TestFresh: what a filter finds among the reports of a while is what it finds
// among all, of that while, and no more is read than that.
func TestFresh(t *testing.T) {
	sides := []string{"ISL", "GBR", "NOR", "DNK"}
	var all []*chancery.Entry
	for i := range 24 {
		a, b := sides[i%4], sides[(i+1+i/4%3)%4]
		all = append(all, entry(fmt.Sprintf("https://%c.example/%d", 'a'+i%5, i), a, b, fmt.Sprintf("2031-%02d-10", 1+i%6), fmt.Sprintf("%s threatened %s over trawler %d, a ban and the harbour.", a, b, i%7)))
	}
	s := ledger(t, all...)
	last, err := s.LastReport(t.Context())
	if err != nil || last != 48 {
		t.Fatal(last, err)
	}
	numbers := func(f Filter) (out []int64) {
		for x, err := range s.Find(t.Context(), f) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, x.N)
		}
		return out
	}
	for _, f := range []Filter{
		{}, {Section: Events}, {Actors: []string{"ISL"}}, {Actors: []string{"ISL", "GBR"}}, {By: "NOR"}, {Toward: "DNK", Section: Demands}, {Words: "trawler"}, {Words: `"trawler 3"`, By: "ISL"},
		{Types: []string{"THREATEN"}, From: "2031-03"}, {To: "2031-02"}, {Source: "b.example"}, {Sources: 1}, {Sources: 2}, {Section: Events, Words: "ban", Sources: 1, Actors: []string{"GBR"}},
	} {
		every := numbers(f)
		slices.Sort(every)
		for since := int64(0); since < last; since += 7 {
			for _, until := range []int64{since + 1, since + 20, last} {
				f := f
				f.Since, f.Until = since, until
				want := slices.DeleteFunc(slices.Clone(every), func(n int64) bool { return n <= since || n > until })
				if got := numbers(f); !slices.Equal(got, want) {
					t.Errorf("%+v: %v, want %v", f, got, want)
				}
			}
		}
		f.Since, f.Until = 40, 48
		p, err := s.plan(t.Context(), &f)
		if err != nil {
			t.Fatal(err)
		}
		if how := explained(t, s, p); !strings.Contains(how, "SEARCH r USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)") {
			t.Errorf("%+v is found by\n%s", f, how)
		}
	}
}

// explained is how SQLite carries a plan out.
func explained(t *testing.T, s *Store, p *plan) string {
	t.Helper()
	rows, err := s.db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+p.query, p.args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var id, parent, x int
		var detail string
		if err := rows.Scan(&id, &parent, &x, &detail); err != nil {
			t.Fatal(err)
		}
		out = append(out, detail)
	}
	return strings.Join(out, "\n")
}
