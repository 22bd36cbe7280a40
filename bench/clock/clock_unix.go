//go:build unix

// Package clock tells the processor time that measurements of speed go by.
package clock

import (
	"syscall"
	"time"
)

// Processor is the processor time that the program has used: the measure of
// speed on a machine that does other things beside.
func Processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
