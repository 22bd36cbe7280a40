package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/story"
)

// A Toll is how many died or were hurt in a happening, by those who give a number.
type Toll struct {
	Low  int     `json:"low"`
	High int     `json:"high"`
	By   []Count `json:"by"` // in the order in which they were published
}

// A Count is the number that a report gives.
type Count struct {
	Number int    `json:"number"`
	Report string `json:"report"` // id
}

// Facts are the traits of a happening on which reports agree or disagree.
type Facts struct {
	Dead *Toll `json:"dead,omitempty"`
	Hurt *Toll `json:"hurt,omitempty"`
}

// Disputed reports whether the reports do not agree.
func (f *Facts) Disputed() bool {
	return f.Dead != nil && f.Dead.Low != f.Dead.High || f.Hurt != nil && f.Hurt.Low != f.Hurt.High
}

// violent are the types of event that people die of.
var violent = map[string]bool{string(chancery.Assault): true, string(chancery.Protest): true, string(chancery.Coerce): true}

// tollsOf are the tolls of rows, each as "dead=12 hurt=30": the numbers of its
// sentence, or else of the next one, where that tells of no other such event.
func tollsOf(rows []Row, texts []string) []string {
	taken := map[int]bool{}
	for i := range rows {
		if rows[i].violent() {
			taken[rows[i].Sentence] = true
		}
	}
	out := make([]string, len(rows))
	for i := range rows {
		r := &rows[i]
		if !r.violent() || r.Sentence < 0 || r.Sentence >= len(texts) {
			continue
		}
		out[i] = tollIn(texts[r.Sentence])
		if next := r.Sentence + 1; out[i] == "" && next < len(texts) && !taken[next] {
			out[i] = tollIn(texts[next])
		}
	}
	return out
}

func (r *Row) violent() bool {
	return r.Section == Events && violent[r.Type] && r.Status == string(chancery.Actual)
}

// The ways of telling a toll: "killed 14", "14 people were killed", "14 dead", "a
// toll of 14".
var (
	numeral   = `((?:\d{1,3}(?:,\d{3})+|\d+)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|a dozen|dozens)`
	some      = `(?:at least|about|around|nearly|almost|some|more than|over|up to|as many as|all|another)?\s*`
	whom      = `(?:\s+(?:[\p{L}'’-]+\s+){0,3}?(?:people|civilians|soldiers|troops|fighters|policemen|officers|protesters|demonstrators|marchers|children|women|men|workers|sailors|fishermen|crew|crewmen|guards|militants|residents|villagers|miners|others|of them|persons|passengers|conscripts|rebels|gunmen))?`
	deadAfter = regexp.MustCompile(`(?i)\b` + some + numeral + whom + `\s+(?:(?:had|have|has)\s+)?(?:(?:was|were|been|being|be|are|is)\s+)?(?:killed|dead|died|slain|shot dead|lost their lives)\b`)
	deadThen  = regexp.MustCompile(`(?i)\b(?:kill(?:ed|s|ing)?|left|death toll (?:\S+\s+){0,4}?(?:at|to|of|is|was)|deaths? of|toll of)\s+` + some + numeral + `\b` + whom)
	hurtAfter = regexp.MustCompile(`(?i)\b` + some + numeral + whom + `\s+(?:(?:had|have|has)\s+)?(?:(?:was|were|been|being|be|are|is)\s+)?(?:hurt|injured|wounded)\b`)
	hurtThen  = regexp.MustCompile(`(?i)\b(?:injur(?:ed|es|ing)|wound(?:ed|s|ing)|hurt(?:ing)?)\s+` + some + numeral + `\b` + whom)
	dead      = regexp.MustCompile(`(?i)^\s*(?:[\p{L}'’-]+\s+){0,3}?(?:hurt|injured|wounded)\b`)
)

var numbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100, "a dozen": 12, "dozens": 24}

// tollIn is the toll that a sentence gives, empty where it gives none.
func tollIn(text string) string {
	var out []string
	for _, k := range []struct {
		name string
		ways []*regexp.Regexp
	}{{"dead", []*regexp.Regexp{deadAfter, deadThen}}, {"hurt", []*regexp.Regexp{hurtAfter, hurtThen}}} {
		for _, re := range k.ways {
			m := re.FindStringSubmatchIndex(text)
			if m == nil || k.name == "dead" && dead.MatchString(text[m[1]:]) && re == deadThen && !strings.Contains(strings.ToLower(text[m[0]:m[1]]), "kill") {
				continue // "left thirty people injured"
			}
			if n, ok := numberOf(text[m[2]:m[3]]); ok {
				out = append(out, fmt.Sprint(k.name, "=", n))
				break
			}
		}
	}
	return strings.Join(out, " ")
}

func numberOf(s string) (int, bool) {
	if n, ok := numbers[strings.ToLower(s)]; ok {
		return n, true
	}
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	return n, err == nil && n < 1_000_000
}

// factsOf are the facts of a happening as JSON, empty where no report gives any.
func factsOf(h *story.Happening, kept map[int64]*keptReport) (string, error) {
	var f Facts
	reports := slices.Clone(h.Reports)
	slices.SortFunc(reports, func(a, b story.Report) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.ID, b.ID))
	})
	for _, r := range reports {
		for part := range strings.FieldsSeq(kept[r.N].toll) {
			kind, value, _ := strings.Cut(part, "=")
			n, err := strconv.Atoi(value)
			if err != nil {
				return "", fmt.Errorf("toll %q: %w", part, ErrCorrupt)
			}
			to := &f.Dead
			if kind == "hurt" {
				to = &f.Hurt
			}
			if *to == nil {
				*to = &Toll{Low: n, High: n}
			}
			t := *to
			t.Low, t.High = min(t.Low, n), max(t.High, n)
			t.By = append(t.By, Count{n, r.ID})
		}
	}
	if f == (Facts{}) {
		return "", nil
	}
	b, err := json.Marshal(f)
	return string(b), err
}
