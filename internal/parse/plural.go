package parse

import "strings"

// singular rights the lemma of a noun in -ies, -shes, -ches, -sses or -xes,
// whose singular the spelling all but decides: "clashes", "rallies".
func singular(form, lemma string) string {
	stem, ok := strings.CutSuffix(form, "s")
	if !ok || len(stem) < 4 || !strings.HasSuffix(stem, "e") {
		return lemma
	}
	short := stem[:len(stem)-1] // without -es
	switch short[len(short)-1] {
	case 'i':
		if lemma != stem && lemma != short[:len(short)-1]+"y" {
			return lemma
		}
		if silentE[stem] {
			return stem
		}
		return short[:len(short)-1] + "y"
	case 'h', 's', 'x':
		if lemma != stem && lemma != short || !strings.HasSuffix(short, "sh") && !strings.HasSuffix(short, "ch") && !strings.HasSuffix(short, "ss") && short[len(short)-1] != 'x' {
			return lemma
		}
		if silentE[stem] {
			return stem
		}
		return short
	}
	return lemma
}

// silentE holds nouns that end in -ie, -che, -sse or -xe.
var silentE = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		aerie auntie birdie bogie bookie bourgeoisie brie brownie budgie caddie calorie camaraderie collie commie cookie coolie cowrie
		cutie eerie eyrie foodie genie goalie goodie groupie hippie hoodie hottie indie junkie kiddie laddie lassie magpie menagerie
		movie necktie newbie newsie nightie oldie pinkie pixie prairie preemie quickie reverie rookie rotisserie selfie sortie
		specie stymie talkie townie valkyrie veggie walkie wedgie yuppie zombie patisserie gendarmerie boogie
		ache backache earache headache heartache stomachache toothache apache panache
		avalanche barouche brioche cache caleche cartouche cliche creche demarche démarche douche gouache moustache mustache niche pastiche psyche
		quiche ruche seiche tranche attache
		crevasse finesse fosse impasse lacrosse masse mousse posse tendresse wrasse
		axe annexe deluxe poleaxe pickaxe battleaxe`) {
		m[w] = true
	}
	return m
}()
