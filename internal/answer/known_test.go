package answer_test

import (
	"strings"
	"testing"

	"chancery/internal/answer"
	"chancery/internal/store"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name   string
		filter store.Filter
		want   string // how the error begins; none where empty
	}{
		{"nothing asked", store.Filter{}, ""},
		{"type in another case", store.Filter{Section: store.Events, Types: []string{"threaten"}}, ""},
		{"type of another section", store.Filter{Section: store.Demands, Types: []string{"THREATEN"}}, `--type: "THREATEN", want one of demands, refuses, accepts`},
		{"any type for all sections", store.Filter{Types: []string{"summit", "ASSAULT"}}, ""},
		{"no type", store.Filter{Types: []string{"NONSENSE"}}, `--type: "NONSENSE", want one of `},
		{"status of what became of it", store.Filter{Section: store.Conditions, Statuses: []string{store.StandsLapsed}}, ""},
		{"no status", store.Filter{Section: store.Events, Statuses: []string{"lapsed"}}, `--status: "lapsed", want one of actual, `},
		{"status of statements", store.Filter{Section: store.Statements, Statuses: []string{"actual"}}, "--status: statements have none"},
		{"a year, a day", store.Filter{From: "2024", To: "2024-02-29"}, ""},
		{"month 99", store.Filter{From: "2024-99"}, `--from: "2024-99", want 2022, `},
		{"day that the year has not", store.Filter{To: "2023-02-29"}, `--to: "2023-02-29", want `},
		{"within a month", store.Filter{From: "2024-03-05", To: "2024-03"}, ""},
		{"backwards", store.Filter{From: "2025", To: "2024"}, "--from: 2025 is behind 2024"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if err := answer.Check(&c.filter, "--"); err != nil {
				got = err.Error()
			}
			if !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
				t.Errorf("check: %q, want %q", got, c.want)
			}
			if c.name == "type in another case" && c.filter.Types[0] != "THREATEN" {
				t.Errorf("the type is %q", c.filter.Types[0])
			}
		})
	}
}
