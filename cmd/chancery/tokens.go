package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"chancery/internal/auth"
	"chancery/internal/store"
)

func (p *program) tokenCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Which programs may use the API",
		Long: `Token keeps the tokens by which programs use the API. A token is shown once, when
it is made; the ledger keeps a hash of it.`,
		Example: "  chancery token add notebook --scope read --days 90\n  curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:7878/api/v1/events",
		Args:    known,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("token what? add, list or revoke (see chancery token --help)")}
		},
	}
	var scope string
	var days int
	add := p.ledgerCommand(&cobra.Command{Use: "add [flags] NAME", Short: "make a token and print it", Args: cobra.ExactArgs(1)}, true, func(cmd *cobra.Command, s *store.Store, args []string) error {
		if _, err := auth.ParseRole(scope); err != nil {
			return usageError{fmt.Errorf("--scope: %w", err)}
		}
		if days < 0 {
			return usageError{fmt.Errorf("--days: %d, want 0 or more", days)}
		}
		token, id, hash := auth.NewToken()
		t := &store.Token{ID: id, Hash: hash, Name: args[0], Scope: scope, Added: time.Now()}
		if days > 0 {
			t.Expires = t.Added.AddDate(0, 0, days)
		}
		if err := s.AddToken(cmd.Context(), t); err != nil {
			return err
		}
		_, err := fmt.Fprintln(p.stdout, token)
		return err
	})
	add.Flags().StringVar(&scope, "scope", "read", "what it may do: `read`, correct or admin")
	add.Flags().IntVar(&days, "days", 0, "for how many `days` it holds (0: until it is revoked)")

	var asJSON bool
	list := p.ledgerCommand(&cobra.Command{Use: "list [flags]", Short: "all tokens, without their secrets", Args: cobra.NoArgs}, false, func(cmd *cobra.Command, s *store.Store, _ []string) error {
		tokens, err := s.Tokens(cmd.Context())
		if err != nil {
			return err
		}
		return table(p.stdout, &question{asJSON: asJSON}, []string{"id", "name", "scope", "since", "until"}, tokens, func(t store.Token) []string {
			until := "revoked"
			if !t.Expires.IsZero() {
				until = t.Expires.Format(time.DateOnly)
			}
			return []string{t.ID, t.Name, t.Scope, t.Added.Format(time.DateOnly), until}
		})
	})
	list.Flags().BoolVar(&asJSON, "json", false, "print one JSON object for each token")
	revoke := p.ledgerCommand(&cobra.Command{Use: "revoke [flags] ID", Short: "let a token in no more", Args: cobra.ExactArgs(1)}, true, func(cmd *cobra.Command, s *store.Store, args []string) error {
		return named("token", args[0], s.RemoveToken(cmd.Context(), args[0]))
	})
	cmd.AddCommand(add, list, revoke)
	return cmd
}
