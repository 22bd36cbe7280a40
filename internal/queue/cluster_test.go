package queue_test

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"chancery/internal/queue"
)

// TestMain lets the test binary be a node of a cluster: a process that can be
// killed.
func TestMain(m *testing.M) {
	if spec := os.Getenv("QUEUE_TEST_NODE"); spec != "" {
		runNode(strings.Split(spec, " "))
		return
	}
	os.Exit(m.Run())
}

// runNode serves until it is killed: name, folder, port, and the ports of the
// cluster's nodes, its own first.
func runNode(spec []string) {
	port := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			panic(err)
		}
		return n
	}
	opts := &server.Options{ServerName: spec[0], Host: "127.0.0.1", Port: port(spec[2]), JetStream: true, StoreDir: spec[1], NoSigs: true, NoLog: true}
	if len(spec) > 4 {
		opts.Cluster = server.ClusterOpts{Name: "test", Host: "127.0.0.1", Port: port(spec[3])}
		for _, p := range spec[4:] {
			opts.Routes = append(opts.Routes, &url.URL{Scheme: "nats", Host: "127.0.0.1:" + p})
		}
	}
	s, err := server.NewServer(opts)
	if err != nil {
		panic(err)
	}
	s.Start()
	s.WaitForShutdown()
}

// A node is a NATS server in a process of its own.
type node struct {
	spec string
	port int
	cmd  *exec.Cmd
}

func (n *node) url() string { return fmt.Sprint("nats://127.0.0.1:", n.port) }

func (n *node) start(t *testing.T) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	n.cmd = exec.Command(self)
	n.cmd.Env = append(os.Environ(), "QUEUE_TEST_NODE="+n.spec)
	if err := n.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		c, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", n.port))
		if err == nil {
			c.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the node does not start")
}

func (n *node) kill() {
	n.cmd.Process.Kill()
	n.cmd.Wait()
}

// startNodes starts one server, or a cluster.
func startNodes(t *testing.T, count int) []*node {
	t.Helper()
	ports := make([]int, 2*count)
	for i := range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		ports[i] = l.Addr().(*net.TCPAddr).Port
	}
	var nodes []*node
	for i := range count {
		spec := []string{fmt.Sprint("n", i), filepath.Join(t.TempDir(), "js"), fmt.Sprint(ports[i])}
		if count > 1 {
			spec = append(spec, fmt.Sprint(ports[count+i]))
			for j := range count {
				if j != i {
					spec = append(spec, fmt.Sprint(ports[count+j]))
				}
			}
		}
		nodes = append(nodes, &node{spec: strings.Join(spec, " "), port: ports[i]})
	}
	return nodes
}

// A cluster of three loses a node in the midst of work: what was sent comes, and
// what was acknowledged does not come again.
func TestNodeKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute: a cluster elects its leaders anew")
	}
	nodes := startNodes(t, 3)
	var urls []string
	for _, n := range nodes {
		n.start(t)
		defer n.kill()
		urls = append(urls, n.url())
	}
	q, err := queue.Dial(t.Context(), strings.Join(urls, ","), "", queue.Options{MaxPages: 10_000, AckWait: 10 * time.Second, Replicas: 3})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	const messages = 2000
	var mu sync.Mutex
	acked := map[string]int{}
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		r, err := q.Receive(t.Context(), queue.Pages, 16)
		if err != nil {
			t.Error(err)
			return
		}
		defer r.Close()
		for {
			m, err := r.Next(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			if err := q.Ack(t.Context(), m.Token); err != nil {
				t.Logf("acknowledging: %v", err) // it comes again
				continue
			}
			mu.Lock()
			acked[string(m.Body)]++
			n := len(acked)
			mu.Unlock()
			if n == messages {
				close(done)
				return
			}
		}
	})
	for i := range messages {
		if i == messages/4 {
			nodes[1].kill()
		}
		if i == 3*messages/4 {
			nodes[1].start(t)
		}
		id := fmt.Sprint("m", i)
		if _, err := q.Send(t.Context(), queue.Pages, id, []byte(id)); err != nil {
			t.Fatalf("message %d: %v", i, err)
		}
	}
	select {
	case <-done:
	case <-time.After(2 * time.Minute):
		t.Fatal("not all messages came")
	}
	wg.Wait()
	for id, n := range acked {
		if n > 1 {
			t.Errorf("%s was acknowledged %d times", id, n)
		}
	}
	// The three nodes take a moment to agree that all is gone.
	for until := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		n, err := q.Len(t.Context(), queue.Pages)
		if err == nil && n == 0 {
			return
		}
		if time.Now().After(until) {
			t.Fatalf("%d left in the stream; %v", n, err)
		}
	}
}
