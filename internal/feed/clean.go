package feed

import (
	"bufio"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"sync"

	"chancery/data"
)

// tracking are the names of parameters that say whence a reader comes, not what
// he reads; those that end in "*" are beginnings of names.
var tracking = sync.OnceValue(func() map[string]bool {
	out, err := readTracking(data.FS)
	if err != nil {
		panic(err) // the table is embedded, and a test reads it
	}
	return out
})

func readTracking(fsys fs.FS) (map[string]bool, error) {
	f, err := fsys.Open("feeds/tracking.tsv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]bool{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		name, _, ok := strings.Cut(lines.Text(), "\t")
		if !ok || name == "" {
			return nil, fmt.Errorf("feeds/tracking.tsv:%d: want a name and who uses it", n)
		}
		if n > 1 { // the first line is the header
			out[name] = true
		}
	}
	return out, lines.Err()
}

// Clean is an address without what does not change the article behind it: the
// fragment, the default port, capitals in the host, parameters that only track the
// reader. An address that cannot be understood stays as it is.
func Clean(addr string) string {
	u, err := url.Parse(addr)
	if err != nil || u.Host == "" {
		return addr
	}
	if !strings.HasPrefix(u.Fragment, "!") {
		u.Fragment, u.RawFragment = "", ""
	}
	u.Host = strings.ToLower(u.Host)
	if port := u.Port(); u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	if u.RawQuery != "" {
		var kept []string
		for pair := range strings.SplitSeq(u.RawQuery, "&") {
			if name, _, _ := strings.Cut(pair, "="); pair != "" && !tracks(strings.ToLower(name)) {
				kept = append(kept, pair)
			}
		}
		u.RawQuery = strings.Join(kept, "&")
	}
	u.ForceQuery = false
	return u.String()
}

func tracks(name string) bool {
	t := tracking()
	if t[name] {
		return true
	}
	for i := range name {
		if t[name[:i]+"*"] {
			return true
		}
	}
	return false
}
