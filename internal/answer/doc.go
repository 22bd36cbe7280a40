// Package answer has the types in which the ledger answers, the same for query
// --json, the API and the messages of alerts, and the filter as an address has it.
//
// A row is always shown with its evidence, its article, and the actors and places
// that it names, so that it can be read by itself.
//
//	ask, err := answer.Parse("demands?source=ISL&from=2031-03")
//	for x, err := range ledger.Find(ctx, ask.Filter) {
//		json.Marshal(answer.Of(x))
//	}
package answer
