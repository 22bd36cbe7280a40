package auth

import (
	"context"
	"fmt"
)

// A Role is what somebody may do; each may do all that those below it may.
type Role int

// The roles.
const (
	None    Role = iota
	Read         // see everything
	Correct      // and correct rows, keep alerts
	Admin        // and users, tokens, sources
)

var roleNames = []string{"none", "read", "correct", "admin"}

func (r Role) String() string { return roleNames[r] }

// ParseRole is the role of that name: read, correct or admin.
func ParseRole(s string) (Role, error) {
	for i, name := range roleNames[1:] {
		if s == name {
			return Role(i + 1), nil
		}
	}
	return None, fmt.Errorf("role %q, want read, correct or admin", s)
}

// Who is whoever asks.
type Who struct {
	Name string
	Role Role
	How  string // open, session, token or proxy; empty where nobody is known
}

type key struct{}

// With is ctx with whoever asks.
func With(ctx context.Context, w Who) context.Context { return context.WithValue(ctx, key{}, w) }

// From is whoever asks; the zero Who where the request went through no Guard.
func From(ctx context.Context) Who {
	w, _ := ctx.Value(key{}).(Who)
	return w
}
