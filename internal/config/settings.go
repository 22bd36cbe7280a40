package config

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// Settings are all settings of the program. Fields may be of type string, bool,
// int, int64, float64, time.Duration, Secret, []string and []time.Duration, or a
// struct of such fields, which is a table of the file.
type Settings struct {
	Ledger string `toml:"ledger" help:"the ledger file; $XDG_DATA_HOME/chancery/ledger.db where empty"`
	Listen string `toml:"listen" help:"address and port of the pages"`
	Public bool   `toml:"public" help:"serve addresses other than loopback without sign-in"`
	NATS   string `toml:"nats" help:"address of a NATS server with JetStream; one in the process where empty"`

	Log    Log    `toml:"log"`
	Fetch  Fetch  `toml:"fetch"`
	Follow Follow `toml:"follow"`
	Queue  Queue  `toml:"queue"`

	Auth    Auth    `toml:"auth"`
	API     API     `toml:"api"`
	Metrics Metrics `toml:"metrics"`
	Notify  Notify  `toml:"notify"`
	Mail    Mail    `toml:"mail"`
}

// Log says what is logged on standard error and how.
type Log struct {
	Level  string `toml:"level" help:"debug, info, warn or error"`
	Format string `toml:"format" help:"text or json"`
}

// Fetch bounds what is asked of the web.
type Fetch struct {
	Agent     string        `toml:"agent" help:"how the program names itself to sites"`
	Timeout   time.Duration `toml:"timeout" help:"the longest that one request may take"`
	MaxBytes  int64         `toml:"max_bytes" help:"the most bytes that one answer may have, uncompressed"`
	Redirects int           `toml:"redirects" help:"the most redirects that are followed"`
	Delay     time.Duration `toml:"delay" help:"the least time between two requests to one host"`
	Robots    bool          `toml:"robots" help:"keep to robots.txt for addresses that no person gave"`
	Allow     []string      `toml:"allow" help:"private address ranges that may be fetched, such as 10.1.0.0/16"`
	Parallel  int           `toml:"parallel" help:"the most requests at once"`
}

// Follow says how sources are followed.
type Follow struct {
	Fastest time.Duration   `toml:"fastest" help:"the least time between two looks at a source"`
	Slowest time.Duration   `toml:"slowest" help:"the most time between two looks at a source"`
	Revisit []time.Duration `toml:"revisit" help:"when pages are fetched again, reckoned from the first time"`
	MaxAge  time.Duration   `toml:"max_age" help:"how old an article of a source may be when it is first seen; 0 is any age"`
	PerLook int             `toml:"per_look" help:"the most new articles that one look at a source may bring"`
	AnyLang bool            `toml:"any_language" help:"do not turn away what is not English"`
}

// Queue bounds what waits to be read.
type Queue struct {
	Dir      string        `toml:"dir" help:"the folder of the queue in the process; beside the ledger where empty"`
	MaxPages int           `toml:"max_pages" help:"the most pages that wait to be read; fetching pauses there"`
	AckWait  time.Duration `toml:"ack_wait" help:"how long a reader may take over a page before another gets it"`
	Readers  int           `toml:"readers" help:"pages read at once; as many as there are processors where 0"`
	Replicas int           `toml:"replicas" help:"copies of the queue in a cluster of NATS servers"`

	Name        string `toml:"name" help:"of the queue on a NATS server that others use too"`
	Credentials Secret `toml:"credentials" help:"file of credentials for the NATS server"`
}

// Default are the settings without a file, environment or flags.
func Default() Settings {
	return Settings{
		Listen: "127.0.0.1:7878",
		Log:    Log{Level: "info", Format: "text"},
		Fetch: Fetch{
			Agent:   "Chancery/1 (news reader; keeps to robots.txt)",
			Timeout: 30 * time.Second, MaxBytes: 8 << 20, Redirects: 5,
			Delay: time.Second, Robots: true, Parallel: 32,
		},
		Follow: Follow{
			Fastest: 2 * time.Minute, Slowest: 30 * time.Minute,
			Revisit: []time.Duration{24 * time.Hour, 7 * 24 * time.Hour},
			MaxAge:  7 * 24 * time.Hour, PerLook: 200,
		},
		Queue:   Queue{MaxPages: 20_000, AckWait: 2 * time.Minute, Replicas: 1, Name: "chancery"},
		Auth:    Auth{Session: 14 * 24 * time.Hour, Role: "read"},
		API:     API{Rate: 10, Burst: 60},
		Metrics: Metrics{For: "local"},
	}
}

// A Secret is the name of a file that holds a secret.
type Secret string

// Read is the secret, without the line end behind it; empty where no file is
// named.
func (s Secret) Read() (string, error) {
	if s == "" {
		return "", nil
	}
	b, err := os.ReadFile(string(s))
	if err != nil {
		return "", fmt.Errorf("secret: %w", err)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}
