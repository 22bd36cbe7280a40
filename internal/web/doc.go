// Package web shows a ledger as pages: plain HTML made on the server, one style
// sheet, and a few kilobytes of script that only add keys and, on the pages of
// pairs, a chart that can be dragged. Everything can be read without script.
//
//	h, err := web.New(web.Options{Store: s, Explain: how})
//	mux.Handle("/", h)
//
// # Addresses
//
// An address is a question and can be guessed, shared and kept: /pair/RUS/USA,
// /actor/org:nato, /events?actor=ISL&type=THREATEN&from=2031-03. A filter has the
// names of the flags of chancery query. A list ends in .atom, .csv or, for the
// agenda, .ics where a program wants to read it. A filter that has no meaning is
// answered with 400 and what is wrong with it, an id that the ledger does not have
// with 404.
//
// # Safety
//
// What articles say is escaped by html/template, whatever it is; only addresses of
// http and https become links. The Content-Security-Policy allows no script and no
// style but the files of this package, and no request to any other host. A request
// that changes something must come from one of these pages.
//
// # Cost
//
// No page reads the whole ledger: lists are pages of a query with a cursor, sums
// are over the last so many reports and say so.
package web
