package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/actor"
	"chancery/internal/score"
)

// measureActors counts how many mentions have the right actor.
//
//	events/ngec_actor_resolution.jsonl  phrases coded by state and sector
//	ledger/*.gold.json                  a sample of the mentions of whole articles
//	statements/handmade/*.json          chains of mentions
//	statements/gum/…_dev.jsonl          pronouns in chains, over news
func measureActors(ctx context.Context, b *bench) ([]table, error) {
	r, err := newReader()
	if err != nil {
		return nil, err
	}
	t := table{title: "Actors", columns: []string{"set", "of", "right", "wrong", "not told"},
		note: "Phrases by themselves; the others in their articles. Of the ledger, the articles that were looked at to develop stand apart from the others."}
	row := func(name string, a answers) {
		n := a.right + a.wrong + a.none
		cell := func(k int) string { return fmt.Sprintf("%.1f (%d)", 100*share(k, n), k) }
		t.add(name, fmt.Sprint(n), cell(a.right), cell(a.wrong), cell(a.none))
	}
	states, both, err := b.phrases()
	if err != nil {
		return nil, err
	}
	row("phrases: state", states)
	row("phrases: state and sector", both)
	seen, unseen, err := b.ledgerMentions(ctx, r)
	if err != nil {
		return nil, err
	}
	row("ledger: looked at", seen)
	row("ledger: not looked at", unseen)
	row("ledger", answers{seen.right + unseen.right, seen.wrong + unseen.wrong, seen.none + unseen.none})
	chains, err := b.chains(ctx, r)
	if err != nil {
		return nil, err
	}
	row("chains of mentions", chains)
	pronouns, err := b.pronouns(ctx, r)
	if err != nil {
		return nil, err
	}
	row("pronouns over news and interviews", pronouns)
	return []table{t}, nil
}

// answers counts what was told of mentions.
type answers struct{ right, wrong, none int }

func (a *answers) add(told, right bool) {
	switch {
	case !told:
		a.none++
	case right:
		a.right++
	default:
		a.wrong++
	}
}

// phrases resolves phrases by themselves to state and sector.
func (b *bench) phrases() (states, both answers, err error) {
	f, err := os.Open(filepath.Join(b.data, "events", "ngec_actor_resolution.jsonl"))
	if err != nil {
		return states, both, err
	}
	defer f.Close()
	s, err := actor.New(data.FS)
	if err != nil {
		return states, both, err
	}
	cameo, err := cameoStates()
	if err != nil {
		return states, both, err
	}
	for in := bufio.NewScanner(f); in.Scan(); {
		var r struct {
			Text, Date string
			Expect     map[string]string
		}
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			return states, both, err
		}
		country, ok := r.Expect["country"]
		if !ok {
			continue
		}
		codes := phraseCodes(s, r.Text, r.Date)
		told := len(codes) > 0 || country == ""
		good := cameo.fits(country, codes)
		states.add(told, good)
		sector, ok := r.Expect["code_1"]
		if ok {
			both.add(told, good && sectorFits(sector, codes))
		}
		if !good || ok && !sectorFits(sector, codes) {
			fmt.Fprintf(b.misses, "phrases %s %q: %s %s, got %v\n", r.Date, r.Text, country, sector, codes)
		}
	}
	return states, both, nil
}

// phraseCodes are the codes of a phrase. Where the set gives no date it takes
// that of its own making, which is not known: any office that a person ever had
// is right then.
func phraseCodes(s *actor.Stage, phrase, date string) []string {
	day := date
	if t, err := time.Parse("2 January 2006", date); err == nil {
		day = t.Format(time.DateOnly)
	}
	a := s.Who(phrase, day)
	if len(a) == 0 {
		return nil
	}
	codes := slices.Clone(a[0].Codes)
	if date == "" && a[0].Actor.Kind == chancery.Person {
		for _, t := range a[0].Terms {
			codes = append(codes, t.Code, t.Country+"ELI")
		}
	}
	return codes
}

// stateCodes are the codes of states.
type stateCodes map[string]bool

func cameoStates() (stateCodes, error) {
	text, err := data.FS.ReadFile("knowledge/countries.tsv")
	if err != nil {
		return nil, err
	}
	m := stateCodes{}
	for l := range strings.Lines(string(text)) {
		m[l[:3]] = true
	}
	return m, nil
}

