package when

// A near is what a word beside a number or a time tells of it; a word may have
// several.
type near uint8

const (
	counted  near = 1 << iota // soldiers: "2000 soldiers" is no year
	numbered                  // resolution: "Resolution 1973" is no year
	closing                   // end: "to end the day"
	byname                    // black: "Black Friday" is no day of the week
	ahead                     // will: its clause is about the future
)

var nearClasses = map[string]near{"counted": counted, "numbered": numbered, "closing": closing, "byname": byname, "ahead": ahead}

// nearWord is what the list timenear has of a word, without regard to case.
func (x *lexicon) nearWord(w string) near {
	var buf [16]byte
	if len(w) > len(buf) {
		return 0
	}
	for i := range len(w) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	return x.near[string(buf[:len(w)])]
}

// near is what the list timenear has of piece i.
func (s *scan) near(i int) near {
	if s.class(i) == brk {
		return 0
	}
	return s.st.lex.nearWord(s.word(i))
}
