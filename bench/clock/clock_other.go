//go:build !unix

// Package clock tells the processor time that measurements of speed go by.
package clock

import "time"

var start = time.Now()

// Processor is the time since the program began, where the system does not tell
// the processor time.
func Processor() time.Duration { return time.Since(start) }
