package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// cost is what a guess at a password costs: 19 MiB, two passes, one thread (the
// lowest that OWASP's password storage page recommends for argon2id). Each hash
// carries its own, so that it may be raised.
type cost struct {
	memory uint32 // KiB
	passes uint32
	lanes  uint8
}

var usual = cost{19 << 10, 2, 1}

// The most that a stored hash may ask for, so that a ledger from elsewhere cannot
// make the program take all memory.
const (
	maxMemory = 1 << 20 // KiB
	maxPasses = 64
)

const saltSize, hashSize = 16, 32

// MinPassword is the least length of a password, in bytes.
const MinPassword = 10

// ErrWeak says that a password is too short.
var ErrWeak = fmt.Errorf("the password has fewer than %d characters", MinPassword)

var raw = base64.RawStdEncoding

// Hash is the argon2id hash of a password in the usual form,
// $argon2id$v=19$m=…,t=…,p=…$salt$hash.
func Hash(password string) (string, error) {
	if len(password) < MinPassword {
		return "", ErrWeak
	}
	salt := make([]byte, saltSize)
	rand.Read(salt) // never fails
	return usual.hash(password, salt), nil
}

func (c cost) hash(password string, salt []byte) string {
	h := argon2.IDKey([]byte(password), salt, c.passes, c.memory, c.lanes, hashSize)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.passes, c.lanes, raw.EncodeToString(salt), raw.EncodeToString(h))
}

var errHash = errors.New("no hash of a password")

// Check reports whether the password has that hash.
func Check(password, hash string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return false, errHash
	}
	var c cost
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.passes, &c.lanes); err != nil {
		return false, errHash
	}
	salt, err := raw.DecodeString(parts[4])
	if err != nil || c.memory == 0 || c.memory > maxMemory || c.passes == 0 || c.passes > maxPasses || c.lanes == 0 {
		return false, errHash
	}
	return subtle.ConstantTimeCompare([]byte(c.hash(password, salt)), []byte(hash)) == 1, nil
}

// tokenMark begins every token, so that one that leaked can be found.
const tokenMark = "chy_"

// NewToken is a new token, what it is named by, and the hash that is kept of it.
func NewToken() (token, id string, hash []byte) {
	token = tokenMark + secret()
	hash = digest(token)
	return token, token[len(tokenMark) : len(tokenMark)+8], hash
}

// secret is 256 random bits as text.
func secret() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// digest is what is kept of a secret that cannot be guessed.
func digest(s string) []byte {
	h := sha256.Sum256([]byte(s))
	return h[:]
}
