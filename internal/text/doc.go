// Package text turns the plain text of an article into sentences and tokens,
// finds its quotations and notes what is wrong with it.
//
// # Before a Doc is made
//
// [Clean] takes the raw text of a body, lifts the headline out of it, joins its
// paragraphs with single line ends and takes the site's furniture out ("Follow
// us on …", "Read more: …"). What it takes out it returns as defects. The words
// that stay are left as they came, errors included.
//
// # Sentences and tokens
//
// [Stage.Split] adds the layer Toks. Tokens follow the conventions of the
// English Web Treebank of Universal Dependencies: clitics are tokens of their
// own ("do" "n't", "Biden" "'s", "can" "not") that divide the text of their
// word between them, hyphens are tokens unless a prefix stands before them, an
// abbreviation keeps its full stop. Rules propose; where they leave doubt an
// averaged perceptron over hashed features (models/boundary.bin) decides. Work
// is linear in the text, whatever the text is.
//
// # Repair is a view
//
// Doc.Text never changes. Where the text is broken, Tok.Form says how the word
// should be read and the token's Span covers all of the text that it stands
// for: "must must" is one token of form "must", "10th." before a month is
// "10th", a full stop that cuts a sentence in two is a token of form ",". So
// every byte that is not white space lies in exactly one token. Each repair is
// noted as a defect. [Stage.Tokenize] does the same without repair.
//
// All offsets are bytes of Doc.Text.
package text
