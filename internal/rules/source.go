package rules

import (
	"fmt"
	"io/fs"
	"strings"
)

// Source is the rule of that name as its file has it, without its examples, after
// a line that says where it stands; of a frame the head of its group too. Empty
// where no file of fsys, or of the folders laid over it, has the rule. The file
// of an operator is looked up first.
func Source(fsys fs.FS, name string) string {
	for _, own := range layers(fsys) {
		if s := sourceIn(own, name, folderOf(own), "*.rules", "rules/*.rules"); s != "" {
			return s
		}
	}
	return sourceIn(fsys, name, "data/", "rules/*.rules")
}

func sourceIn(fsys fs.FS, name, folder string, globs ...string) string {
	for _, glob := range globs {
		files, err := fs.Glob(fsys, glob)
		if err != nil {
			continue
		}
		for _, file := range files {
			b, err := fs.ReadFile(fsys, file)
			if err != nil {
				continue
			}
			if s := sourceOf(folder+file, string(b), name); s != "" {
				return s
			}
		}
	}
	return ""
}

// sourceOf finds a rule in the text of one file.
func sourceOf(file, text, name string) string {
	var group, out []string // lines of the head of the group; of the rule
	prefix, head := "", false
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		line = strings.TrimRight(line, " \t\r")
		word, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		switch word {
		case "rule", "group", "frame", "":
			if out != nil {
				return strings.Join(out, "\n")
			}
		case "yes", "no", "#":
			continue
		}
		switch word {
		case "rule":
			prefix, head = "", false
			if rest == name {
				out = []string{fmt.Sprintf("%s:%d", file, n), line}
			}
		case "group":
			prefix, head, group = rest, true, []string{line}
		case "frame":
			head = false
			if f, _, _ := strings.Cut(rest, " "); prefix != "" && prefix+"."+f == name {
				out = append(append([]string{fmt.Sprintf("%s:%d", file, n)}, group...), line)
			}
		case "":
			head = false
		default:
			switch {
			case out != nil:
				out = append(out, line)
			case head:
				group = append(group, line)
			}
		}
	}
	return strings.Join(out, "\n")
}
