package nn

import "testing"

func TestLoadRefuses(t *testing.T) {
	for name, b := range map[string][]byte{
		"empty":      nil,
		"other file": []byte("not a model at all"),
		"short":      []byte(magic + "\xff\xff\xff\x7f{}"),
		"no tensors": []byte(magic + "\x02\x00\x00\x00{}"),
	} {
		if _, err := Load(b); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(magic + "\x02\x00\x00\x00{}"))
	f.Add([]byte(magic + "\x40\x00\x00\x00" + `{"layers":1,"tensors":[{"name":"static","type":"int8","shape":[1]}]}`))
	f.Fuzz(func(t *testing.T, b []byte) { Load(b) })
}
