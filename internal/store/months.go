package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/parquet-go/parquet-go"
)

// months are the files of sealed months that are open. The rows around the last
// one that was read are kept, as those of one article often stand together.
type months struct {
	mu   sync.Mutex
	open map[string]*month
}

type month struct {
	file  *os.File
	rows  *parquet.GenericReader[sealedArticle]
	first int64 // number of the first row that is kept
	kept  []sealedArticle
}

// around is how many rows are read at a time.
const around = 16

// read is a row of a file.
func (m *months) read(path string, row int64) (*sealedArticle, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	o := m.open[path]
	if o == nil {
		var err error
		if o, err = openMonth(path); err != nil {
			return nil, err
		}
		if m.open == nil {
			m.open = map[string]*month{}
		}
		m.open[path] = o
	}
	if row < o.first || row >= o.first+int64(len(o.kept)) {
		if err := o.load(row); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return &o.kept[row-o.first], nil
}

func openMonth(path string) (*month, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("sealed month: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	p, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, errors.Join(ErrCorrupt, err)), f.Close())
	}
	return &month{file: f, rows: parquet.NewGenericReader[sealedArticle](p)}, nil
}

// load reads the rows around one.
func (o *month) load(row int64) error {
	o.kept = make([]sealedArticle, around)
	o.first = row / around * around
	if err := o.rows.SeekToRow(o.first); err != nil {
		return err
	}
	n := 0
	for n < around {
		k, err := o.rows.Read(o.kept[n:])
		n += k
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	o.kept = o.kept[:n]
	if row >= o.first+int64(n) {
		return fmt.Errorf("row %d is missing: %w", row, ErrCorrupt)
	}
	return nil
}

// close closes all files.
func (m *months) close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	var err error
	for _, o := range m.open {
		err = errors.Join(err, o.rows.Close(), o.file.Close())
	}
	m.open = nil
	return err
}
