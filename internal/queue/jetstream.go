package queue

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A JetStream is a Queue on a NATS server.
type JetStream struct {
	conn *nats.Conn
	js   jetstream.JetStream
	opts Options
	stop func() // of the server in the process
}

// patience is how long Send goes on trying while a cluster has no leader, and
// tick how long between two tries.
const (
	patience = time.Minute
	tick     = 200 * time.Millisecond
	oneTry   = 5 * time.Second
)

// Dial connects to the NATS server at url, which must have JetStream, and makes
// the streams where there are none. credentials may name a file of NATS
// credentials.
func Dial(ctx context.Context, url, credentials string, opts Options) (*JetStream, error) {
	var with []nats.Option
	if credentials != "" {
		with = append(with, nats.UserCredentials(credentials))
	}
	q, err := dial(ctx, url, opts, with...)
	if err != nil {
		return nil, fmt.Errorf("NATS server %s: %w", redacted(url), err)
	}
	return q, nil
}

func dial(ctx context.Context, url string, opts Options, with ...nats.Option) (*JetStream, error) {
	with = append(with, nats.Name("chancery"), nats.MaxReconnects(-1), nats.ReconnectWait(tick), nats.Timeout(oneTry))
	conn, err := nats.Connect(url, with...)
	if err != nil {
		return nil, err
	}
	q := &JetStream{conn: conn, opts: opts}
	if q.js, err = jetstream.New(conn); err == nil {
		err = q.prepare(ctx)
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	return q, nil
}

// stream is the name of a stream on the server, and of the subject of its
// messages.
func (q *JetStream) stream(s Stream) string {
	return cmp.Or(q.opts.Name, "chancery") + "_" + string(s)
}

// prepare makes the streams and who takes from them.
func (q *JetStream) prepare(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for _, s := range []Stream{Pages, Readings} {
		err := retry(ctx, func(ctx context.Context) error {
			_, err := q.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
				Name: q.stream(s), Subjects: []string{q.stream(s)}, Retention: jetstream.WorkQueuePolicy, Storage: jetstream.FileStorage,
				MaxMsgs: int64(q.opts.MaxPages), Discard: jetstream.DiscardNew, Duplicates: window, Replicas: q.opts.Replicas,
			})
			if err != nil {
				return err
			}
			_, err = q.js.CreateOrUpdateConsumer(ctx, q.stream(s), jetstream.ConsumerConfig{
				Durable: "chancery", AckPolicy: jetstream.AckExplicitPolicy, AckWait: q.opts.AckWait, MaxAckPending: maxTaken,
			})
			return err
		})
		if err != nil {
			return fmt.Errorf("stream %s: %w", q.stream(s), err)
		}
	}
	return nil
}

// maxTaken is how many messages of a stream may be taken and not acknowledged.
const maxTaken = 1000

// retry calls f until it succeeds, fails for good, or ctx ends.
func retry(ctx context.Context, f func(context.Context) error) error {
	for {
		try, cancel := context.WithTimeout(ctx, oneTry)
		err := f(try)
		cancel()
		if err == nil || ctx.Err() != nil || !passing(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(tick):
		}
	}
}

// passing reports whether an error may be over soon: no leader yet, no answer, a
// connection that is being made again.
func passing(err error) bool {
	var api *jetstream.APIError
	if errors.As(err, &api) {
		return api.Code == 503 && !full(err) || api.ErrorCode == noPeers
	}
	return errors.Is(err, nats.ErrNoResponders) || errors.Is(err, jetstream.ErrNoStreamResponse) || errors.Is(err, nats.ErrTimeout) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrConnectionReconnecting) || errors.Is(err, nats.ErrDisconnected)
}

// noPeers is the error code of JetStream for a cluster in which not enough servers
// have found one another.
const noPeers = 10005

// full reports whether a stream takes no more: JetStream's error "store failed:
// maximum messages exceeded".
func full(err error) bool {
	const storeFailed = 10077
	var api *jetstream.APIError
	return errors.As(err, &api) && api.ErrorCode == storeFailed
}

// Send implements Queue.
func (q *JetStream) Send(ctx context.Context, to Stream, id string, body []byte) (fresh bool, err error) {
	if int64(len(body)) > q.conn.MaxPayload()-1024 {
		return false, fmt.Errorf("%w: %d bytes, compressed", ErrTooLarge, len(body))
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err = retry(ctx, func(ctx context.Context) error {
		ack, err := q.js.Publish(ctx, q.stream(to), body, jetstream.WithMsgID(id))
		if err == nil {
			fresh = !ack.Duplicate
		}
		return err
	})
	if full(err) {
		err = ErrFull
	}
	return fresh, err
}

// Receive implements Queue.
func (q *JetStream) Receive(ctx context.Context, from Stream, ahead int) (Receiver, error) {
	r := &receiver{q: q, from: from, ahead: ahead}
	return r, r.open(ctx)
}

type receiver struct {
	q     *JetStream
	from  Stream
	ahead int
	msgs  jetstream.MessagesContext
}

func (r *receiver) open(ctx context.Context) error {
	return retry(ctx, func(ctx context.Context) error {
		c, err := r.q.js.Consumer(ctx, r.q.stream(r.from), "chancery")
		if err == nil {
			r.msgs, err = c.Messages(jetstream.PullMaxMessages(max(1, r.ahead)), jetstream.PullExpiry(10*time.Second))
		}
		return err
	})
}

// Next implements Receiver.
func (r *receiver) Next(ctx context.Context) (*Message, error) {
	for {
		m, err := r.msgs.Next(jetstream.NextContext(ctx))
		switch {
		case err == nil:
			return message(m)
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(err, nats.ErrConnectionClosed):
			return nil, err
		}
		select { // the server went away, or moved
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(tick):
		}
		r.msgs.Stop()
		if err := r.open(ctx); err != nil {
			return nil, err
		}
	}
}

func message(m jetstream.Msg) (*Message, error) {
	about, err := m.Metadata()
	if err != nil {
		return nil, err
	}
	return &Message{Body: m.Data(), Token: m.Reply(), Tries: int(about.NumDelivered), working: m.InProgress, back: m.NakWithDelay}, nil
}

// Close implements Receiver.
func (r *receiver) Close() { r.msgs.Stop() }

// Ack implements Queue. It waits for the server, so that what is acknowledged
// does not come again after a restart.
func (q *JetStream) Ack(ctx context.Context, token string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return retry(ctx, func(ctx context.Context) error {
		_, err := q.conn.RequestWithContext(ctx, token, []byte("+ACK"))
		return err
	})
}

// Len implements Queue.
func (q *JetStream) Len(ctx context.Context, of Stream) (n int, err error) {
	err = retry(ctx, func(ctx context.Context) error {
		s, err := q.js.Stream(ctx, q.stream(of))
		if err == nil {
			n = int(s.CachedInfo().State.Msgs)
		}
		return err
	})
	return n, err
}

// Close implements Queue.
func (q *JetStream) Close() error {
	q.conn.Close()
	if q.stop != nil {
		q.stop()
	}
	return nil
}
