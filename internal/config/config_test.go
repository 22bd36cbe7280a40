package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chancery/internal/config"
)

func file(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "c.toml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// Flags lie over the environment, the environment over the file, the file over
// what holds without any.
func TestOrder(t *testing.T) {
	name := file(t, "listen = \"127.0.0.1:1\"\nnats = \"nats://a\"\nfetch.delay = \"2s\"\n[follow]\nrevisit = [\"6h\", \"2d\"]\nany_language = true\n[fetch]\n")
	// A table that dotted keys have opened cannot be opened again.
	if _, err := config.Load(config.Origins{File: name}); err == nil {
		t.Error("a table defined twice is taken")
	}
	name = file(t, "listen = \"127.0.0.1:1\"\nnats = \"nats://a\"\nfetch.delay = \"2s\"\n\n[follow]\nrevisit = [\"6h\", \"2d\"]\nany_language = true\n")
	c, err := config.Load(config.Origins{
		File:  name,
		Env:   []string{"CHANCERY_NATS=nats://b", "CHANCERY_FETCH_MAX_BYTES=5", "HOME=/", "CHANCERY_DATA=/elsewhere"},
		Flags: map[string]string{"nats": "nats://c"},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := []any{c.Listen, c.NATS, c.Fetch.Delay, c.Fetch.MaxBytes, c.Follow.Revisit, c.Follow.AnyLang, c.Log.Level}
	want := []any{"127.0.0.1:1", "nats://c", 2 * time.Second, int64(5), []time.Duration{6 * time.Hour, 48 * time.Hour}, true, "info"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for key, want := range map[string]string{"listen": name + ":1", "fetch.delay": name + ":3", "follow.revisit": name + ":6", "nats": "flag", "fetch.max_bytes": "environment CHANCERY_FETCH_MAX_BYTES", "log.level": "default"} {
		if got := c.Origin(key); got != want {
			t.Errorf("origin of %s is %s, want %s", key, got, want)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown key", "listne = \"x\"", ":1: unknown key listne"},
		{"unknown table", "\n[fetsh]\ndelay = \"1s\"", ":2: unknown key fetsh"},
		{"unknown key of a table", "[fetch]\n\ndely = \"1s\"", ":3: unknown key fetch.dely"},
		{"unknown key of an inline table", "fetch = { delay = \"1s\", dely = \"1s\" }", ":1: unknown key fetch.dely"},
		{"a string for a table", "fetch = \"x\"", ":1: fetch is a table"},
		{"a table for a string", "[listen]\nx = 1", ":1: listen: want a string"},
		{"a number for a time", "[fetch]\ndelay = 5", `:2: fetch.delay: want a time such as "90s", "12h" or "7d"`},
		{"no time", "[fetch]\ndelay = \"soon\"", `:2: fetch.delay: "soon", want a time`},
		{"a string for a number", "[fetch]\nmax_bytes = \"5\"", ":2: fetch.max_bytes: want a whole number"},
		{"a string in a list of times", "[follow]\nrevisit = [\"1d\", 5]", ":2: follow.revisit: want a time"},
		{"no TOML", "listen = \n", ":1: "},
		{"twice", "listen = \"a\"\nlisten = \"b\"\n", ":2: "},
		{"no meaning", "[log]\nlevel = \"loud\"", `log.level = "loud" (`},
		{"less than nothing", "[fetch]\nmax_bytes = -1", "want more than 0"},
		{"no range of addresses", "[fetch]\nallow = [\"10.0.0.0/99\"]", "want address ranges"},
		{"slower than slowest", "[follow]\nfastest = \"3h\"", "want no less than follow.fastest"},
		{"times out of order", "[follow]\nrevisit = [\"2d\", \"1d\"]", "want times in their order"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := config.Load(config.Origins{File: file(t, c.text)})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
	for _, c := range []struct{ env, want string }{
		{"CHANCERY_FOO=1", "environment variable CHANCERY_FOO: no such setting"},
		{"CHANCERY_FETCH_ROBOTS=maybe", `fetch.robots (environment CHANCERY_FETCH_ROBOTS): "maybe", want true or false`},
		{"CHANCERY_QUEUE_READERS=x", "want a whole number"},
		{"CHANCERY_LISTEN=nowhere", "want an address and a port"},
	} {
		if _, err := config.Load(config.Origins{Env: []string{c.env}}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.env, err, c.want)
		}
	}
	if _, err := config.Load(config.Origins{File: filepath.Join(t.TempDir(), "none")}); err == nil {
		t.Error("a file that is not there")
	}
}

// All faults are told at once.
func TestFaultsTogether(t *testing.T) {
	_, err := config.Load(config.Origins{File: file(t, "a = 1\nb = 2\n"), Env: []string{"CHANCERY_C=3"}})
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("%v", err)
	}
}

// What Write writes gives the same settings.
func TestWrite(t *testing.T) {
	c, err := config.Load(config.Origins{Env: []string{"CHANCERY_FETCH_AGENT=a \"b\" \\ c\td", "CHANCERY_FOLLOW_REVISIT=90m,1d,36h30m", "CHANCERY_FETCH_ALLOW=10.0.0.0/8, 192.168.1.1"}})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := c.Write(&b); err != nil {
		t.Fatal(err)
	}
	again, err := config.Load(config.Origins{File: file(t, b.String())})
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	if diff := cmp.Diff(c.Settings, again.Settings, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSecret(t *testing.T) {
	if s, err := config.Secret(file(t, "s3cret\n")).Read(); s != "s3cret" || err != nil {
		t.Errorf("%q, %v", s, err)
	}
	if s, err := config.Secret("").Read(); s != "" || err != nil {
		t.Errorf("none: %q, %v", s, err)
	}
	if _, err := config.Secret("/no/such/file").Read(); err == nil {
		t.Error("a file that is not there")
	}
}

// Whatever is in a file, it is taken or refused, and what is taken can be written.
func FuzzFile(f *testing.F) {
	f.Add("listen = \"127.0.0.1:1\"\n[fetch]\ndelay = \"1s\"\n")
	f.Add("[a.b]\nc = { d = [1, {e = 2}] }\n[[x]]\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := config.Load(config.Origins{File: file(t, text)})
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := c.Write(&b); err != nil {
			t.Fatal(err)
		}
		if _, err := config.Load(config.Origins{File: file(t, b.String())}); err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
	})
}
