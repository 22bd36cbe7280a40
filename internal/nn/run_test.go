package nn

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"chancery/data"
)

// english is the model that is shipped.
func english(t testing.TB) *Model {
	t.Helper()
	b, err := fs.ReadFile(data.FS, "models/english.nn")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Load(b)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const sentences = `The envoys of both states met in Geneva on 12 March , and they agreed to meet again .
“ No deal , ” said Okello .
SANCTIONS : WHO PAYS ?
"`

// laidOut gives the words of lines, one sentence each, and where they end.
func laidOut(text string) (forms []string, ends []int) {
	for line := range strings.SplitSeq(text, "\n") {
		forms = append(forms, strings.Fields(line)...)
		ends = append(ends, len(forms))
	}
	return forms, ends
}

// TestPlainRun reads with the kernels of the machine and with plain ones.
func TestPlainRun(t *testing.T) {
	m := english(t)
	forms, ends := laidOut(sentences)
	quick := *m.Run(&Buf{}, forms, ends)
	defer func(was bool) { fast = was }(fast)
	fast = false
	if plain := *m.Run(&Buf{}, forms, ends); !reflect.DeepEqual(quick, plain) {
		t.Errorf("got %v, plain Go gives %v", quick, plain)
	}
}

// TestBatches reads sentences together, one by one, and in used memory.
func TestBatches(t *testing.T) {
	m := english(t)
	forms, ends := laidOut(sentences)
	all := *m.Run(&Buf{}, forms, ends)
	var used Buf
	from := 0
	for _, end := range ends {
		one := m.Run(&used, forms[from:end], []int{end - from})
		for i := range end - from {
			head := one.Head[i]
			if head >= 0 {
				head += from
			}
			k := from + i
			if one.Tag[i] != all.Tag[k] || one.Rule[i] != all.Rule[k] || one.Name[i] != all.Name[k] || head != all.Head[k] || one.Rel[i] != all.Rel[k] {
				t.Errorf("%s reads otherwise alone", forms[k])
			}
		}
		from = end
	}
}

func TestNothingToRead(t *testing.T) {
	m := english(t)
	if r := m.Run(&Buf{}, nil, nil); len(r.Tag) != 0 {
		t.Errorf("%d tags", len(r.Tag))
	}
	if r := m.Run(&Buf{}, []string{"", "\xff"}, []int{0, 0, 2}); len(r.Head) != 2 {
		t.Errorf("%d heads", len(r.Head))
	}
}
