package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// userTables hold who may use the pages and the API. Nothing in them lets anybody
// in by itself: passwords, cookies and tokens are kept as hashes.
const userTables = `
CREATE TABLE user (
	name     TEXT PRIMARY KEY,
	password TEXT NOT NULL, -- argon2id, with its parameters and salt
	role     TEXT NOT NULL, -- read, correct, admin
	added    TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE session (
	hash    BLOB PRIMARY KEY, -- SHA-256 of the cookie
	user    TEXT NOT NULL REFERENCES user ON DELETE CASCADE,
	expires TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE token (
	id      TEXT PRIMARY KEY, -- to name it by
	hash    BLOB NOT NULL UNIQUE, -- SHA-256 of the token
	name    TEXT NOT NULL,
	scope   TEXT NOT NULL, -- read, correct, admin
	added   TEXT NOT NULL,
	expires TEXT NOT NULL  -- empty: never
) WITHOUT ROWID;
`

// A User is somebody who may sign in.
type User struct {
	Name     string    `json:"name"`
	Password string    `json:"-"` // hash
	Role     string    `json:"role"`
	Added    time.Time `json:"added"`
}

// A Token lets a program in.
type Token struct {
	ID      string    `json:"id"`
	Hash    []byte    `json:"-"`
	Name    string    `json:"name"`
	Scope   string    `json:"scope"`
	Added   time.Time `json:"added"`
	Expires time.Time `json:"expires,omitzero"` // zero: never
}

// The reasons why a user, a token, an alert or a delivery cannot be had or made.
var (
	ErrNotFound = errors.New("no such name")
	ErrExists   = errors.New("is there already")
)

// moment is a time as these tables keep it: UTC, of one length, so that texts
// compare as times do.
const moment = "2006-01-02T15:04:05.000Z"

func written(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(moment)
}

func readTime(s string) time.Time {
	t, err := time.Parse(moment, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// change runs a statement that must change a row; where it changes none, it
// returns none.
func (s *Store) change(ctx context.Context, none error, query string, args ...any) error {
	if s.write == nil {
		return s.explain(ErrReadOnly)
	}
	res, err := s.write.ExecContext(ctx, query, args...)
	if err != nil {
		return s.explain(err)
	}
	n, err := res.RowsAffected()
	if err == nil && n == 0 {
		return none
	}
	return s.explain(err)
}

// AddUser adds a user, or returns ErrExists.
func (s *Store) AddUser(ctx context.Context, u *User) error {
	return s.change(ctx, ErrExists, "INSERT INTO user VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", u.Name, u.Password, u.Role, written(u.Added))
}

// SetPassword gives a user another password and ends his sessions.
func (s *Store) SetPassword(ctx context.Context, name, hash string) error {
	if err := s.change(ctx, ErrNotFound, "UPDATE user SET password = ? WHERE name = ?", hash, name); err != nil {
		return err
	}
	return s.change(ctx, nil, "DELETE FROM session WHERE user = ?", name)
}

// RemoveUser removes a user and his sessions.
func (s *Store) RemoveUser(ctx context.Context, name string) error {
	return s.change(ctx, ErrNotFound, "DELETE FROM user WHERE name = ?", name)
}

// User is the user of that name.
func (s *Store) User(ctx context.Context, name string) (*User, error) {
	return s.user(ctx, "SELECT name, password, role, added FROM user WHERE name = ?", name)
}

func (s *Store) user(ctx context.Context, query string, args ...any) (*User, error) {
	var u User
	var added string
	err := s.db.QueryRowContext(ctx, query, args...).Scan(&u.Name, &u.Password, &u.Role, &added)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	u.Added = readTime(added)
	return &u, s.explain(err)
}

// Users are all users by name.
func (s *Store) Users(ctx context.Context) ([]User, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT name, role, added FROM user ORDER BY name")
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []User
	for rows.Next() {
		var u User
		var added string
		if err := rows.Scan(&u.Name, &u.Role, &added); err != nil {
			return nil, s.explain(err)
		}
		u.Added = readTime(added)
		out = append(out, u)
	}
	return out, s.explain(rows.Err())
}

// AddSession keeps a session under the hash of its cookie, and forgets those that
// have ended.
func (s *Store) AddSession(ctx context.Context, hash []byte, user string, now, expires time.Time) error {
	if err := s.change(ctx, nil, "DELETE FROM session WHERE expires <= ?", written(now)); err != nil {
		return err
	}
	return s.change(ctx, nil, "INSERT INTO session VALUES (?, ?, ?)", hash, user, written(expires))
}

// Session is the user of a session that has not ended.
func (s *Store) Session(ctx context.Context, hash []byte, now time.Time) (*User, error) {
	return s.user(ctx, "SELECT u.name, u.password, u.role, u.added FROM session x JOIN user u ON u.name = x.user WHERE x.hash = ? AND x.expires > ?", hash, written(now))
}

// EndSession ends a session; it is no error where there is none.
func (s *Store) EndSession(ctx context.Context, hash []byte) error {
	return s.change(ctx, nil, "DELETE FROM session WHERE hash = ?", hash)
}

// AddToken adds a token.
func (s *Store) AddToken(ctx context.Context, t *Token) error {
	return s.change(ctx, ErrExists, "INSERT INTO token VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", t.ID, t.Hash, t.Name, t.Scope, written(t.Added), written(t.Expires))
}

// RemoveToken removes the token of that id.
func (s *Store) RemoveToken(ctx context.Context, id string) error {
	return s.change(ctx, ErrNotFound, "DELETE FROM token WHERE id = ?", id)
}

// Token is the token of that hash, if it has not ended.
func (s *Store) Token(ctx context.Context, hash []byte, now time.Time) (*Token, error) {
	list, err := s.tokens(ctx, "WHERE hash = ? AND (expires = '' OR expires > ?)", hash, written(now))
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return &list[0], nil
}

// Tokens are all tokens, the oldest first.
func (s *Store) Tokens(ctx context.Context) ([]Token, error) {
	return s.tokens(ctx, "ORDER BY added, id")
}

func (s *Store) tokens(ctx context.Context, rest string, args ...any) ([]Token, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, hash, name, scope, added, expires FROM token "+rest, args...)
	if err != nil {
		return nil, s.explain(err)
	}
	defer rows.Close()
	var out []Token
	for rows.Next() {
		var t Token
		var added, expires string
		if err := rows.Scan(&t.ID, &t.Hash, &t.Name, &t.Scope, &added, &expires); err != nil {
			return nil, s.explain(err)
		}
		t.Added, t.Expires = readTime(added), readTime(expires)
		out = append(out, t)
	}
	return out, s.explain(rows.Err())
}
