package main

import (
	"cmp"
	"os"

	"github.com/spf13/cobra"

	"chancery/internal/config"
)

// A configFlag says which file of settings a command reads, and which flags of
// the command lie over it.
type configFlag struct {
	path string
	over map[string]string // flag to setting
}

// flags adds --config, and says which settings the command's own flags are.
func (c *configFlag) flags(cmd *cobra.Command, over map[string]string) {
	cmd.Flags().StringVar(&c.path, "config", "", "the `file` of settings (default $XDG_CONFIG_HOME/chancery/config.toml, where there is one)")
	c.over = over
}

// load reads the settings.
func (c *configFlag) load(cmd *cobra.Command) (*config.Config, error) {
	from := config.Origins{
		File:  cmp.Or(c.path, os.Getenv("CHANCERY_CONFIG"), config.DefaultFile()),
		Env:   os.Environ(),
		Flags: map[string]string{},
	}
	for flag, setting := range c.over {
		if f := cmd.Flags().Lookup(flag); f.Changed {
			from.Flags[setting] = f.Value.String()
		}
	}
	conf, err := config.Load(from)
	if err != nil {
		return nil, usageError{err}
	}
	return conf, nil
}

func (p *program) configCommand() *cobra.Command {
	var at configFlag
	cmd := &cobra.Command{
		Use:   "config [flags]",
		Short: "Print the settings and where each comes from",
		Long: `Config prints every setting, with where its value comes from: a file of settings,
the environment, a flag, or what holds without any. What it prints can serve as a
file of settings.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			conf, err := at.load(cmd)
			if err != nil {
				return err
			}
			return conf.Write(p.stdout)
		},
	}
	at.flags(cmd, nil)
	return cmd
}
