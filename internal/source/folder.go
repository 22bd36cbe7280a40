package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// errNoArticles says that a folder holds nothing that could be read.
var errNoArticles = errors.New("a folder without articles (what ends in .txt, .md, .html, .jsonl or .warc is read, each also .gz or .zst)")

// Skipped is the Err of an Item that stands for the files of a folder which were
// passed over because their names do not end as those of articles do: something
// to tell, but no failure.
type Skipped struct {
	Files []string // paths below the folder, sorted
}

func (s Skipped) Error() string {
	const shown = 3
	names := strings.Join(s.Files[:min(shown, len(s.Files))], ", ")
	if len(s.Files) > shown {
		names += ", …"
	}
	if len(s.Files) == 1 {
		return "passed over 1 file whose ending is not that of an article: " + names
	}
	return fmt.Sprintf("passed over %d files whose endings are not those of articles: %s", len(s.Files), names)
}

// isFolder reports whether an input is a folder.
func isFolder(name string) bool {
	if name == "-" {
		return false
	}
	at, err := os.Stat(name)
	return err == nil && at.IsDir()
}

// folder lists the articles below a folder, sorted, and what it passed over. Names
// that begin with a dot are left out, as ls leaves them out; a link to a file
// counts as that file, and one to a folder is not followed. What cannot be listed
// is among the faults, by its path.
func folder(root string) (articles []string, skipped Skipped, faults []Item) {
	filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			faults = append(faults, Item{Name: path, Err: bare(err)})
			return nil
		case path == root:
			return nil
		case strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		if at, err := os.Stat(path); err == nil && !at.Mode().IsRegular() || !known(d.Name()) {
			rel, _ := filepath.Rel(root, path)
			skipped.Files = append(skipped.Files, rel)
			return nil
		}
		articles = append(articles, path)
		return nil
	})
	return articles, skipped, faults
}

// known reports whether a name ends as that of an article or an archive does.
func known(name string) bool {
	_, ok := formats[filepath.Ext(uncompressed(name))]
	return ok
}

// inFolder yields the articles below a folder and reports whether to go on.
func (o *Options) inFolder(root string, read func(name string) bool, yield func(Item) bool) bool {
	articles, skipped, faults := folder(root)
	if len(articles) == 0 && len(faults) == 0 {
		return yield(Item{Name: root, Err: errNoArticles})
	}
	for _, it := range faults {
		if !yield(it) {
			return false
		}
	}
	if len(skipped.Files) > 0 && !yield(Item{Name: root, Err: skipped}) {
		return false
	}
	for _, name := range articles {
		if !read(name) {
			return false
		}
	}
	return true
}

// bare is the reason of a fault at a file, without the path, which Item.Name has.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
