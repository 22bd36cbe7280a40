package config

import (
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"slices"
	"time"
)

// Auth says who is let in. Users and tokens stand in the ledger.
type Auth struct {
	Closed  bool          `toml:"closed" help:"sign-in on this machine too as long as there are no users"`
	Session time.Duration `toml:"session" help:"how long somebody stays signed in"`
	Proxies []string      `toml:"proxies" help:"addresses or ranges of reverse proxies whose headers are believed"`
	Header  string        `toml:"proxy_header" help:"header in which such a proxy names the user, such as X-Remote-User"`
	Role    string        `toml:"proxy_role" help:"role of users whom a proxy names and the ledger does not know: read, correct or admin"`
}

// API bounds how often programs may ask.
type API struct {
	Rate  float64 `toml:"rate" help:"requests a second for each token or address, on average"`
	Burst int     `toml:"burst" help:"requests at once"`
}

// Metrics says who may read /metrics.
type Metrics struct {
	For string `toml:"for" help:"who may read /metrics: local (this machine), signed-in, all or nobody"`
}

// Notify says how webhooks are sent.
type Notify struct {
	Secret Secret   `toml:"secret_file" help:"file with the key that signs webhooks"`
	Allow  []string `toml:"allow" help:"private address ranges that webhooks may go to, such as 127.0.0.0/8"`
	Site   string   `toml:"site" help:"address of these pages as others see it, for links in messages and feeds"`
}

// Mail is the server that mail goes through.
type Mail struct {
	Server   string `toml:"server" help:"host and port of an SMTP server; no mail where empty"`
	From     string `toml:"from" help:"address of the sender"`
	User     string `toml:"user" help:"name to sign in with; none where empty"`
	Password Secret `toml:"password_file" help:"file with the password"`
	Plain    bool   `toml:"plain" help:"send though the server offers no TLS"`
}

// checkTell refuses values of the settings above that have no meaning.
func (c *Config) checkTell(fault func(key, want string)) {
	if _, err := Prefixes(c.Auth.Proxies); err != nil {
		fault("auth.proxies", "addresses or ranges, such as 127.0.0.1 or 10.1.0.0/16")
	}
	if _, err := Prefixes(c.Notify.Allow); err != nil {
		fault("notify.allow", "addresses or ranges, such as 127.0.0.0/8")
	}
	if !slices.Contains([]string{"read", "correct", "admin"}, c.Auth.Role) {
		fault("auth.proxy_role", "read, correct or admin")
	}
	if c.Auth.Session <= 0 {
		fault("auth.session", "more than 0")
	}
	if c.API.Rate <= 0 {
		fault("api.rate", "more than 0")
	}
	if c.API.Burst <= 0 {
		fault("api.burst", "more than 0")
	}
	if !slices.Contains([]string{"local", "signed-in", "all", "nobody"}, c.Metrics.For) {
		fault("metrics.for", "local, signed-in, all or nobody")
	}
	if u, err := url.Parse(c.Notify.Site); c.Notify.Site != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
		fault("notify.site", "an address such as https://news.example.org")
	}
	if _, _, err := net.SplitHostPort(c.Mail.Server); c.Mail.Server != "" && err != nil {
		fault("mail.server", "a host and a port, such as mail.example.org:587")
	}
	if a, err := mail.ParseAddress(c.Mail.From); c.Mail.From != "" && (err != nil || a.Address != c.Mail.From) {
		fault("mail.from", "an address such as chancery@example.org")
	}
	if c.Mail.Server != "" && c.Mail.From == "" {
		fault("mail.from", "an address, as there is a mail.server")
	}
}

// Prefixes reads address ranges; a single address is a range of one.
func Prefixes(list []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, s := range list {
		p, err := netip.ParsePrefix(s)
		if err != nil {
			a, e := netip.ParseAddr(s)
			if e != nil {
				return nil, err
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		out = append(out, p)
	}
	return out, nil
}
