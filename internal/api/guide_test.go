package api

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"chancery/internal/auth"
)

// TestGuide runs the first snippet of Python that the guide gives, against a
// ledger of several pages, faster than it may be asked.
func TestGuide(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here")
	}
	guide, err := os.ReadFile("../../docs/guide/api.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(guide), "```python\n")
	code, _, ok := strings.Cut(rest, "```")
	if !ok || !strings.Contains(code, "limit=200") {
		t.Fatal("the guide has no such snippet")
	}
	d := newDesk(t, 10)
	if d.API, err = New(Options{Store: d.store, Rate: 5, Burst: 2}); err != nil {
		t.Fatal(err)
	}
	token := ""
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token = r.Header.Get("Authorization")
		d.ServeHTTP(w, r.WithContext(auth.With(r.Context(), d.who)))
	}))
	defer srv.Close()
	cmd := exec.CommandContext(t.Context(), python, "-c", strings.Replace(code, "limit=200", "limit=3", 1))
	cmd.Env = append(os.Environ(), "CHANCERY_URL="+srv.URL, "CHANCERY_TOKEN=chy_x", "PYTHONIOENCODING=utf-8")
	var out, fault bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &fault
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, fault.String())
	}
	if n := strings.Count(out.String(), " GBR THREATEN ISL | Britain warned Iceland"); n != 10 {
		t.Errorf("%d rows, want 10:\n%s", n, out.String())
	}
	if token != "Bearer chy_x" {
		t.Errorf("token %q", token)
	}
}
