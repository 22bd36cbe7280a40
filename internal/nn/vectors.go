package nn

import "fmt"

// Vectors are the word vectors of a model file, for those who need no parser.
type Vectors struct{ m Model }

// LoadVectors reads the words of a model file and nothing more. They keep pointing
// into b.
func LoadVectors(b []byte) (*Vectors, error) {
	h, l, err := open(b)
	if err != nil {
		return nil, err
	}
	v := &Vectors{Model{staticDim: h.Static, static: l.int8s("static"), words: l.uint32s("words")}}
	switch {
	case l.err != nil:
		return nil, l.err
	case len(v.m.words) == 0 || len(v.m.words)&(len(v.m.words)-1) != 0:
		return nil, fmt.Errorf("model: word table of %d slots", len(v.m.words))
	case h.Static <= 0 || len(v.m.static) == 0 || len(v.m.static)%h.Static != 0:
		return nil, fmt.Errorf("model: %d static weights", len(v.m.static))
	}
	return v, nil
}

// Dim is the length of a vector.
func (v *Vectors) Dim() int { return v.m.staticDim }

// Of is the vector of a lower-case word in steps of 1/63, that of unknown words
// where the table lacks it. It is not to be changed.
func (v *Vectors) Of(word string) []int8 {
	var scratch []byte
	row := v.m.staticRow([]byte(word), &scratch)
	return v.m.static[row*v.m.staticDim : (row+1)*v.m.staticDim]
}
