// Package quote reads who said what: it turns propositions, quotation marks and
// mentions into statements.
//
// Verbs of saying, promising, threatening, accusing and denying stand in
// data/rules/statement.rules; a rule also names the statement whose quotation its
// verb frames ("…", said X · X said: "…" · "…," X said, "…"). What no rule about a predicate can see is found
// here, each way under a name of its own that the row bears:
//
//	quote.colon      Kremlin: no signing tonight
//	quote.adjacent   He spoke briefly. "…"
//	quote.turn       lines of an interview that begin with "Name:"
//	quote.declared   what will or must be done, in a text that begins "We, the leaders of …"
//	quote.according  according to X · in X's view
//	quote.noun       his claim that …
//	quote.answer     a charge that X rejects
//	quote.told      it was said in Vienna that …
//	quote.position  X's position is that …
//	quote.go-on     X warned them to leave: whoever stays will be shot
//	quote.so        …, so the minister
//	quote.tail       …, X said, where the tree does not hang the clause on the verb
//
// Every row points at the cue, the speaker and the exact content. A quotation
// over several sentences is one statement; a statement inside another is a row
// of its own.
//
//	s, err := quote.New(data.FS)
//	err = s.Run(ctx, doc) // doc has propositions, quotes and mentions
//	for _, st := range doc.Statements { fmt.Println(st.Speakers, doc.Text[st.Content.Start:st.Content.End]) }
package quote
