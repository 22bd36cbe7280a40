package feed

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
)

// fileLine is a line of GDELT's lists of files: size, MD5, address. A name begins
// with the quarter of an hour that the file is of.
var fileLine = regexp.MustCompile(`^\d+ [0-9a-f]{32} (https?://\S+/(\d{14})\.(export|mentions)\.CSV\.zip)$|^\d+ [0-9a-f]{32} https?://\S+\.zip$`)

// parseFiles reads GDELT's lastupdate.txt or the end of its masterfilelist.txt:
// the files of events and of mentions, newest first. Its knowledge graph is
// passed over.
func parseFiles(text []byte) (*List, error) {
	list := &List{Kind: GDELT, Title: "GDELT"}
	for l := range bytes.Lines(text) {
		m := fileLine.FindSubmatch(bytes.TrimSpace(l))
		if m == nil || len(m[1]) == 0 {
			continue
		}
		at, err := time.Parse("20060102150405", string(m[2]))
		if err != nil {
			continue
		}
		list.More = append(list.More, Item{URL: string(m[1]), Published: at.UTC()})
	}
	if len(list.More) == 0 {
		return nil, errors.New("a list of files without any of GDELT's events or mentions")
	}
	for i, j := 0, len(list.More)-1; i < j; i, j = i+1, j-1 { // the lists grow at their end
		list.More[i], list.More[j] = list.More[j], list.More[i]
	}
	return list, nil
}

// maxTable is the most bytes that a table of GDELT may have, unpacked: a quarter
// of an hour has some megabytes.
const maxTable = 256 << 20

// Articles reads a zipped table of GDELT's events or mentions (version 2.0, 61 and
// 16 columns) and returns the addresses of the articles that it stands on.
func Articles(zipped []byte) ([]Item, error) {
	z, err := zip.NewReader(bytes.NewReader(zipped), int64(len(zipped)))
	if err != nil {
		return nil, err
	}
	if len(z.File) != 1 {
		return nil, fmt.Errorf("a zip archive of %d files, want one", len(z.File))
	}
	f, err := z.File[0].Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(io.LimitReader(f, maxTable))
	lines.Buffer(nil, 1<<20)
	var out []Item
	seen := map[string]bool{}
	for lines.Scan() && len(out) < maxItems {
		addr := article(strings.Split(lines.Text(), "\t"))
		if addr = Clean(addr); addr != "" && !seen[addr] {
			seen[addr] = true
			out = append(out, Item{URL: addr})
		}
	}
	return out, lines.Err()
}

// article is the address that a row stands on; empty where that is none of the
// web.
func article(columns []string) string {
	addr := ""
	switch len(columns) {
	case 61:
		addr = columns[60]
	case 16:
		if columns[3] == "1" { // of the web
			addr = columns[5]
		}
	}
	if !strings.HasPrefix(addr, "http://") && !strings.HasPrefix(addr, "https://") {
		return ""
	}
	return addr
}
