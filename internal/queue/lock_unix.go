//go:build unix

package queue

import (
	"os"

	"golang.org/x/sys/unix"
)

// flock takes a file for as long as it is open.
func flock(f *os.File) error {
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return ErrInUse
	}
	return nil
}
