package place

import "bytes"

// An index leads from folded names to their readings. It is an open hash table
// over keys in one block of memory, so that loading it makes no garbage.
type index struct {
	slots []int32 // entry plus one, 0 where free; a power of two long
	names []name
	keys  []byte
}

// A name is what a key leads to.
type name struct {
	at    uint32 // key: keys[at:at+len]
	len   uint8
	words uint8 // most words of a name that begins with this one
	first int32 // its last reading, index into table.links; -1 where only longer names begin so
}

func newIndex() index {
	return index{slots: make([]int32, 1<<17), names: make([]name, 0, 56000), keys: make([]byte, 0, 640<<10)}
}

// slot is where the key is, or would be.
func (x *index) slot(key []byte) int {
	// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
	h := uint32(2166136261)
	for _, c := range key {
		h = (h ^ uint32(c)) * 16777619
	}
	h ^= h >> 15
	mask := len(x.slots) - 1
	for i := int(h) & mask; ; i = (i + 1) & mask {
		n := x.slots[i]
		if n == 0 {
			return i
		}
		if e := &x.names[n-1]; int(e.len) == len(key) && bytes.Equal(x.keys[e.at:int(e.at)+int(e.len)], key) {
			return i
		}
	}
}

// get is the entry of a key, nil without one.
func (x *index) get(key []byte) *name {
	if n := x.slots[x.slot(key)]; n != 0 {
		return &x.names[n-1]
	}
	return nil
}

// put is the entry of a key, which it makes if need be. Keys are shorter than
// 256 bytes.
func (x *index) put(key []byte) *name {
	i := x.slot(key)
	if x.slots[i] == 0 {
		if len(x.names)*2 > len(x.slots) {
			x.grow()
			i = x.slot(key)
		}
		x.names = append(x.names, name{at: uint32(len(x.keys)), len: uint8(len(key)), first: -1})
		x.keys = append(x.keys, key...)
		x.slots[i] = int32(len(x.names))
	}
	return &x.names[x.slots[i]-1]
}

func (x *index) grow() {
	x.slots = make([]int32, 2*len(x.slots))
	for i := range x.names {
		e := &x.names[i]
		x.slots[x.slot(x.keys[e.at:int(e.at)+int(e.len)])] = int32(i + 1)
	}
}