// otherCodes maps codes of the set to CAMEO's.
var otherCodes = map[string]string{"XKX": "KSV", "EUR": "IGOEUREEC", "UNO": "IGOUNO"}

func (m stateCodes) fits(want string, codes []string) bool {
	if c := otherCodes[want]; c != "" {
		want = c
	}
	return slices.ContainsFunc(codes, func(c string) bool { return want != "" && strings.HasPrefix(c, want) }) ||
		want == "" && !slices.ContainsFunc(codes, func(c string) bool { return len(c) >= 3 && m[c[:3]] })
}

// sectorFits compares sectors. The set calls journalists JRN and medical people
// MED; CAMEO has no government of an organisation, and paramilitaries are among
// its unidentified armed forces.
func sectorFits(want string, codes []string) bool {
	has := func(s string) bool {
		return slices.ContainsFunc(codes, func(c string) bool { return strings.Contains(c, s) })
	}
	igo := slices.ContainsFunc(codes, func(c string) bool { return strings.HasPrefix(c, "IGO") })
	switch want {
	case "":
		return len(codes) == 0 || igo || slices.ContainsFunc(codes, func(c string) bool { return len(c) <= 3 })
	case "JRN":
		return has("MED")
	case "MED":
		return has("HLH")
	case "PRM":
		return has("UAF") || has("PRM")
	case "GOV":
		return igo || has("GOV")
	case "UNK", "JNK":
		return len(codes) == 0
	}
	return has(want)
}

// lookedAt are the articles of the ledger that the stage was developed on.
var lookedAt = []string{
	"background_nile_dam", "border_clash_preah", "briefing_balloon", "calendar_budapest", "call_two_readouts",
	"crackdown_tbilisi", "military_aid_tanks",
}

func (b *bench) ledgerMentions(ctx context.Context, r *reader) (seen, unseen answers, err error) {
	golds, err := score.Load(os.DirFS(filepath.Join(b.data, "ledger")))
	if err != nil {
		return seen, unseen, err
	}
	for _, g := range golds {
		_, body, _ := strings.Cut(string(g.Raw), "\n\n")
		for _, s := range g.Article.Boilerplate {
			body = strings.Replace(body, s, "", 1)
		}
		d, err := r.named(ctx, body, g.Published)
		if err != nil {
			return seen, unseen, err
		}
		e, rep := d.Entry(), score.NewReport()
		rep.Add(g, &e)
		c, to := rep.Sections["mentions"], &unseen
		if slices.Contains(lookedAt, g.Name) {
			to = &seen
		}
		to.right += c.GoldFound
		to.wrong += c.Printed - c.SysRight
		to.none += c.Gold - c.Printed
		for _, m := range rep.Misses {
			if m.Section == "mentions" && to == &seen {
				fmt.Fprintf(b.misses, "ledger mentions %s %s %s\n", m.Article, m.What, m.Row)
			}
		}
	}
	return seen, unseen, nil
}

// named reads an article up to its actors.
func (r *reader) named(ctx context.Context, text, published string) (*chancery.Doc, error) {
	day, err := time.Parse(time.DateOnly, published)
	if err != nil {
		return nil, err
	}
	d := &chancery.Doc{Article: chancery.Article{Text: text, Language: "en", Published: chancery.Stamp{Time: day, DayOnly: true}}}
	for _, s := range r.before {
		if err := s(ctx, d); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// chains compares mentions with chains of coreference; offsets are in bytes.
func (b *bench) chains(ctx context.Context, r *reader) (answers, error) {
	var a answers
	files, err := filepath.Glob(filepath.Join(b.data, "statements", "handmade", "*.json"))
	if err != nil {
		return a, err
	}
	for _, file := range files {
		var c struct {
			Published, Text string
			Coref           []struct {
				Entity   string
				Mentions []struct {
					Text         string
					Bstart, Bend int
				}
			}
		}
		text, err := os.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(text, &c)
		}
		if err != nil {
			return a, fmt.Errorf("%s: %w", file, err)
		}
		d, err := r.named(ctx, c.Text, c.Published)
		if err != nil {
			return a, err
		}
		for _, e := range c.Coref {
			for _, m := range e.Mentions {
				names := namesOf(d, refsAt(d, m.Bstart, m.Bend))
				right := entityFits(e.Entity, names)
				a.add(len(names) > 0, right)
				if !right {
					fmt.Fprintf(b.misses, "chains %s %q is %s, got %v\n", filepath.Base(file), m.Text, e.Entity, names)
				}
			}
		}
	}
	return a, nil
}

// refsAt are the refs of the mention that ends at hi and begins nearest to lo,
// but not before it.
func refsAt(d *chancery.Doc, lo, hi int) []string {
	var best *chancery.Mention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind == chancery.ActorMention && m.Span.End == hi && len(m.Refs) > 0 && (best == nil || nearer(m, best, lo)) {
			best = m
		}
	}
	if best == nil {
		return nil
	}
	return best.Refs
}

