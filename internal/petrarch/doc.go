// Package petrarch turns dictionaries of the PETRARCH coders, which follow those
// of KEDS and TABARI, into an operator's own files for Chancery: actors with their
// dated codes into a dictionary of --actors, verbs with their synonyms, synonym
// sets and patterns into a folder for --rules.
//
// An actor dictionary has a name a line, "+" before further names of the same
// actor, and codes in brackets with the days on which they hold:
//
//	FREDONIA_PRIME_MINISTER_
//	+RUFUS_T_FIREFLY_
//	    [FREGOV 19330101-19331117]
//	    [FREELI >19331117]
//
// A verb dictionary has blocks "--- VERB [CODE] ---", verbs with their forms in
// braces, sets "&NAME" and, after "-", patterns around the verb "*", in which "$"
// is the source, "+" the target and "%" both:
//
//	--- PLEDGE [030] ---
//	PLEDGE {PLEDGES PLEDGED}
//	- * AID (TO +) [033]
//
// A pattern is one of words in their order, a rule of Chancery one of parts of a
// sentence, so the words are read as the phrases that they most likely are: nouns
// before the verb as its subject, nouns after it as its object, what follows a
// preposition as a phrase with it. What has no counterpart is not guessed but
// listed, each with its line and the reason.
package petrarch
