// Package queue carries pages to those that read them, and what they read back.
//
// There are two streams: Pages, from who fetches to who reads, and Readings, from
// who reads to who keeps. A message is on disk when Send returns, and stays until
// it is acknowledged; who takes a message and dies leaves it to another. The same
// message sent twice within an hour, told by its id, goes through once. Beyond
// that a message may come twice, so whoever handles one must not mind.
//
// A page is acknowledged when its reading has been kept, not when it has been
// read: the reading carries the page's Token.
//
// Memory holds the streams in memory, for tests. JetStream is NATS, by default a
// server inside the process without a port, its files in a folder of its own; the
// same code talks to a server or a cluster elsewhere.
package queue

import (
	"context"
	"errors"
	"time"
)

// A Stream is one of the two ways.
type Stream string

// The streams.
const (
	Pages    Stream = "pages"
	Readings Stream = "readings"
)

// ErrFull says that no more can wait in a stream.
var ErrFull = errors.New("the queue is full")

// ErrTooLarge says that a message is larger than the server takes.
var ErrTooLarge = errors.New("too large for the queue")

// Options are the bounds of the streams.
type Options struct {
	Name     string        // of the streams on a server that others use too; "chancery" where empty
	MaxPages int           // messages that may wait in a stream
	AckWait  time.Duration // after which a message that was taken goes to another
	Replicas int           // copies in a cluster
}

// A Queue is both streams. It is safe for concurrent use.
type Queue interface {
	// Send puts a message into a stream and returns when it is safe there. fresh
	// is false where a message of that id has been sent before.
	Send(ctx context.Context, to Stream, id string, body []byte) (fresh bool, err error)
	// Receive takes messages from a stream; ahead is how many may be taken before
	// they are asked for.
	Receive(ctx context.Context, from Stream, ahead int) (Receiver, error)
	// Ack acknowledges a message by its token.
	Ack(ctx context.Context, token string) error
	// Len is how many messages of a stream are not acknowledged.
	Len(ctx context.Context, of Stream) (int, error)
	Close() error
}

// A Receiver yields messages to one goroutine.
type Receiver interface {
	// Next waits for a message until ctx ends. It goes on waiting while a server
	// cannot be reached.
	Next(ctx context.Context) (*Message, error)
	// Close gives back messages that were taken and not asked for.
	Close()
}

// A Message is one that was taken. Until it is acknowledged it comes again, to
// this taker or another, AckWait after it was taken or Working was last called.
type Message struct {
	Body  []byte
	Token string // for Queue.Ack
	Tries int    // how often it has been taken, from 1

	working func() error
	back    func(after time.Duration) error
}

// Working says that more time is needed.
func (m *Message) Working() error { return m.working() }

// Back gives the message back, to come again after a while.
func (m *Message) Back(after time.Duration) error { return m.back(after) }
