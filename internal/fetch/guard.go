package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// ErrPrivate says that an address is not of the public internet.
var ErrPrivate = errors.New("not an address of the public internet (fetch.allow lets it through)")

// special are the ranges that are not of the public internet though they look
// global: the special-purpose registries of IANA (RFC 6890 and what came after).
var special = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
)

// carriers are ranges of IPv6 that hold an address of IPv4, and the byte where it
// begins: NAT64 and 6to4.
var carriers = map[netip.Prefix]int{netip.MustParsePrefix("64:ff9b::/96"): 12, netip.MustParsePrefix("2002::/16"): 2}

func prefixes(list ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// public reports whether a is an address of the public internet.
func public(a netip.Addr) bool {
	a = a.Unmap()
	for p, at := range carriers {
		if p.Contains(a) {
			b := a.As16()
			return public(netip.AddrFrom4([4]byte(b[at : at+4])))
		}
	}
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.Zone() != "" {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// Guard refuses an address that is neither public nor allowed. It is made for
// net.Dialer.Control, which is called with each address after it was looked up and
// before it is dialled.
func (o *Options) Guard(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%s: %w", address, ErrPrivate)
	}
	a := at.Addr().Unmap()
	for _, p := range o.Allow {
		if p.Contains(a) {
			return nil
		}
	}
	for _, x := range o.AllowAt {
		if x == netip.AddrPortFrom(a, at.Port()) {
			return nil
		}
	}
	if !public(a) {
		return fmt.Errorf("%s: %w", a, ErrPrivate)
	}
	return nil
}
