package store

import (
	"fmt"
	"testing"

	"chancery"
)

func TestPositions(t *testing.T) {
	say := func(n int, day string, stance chancery.DemandStance, text string) *chancery.Entry {
		e := entry(fmt.Sprint("https://a.example/", n), "RUS", "UKR", day, text)
		e.Events, e.Demands[0].Stance = []chancery.Event{}, stance
		return e
	}
	s := ledger(t,
		say(1, "2022-01-10", chancery.DemandRefused, "withdraw all troops from the border"),
		say(2, "2022-01-12", chancery.DemandRefused, "to withdraw the troops behind the border"),
		say(3, "2022-01-20", chancery.DemandAccepted, "withdraw its troops from the border"),
		say(4, "2022-01-15", chancery.DemandMade, "release the seized tanker"),
	)
	list, err := s.Positions(t.Context(), "RUS", Filter{})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, p := range list {
		got += fmt.Sprint(p.Told, " ", p.Now, ":")
		for _, x := range p.Turns {
			got += " " + x.Day + " " + x.Stance
		}
		got += "\n"
	}
	want := "1 demands: 2022-01-15 demands\n3 accepts: 2022-01-10 refuses 2022-01-20 accepts\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestEditions(t *testing.T) {
	s := ledger(t, entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv on Monday."))
	put(t, s, entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow warned Kyiv on Monday."))
	list, err := s.Editions(t.Context(), "", 0)
	if err != nil || len(list) != 1 || list[0].Version != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	if got := fmt.Sprint(list[0].Text); got != "[{= Moscow } {- threatened} {+ warned} {=  Kyiv on Monday.}]" {
		t.Error(got)
	}
}
