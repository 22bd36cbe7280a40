package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"chancery/internal/answer"
	"chancery/internal/store"
)

// keepAlive is how often a stream says something, so that nothing between takes it
// for dead.
const keepAlive = 20 * time.Second

// maxStreams is the most streams at once.
const maxStreams = 256

// stream adds the server-sent events.
func (a *API) stream() {
	if a.Watch == nil {
		return
	}
	type in struct {
		Filter
		Kind  string `query:"kind" enum:"events,statements,conditions,demands,agenda,search" doc:"Rows of this kind as they are stored, instead of alerts as they fire"`
		Alert string `query:"alert" doc:"Of this alert only"`
		Last  string `header:"Last-Event-ID" doc:"What came behind this event is sent first"`
	}
	op := get("/stream", "stream", "Alerts as they fire, or rows as they are stored", "Server-sent events. An event named firing has a firing as its data, one named row a row. A client that comes back with Last-Event-ID, as browsers do by themselves, misses nothing.", "Alerts")
	op.Responses = map[string]*huma.Response{"200": {Description: "A stream that does not end", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: "string"}}}}}
	slots := make(chan struct{}, maxStreams)
	huma.Register(a.huma, op, func(ctx context.Context, in *in) (*huma.StreamResponse, error) {
		s := &streamer{api: a, alert: in.Alert}
		if in.Kind != "" {
			ask, err := in.ask(in.Kind)
			if err != nil {
				return nil, a.told(err)
			}
			s.rows = &ask
		}
		if err := s.start(ctx, in.Last); err != nil {
			return nil, a.told(err)
		}
		select {
		case slots <- struct{}{}:
		default:
			return nil, huma.Error503ServiceUnavailable("too many streams")
		}
		return &huma.StreamResponse{Body: func(c huma.Context) {
			defer func() { <-slots }()
			r, w := humago.Unwrap(c)
			s.run(r.Context(), w)
		}}, nil
	})
}

// A streamer sends what comes to one client.
type streamer struct {
	api   *API
	rows  *answer.Ask // nil: firings
	alert string
	at    int64 // number of the last thing sent
}

// start begins behind the event that the client has seen last, or now.
func (s *streamer) start(ctx context.Context, last string) (err error) {
	if last != "" {
		if s.at, err = strconv.ParseInt(last, 10, 64); err != nil || s.at < 0 {
			return huma.Error422UnprocessableEntity("Last-Event-ID: is none of this stream")
		}
		return nil
	}
	if s.rows != nil {
		s.at, err = s.api.Store.LastReport(ctx)
		return err
	}
	newest, err := s.api.Store.Firings(ctx, "", 0, true, 1)
	if len(newest) > 0 {
		s.at = newest[0].N
	}
	return err
}

func (s *streamer) run(ctx context.Context, w http.ResponseWriter) {
	came, stop := s.api.Watch.Listen()
	defer stop()
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	flush := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 3000\n\n")
	alive := time.NewTicker(keepAlive)
	defer alive.Stop()
	for {
		if err := s.send(ctx, w); err != nil {
			if ctx.Err() == nil {
				s.api.Log.Warn("stream ended", "err", err)
			}
			return
		}
		if err := flush.Flush(); err != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-came:
		case <-alive.C:
			fmt.Fprint(w, ": still here\n\n")
		}
	}
}

// batch is the most that is read at once for one client.
const batch = 500

// send sends what has come since.
func (s *streamer) send(ctx context.Context, w http.ResponseWriter) error {
	if s.rows != nil {
		return s.sendRows(ctx, w)
	}
	for {
		list, err := s.api.Store.Firings(ctx, s.alert, s.at, false, batch)
		if err != nil {
			return err
		}
		for _, f := range list {
			if err := event(w, "firing", f.N, f); err != nil {
				return err
			}
			s.at = f.N
		}
		if len(list) < batch {
			return nil
		}
	}
}

func (s *streamer) sendRows(ctx context.Context, w http.ResponseWriter) error {
	last, err := s.api.Store.LastReport(ctx)
	if err != nil {
		return err
	}
	for s.at < last {
		f := s.rows.Filter
		f.Since, f.Until = s.at, min(last, s.at+batch)
		byNumber := map[int64]*store.Found{}
		for x, err := range s.api.Store.Find(ctx, f) {
			if err != nil {
				return err
			}
			byNumber[x.N] = x
		}
		for n := f.Since + 1; n <= f.Until; n++ {
			if x := byNumber[n]; x != nil {
				if err := event(w, "row", n, answer.Of(x)); err != nil {
					return err
				}
			}
		}
		s.at = f.Until
	}
	return nil
}

// event writes one event.
func event(w http.ResponseWriter, name string, id int64, v any) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "id: %d\nevent: %s\ndata: %s\n\n", id, name, strings.TrimRight(b.String(), "\n"))
	return err
}
