package notify

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"fmt"
	"math/big"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"
)

// A letterbox is a small SMTP server (RFC 5321) on loopback, with STARTTLS and
// AUTH PLAIN, that keeps what it is sent.
type letterbox struct {
	net.Listener
	tls      *tls.Config // nil: offers none
	login    string      // "user password" that it wants; empty: none
	refuse   map[string]string
	mu       sync.Mutex
	received []received
}

type received struct {
	from, to, text string
	tls            bool
}

func newLetterbox(t *testing.T, withTLS bool) (*letterbox, *x509.CertPool) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := &letterbox{Listener: l, refuse: map[string]string{}}
	pool := x509.NewCertPool()
	if withTLS {
		cert := certificate(t)
		pool.AddCert(cert.Leaf)
		b.tls = &tls.Config{Certificates: []tls.Certificate{cert}}
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { b.serve(c) })
		}
	})
	t.Cleanup(func() { l.Close(); wg.Wait() })
	return b, pool
}

func certificate(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "letterbox"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

func (b *letterbox) all() []received {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]received(nil), b.received...)
}

// serve talks with one client.
func (b *letterbox) serve(c net.Conn) {
	defer c.Close()
	c.SetDeadline(time.Now().Add(10 * time.Second))
	r, say := bufio.NewReader(c), func(format string, args ...any) { fmt.Fprintf(c, format+"\r\n", args...) }
	say("220 letterbox")
	var m received
	signedIn := b.login == ""
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		verb, rest, _ := strings.Cut(line, " ")
		verb = strings.ToUpper(verb)
		if answer := b.refuse[verb]; answer != "" {
			say("%s", answer)
			continue
		}
		switch verb {
		case "EHLO", "HELO":
			say("250-letterbox")
			if b.tls != nil && !m.tls {
				say("250-STARTTLS")
			}
			if b.login != "" {
				say("250-AUTH PLAIN")
			}
			say("250 8BITMIME")
		case "STARTTLS":
			say("220 go on")
			c = tls.Server(c, b.tls)
			r = bufio.NewReader(c)
			m.tls = true
		case "AUTH":
			_, word, _ := strings.Cut(rest, " ")
			plain, _ := base64.StdEncoding.DecodeString(word)
			if signedIn = strings.TrimPrefix(strings.ReplaceAll(string(plain), "\x00", " "), " ") == b.login; signedIn {
				say("235 welcome")
			} else {
				say("535 who are you")
			}
		case "MAIL":
			if !signedIn {
				say("530 sign in")
				continue
			}
			m.from = strings.Trim(strings.TrimPrefix(strings.Fields(rest)[0], "FROM:"), "<>")
			say("250 ok")
		case "RCPT":
			m.to = strings.Trim(strings.TrimPrefix(rest, "TO:"), "<>")
			say("250 ok")
		case "DATA":
			say("354 go on")
			lines, err := textproto.NewReader(r).ReadDotLines()
			if err != nil {
				return
			}
			m.text = strings.Join(lines, "\n")
			b.mu.Lock()
			b.received = append(b.received, m)
			b.mu.Unlock()
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("502 what")
		}
	}
}
