package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestVerify(t *testing.T) {
	for _, tt := range []struct{ name, damage, want string }{
		{"sound", "SELECT 1", ""},
		{"a row is gone", "DELETE FROM report WHERE n = 1", "1 rows, want 2"},
		{"a sentence is gone", "DELETE FROM sentence_words WHERE rowid = 1 << 24", "0 sentences, want 1"},
		{"an entry is broken", "UPDATE article SET entry = x'28b52ffd00' WHERE n = 1", "the file is damaged"},
		{"another text", "UPDATE article SET content = 'x' WHERE n = 1", "not the one that was kept"},
		{"a happening is gone", "DELETE FROM happening", "is of a happening that is missing"},
		{"a happening counts wrongly", "UPDATE happening SET reports = 9", "counts other reports"},
		{"an article is gone", "PRAGMA foreign_keys = 0; DELETE FROM article WHERE n = 1", "belongs to is missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := ledger(t, entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv."))
			if _, err := s.write.Exec(tt.damage); err != nil {
				t.Fatal(err)
			}
			h, err := s.Verify(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(h.Faults, "\n"); !strings.Contains(got, tt.want) || (tt.want == "") != (got == "") {
				t.Errorf("faults %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBackup(t *testing.T) {
	s := ledger(t, entry("https://a.example/1", "RUS", "UKR", "2022-01-10", "Moscow threatened Kyiv."))
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), path); err == nil {
		t.Error("a backup over a file that is there")
	}
	c, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if got, want := find(t, c, Filter{}), find(t, s, Filter{}); len(want) == 0 || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if h, err := c.Verify(t.Context()); err != nil || h.Faults != nil {
		t.Errorf("%v %q", err, h.Faults)
	}
}

// many are articles enough to fill some pages.
func many(t *testing.T, s *Store, from, to int) error {
	t.Helper()
	var items []*Item
	for i := from; i < to; i++ {
		it, err := NewItem(entry(fmt.Sprint("https://a.example/", i), "RUS", "UKR", "2022-01-10", fmt.Sprintf("Moscow threatened Kyiv for the time number %d.", i)), time.Unix(0, 0), "test")
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
	}
	_, err := s.Put(t.Context(), items...)
	return err
}

func TestFullDisk(t *testing.T) {
	s := ledger(t)
	if err := many(t, s, 0, 20); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	err := many(t, s, 20, 300)
	if !errors.Is(err, ErrFull) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v, want one line of %v", err, ErrFull)
	}
	if h, err := s.Verify(t.Context()); err != nil || h.Faults != nil || h.Articles != 20 {
		t.Errorf("after it: %+v, %v", h, err)
	}
}

func TestLocked(t *testing.T) {
	patience = 50 * time.Millisecond
	defer func() { patience = 10 * time.Second }()
	s := ledger(t)
	other, err := Create(t.Context(), s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.write.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := many(t, s, 0, 1); !errors.Is(err, ErrLocked) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v, want one line of %v", err, ErrLocked)
	}
	if got := find(t, s, Filter{}); len(got) != 0 {
		t.Errorf("a reader sees %q", got)
	}
}

func TestDamagedFile(t *testing.T) {
	s := ledger(t)
	if err := many(t, s, 0, 200); err != nil {
		t.Fatal(err)
	}
	path := s.Path()
	s.Close()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(raw[len(raw)/4:len(raw)/4*3], bytes.Repeat([]byte{0xa5}, len(raw)/2))
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), path)
	if err == nil {
		defer d.Close()
		var h *Health
		if h, err = d.Verify(t.Context()); err == nil && len(h.Faults) > 0 {
			return
		}
	}
	if !errors.Is(err, ErrCorrupt) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v, want one line of %v", err, ErrCorrupt)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	s, err := Create(t.Context(), filepath.Join(dir, "l.db"))
	if s != nil {
		s.Close()
	}
	if !errors.Is(err, ErrReadOnly) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v, want one line of %v", err, ErrReadOnly)
	}
}

// TestEmptyFile holds that a file without tables, as an ingest leaves that found no
// room to begin, is told to be empty by who reads, and filled by who writes.
func TestEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), path); !errors.Is(err, ErrEmpty) {
		t.Errorf("opened %v: %v, want %v", s, err, ErrEmpty)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != 0 {
		t.Errorf("a reader has written to it: %v %v", info, err)
	}
	s, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := many(t, s, 0, 1); err != nil {
		t.Error(err)
	}
}
