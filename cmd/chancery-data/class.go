package main

import (
	"regexp"
	"strings"
)

// reclass corrects the class of an office by its title: the source tells
// classes by a few words, so that the president of a region stands there for
// the head of a state and a junior minister for the minister. The first rule
// that fits counts.
var reclass = []struct {
	class  string
	office *regexp.Regexp
	to     string
}{
	{"HOS", regexp.MustCompile(`(?i)^president of (the )?(swiss|montenegro|palestinian national authority|southern sudan|republic)`), "HOS"},
	{"HOS", regexp.MustCompile(`(?i)^presidents? of (the )?(senate|congress|storting|riigikogu|legislative|control yuan|national (assembly|council)|dewan|federal senate|spanish senate|palestinian national council)`), "LEG"},
	{"HOS", regexp.MustCompile(`(?i)(^president of |president's privy|^queen's privy|presidential (rep|chief)|supreme people's assembly)`), "OTH"},
	{"HOS", regexp.MustCompile(`(?i)^president of the queen`), "OTH"},
	{"HOS", regexp.MustCompile(`(?i)vice president`), "VP"},
	{"HOS", regexp.MustCompile(`^(Co-prince|Emir of Abu Dhabi|Prime Minister)`), "OTH"},
	{"HOG", regexp.MustCompile(`^President of the Council of (States|the Nation)`), "LEG"},
	{"HOG", regexp.MustCompile(`^(Prime Minister of (Montenegro|the Palestinian))`), "HOG"},
	{"HOG", regexp.MustCompile(`^(Chancellor of the Duchy|Lord President|Governor$|Chief Minister|Premier of [^t]|Premier of the (N|E|W|F)|Prime Minister of |Minister-President of|Head of Government of|Commissioner|Secretary of State|Minister of State|Acting Minister|President of the$|President of$|Vice President|Deputy Prime|Chief$|Chief Executive (of the F|Officer)|President of the Government of A)`), "OTH"},
	{"FM", regexp.MustCompile(`(?i)(minister of state|minister delegate|state secretary|state minister|puerto rico|sahrawi|spoke|guernsey)`), "DEPMIN"},
	{"DM", regexp.MustCompile(`(?i)(chief of|head of)`), "MIL"},
	{"DM", regexp.MustCompile(`(?i)(minister of state|associate|materiel|equipment|space ind|science|member of|delegate|state secretary|secretary of state to|production|home front|defence industry|state minister|at the department)`), "DEPMIN"},
	{"DM", regexp.MustCompile(`(?i)secretary of the national security`), "NSA"},
	{"FIN", regexp.MustCompile(`(?i)(lord of the treasury|(economic|financial|chief|exchequer|commercial|permanent) secretary|treasury board|minister of state|delegate|state secretary|associate|microfinance|micro-finance|state minister|flemish|of western|secretary in|minister in the)`), "DEPMIN"},
	{"INT", regexp.MustCompile(`(?i)(minister of state|delegate|state secretary|state minister|advisor|women)`), "DEPMIN"},
	{"NSA", regexp.MustCompile(`(?i)^((co-ordinating )?minister|deputy)`), "MIN"},
	{"VP", regexp.MustCompile(`(?i)(congress|house|senate|yuan|assembly|presidium)`), "LEG"},
	{"VP", regexp.MustCompile(`(?i)(generalitat|executive council| for | as |constitutional|srpska|council of ministers)`), "OTH"},
	{"IGO", regexp.MustCompile(`(?i)^permanent representative`), "AMB"},
	{"IGO", regexp.MustCompile(`(?i)judge|vice president of the international`), "JUD"},
}

// subnational are states whose plain "Premier" heads a province.
var subnational = map[string]bool{"AUS": true, "CAN": true, "ZAF": true, "MYS": true}

// rivals are persons whom a source has for the head of a state or government,
// though another was generally recognised.
var rivals = map[string]bool{"Mahdi al-Mashat": true, "Fathi Bashagha": true, "Abdel-Aziz bin Habtour": true, "Abdullah al-Thani": true}

// classOf is the class of an office of a state, corrected by its title.
func classOf(class, office, country, name string) string {
	if (class == "HOS" || class == "HOG") && (rivals[name] || strings.Contains(name, "ministers")) {
		return "OTH"
	}
	if class == "HOG" && office == "Premier" && subnational[country] {
		return "OTH"
	}
	if country == "AND" && class == "HOS" {
		return "OTH" // the co-princes are heads of state elsewhere, or bishops
	}
	if class == "FM" && office == "Secretary of State" && country != "USA" && country != "VAT" {
		return "MIN"
	}
	for _, r := range reclass {
		if r.class == class && r.office.MatchString(office) {
			return r.to
		}
	}
	return class
}
