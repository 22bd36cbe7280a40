package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// static are the files that pages link to, compressed once. A link carries a hash
// of the file, so that a browser may keep it for ever.
type static struct {
	files map[string]*asset
}

type asset struct {
	kind        string
	hash        string
	plain, zipd []byte
}

func newStatic(dir fs.FS) (*static, error) {
	s := &static{map[string]*asset{}}
	return s, fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(b)
		a := &asset{kind: kindOf(name), hash: hex.EncodeToString(sum[:6]), plain: b}
		var z bytes.Buffer
		w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		a.zipd = z.Bytes()
		s.files[name] = a
		return nil
	})
}

// kindOf does not ask the tables of the machine, which differ.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// href is the address of a file.
func (s *static) href(name string) string {
	if a := s.files[name]; a != nil {
		return "/static/" + name + "?v=" + a.hash
	}
	return "/static/" + name
}

func (s *static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := s.files[strings.TrimPrefix(r.URL.Path, "/static/")]
	if a == nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("ETag", `"`+a.hash+`"`)
	h.Add("Vary", "Accept-Encoding")
	if r.URL.Query().Get("v") == a.hash {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	if r.Header.Get("If-None-Match") == `"`+a.hash+`"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	b := a.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		b = a.zipd
	}
	if r.Method != http.MethodHead {
		w.Write(b)
	}
}
