// Package auth says who asks and what he may do.
//
// A request is let in by, in this order: a token in its Authorization header, the
// header of a reverse proxy at an address that is trusted, the cookie of a
// session, or because the ledger is open: on loopback as long as it has no users,
// and for reading where the operator says so.
//
//	g := auth.New(ledger, auth.Options{}, log)
//	g.Routes(mux)                  // /login and /logout
//	http.Serve(l, g.Handler(mux))  // auth.From(r.Context()) inside
//
// Passwords are kept as argon2id hashes; cookies and tokens, which are 256 random
// bits, as SHA-256. A form of another site changes nothing: cookies are SameSite,
// and a request that changes something must come from the same origin by what the
// browser says of it (Sec-Fetch-Site, Origin). On loopback without sign-in the
// request must name the machine by a loopback name too, so that no other site can
// reach it under a name of its own.
package auth
