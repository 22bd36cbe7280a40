package notify

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/smtp"
	"net/textproto"
	"os"
	"strings"
	"time"

	"chancery/internal/store"
)

// A MailServer is the SMTP server that mail goes through.
type MailServer struct {
	Addr     string // host and port; empty: no mail
	From     string // address of the sender
	User     string
	Password string
	Plain    bool        // send although the server offers no TLS; never with a password, but to loopback
	TLS      *tls.Config // for servers with a certificate of their own; nil: the usual checks
}

// A mailer sends mail.
type mailer struct {
	MailServer
	site string
}

var errNoMail = errors.New("no mail server is configured (mail.server, mail.from)")

func (m *mailer) send(ctx context.Context, to store.Channel, list []*store.Delivery) error {
	if m.Addr == "" || m.From == "" {
		return errNoMail
	}
	err := m.talk(ctx, to.To, m.compose(to.To, list, time.Now()))
	var said *textproto.Error
	if errors.As(err, &said) && said.Code >= 500 {
		return &finalError{err}
	}
	return err
}

// talk hands a mail to the server.
func (m *mailer) talk(ctx context.Context, to string, text []byte) (err error) {
	host, port, err := net.SplitHostPort(m.Addr)
	if err != nil {
		return err
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", m.Addr)
	if err != nil {
		return err
	}
	if deadline, ok := ctx.Deadline(); ok {
		conn.SetDeadline(deadline)
	}
	conf := m.TLS.Clone()
	if conf == nil {
		conf = &tls.Config{}
	}
	conf.ServerName = cmp.Or(conf.ServerName, host)
	implicit := port == "465"
	if implicit {
		conn = tls.Client(conn, conf)
	}
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	defer c.Close()
	if err := m.secure(c, conf, implicit); err != nil {
		return err
	}
	if err := c.Mail(m.From); err != nil {
		return err
	}
	if err := c.Rcpt(to); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(text); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	_ = c.Quit() // the server has taken the mail
	return nil
}

// secure turns to TLS where the server offers it and signs in.
func (m *mailer) secure(c *smtp.Client, conf *tls.Config, already bool) error {
	if name, err := os.Hostname(); err == nil && name != "" && !strings.ContainsAny(name, " \r\n") {
		if err := c.Hello(name); err != nil {
			return err
		}
	}
	if offers, _ := c.Extension("STARTTLS"); offers && !already {
		if err := c.StartTLS(conf); err != nil {
			return err
		}
	} else if !already && !m.Plain {
		return errors.New("the mail server offers no TLS (mail.plain sends without)")
	}
	if m.User == "" {
		return nil
	}
	return c.Auth(smtp.PlainAuth("", m.User, m.Password, conf.ServerName)) // refuses without TLS, but to this machine
}

// compose writes a mail: a subject that says what happened, and the evidence.
func (m *mailer) compose(to string, list []*store.Delivery, now time.Time) []byte {
	var b bytes.Buffer
	header := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	header("From", m.From)
	header("To", to)
	header("Subject", mime.QEncoding.Encode("utf-8", subject(list)))
	header("Date", now.Format(time.RFC1123Z))
	header("Message-ID", messageID(m.From))
	header("Auto-Submitted", "auto-generated")
	header("MIME-Version", "1.0")
	header("Content-Type", "text/plain; charset=utf-8")
	header("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	q := quotedprintable.NewWriter(&b)
	for i, d := range list {
		if i > 0 {
			io.WriteString(q, "\n----------------------------------------\n\n")
		}
		io.WriteString(q, letter(message(d.Firing, m.site)))
	}
	q.Close()
	return b.Bytes()
}

func messageID(from string) string {
	id := make([]byte, 16)
	rand.Read(id)
	_, host, _ := strings.Cut(from, "@")
	return "<" + hex.EncodeToString(id) + "@" + cmp.Or(host, "chancery.invalid") + ">"
}

// subject is what a mail is about, on one line.
func subject(list []*store.Delivery) string {
	f := list[0].Firing
	s := message(f, "").Title
	if n := len(list); n > 1 {
		s = fmt.Sprintf("%d alerts, the first: %s", n, s)
	}
	const most = 150
	s = strings.Join(strings.Fields(fmt.Sprintf("[%s] %s", f.Alert, s)), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return s
}

// letter is a firing as a person reads it.
func letter(m Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n", m.Title, m.Why)
	for _, r := range m.Rows {
		fmt.Fprintf(&b, "\n“%s”\n    %s, %s\n", r.Evidence, cmp.Or(r.Article.Source, r.Article.Title, "no source"), cmp.Or(r.Article.Published.String(), "no date"))
		if r.Article.URL != "" {
			fmt.Fprintf(&b, "    %s\n", r.Article.URL)
		}
	}
	if m.Link != "" {
		fmt.Fprintf(&b, "\n%s\n", m.Link)
	}
	return b.String()
}
