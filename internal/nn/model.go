// Package nn runs the network that reads sentences: static and hashed word
// vectors, bidirectional simple recurrent layers (Lei et al. 2018, "Simple
// Recurrent Units for Highly Parallelizable Recurrence") and light heads for
// tags, lemma rules, names and a biaffine tree (Dozat and Manning 2017, "Deep
// Biaffine Attention for Neural Dependency Parsing").
//
// All sums are of integers, and the few products of floats are rounded one by
// one, so every machine computes the same tree.
package nn

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"unsafe"

	"chancery/internal/nn/qmat"
)

const magic = "CHNCNN1\n"

// levels is how many steps an activation has between 0 and 1; a byte holds
// level + bias.
const (
	levels = 63
	bias   = 64
)

// A Model is a network with its label sets. It is only read after Load and may
// be used by several goroutines, each with a Buf of its own.
type Model struct {
	Tags  []Tag    // what a tag head chooses from
	Rules []string // lemma rules, see Lemma
	Rels  []string
	Names []string // IOB2 tags, the first is O

	hidden, staticDim, hashedDim int
	static, hashed               []int8
	words, classes               []uint32 // tables of words: their static rows, their lists of names
	layers                       []linear
	tag1, tag2, rule1, rule2     linear
	name1, name2                 linear
	ad, ah, bi, rd, rh, rel      linear
	root                         []int8
	rootRel                      int // index into Rels of the root's relation, -1 where there is none

	before       [][]int // for each name tag, those that may stand before it
	rootHead     []uint8 // what layers ah and rh make of root
	rootRelation []float32
}

// A Tag is one value of the tag head: a universal tag, a Penn tag and features.
type Tag struct{ UPOS, XPOS, Feats string }

// linear is a layer of 8-bit weights: out[o] = scale[o]*sum(w[o]*x) + bias[o]
// with x the activation bytes.
type linear struct {
	m     *qmat.Matrix
	n     int    // outputs
	value affine // to the number that a sum stands for; padded to the width of m
	table affine // to places of the tables
}

type header struct {
	Hidden, Static, Hashed, Rows, Layers int
	Tags, Rules, Rels, Names             []string
	Tensors                              []tensor
}

type tensor struct {
	Name   string
	Type   string
	Shape  []int
	Offset int
}

// open reads the header of a model file; the loader finds its tensors.
func open(b []byte) (h header, l *loader, err error) {
	if len(b) < len(magic)+4 || string(b[:len(magic)]) != magic {
		return h, nil, fmt.Errorf("not a model file")
	}
	n := int(binary.LittleEndian.Uint32(b[len(magic):]))
	start := len(magic) + 4
	if n <= 0 || n > len(b)-start {
		return h, nil, fmt.Errorf("model header of %d bytes in a file of %d", n, len(b))
	}
	if err := json.Unmarshal(b[start:start+n], &h); err != nil {
		return h, nil, fmt.Errorf("model header: %w", err)
	}
	l = &loader{data: b[min(len(b), (start+n+63)/64*64):], index: map[string]tensor{}}
	for _, t := range h.Tensors {
		l.index[t.Name] = t
	}
	return h, l, nil
}

// Load reads a model file. The model keeps pointing into b.
func Load(b []byte) (*Model, error) {
	h, l, err := open(b)
	if err != nil {
		return nil, err
	}
	m := &Model{Rules: h.Rules, Rels: h.Rels, Names: h.Names, hidden: h.Hidden, staticDim: h.Static, hashedDim: h.Hashed}
	for _, t := range h.Tags {
		m.Tags = append(m.Tags, splitTag(t))
	}
	m.rootRel = slices.Index(m.Rels, "root")
	m.static, m.hashed = l.int8s("static"), l.int8s("hashed")
	m.words, m.classes = l.uint32s("words"), l.uint32s("classes")
	in := h.Static + h.Hashed
	for i := range h.Layers {
		k := 3
		if i == 0 {
			k = 4
		}
		m.layers = append(m.layers, l.linear(fmt.Sprintf("layer%d", i), in, 2*h.Hidden*k))
		in = 2 * h.Hidden
	}
	m.tag1 = l.linear("tag1", in, 0)
	m.tag2 = l.linear("tag2", m.tag1.out(), len(h.Tags))
	m.rule1 = l.linear("rule1", in, 0)
	m.rule2 = l.linear("rule2", m.rule1.out(), len(h.Rules))
	m.name1 = l.linear("name1", in, 0)
	m.name2 = l.linear("name2", m.name1.out(), len(h.Names))
	m.ad, m.ah = l.linear("ad", in, 0), l.linear("ah", in, 0)
	m.bi = l.linear("bi", m.ad.out(), m.ah.out())
	m.rd, m.rh = l.linear("rd", in, 0), l.linear("rh", in, 0)
	m.rel = l.linear("rel", m.rd.out(), len(h.Rels))
	hb := l.float32s("hb")
	m.root = l.int8s("root")
	switch {
	case l.err != nil:
		return nil, l.err
	case len(m.Tags) == 0 || len(m.Rules) == 0 || len(m.Rels) == 0 || len(m.Names) == 0 || m.Names[0] != "O" || slices.Contains(m.Names, ""):
		return nil, errors.New("model: empty label sets")
	case h.Hashed > maxHashed || len(m.hashed) != h.Rows*h.Hashed || h.Rows&(h.Rows-1) != 0 || h.Rows == 0:
		return nil, fmt.Errorf("model: %d hashed weights for %d rows", len(m.hashed), h.Rows)
	case len(m.words)&(len(m.words)-1) != 0 || len(m.words) == 0:
		return nil, fmt.Errorf("model: word table of %d slots", len(m.words))
	case len(m.classes)&(len(m.classes)-1) != 0 || len(m.classes) == 0:
		return nil, fmt.Errorf("model: class table of %d slots", len(m.classes))
	case len(m.root) != in || len(hb) != m.ah.out() || m.rd.out() != m.rh.out() || h.Layers == 0:
		return nil, fmt.Errorf("model: heads do not fit the encoder")
	case h.Static == 0 || len(m.static)%h.Static != 0 || len(m.static) == 0:
		return nil, fmt.Errorf("model: %d static weights", len(m.static))
	}
	for o, v := range hb {
		if math.IsNaN(float64(v)) || math.Abs(float64(v)) > 1e6 {
			return nil, fmt.Errorf("model: head bias %g", v)
		}
		m.bi.value.bias[o] += v // both are added to the same sum
	}
	m.setBefore()
	m.setRoot()
	return m, nil
}

