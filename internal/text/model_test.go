package text_test

import (
	"bytes"
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"chancery/data"
	"chancery/internal/text"
)

func TestModelFile(t *testing.T) {
	b, err := fs.ReadFile(data.FS, "models/boundary.bin")
	if err != nil {
		t.Fatal(err)
	}
	m, err := text.ReadModel(b)
	if err != nil {
		t.Fatal(err)
	}
	var w bytes.Buffer
	if _, err := m.WriteTo(&w); err != nil || !bytes.Equal(w.Bytes(), b) {
		t.Errorf("written again it differs (%v)", err)
	}
	flipped := bytes.Clone(b)
	flipped[len(b)/2] ^= 1
	for name, bad := range map[string][]byte{
		"empty": nil, "other file": []byte("a text that is long enough to be one"), "cut": b[:len(b)/2], "flipped bit": flipped,
		"longer": append(bytes.Clone(b), 0),
	} {
		if _, err := text.ReadModel(bad); !errors.Is(err, text.ErrModel) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestNewFaults(t *testing.T) {
	if _, err := text.New(fstest.MapFS{}); err == nil {
		t.Error("no error without word lists")
	}
	if _, err := text.NewRules(data.FS); err != nil {
		t.Error(err)
	}
}

func FuzzReadModel(f *testing.F) {
	f.Add([]byte("CHBD\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := text.ReadModel(b); (m == nil) == (err == nil) {
			t.Fatalf("model %v and error %v", m, err)
		}
	})
}
