// Package claim reads what depends on what and who wants what of whom: the
// conditions of an article, its demands, and the answers to them.
//
// Conditions are found by the shape of the clause, each shape under a name that
// the row bears:
//
//	condition.if         if, unless, provided, as long as, until, once … (the marker follows: condition.unless)
//	condition.inverted   should it refuse, were it to refuse
//	condition.fronted    should it refuse, until they leave: off the words alone
//	condition.while      while the talks last
//	condition.answered   will respond to any attack
//	condition.event      in the event of, in case of, without
//	condition.else       leave or we fire; pay, otherwise we sue
//	condition.any        any further attack would …, anyone who … will …
//	condition.act        imposing sanctions would …
//	condition.response   the response to any attack would …
//	condition.every      for every missile … will …
//	condition.and        lift the siege and we will talk
//	condition.permitting schedules permitting
//	condition.only-way   X is the only way to Y
//	condition.conditional-on  made its consent conditional on X
//
// and by rules of data/rules/condition.rules: "goes through", "depends on", "is
// the only way to". Whether (if), concessions (even if) and counterfactuals are
// none. The kind follows from whose act the consequence is and whether it hurts.
//
// Demands come from data/rules/demand.rules, and in somebody's words from must
// and should ("demand.must") and from what he makes a condition
// ("demand.condition"), from a noun ("demand.noun": its demand for X), and from
// what is called unacceptable ("refuse.called"), from a term ("demand.term") and a
// quoted imperative ("demand.words"). An answer that names the demand only by a
// noun or a pronoun, or in a word, is paired with the demand before it.
package claim
