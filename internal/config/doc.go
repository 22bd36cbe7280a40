// Package config holds the settings of the program: one TOML file, environment
// variables over it, flags over both.
//
// Settings is the table of them: a field is a setting, its tags are its name in
// the file and its line of help, its value before Load is the default. A setting
// follow.revisit is the key "revisit" of the table [follow] in the file,
// CHANCERY_FOLLOW_REVISIT in the environment, and whatever flag a command ties to
// it. A key that is no setting is an error with its file and line, so that a
// mistyped one is not passed over in silence.
//
//	c, err := config.Load(config.Origins{File: path, Env: os.Environ()})
//	c.Follow.Revisit // []time.Duration
//	c.Write(os.Stdout) // a file that gives these settings, with the origin of each
//
// Secrets never stand in the file: a setting of type Secret is the name of a file
// that holds one.
package config
