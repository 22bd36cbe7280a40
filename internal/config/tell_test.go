package config

import (
	"strings"
	"testing"
)

func TestTellSettings(t *testing.T) {
	for _, tt := range []struct {
		name, key, value, want string // want is of the fault, empty for none
	}{
		{"a proxy", "auth.proxies", "127.0.0.1, 10.1.0.0/16", ""},
		{"a proxy by name", "auth.proxies", "proxy.example", "auth.proxies"},
		{"a role", "auth.proxy_role", "correct", ""},
		{"no role", "auth.proxy_role", "king", "read, correct or admin"},
		{"no session", "auth.session", "0s", "auth.session"},
		{"no rate", "api.rate", "0", "api.rate"},
		{"half a request a second", "api.rate", "0.5", ""},
		{"no burst", "api.burst", "0", "api.burst"},
		{"metrics for some", "metrics.for", "some", "metrics.for"},
		{"metrics for nobody", "metrics.for", "nobody", ""},
		{"a range for webhooks", "notify.allow", "10.0.0.0/8", ""},
		{"a name for webhooks", "notify.allow", "localhost", "notify.allow"},
		{"a site", "notify.site", "https://news.example.org", ""},
		{"a site without scheme", "notify.site", "news.example.org", "notify.site"},
		{"a server without port", "mail.server", "mail.example.org", "mail.server"},
		{"a server without sender", "mail.server", "mail.example.org:587", "mail.from"},
		{"a sender with a name", "mail.from", "Desk <a@b.example>", "mail.from"},
		{"a sender", "mail.from", "a@b.example", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(Origins{Flags: map[string]string{tt.key: tt.value}})
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}
