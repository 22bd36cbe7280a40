// Package fetch gets pages of the web for a program that trusts none of them.
//
// Every address is looked up and then checked before it is dialled, so that no
// name and no redirect leads into the network that the program stands in: only
// public addresses are reached, unless Options allow others. What comes back is
// bounded in time, in bytes on the wire and in bytes unpacked, whatever it says
// of itself. One request goes to a host at a time, with a pause between them that
// the host may lengthen (robots.txt, Retry-After).
//
// Addresses that a person gave (Request.Asked) are fetched as a browser would;
// for all others robots.txt is asked first (RFC 9309).
//
// Proxies of the environment are not used: behind one, the address that is
// dialled would not be the one that is checked.
package fetch
