package queue

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// maxMessage is the largest message, in bytes, of the server in the process.
const maxMessage = 32 << 20

// startTime is how long the server in the process may take to start: it reads
// what waits in its files.
const startTime = time.Minute

// Embed starts a NATS server in the process, which opens no port, with its files
// in dir, and connects to it. One process has a folder at a time.
func Embed(ctx context.Context, dir string, opts Options) (*JetStream, error) {
	unlock, err := lock(dir)
	if err != nil {
		return nil, fmt.Errorf("queue %s: %w", dir, err)
	}
	s, err := start(dir)
	if err != nil {
		unlock()
		return nil, fmt.Errorf("queue %s: %w", dir, err)
	}
	stop := func() {
		s.Shutdown()
		s.WaitForShutdown()
		unlock()
	}
	opts.Replicas = 1
	q, err := dial(ctx, "", opts, nats.InProcessServer(s))
	if err != nil {
		stop()
		return nil, fmt.Errorf("queue %s: %w", dir, err)
	}
	q.stop = stop
	return q, nil
}

func start(dir string) (*server.Server, error) {
	s, err := server.NewServer(&server.Options{
		ServerName: "chancery", DontListen: true, JetStream: true, StoreDir: dir, MaxPayload: maxMessage,
		NoSigs: true, NoLog: true, DisableJetStreamBanner: true,
	})
	if err != nil {
		return nil, err
	}
	s.Start()
	if !s.ReadyForConnections(startTime) {
		s.Shutdown()
		return nil, errors.New("the NATS server in the process does not start")
	}
	return s, nil
}

// ErrInUse says that another process has the folder of the queue.
var ErrInUse = errors.New("in use by another process")

// lock takes dir, which it makes, for this process.
func lock(dir string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := flock(f); err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}

// redacted is an address of servers without passwords.
func redacted(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return "with an address that is none"
	}
	return u.Redacted()
}
