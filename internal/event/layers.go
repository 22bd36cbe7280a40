package event

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"chancery"
)

// meetingRule names rows of CONSULT that the agenda alone tells.
const meetingRule = "consult.agenda"

// fromAgenda adds the meetings of the agenda that no rule has read as events: their
// parties and days are put together from the whole article.
func (r *reader) fromAgenda(rows []chancery.Event) []chancery.Event {
	told, met := bySentence(rows), map[string][]*chancery.Event{}
	for i := range rows {
		if e := &rows[i]; e.Type == chancery.Consult {
			k := r.meetingKey(e.Status, slices.Concat(e.Sources, e.Targets))
			met[k] = append(met[k], e)
		}
	}
	for i := range r.d.Agenda {
		m := &r.d.Agenda[i]
		code, ok := meetingCodes[m.Format]
		if !ok || len(m.Parties) == 0 {
			continue
		}
		status := chancery.Planned
		switch m.Status {
		case chancery.MeetingHeld:
			status = chancery.Actual
		case chancery.MeetingCancelled:
			status = chancery.Negated
		}
		if slices.ContainsFunc(told[m.Sentence], func(e *chancery.Event) bool {
			return e.Type == chancery.Consult || e.Trigger.Overlaps(m.Span)
		}) {
			continue
		}
		prop := r.propAt(m.Sentence, m.Span, chancery.Span{})
		if prop < 0 {
			continue
		}
		who := r.actors(m.Parties)
		if len(who) < 2 && (m.Format == chancery.TalksFormat || m.Format == chancery.CallFormat) {
			continue // whom one talks to is not known
		}
		if len(who) == 0 || !slices.ContainsFunc(who, r.weighty) {
			continue
		}
		if slices.ContainsFunc(met[r.meetingKey(status, who)], func(e *chancery.Event) bool { return agree(e.Date, m.Date) }) {
			continue // told elsewhere in the article
		}
		c := r.s.onto.Codes[code]
		e := chancery.Event{
			Row:  chancery.Row{Sentence: m.Sentence, Span: m.Span, Rule: meetingRule, Confidence: m.Confidence - 0.1},
			Type: chancery.Consult, Mode: c.Mode, Contexts: append([]string{}, c.Contexts...), CAMEO: code, Intensity: c.Goldstein,
			Trigger: r.trigger(&r.d.Props[prop]), Sources: who[:1:1], Targets: slices.Clone(who[1:]),
			Status: status, Date: m.Date, Place: m.Place, Attribution: []chancery.Attribution{}, Prop: prop,
		}
		e.SourceCodes, e.TargetCodes = r.codes(e.Sources), r.codes(e.Targets)
		rows = append(rows, e)
	}
	return rows
}

// meetingKey is equal for meetings of the same sides, whoever stands for them.
func (r *reader) meetingKey(status chancery.Status, who []string) string {
	var sides []string
	for _, id := range who {
		sides = append(sides, cmp.Or(r.side(id), id))
	}
	slices.Sort(sides)
	return string(status) + " " + strings.Join(slices.Compact(sides), " ")
}

// meetingCodes are the CAMEO codes of the formats of the agenda that are talk
// between parties.
var meetingCodes = map[chancery.MeetingFormat]string{
	chancery.TalksFormat: "040", chancery.CallFormat: "041", chancery.SummitFormat: "040", chancery.VisitFormat: "042",
	chancery.CouncilFormat: "040", chancery.ConferenceFormat: "046",
}

// fromWords adds the demands, the answers to them, the threats, accusations and
// refusals that other stages have found and no rule has read as events.
func (r *reader) fromWords(rows []chancery.Event) []chancery.Event {
	told := bySentence(rows)
	add := func(rule, code string, at *chancery.Row, content chancery.Span, by, to []string) {
		by = r.actors(by)
		c := r.s.onto.Codes[code]
		if !slices.ContainsFunc(by, r.weighty) || slices.ContainsFunc(told[at.Sentence], func(e *chancery.Event) bool {
			return e.Type == c.Type || e.Trigger.Overlaps(at.Span) && !content.Contains(e.Trigger) && verbal(e.Type)
		}) {
			return
		}
		prop := r.propAt(at.Sentence, at.Span, content)
		if prop < 0 {
			prop = r.propAt(at.Sentence, at.Span, chancery.Span{})
		}
		if prop < 0 {
			return
		}
		to = r.except(r.actors(to), by, nil)
		e := chancery.Event{
			Row:  chancery.Row{Sentence: at.Sentence, Span: at.Span, Rule: rule, Confidence: at.Confidence - 0.1},
			Type: c.Type, Mode: c.Mode, Contexts: append([]string{}, c.Contexts...), CAMEO: code, Intensity: c.Goldstein,
			Trigger: r.trigger(&r.d.Props[prop]), Sources: by, Targets: to, SourceCodes: r.codes(by), TargetCodes: r.codes(to),
			Status: chancery.Actual, Attribution: []chancery.Attribution{}, Prop: prop,
		}
		rows = append(rows, e)
		told[at.Sentence] = append(told[at.Sentence], &e)
	}
	for i := range r.d.Demands {
		d := &r.d.Demands[i]
		switch d.Stance {
		case chancery.DemandMade:
			if slices.ContainsFunc(r.d.Conditions, func(c chancery.Condition) bool { return c.Condition.Overlaps(d.Content) }) {
				continue // what somebody only waits for
			}
			add("request.demanded", "100", &d.Row, d.Content, d.By, d.Of)
		case chancery.DemandRefused:
			add("reject.refused", "120", &d.Row, d.Content, d.By, d.Of)
		case chancery.DemandAccepted:
			add("agree.accepted", "030", &d.Row, d.Content, d.By, d.Of)
		}
	}
	for i := range r.d.Conditions {
		if c := &r.d.Conditions[i]; c.Kind == chancery.Threat {
			add("threaten.condition", "130", &c.Row, c.Condition, c.By, c.Toward)
		}
	}
	for i := range r.d.Statements {
		switch s := &r.d.Statements[i]; s.Stance {
		case chancery.Accuses:
			add("accuse.said", "112", &s.Row, s.Content, s.Speakers, nil)
		case chancery.Rejects:
			add("reject.said", "120", &s.Row, s.Content, s.Speakers, nil)
		}
	}
	return rows
}

// bySentence are rows by the sentence in which they stand.
func bySentence(rows []chancery.Event) map[int][]*chancery.Event {
	out := map[int][]*chancery.Event{}
	for i := range rows {
		out[rows[i].Sentence] = append(out[rows[i].Sentence], &rows[i])
	}
	return out
}

// propAt is the first proposition of a sentence whose predicate lies in a span and
// not in what is left out of it, -1 where there is none. Propositions stand in the
// order of their sentences.
func (r *reader) propAt(sentence int, span, without chancery.Span) int {
	first := sort.Search(len(r.d.Props), func(i int) bool { return r.d.Props[i].Sent >= sentence })
	for i := first; i < len(r.d.Props) && r.d.Props[i].Sent == sentence; i++ {
		if t := r.d.Toks[r.d.Props[i].Head].Span; span.Overlaps(t) && !without.Contains(t) {
			return i
		}
	}
	return -1
}
