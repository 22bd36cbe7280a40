package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/unicode"

	"chancery/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chancery": main})
}

// TestScript runs the command as a user would: testdata/script has one file for
// each command and each kind of bad input.
func TestScript(t *testing.T) {
	entry, page := golden.Schema(t, "entry"), golden.Schema(t, "page")
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Condition: func(name string) (bool, error) {
			if name == "race" {
				return race, nil
			}
			return false, fmt.Errorf("unknown condition %s", name)
		},
		UpdateScripts: os.Getenv("UPDATE") == "1",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// status N chancery …: the command ends with that exit status.
			"status": status,
			// make KIND FILE [ARG]: write an input that cannot stand in a script.
			"make": makeInput,
			// schema entry|page: standard output is lines of valid JSON.
			"schema": func(ts *testscript.TestScript, _ bool, args []string) {
				s := entry
				if args[0] == "page" {
					s = page
				}
				golden.Valid(t, s, []byte(ts.ReadFile("stdout")))
			},
			// lines FILE N: the file has N lines.
			"lines": func(ts *testscript.TestScript, _ bool, args []string) {
				if n := strings.Count(ts.ReadFile(args[0]), "\n"); strconv.Itoa(n) != args[1] {
					ts.Fatalf("%s has %d lines, want %s", args[0], n, args[1])
				}
			},
		},
	})
}

func status(ts *testscript.TestScript, _ bool, args []string) {
	want := args[0]
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		exit, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if strconv.Itoa(got) != want {
		ts.Fatalf("exit status %d, want %s", got, want)
	}
}

func makeInput(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	var source string
	if len(args) > 2 {
		source = ts.ReadFile(args[2])
	}
	switch args[0] {
	case "png":
		b.WriteString("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01")
	case "zip":
		b.WriteString("PK\x03\x04\x14\x00\x00\x00\x08\x00")
	case "noise":
		for i := range 4096 {
			b.WriteByte(byte(i*i>>3 ^ i*7))
		}
	case "bomb": // 200 MB of one letter
		z := gzip.NewWriter(&b)
		block := bytes.Repeat([]byte("a"), 1<<20)
		for range 200 {
			z.Write(block)
		}
		z.Close()
	case "longline": // a line of 50 MB between two articles
		fmt.Fprintf(&b, "{\"text\":%q}\n{\"text\":\"%s\"}\n{\"text\":%q}\n", source, strings.Repeat("word ", 10<<20), source)
	case "nested": // 100,000 elements, each in the one before
		fmt.Fprintf(&b, "<html><title>Deep</title><body>%s<p>%s</p>%s</body></html>", strings.Repeat("<div>", 100_000), source, strings.Repeat("</div>", 100_000))
	case "unclosed":
		for i := range 50_000 {
			fmt.Fprintf(&b, "<b id=x%d><font size=%d>", i, i)
		}
		b.WriteString("<p>" + source)
	case "words": // one sentence of 100,000 words
		b.WriteString(strings.Repeat("the minister and ", 33_333) + "left.")
	case "gzip":
		z := gzip.NewWriter(&b)
		io.WriteString(z, source)
		z.Close()
	case "cutgzip":
		z := gzip.NewWriter(&b)
		io.WriteString(z, strings.Repeat(source, 50))
		z.Close()
		b.Truncate(b.Len() / 2)
	case "zstd":
		z, err := zstd.NewWriter(&b)
		ts.Check(err)
		io.WriteString(z, source)
		z.Close()
	case "utf16":
		enc := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
		out, err := enc.String(source)
		ts.Check(err)
		b.WriteString(out)
	case "nul":
		b.WriteString(strings.Replace(source, " ", "\x00 \x00", 3))
	case "broken": // three bytes that are not UTF-8, beside characters that are
		b.WriteString("Geneva – " + strings.Replace(source, " ", " \xff\xfe\xc0", 1))
	case "latin1":
		b.WriteString(strings.ReplaceAll(source, "é", "\xe9"))
	case "crlf":
		b.WriteString("\ufeff" + strings.ReplaceAll(source, "\n", "\r\n"))
	default:
		ts.Fatalf("make %s: unknown", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o644))
}
