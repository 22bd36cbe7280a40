package source

import (
	"bytes"
	"net/http"
	"strings"
)

// signatures are first bytes of files that hold no text of their own.
var signatures = []struct{ head, what string }{
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", "a zip archive"},
	{"PK\x05\x06", "a zip archive"},
	{"7z\xbc\xaf\x27\x1c", "a 7-zip archive"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{"BZh", "bzip2 data"},
	{"\xfd7zXZ\x00", "xz data"},
	{"\x7fELF", "a program"},
	{"MZ\x90", "a program"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"},
	{"{\\rtf", "an RTF document"},
	{"SQLite format 3\x00", "a database"},
	{"PAR1", "a Parquet file"},
	{"II*\x00", "a picture (TIFF)"},
	{"MM\x00*", "a picture (TIFF)"},
}

// binary names what head begins, where that is a format without plain text, and
// is empty otherwise.
func binary(head []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.head)) {
			return s.what
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return "a tar archive"
	}
	media, _, _ := strings.Cut(http.DetectContentType(head), ";")
	family, form, _ := strings.Cut(media, "/")
	switch family {
	case "image":
		return "a picture (" + strings.ToUpper(strings.TrimPrefix(form, "x-")) + ")"
	case "audio", "video", "font":
		return "a file of type " + media
	}
	return ""
}

// sniff tells the kind of a text by how it begins.
func sniff(head []byte) Kind {
	if bytes.HasPrefix(head, []byte("WARC/")) {
		return WARC
	}
	s := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	if bytes.HasPrefix(s, []byte(`{"`)) || bytes.HasPrefix(s, []byte("{ ")) {
		return JSONL
	}
	if media := http.DetectContentType(s); strings.HasPrefix(media, "text/html") {
		return HTML
	}
	return Text
}
