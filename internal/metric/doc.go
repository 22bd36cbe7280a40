// Package metric counts what a server does, for Prometheus.
//
//	m := metric.New(ledger, version)
//	h := m.Watch(log, m.Route(mux)) // in front of all, and just before the handlers
//	mux.Handle("GET /metrics", m.Handler())
//
// Names begin with chancery_; docs/guide/run.md lists them.
package metric