func nearer(m, best *chancery.Mention, lo int) bool {
	far := func(m *chancery.Mention) int { return max(m.Span.Start-lo, lo-m.Span.Start) }
	return far(m) < far(best)
}

func namesOf(d *chancery.Doc, ids []string) []string {
	var out []string
	for _, id := range ids {
		if i := slices.IndexFunc(d.Actors, func(a chancery.Actor) bool { return a.ID == id }); i >= 0 {
			out = append(out, d.Actors[i].Name)
		}
	}
	return out
}

// entityFits compares names; an entity may be several, with semicolons.
func entityFits(entity string, names []string) bool {
	parts := strings.Split(entity, "; ")
	if len(parts) != len(names) {
		return false
	}
	for _, p := range parts {
		if !slices.ContainsFunc(names, func(n string) bool { return nameFits(p, n) }) {
			return false
		}
	}
	return true
}

func nameFits(a, b string) bool {
	x, y := actor.Fold(a), actor.Fold(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	s, t := strings.Join(x, " "), strings.Join(y, " ")
	return x[len(x)-1] == y[len(y)-1] || strings.Contains(s, t) || strings.Contains(t, s)
}

// pronouns counts pronouns of the third person in chains that have a name: right
// is the actor that most of the names in the chain have.
func (b *bench) pronouns(ctx context.Context, r *reader) (answers, error) {
	var a answers
	f, err := os.Open(filepath.Join(b.data, "statements", "gum", "gum_news_interview_dev.jsonl"))
	if err != nil {
		return a, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var g gumDoc
		if err := json.Unmarshal(in.Bytes(), &g); err != nil {
			return a, err
		}
		d, err := r.named(ctx, g.Text, g.Ref)
		if err != nil {
			return a, err
		}
		for _, c := range g.spans() {
			want := c.names(d)
			for _, m := range c {
				if want != "" && m.pronoun() {
					refs := refsAt(d, m.lo, m.hi)
					right := len(refs) == 1 && refs[0] == want
					a.add(len(refs) > 0, right)
					if !right {
						fmt.Fprintf(b.misses, "pronouns %s %q at %d is %s, got %v\n", g.ID, m.text, m.lo, want, refs)
					}
				}
			}
		}
	}
	return a, in.Err()
}

// A gumDoc is an article with chains of mentions: first and last code point and
// the words.
type gumDoc struct {
	ID, Text, Ref string
	Chains        []struct {
		Type     string
		Mentions [][]any
	}
}

type (
	gumSpan struct {
		lo, hi int // bytes
		text   string
	}
	gumChain []gumSpan
)

func (g *gumDoc) spans() []gumChain {
	var at []int
	for i := range g.Text {
		at = append(at, i)
	}
	at = append(at, len(g.Text))
	var out []gumChain
	for _, c := range g.Chains {
		if c.Type != "person" && c.Type != "organization" && c.Type != "place" {
			continue
		}
		var chain gumChain
		for _, m := range c.Mentions {
			lo, _ := m[0].(float64)
			hi, _ := m[1].(float64)
			text, _ := m[2].(string)
			chain = append(chain, gumSpan{at[int(lo)], at[int(hi)], text})
		}
		out = append(out, chain)
	}
	return out
}

func (m *gumSpan) pronoun() bool {
	return strings.Contains(" he she it they him her them his hers its their theirs himself herself itself themselves ", " "+strings.ToLower(m.text)+" ")
}

// names is the actor that most of the mentions that are no pronouns have.
func (c gumChain) names(d *chancery.Doc) string {
	count, best := map[string]int{}, ""
	for _, m := range c {
		if refs := refsAt(d, m.lo, m.hi); !m.pronoun() && len(refs) == 1 {
			count[refs[0]]++
		}
	}
	for _, id := range sortedKeys(count) {
		if best == "" || count[id] > count[best] {
			best = id
		}
	}
	return best
}
