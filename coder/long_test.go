//go:build !race

package coder_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"chancery"
	"chancery/coder"
)

// longText is a text of some bytes in which sentences of a few kinds, with
// names, dates, quotations and conditions, come again with other parts.
func longText(size int) string {
	names := []string{"Sergei Lavrov", "Hakan Fidan", "the foreign minister", "Pavel Horak", "the Kremlin", "he", "they", "Maria Lindqvist", "the ministry"}
	states := []string{"Russia", "Turkey", "Georgia", "Iran", "Thailand", "France", "Sudan"}
	towns := []string{"Geneva", "Tripoli", "Kyiv", "Springfield", "Khartoum"}
	kinds := []string{
		"%[1]s met the envoy of %[2]s in %[3]s on %[4]d May 2024.",
		"“We will never accept this,” %[1]s told reporters in %[3]s on Tuesday.",
		"%[1]s said that %[2]s would impose sanctions if its neighbour crossed the border.",
		"%[2]s accused rebels of shelling %[4]d villages near %[3]s, and %[1]s denied it.",
		"%[1]s demanded that %[2]s withdraw its forces by %[4]d June.",
		"Protesters marched in %[3]s, and police in %[2]s dispersed the crowd with tear gas.",
	}
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		s := fmt.Sprintf(kinds[i%len(kinds)], names[i%len(names)], states[i%len(states)], towns[i%len(towns)], 1+i%28)
		b.WriteString(s)
		b.WriteString([]string{" ", " ", " ", "\n\n"}[i%4])
	}
	return b.String()
}

// Four times the text takes four times the memory, not sixteen times: nothing
// compares each sentence with each other one.
func TestMemoryGrowsWithText(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a megabyte")
	}
	c, err := coder.New()
	if err != nil {
		t.Fatal(err)
	}
	allocated := func(size int) (bytes, objects uint64) {
		a := chancery.Article{Text: longText(size)}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		e, err := c.Code(t.Context(), a)
		runtime.ReadMemStats(&after)
		if err != nil || len(e.Events) == 0 {
			t.Fatalf("%d bytes: %v, %v", size, e, err)
		}
		return after.TotalAlloc - before.TotalAlloc, after.Mallocs - before.Mallocs
	}
	allocated(1 << 10) // what is made once
	bytes, objects := allocated(1 << 18)
	moreBytes, moreObjects := allocated(1 << 20)
	const most = 4 * 1.25
	if g := float64(moreBytes) / float64(bytes); g > most {
		t.Errorf("four times the text takes %.1f times the bytes: %d and %d", g, bytes, moreBytes)
	}
	if g := float64(moreObjects) / float64(objects); g > most {
		t.Errorf("four times the text takes %.1f times the objects: %d and %d", g, objects, moreObjects)
	}
	t.Logf("%.2f times the bytes, %.2f times the objects", float64(moreBytes)/float64(bytes), float64(moreObjects)/float64(objects))
}
