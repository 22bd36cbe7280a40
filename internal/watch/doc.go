// Package watch keeps saved filters up to date: it looks at every report once, in
// the order in which the ledger numbered them, and notes what each alert is to
// tell, with the reason and the evidence, and the messages to be sent.
//
// An alert has a cursor over the numbers of reports. What it finds, the messages,
// and the cursor move in one transaction, so that a restart loses nothing and
// tells nothing twice. A thing is told once, however many reports tell of it; it
// is told again when its status changes, and on the day when it falls due where
// the alert asks for that.
//
//	w := watch.New(ledger, log)
//	go w.Run(ctx)
//	w.Poke() // something was stored
package watch
