// Package notify sends what alerts have fired: as signed webhooks and as mail.
//
// Messages stand in the ledger until they are delivered. One that fails is tried
// again after 10 seconds, then after four times as long each time, up to six hours;
// after ten tries, or at once where the receiver says that it never will take it,
// it is dead, which chancery alerts dead shows and revives. A message is claimed
// before it is sent, so that two processes do not both send it; a process that
// dies while it sends leaves the message to be sent once more, with the same id,
// by which a receiver knows it.
//
// # Webhooks
//
// The body is JSON, see Message. The header Chancery-Signature has the time and an
// HMAC-SHA256 of time and body:
//
//	Chancery-Signature: t=1931682900,v1=5257a869e7…
//
// which Verify checks. Addresses in private networks are refused, also those that
// a name turns out to have, unless they are allowed; redirects are not followed.
//
// # Mail
//
// Mail goes to one SMTP server, over TLS where the server offers it or the port is
// 465. A password is never sent in the clear. Several messages to one address that
// are due at one time are one mail.
package notify
