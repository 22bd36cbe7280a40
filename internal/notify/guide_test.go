package notify

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestGuide checks a signature with the function that the guide gives to those who
// receive webhooks.
func TestGuide(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here")
	}
	guide, err := os.ReadFile("../../docs/guide/alerts.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(guide), "    import hmac")
	block, _, _ := strings.Cut(rest, "\n\n")
	if !ok {
		t.Fatal("the guide has no such function")
	}
	code := strings.ReplaceAll("import hmac"+block, "\n    ", "\n")
	body := "{\"title\": \"Iceland → United Kingdom\"}"
	now := time.Now()
	for _, tt := range []struct {
		name, signature, want string
	}{
		{"genuine", Sign("the key", now, []byte(body)), "True"},
		{"another key", Sign("a key", now, []byte(body)), "False"},
		{"another body", Sign("the key", now, []byte(body+" ")), "False"},
		{"old", Sign("the key", now.Add(-time.Hour), []byte(body)), "False"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			program := code + "\nimport os\nprint(genuine(os.environ['SIG'], os.environb[b'BODY'], b'the key'))\n"
			cmd := exec.CommandContext(t.Context(), python, "-c", program)
			cmd.Env = append(os.Environ(), "SIG="+tt.signature, "BODY="+body)
			out, err := cmd.CombinedOutput()
			if err != nil || strings.TrimSpace(string(out)) != tt.want {
				t.Errorf("%s, %v, want %s", out, err, tt.want)
			}
		})
	}
}
