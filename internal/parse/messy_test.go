package parse

import (
	"testing"

	"chancery"
)

// TestMessy reads text as it comes in. Each case names the words that matter,
// with their heads ("" at the root) and relations without subtypes.
func TestMessy(t *testing.T) {
	type arc struct{ word, head, rel string }
	for name, c := range map[string]struct {
		text string
		arcs []arc
	}{
		"typographic quotes": {"“ We will not sign the treaty , ” the minister said on Monday .",
			[]arc{{"sign", "said", "ccomp"}, {"minister", "said", "nsubj"}, {"said", "", "root"}, {"treaty", "sign", "obj"}}},
		"lost quotation mark": {"We will not sign the treaty , \" the minister said on Monday .",
			[]arc{{"sign", "said", "ccomp"}, {"minister", "said", "nsubj"}, {"said", "", "root"}}},
		"typographic apostrophe": {"The country ’s president did n’t attend the summit .",
			[]arc{{"attend", "", "root"}, {"president", "attend", "nsubj"}, {"country", "president", "nmod"}, {"n’t", "attend", "advmod"}}},
		"garbled date": {"The ministers met on 10th. January in Geneva .",
			[]arc{{"met", "", "root"}, {"ministers", "met", "nsubj"}, {"January", "met", "obl"}, {"10th.", "January", "amod"}}},
		"headline in capitals": {"MINISTER DENIES REPORTS OF TALKS WITH REBELS",
			[]arc{{"DENIES", "", "root"}, {"MINISTER", "DENIES", "nsubj"}, {"REPORTS", "DENIES", "obj"}, {"TALKS", "REPORTS", "nmod"}}},
		"headline with an infinitive": {"PRIME MINISTER VOWS TO END BLOCKADE",
			[]arc{{"VOWS", "", "root"}, {"MINISTER", "VOWS", "nsubj"}, {"END", "VOWS", "xcomp"}, {"BLOCKADE", "END", "obj"}}},
		"lost articles": {"Spokesman of ministry denied that army had crossed border .",
			[]arc{{"denied", "", "root"}, {"Spokesman", "denied", "nsubj"}, {"crossed", "denied", "ccomp"}, {"army", "crossed", "nsubj"}, {"border", "crossed", "obj"}}},
		"doubled word": {"The president said that that the army would withdraw .",
			[]arc{{"said", "", "root"}, {"withdraw", "said", "ccomp"}, {"army", "withdraw", "nsubj"}}},
		"dateline": {"GENEVA , Jan. 10 ( Reuters ) - The ministers agreed on a ceasefire .",
			[]arc{{"agreed", "", "root"}, {"ministers", "agreed", "nsubj"}, {"ceasefire", "agreed", "obl"}}},
		"ticker": {"Shares of Norsk Energi ( NEN.O ) fell by three percent after the ruling .",
			[]arc{{"fell", "", "root"}, {"Shares", "fell", "nsubj"}, {"ruling", "fell", "obl"}}},
		"stamp of a live blog": {"14:32 GMT The rebels have left the airport .",
			[]arc{{"left", "", "root"}, {"rebels", "left", "nsubj"}, {"airport", "left", "obj"}}},
		"bullet": {"• The government freed two prisoners .",
			[]arc{{"freed", "", "root"}, {"government", "freed", "nsubj"}, {"prisoners", "freed", "obj"}}},
		"number of a list": {"2 . The parties withdraw their troops from the border .",
			[]arc{{"withdraw", "", "root"}, {"parties", "withdraw", "nsubj"}, {"troops", "withdraw", "obj"}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := parsed(t, stage(t), c.text)
			for _, a := range c.arcs {
				k := find(t, d, a.word)
				head := ""
				if k.Head >= 0 {
					head = d.Toks[k.Head].Form
				}
				if head != a.head || string(k.Rel.Base()) != a.rel {
					t.Errorf("%s hangs from %q as %s, want %q as %s", a.word, head, k.Rel, a.head, a.rel)
				}
			}
		})
	}
}

func find(t *testing.T, d *chancery.Doc, form string) chancery.Tok {
	t.Helper()
	for _, k := range d.Toks {
		if k.Form == form {
			return k
		}
	}
	t.Fatalf("no word %s", form)
	return chancery.Tok{}
}

func TestNames(t *testing.T) {
	d := parsed(t, stage(t), "Angela Novak , a spokeswoman for the World Health Organization , told Reuters in Nairobi that Kenya had asked for help .")
	want := map[string]chancery.Name{"Angela": "B-PER", "Novak": "I-PER", "World": "B-ORG", "Organization": "I-ORG", "Reuters": "B-ORG", "Nairobi": "B-LOC",
		"Kenya": "B-LOC", "told": "", "spokeswoman": ""}
	for form, n := range want {
		if got := find(t, d, form).Name; got != n {
			t.Errorf("%s: %q, want %q", form, got, n)
		}
	}
}

func TestLemmas(t *testing.T) {
	s := stage(t)
	d := parsed(t, s, "The parties ’ envoys denied that Iran had begun flying armed drones and better missiles to the cities it had taken .")
	for form, lemma := range map[string]string{"parties": "party", "’": "'s", "envoys": "envoy", "denied": "deny", "Iran": "Iran", "had": "have",
		"begun": "begin", "flying": "fly", "drones": "drone", "better": "good", "cities": "city", "taken": "take"} {
		if got := find(t, d, form).Lemma; got != lemma {
			t.Errorf("%s: %q, want %q", form, got, lemma)
		}
	}
}
