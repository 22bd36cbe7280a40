package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"chancery"
)

// Decode turns the bytes of a text into valid UTF-8 without a byte order mark,
// carriage returns or control characters. What it had to change beyond that is
// told as defects. It fails where the bytes are no text.
func Decode(raw []byte) (string, []chancery.Defect, error) {
	raw, note, err := toUTF8(raw)
	if err != nil {
		return "", nil, err
	}
	var defects []chancery.Defect
	if note != "" {
		defects = append(defects, chancery.Defect{Kind: chancery.EncodingFault, Note: note})
	}
	text, control := printable(string(raw))
	if control > 0 {
		if control > 20 && control*20 > len(raw) {
			return "", nil, errors.New("binary data, not text")
		}
		defects = append(defects, chancery.Defect{Kind: chancery.EncodingFault, Note: counted(control, "control character", "control characters") + " removed"})
	}
	if strings.TrimSpace(text) == "" {
		return "", nil, ErrEmpty
	}
	return text, defects, nil
}

// toUTF8 reads UTF-16 and Windows-1252 where the bytes show them, and otherwise
// puts U+FFFD for what is not UTF-8. The note says what was done.
func toUTF8(raw []byte) ([]byte, string, error) {
	if order, bom := utf16(raw); order != "" {
		endian := unicode.LittleEndian
		if order == "UTF-16BE" {
			endian = unicode.BigEndian
		}
		out, err := unicode.UTF16(endian, unicode.IgnoreBOM).NewDecoder().Bytes(raw[bom:])
		return out, "read as " + order, err
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if utf8.Valid(raw) {
		return raw, "", nil
	}
	broken, wide, latin := survey(raw)
	if broken*4 > len(raw) {
		return nil, "", errors.New("neither UTF-8 nor any other text that can be read")
	}
	if wide == 0 && latin {
		out, err := charmap.Windows1252.NewDecoder().Bytes(raw)
		return out, "not UTF-8; read as Windows-1252", err
	}
	out, lost := mixed(raw)
	note := counted(broken, "byte that is not UTF-8", "bytes that are not UTF-8")
	if lost < broken {
		note += fmt.Sprintf(", %d of them read as Windows-1252", broken-lost)
	}
	return out, note, nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// mixed repairs a text in which two encodings meet: a lone byte that is not
// UTF-8 and has an ASCII letter beside it is read as Windows-1252, any other run
// of them becomes U+FFFD. It returns how many were lost.
func mixed(raw []byte) ([]byte, int) {
	out := make([]byte, 0, len(raw)+16)
	lost := 0
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r != utf8.RuneError || n > 1 {
			out = append(out, raw[i:i+n]...)
			i += n
			continue
		}
		end := i + 1
		for end < len(raw) && brokenAt(raw, end) {
			end++
		}
		wide := charmap.Windows1252.DecodeByte(raw[i])
		if end == i+1 && wide != utf8.RuneError && (i > 0 && letter(raw[i-1]) || end < len(raw) && letter(raw[end])) {
			out = utf8.AppendRune(out, wide)
		} else {
			lost += end - i
			out = append(out, "\uFFFD"...)
		}
		i = end
	}
	return out, lost
}

func brokenAt(raw []byte, i int) bool {
	r, n := utf8.DecodeRune(raw[i:])
	return r == utf8.RuneError && n == 1
}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// utf16 tells UTF-16 by its byte order mark, or by zero bytes at every other
// place, and how long the mark is.
func utf16(raw []byte) (order string, bom int) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		return "UTF-16LE", 2
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return "UTF-16BE", 2
	}
	head := raw[:min(len(raw), 1024)]
	var zero [2]int
	for i, b := range head {
		if b == 0 {
			zero[i%2]++
		}
	}
	switch half := len(head) / 2; {
	case half < 4:
	case zero[1]*10 > half*7 && zero[0]*10 < half:
		return "UTF-16LE", 0
	case zero[0]*10 > half*7 && zero[1]*10 < half:
		return "UTF-16BE", 0
	}
	return "", 0
}

// survey counts the bytes that are not UTF-8 and the characters of more than one
// byte that are; latin reports that all the broken bytes stand for letters or
// punctuation in Windows-1252.
func survey(raw []byte) (broken, wide int, latin bool) {
	latin = true
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
			switch raw[0] {
			case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
				latin = false
			}
		case n > 1:
			wide++
		}
		raw = raw[n:]
	}
	return broken, wide, latin
}

// printable drops control characters other than tab and line feed, which it
// counts, and turns every line end into a line feed.
func printable(s string) (string, int) {
	clean := func(r rune) bool { return r == '\r' || r < ' ' && r != '\n' && r != '\t' || r == 0x7f }
	if strings.IndexFunc(s, clean) < 0 {
		return s, 0
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	control := 0
	s = strings.Map(func(r rune) rune {
		if clean(r) {
			if r != '\f' && r != '\v' {
				control++
			}
			return -1
		}
		return r
	}, s)
	return s, control
}
