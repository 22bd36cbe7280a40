// Command chancery reads news articles and prints a ledger of who did, said,
// threatened, demanded, promised, denied, refused and agreed what, to whom,
// where and when, each row with the words that prove it.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

// memoryLimit is how much memory the collector tries to stay within, in bytes,
// where GOMEMLIMIT does not say. An article of ten megabytes needs most of it.
const memoryLimit = 900 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	go p.leave(ctx, stop)
	os.Exit(p.run(ctx, os.Args[1:]))
}

// grace is how long what is being read may take to end after an interrupt.
const grace = 300 * time.Millisecond

// leave ends the program soon after an interrupt, even in the midst of a long
// article; what has been printed ends with a whole entry. A second interrupt ends
// it at once.
func (p *program) leave(ctx context.Context, stop func()) {
	<-ctx.Done()
	stop()
	time.Sleep(max(grace, time.Duration(p.grace.Load())))
	os.Exit(exitInterrupted)
}

// linger lets the program take longer than others to end after an interrupt.
func (p *program) linger(grace time.Duration) { p.grace.Store(int64(grace)) }

// run is the program with everything that it touches given to it. It returns
// the exit status.
func (p *program) run(ctx context.Context, args []string) int {
	root := p.command()
	root.SetArgs(args)
	return p.status(ctx, root.ExecuteContext(ctx))
}
