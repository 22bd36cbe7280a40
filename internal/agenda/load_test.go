package agenda

import (
	"testing"

	"chancery/data"
)

func TestLoad(t *testing.T) {
	if _, err := New(data.FS); err != nil {
		t.Fatal(err)
	}
}