// setBefore notes what IOB2 allows.
func (m *Model) setBefore() {
	m.before = make([][]int, len(m.Names))
	for o, tag := range m.Names {
		for p, last := range m.Names {
			if follows(last, tag) {
				m.before[o] = append(m.before[o], p)
			}
		}
	}
}

func splitTag(s string) (t Tag) {
	part := [3]string{}
	k, at := 0, 0
	for i := range len(s) {
		if s[i] == '|' && k < 2 {
			part[k] = s[at:i]
			k, at = k+1, i+1
		}
	}
	part[k] = s[at:]
	return Tag{part[0], part[1], part[2]}
}

// loader hands out tensors and keeps the first fault.
type loader struct {
	data  []byte
	index map[string]tensor
	err   error
}

func (l *loader) bytes(name, typ string, size int) ([]byte, []int) {
	t, ok := l.index[name]
	n := size
	for _, d := range t.Shape {
		if d <= 0 || n > len(l.data)/d+size {
			ok = false
			break
		}
		n *= d
	}
	if l.err == nil && (!ok || t.Type != typ || t.Offset < 0 || t.Offset%64 != 0 || t.Offset > len(l.data)-n) {
		l.err = fmt.Errorf("model: tensor %s is missing or does not fit", name)
	}
	if l.err != nil {
		return nil, nil
	}
	return l.data[t.Offset : t.Offset+n], t.Shape
}

func (l *loader) int8s(name string) []int8 {
	b, _ := l.bytes(name, "int8", 1)
	if len(b) == 0 {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&b[0])), len(b))
}

func (l *loader) uint32s(name string) []uint32 {
	b, _ := l.bytes(name, "uint32", 4)
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

func (l *loader) float32s(name string) []float32 {
	b, _ := l.bytes(name, "float32", 4)
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

// linear loads a layer of in inputs and out outputs (0: whatever it has).
func (l *loader) linear(name string, in, out int) linear {
	w, scale, add := l.int8s(name+".w"), l.float32s(name+".scale"), l.float32s(name+".bias")
	n := len(scale)
	if l.err != nil {
		return linear{}
	}
	if len(add) != n || n == 0 || in == 0 || len(w) != in*n || (out != 0 && out != n) {
		l.err = fmt.Errorf("model: layer %s has %d weights, %d outputs, %d inputs", name, len(w), n, in)
		return linear{}
	}
	r := linear{n: n}
	if r.m, l.err = qmat.New(in, n, w); l.err != nil {
		return r
	}
	r.value, r.table = newAffine(r.m.Width(), n), newAffine(r.m.Width(), n)
	for o := range n {
		sum := 0 // what the bias of the activation bytes adds to the sum
		for _, v := range w[o*in : (o+1)*in] {
			sum += int(v)
		}
		b := float64(add[o]) - bias*float64(sum)*float64(scale[o])
		if math.IsNaN(b) || math.Abs(b) > 1e6 || math.Abs(float64(scale[o])) > 1e3 {
			l.err = fmt.Errorf("model: layer %s: output %d has scale %g and bias %g", name, o, scale[o], add[o])
			return r
		}
		r.value.scale[o], r.value.bias[o] = scale[o], float32(b)
		r.table.scale[o], r.table.bias[o] = scale[o]*256, float32(b*256+grid/2+0.5)
	}
	return r
}

func (l linear) out() int { return l.n }
