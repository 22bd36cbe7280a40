package actor_test

import (
	"slices"
	"strings"
	"testing"
)

// TestScene asks for those who are named by their role alone, or by a word for
// several: "span = id id", "span !" where nothing may be told.
func TestScene(t *testing.T) {
	for _, c := range []struct{ name, day, text string }{
		{"force that is a guest", "2023-08-22", `Fighter jets from Russia arrived in Mali on Friday. The junta in Bamako turned to Moscow after French troops left the country. The army said it had killed 20 militants. | Fighter jets = RUSMIL | The junta = MLIMIL | the country = MLI | The army = MLIMIL | 20 militants = group:mli-militants`},
		{"court in a town", "2024-03-13", `Serbia is quiet. A court in Nis freed two men. | A court = SRBJUD`},
		{"navy in its capital", "2024-01-25", `The Indian coast guard arrested fishermen from Sri Lanka. The navy in Colombo protested. | fishermen = group:lka-fishermen | The navy = LKAMIL`},
		{"town with its state behind", "2023-05-04", `Britain was calm. Police in Birmingham, Alabama, arrested a man. | Police = USACOP`},
		{"state without an army", "2024-02-15", `Israeli forces raided a hospital in Khan Younis. Witnesses said that soldiers had entered the wards. | soldiers = ISRMIL`},
		{"leaders of a state's opposition", "2024-03-13", `Opposition leaders in Serbia called for protests. | Opposition leaders = group:srb-opposition-leaders`},
		{"whoever meets a minister is of another state", "2024-03-13", `Police in Serbia arrested a reporter. The army in Serbia was quiet. A senior US official met the foreign minister. | the foreign minister = Q57843`},
		{"each side", "2023-06-26", `Armenia and Azerbaijan traded fire. Each side blamed the other. | Each side = ARM AZE`},
		{"ministers of two countries, and the pair", "2023-06-26", `Armenia and Azerbaijan traded fire. The foreign ministers of the two countries met in Vienna. The pair will meet again. | The foreign ministers of the two countries = Q31196321 Q16366137 | The pair = Q31196321 Q16366137`},
		{"three named together", "2024-08-01", `Venezuela held a vote. Brazil, Colombia and Mexico asked for the tallies. The three countries called for calm. | The three countries = BRA COL MEX`},
		{"those who held talks", "2023-04-15", `Yemen was calm. A Saudi delegation held talks with Houthi leaders. Both sides agreed to meet again. | Both sides = SAU arm:houthis`},
		{"asked of others", "2024-11-25", `Azerbaijan was calm. Berlin expected both countries to sign a treaty. | both countries !`},
		{"leaders named later", "2025-03-04", `The two leaders spoke by phone, officials said. Keir Starmer told Volodymyr Zelenskyy that Britain would help. | The two leaders = ifg:8e31fc46 Q3874799`},
		{"who is struck is not who strikes", "2024-02-15", `Houthi fighters fired missiles at a tanker. American and British warplanes struck their positions. | their = arm:houthis`},
		{"they of a quotation", "2024-02-15", `Rebels in Yemen killed nine soldiers. "They will pay a price," a White House official said. | They = group:yem-rebels`},
		{"told reporters", "2025-03-04", `"They know what they must do," Dmitry Peskov told reporters. | They !`},
		{"its of whom one praises", "2023-04-15", `The United States praised Oman for its mediation. | its = OMN`},
		{"its release", "2023-05-04", `Athens summoned the ambassador and demanded its release. | its !`},
		{"ship as owner", "2023-05-04", `Iran said the ship had entered its waters. | its !`},
		{"it was concerned", "2023-06-26", `Russia said it was concerned. | it = RUS`},
		{"predecessor", "2025-03-04", `President Donald Trump blamed his predecessor. | his predecessor = Q6279`},
		{"general who was called a chief", "2025-11-17", `Pakistan's army chief, Asim Munir, spoke. The general praised his troops. | The general = Q4806973`},
		{"sea and not state", "2023-05-04", `Ships sailed through the Taiwan Strait and the South China Sea. | China ! | Taiwan !`},
		{"embassy of another state", "2023-05-04", `Crowds in Tbilisi marched to the embassy. | the embassy !`},
		{"administration of a person", "2024-01-12", `Daniel Noboa is the president of Ecuador. The Noboa administration rejected the plan. | The Noboa administration = ECU`},
		{"head of a body by the tables", "2022-03-01", `The head of NATO warned Russia. The UN human rights chief was silent. | The head of NATO = Q57665`},
		{"king by his first name", "2024-01-01", `King Abdullah met the US secretary of state. | King Abdullah = Q57464`},
		{"president between two terms", "2023-01-01", `Trump spoke. | Trump = Q22686`},
		{"bloc of a region", "2025-03-04", `European leaders met in Brussels. The bloc approved a fund. | The bloc = org:european-union`},
		{"plural before plural", "2024-06-27", `William Ruto called the protesters criminals. | protesters = group:ken-protesters`},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := strings.Split(c.text, "|")
			d := read(t, strings.TrimSpace(parts[0]), c.day)
			for _, p := range parts[1:] {
				span, want, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(p), "!"), "=")
				if got, _ := refsOf(d, strings.TrimSpace(span)); !slices.Equal(got, strings.Fields(want)) {
					t.Errorf("%s is %v, want %v", span, got, strings.Fields(want))
				}
			}
		})
	}
}
