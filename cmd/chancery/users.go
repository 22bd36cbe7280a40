package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"chancery/internal/auth"
	"chancery/internal/store"
)

func (p *program) userCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "user",
		Short: "Who may sign in to the pages",
		Long: `User keeps the users of a ledger. As long as there is none, the pages are open to
the machine that serves them and to no other. A password is asked for on the
terminal, or read from the first line of standard input.`,
		Example: "  chancery user add jd --role correct\n  chancery user passwd jd < password.txt",
		Args:    known,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("user what? add, list, remove or passwd (see chancery user --help)")}
		},
	}
	var role string
	add := p.ledgerCommand(&cobra.Command{Use: "add [flags] NAME", Short: "add a user", Args: cobra.ExactArgs(1)}, true, func(cmd *cobra.Command, s *store.Store, args []string) error {
		if _, err := auth.ParseRole(role); err != nil {
			return usageError{fmt.Errorf("--role: %w", err)}
		}
		if strings.TrimSpace(args[0]) != args[0] || args[0] == "" {
			return usageError{fmt.Errorf("name %q: empty, or with space around it", args[0])}
		}
		hash, err := p.newPassword()
		if err != nil {
			return err
		}
		if err := s.AddUser(cmd.Context(), &store.User{Name: args[0], Password: hash, Role: role, Added: time.Now()}); err != nil {
			return fmt.Errorf("user %s: %w", args[0], err)
		}
		fmt.Fprintf(p.stdout, "%s may sign in (%s)\n", args[0], role)
		return nil
	})
	add.Flags().StringVar(&role, "role", "read", "what he may do: `read`, correct or admin")

	var asJSON bool
	list := p.ledgerCommand(&cobra.Command{Use: "list [flags]", Short: "all users", Args: cobra.NoArgs}, false, func(cmd *cobra.Command, s *store.Store, _ []string) error {
		users, err := s.Users(cmd.Context())
		if err != nil {
			return err
		}
		return table(p.stdout, &question{asJSON: asJSON}, []string{"name", "role", "since"}, users, func(u store.User) []string {
			return []string{u.Name, u.Role, u.Added.Format(time.DateOnly)}
		})
	})
	list.Flags().BoolVar(&asJSON, "json", false, "print one JSON object for each user")

	remove := p.ledgerCommand(&cobra.Command{Use: "remove [flags] NAME", Short: "remove a user and end his sessions", Args: cobra.ExactArgs(1)}, true, func(cmd *cobra.Command, s *store.Store, args []string) error {
		return named("user", args[0], s.RemoveUser(cmd.Context(), args[0]))
	})
	passwd := p.ledgerCommand(&cobra.Command{Use: "passwd [flags] NAME", Short: "give a user another password and end his sessions", Args: cobra.ExactArgs(1)}, true, func(cmd *cobra.Command, s *store.Store, args []string) error {
		if _, err := s.User(cmd.Context(), args[0]); err != nil {
			return named("user", args[0], err)
		}
		hash, err := p.newPassword()
		if err != nil {
			return err
		}
		return named("user", args[0], s.SetPassword(cmd.Context(), args[0], hash))
	})
	cmd.AddCommand(add, list, remove, passwd)
	return cmd
}

// named says of what an error is.
func named(what, name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", what, name, err)
}

// ledgerCommand completes a command that works on a ledger; one that changes it
// makes it where there is none.
func (p *program) ledgerCommand(cmd *cobra.Command, write bool, run func(*cobra.Command, *store.Store, []string) error) *cobra.Command {
	var at ledgerFlag
	at.flags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		s, err := at.openFor(cmd.Context(), write)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		return run(cmd, s, args)
	}
	return cmd
}

func (l *ledgerFlag) openFor(ctx context.Context, write bool) (*store.Store, error) {
	if !write {
		return l.open(ctx)
	}
	path, err := l.file()
	if err != nil {
		return nil, err
	}
	return store.Create(ctx, path)
}

// newPassword asks for a password, twice on a terminal, and returns its hash.
func (p *program) newPassword() (string, error) {
	if f, ok := p.stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		first, err := p.prompt(f, "Password: ")
		if err != nil {
			return "", err
		}
		again, err := p.prompt(f, "Once more: ")
		if err != nil {
			return "", err
		}
		if first != again {
			return "", errors.New("the passwords differ")
		}
		return auth.Hash(first)
	}
	line, err := bufio.NewReader(io.LimitReader(p.stdin, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return auth.Hash(strings.TrimRight(line, "\r\n"))
}

func (p *program) prompt(f *os.File, text string) (string, error) {
	fmt.Fprint(p.stderr, text)
	b, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(p.stderr)
	return string(b), err
}
