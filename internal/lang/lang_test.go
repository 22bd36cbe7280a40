package lang_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"chancery/data"
	"chancery/internal/lang"
)

func identifier(t testing.TB) *lang.Identifier {
	t.Helper()
	x, err := lang.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// texts are a few sentences of about 200 characters each.
var texts = []struct{ code, text string }{
	{"en", "The foreign ministers of the two countries met on Tuesday in the capital and agreed to open the border crossing again next month, officials said. They did not say how many troops will leave the valley."},
	{"fr", "Les ministres des affaires étrangères des deux pays se sont rencontrés mardi dans la capitale et ont décidé de rouvrir le poste frontière le mois prochain, selon des responsables. Ils n'ont pas dit combien de soldats vont quitter la vallée."},
	{"de", "Die Außenminister der beiden Länder trafen sich am Dienstag in der Hauptstadt und vereinbarten, den Grenzübergang im nächsten Monat wieder zu öffnen. Sie sagten nicht, wie viele Soldaten das Tal verlassen werden."},
	{"es", "Los ministros de Exteriores de los dos países se reunieron el martes en la capital y acordaron abrir de nuevo el paso fronterizo el próximo mes, según las autoridades. No dijeron cuántos soldados van a dejar el valle."},
	{"pt", "Os ministros dos Negócios Estrangeiros dos dois países reuniram-se na terça-feira na capital e decidiram abrir de novo a fronteira no próximo mês, segundo as autoridades. Não disseram quantos soldados vão sair do vale."},
	{"it", "I ministri degli Esteri dei due Paesi si sono incontrati martedì nella capitale e hanno deciso di riaprire il valico di frontiera il mese prossimo, secondo le autorità. Non hanno detto quanti soldati lasceranno la valle."},
	{"nl", "De ministers van Buitenlandse Zaken van de twee landen hebben elkaar dinsdag in de hoofdstad ontmoet en spraken af dat de grensovergang volgende maand weer open gaat. Ze zeiden niet hoeveel militairen het dal zullen verlaten."},
	{"sv", "Utrikesministrarna i de två länderna träffades på tisdagen i huvudstaden och kom överens om att öppna gränsen igen nästa månad, enligt tjänstemän. De sade inte hur många soldater som ska lämna dalen."},
	{"da", "Udenrigsministrene fra de to lande mødtes tirsdag i hovedstaden og blev enige om at åbne grænseovergangen igen næste måned, siger embedsmænd. De sagde ikke, hvor mange soldater der skal forlade dalen."},
	{"no", "Utenriksministrene fra de to landene møttes tirsdag i hovedstaden og ble enige om å åpne grenseovergangen igjen neste måned, sier tjenestemenn. De sa ikke noe om hvor mange soldater som skal forlate dalen etter det."},
	{"fi", "Maiden ulkoministerit tapasivat tiistaina pääkaupungissa ja sopivat, että rajanylityspaikka avataan uudelleen ensi kuussa. He eivät kertoneet, kuinka monta sotilasta laaksosta lähtee, mutta joukot ovat siellä vielä."},
	{"pl", "Ministrowie spraw zagranicznych obu krajów spotkali się we wtorek w stolicy i uzgodnili, że przejście graniczne zostanie otwarte w przyszłym miesiącu. Nie powiedzieli, ilu żołnierzy opuści dolinę, ale ma to być jeszcze w tym roku."},
	{"cs", "Ministři zahraničí obou zemí se v úterý sešli v hlavním městě a dohodli se, že hraniční přechod bude příští měsíc znovu otevřen. Neřekli, kolik vojáků údolí opustí, ale podle úřadů by to mělo být již v zimě."},
	{"sk", "Ministri zahraničných vecí oboch krajín sa v utorok stretli v hlavnom meste a dohodli sa, že hraničný priechod bude budúci mesiac opäť otvorený. Nepovedali, koľko vojakov údolie opustí, ale podľa úradov to má byť už v zime."},
	{"hu", "A két ország külügyminiszterei kedden találkoztak a fővárosban, és megállapodtak, hogy a határátkelőt jövő hónapban újra megnyitják. Azt nem mondták meg, hogy hány katona hagyja el a völgyet, de a csapatok még ott vannak."},
	{"ro", "Miniștrii de externe ai celor două țări s-au întâlnit marți în capitală și au decis să redeschidă punctul de trecere a frontierei luna viitoare, potrivit autorităților. Nu au spus câți soldați vor părăsi valea."},
	{"tr", "İki ülkenin dışişleri bakanları salı günü başkentte bir araya geldi ve sınır kapısının gelecek ay yeniden açılması için anlaştı. Kaç askerin vadiden ayrılacağı konusunda bir şey söylemediler, ancak birlikler hâlâ orada."},
	{"hr", "Ministri vanjskih poslova dviju zemalja sastali su se u utorak u glavnom gradu i dogovorili da će se granični prijelaz ponovno otvoriti sljedeći mjesec. Nisu rekli koliko će vojnika napustiti dolinu, ali to bi trebalo biti do zime."},
	{"sl", "Zunanja ministra obeh držav sta se v torek sestala v glavnem mestu in se dogovorila, da bo mejni prehod naslednji mesec spet odprt. Nista povedala, koliko vojakov bo zapustilo dolino, vendar naj bi bilo to že pred zimo."},
	{"sq", "Ministrat e jashtëm të dy vendeve u takuan të martën në kryeqytet dhe ranë dakord që pika kufitare të hapet përsëri muajin e ardhshëm, sipas zyrtarëve. Ata nuk thanë se sa ushtarë do të largohen nga lugina."},
	{"lt", "Abiejų šalių užsienio reikalų ministrai antradienį susitiko sostinėje ir sutarė, kad pasienio punktas kitą mėnesį bus vėl atidarytas. Jie nesakė, kiek karių paliks slėnį, bet kariai ten vis dar yra."},
	{"lv", "Abu valstu ārlietu ministri otrdien tikās galvaspilsētā un vienojās, ka robežpunkts nākamajā mēnesī tiks atkal atvērts. Viņi neteica, cik karavīru pametīs ieleju, bet karavīri tur vēl ir."},
	{"et", "Kahe riigi välisministrid kohtusid teisipäeval pealinnas ja leppisid kokku, et piiripunkt avatakse järgmisel kuul uuesti. Nad ei öelnud, kui palju sõdureid orust lahkub, kuid väed on seal veel."},
	{"id", "Menteri luar negeri kedua negara bertemu pada hari Selasa di ibu kota dan sepakat untuk membuka kembali perbatasan bulan depan, kata para pejabat. Mereka tidak mengatakan berapa banyak tentara yang akan meninggalkan lembah itu."},
	{"vi", "Bộ trưởng ngoại giao của hai nước đã gặp nhau hôm thứ ba tại thủ đô và đồng ý mở lại cửa khẩu vào tháng tới, theo các quan chức. Họ không nói có bao nhiêu binh sĩ sẽ rời khỏi thung lũng."},
	{"sw", "Mawaziri wa mambo ya nje wa nchi hizo mbili walikutana siku ya Jumanne katika mji mkuu na kukubaliana kufungua mpaka tena mwezi ujao. Hawakusema ni wanajeshi wangapi wataondoka kwenye bonde hilo, lakini bado wapo."},
	{"ru", "Министры иностранных дел двух стран встретились во вторник в столице и договорились снова открыть пограничный переход в следующем месяце. Они не сказали, сколько солдат покинет долину."},
	{"uk", "Міністри закордонних справ двох країн зустрілися у вівторок у столиці й домовилися знову відкрити прикордонний перехід наступного місяця. Вони не сказали, скільки солдатів залишить долину."},
	{"bg", "Министрите на външните работи на двете страни се срещнаха във вторник в столицата и се договориха граничният пункт да бъде отворен отново следващия месец. Те не казаха колко войници ще напуснат долината."},
	{"sr", "Министри спољних послова две земље састали су се у уторак у главном граду и договорили да ће се гранични прелаз поново отворити следећег месеца. Нису рекли колико ће војника напустити долину."},
	{"ar", "التقى وزيرا خارجية البلدين يوم الثلاثاء في العاصمة واتفقا على إعادة فتح المعبر الحدودي في الشهر المقبل. ولم يذكرا عدد الجنود الذين سيغادرون الوادي، لكن القوات لا تزال هناك بعد."},
	{"fa", "وزیران خارجه دو کشور روز سهشنبه در پایتخت دیدار کردند و توافق کردند که گذرگاه مرزی ماه آینده دوباره باز شود. آنها نگفتند که چند سرباز دره را ترک خواهند کرد."},
	{"he", "שרי החוץ של שתי המדינות נפגשו ביום שלישי בבירה והסכימו לפתוח מחדש את מעבר הגבול בחודש הבא. הם לא אמרו כמה חיילים יעזבו את העמק, אבל הכוחות עדיין שם."},
	{"el", "Οι υπουργοί Εξωτερικών των δύο χωρών συναντήθηκαν την Τρίτη στην πρωτεύουσα και συμφώνησαν να ανοίξει ξανά το πέρασμα τον επόμενο μήνα. Δεν είπαν πόσοι στρατιώτες θα φύγουν."},
	{"hi", "दोनों देशों के विदेश मंत्रियों ने मंगलवार को राजधानी में मुलाकात की और अगले महीने सीमा चौकी को फिर से खोलने पर सहमति जताई। उन्होंने यह नहीं कहा कि कितने सैनिक घाटी छोड़ेंगे।"},
	{"zh", "两国外交部长星期二在首都会晤，同意下个月重新开放边境口岸。他们没有说明有多少士兵将离开山谷，但部队仍在那里。"},
	{"ja", "両国の外相は火曜日に首都で会談し、来月に国境検問所を再開することで合意した。何人の兵士が谷を離れるかについては述べなかった。"},
	{"ko", "양국 외교장관은 화요일 수도에서 만나 다음 달에 국경 검문소를 다시 열기로 합의했다. 그들은 얼마나 많은 병사들이 계곡을 떠날지는 말하지 않았다."},
}

func TestIdentify(t *testing.T) {
	x := identifier(t)
	for _, c := range texts {
		t.Run(c.code, func(t *testing.T) {
			got := x.Identify(c.text)
			if got.Code != c.code || !got.Sure || got.Name == "" {
				t.Errorf("Identify = %+v, want %s, sure", got, c.code)
			}
		})
	}
}

func TestUnsure(t *testing.T) {
	x := identifier(t)
	for _, c := range []struct{ name, text string }{
		{"nothing", ""},
		{"no letters", "12 34 -- 56!"},
		{"one word", "Parlament"},
		{"short headline", "Macron à Moscou"},
		{"names", "Lavrov, Fidan, Blinken, Baerbock, Macron, Sunak, Meloni, Scholz, Zelensky, Erdogan, Tokayev, Aliyev"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := x.Identify(c.text); got.Sure && got.Code != "en" {
				t.Errorf("Identify(%q) = %+v, want unsure", c.text, got)
			}
		})
	}
}

// An English text stays English whatever it quotes.
func TestEnglishWithForeignWords(t *testing.T) {
	x := identifier(t)
	for _, c := range texts {
		if c.code == "en" {
			continue
		}
		quote := string([]rune(c.text)[:40])
		text := texts[0].text + " The newspaper wrote: “" + quote + "” in its Wednesday edition, which was then translated for the readers of the agency."
		if got := x.Identify(text); got.Code != "en" {
			t.Errorf("with a quotation in %s: %+v", c.code, got)
		}
	}
}

func TestUnknownLanguage(t *testing.T) {
	text := strings.Repeat("Brelkin tosvar mieruk plonde shava turik, gelbon drascha. Vortel kimpa sunder lorak mib tesch. ", 6)
	if got := identifier(t).Identify(text); !got.Sure || got.Code != "und" {
		t.Errorf("Identify = %+v, want a language that is not known", got)
	}
}

func TestLongTextIsSampled(t *testing.T) {
	text := strings.Repeat(texts[1].text+"\n", 20_000)
	if got := identifier(t).Identify(text); got.Code != "fr" || !got.Sure {
		t.Errorf("Identify = %+v, want fr", got)
	}
}

func TestFaultsInTables(t *testing.T) {
	for _, c := range []struct{ name, words, want string }{
		{"columns", "code\tname\tletters\twords\nen\tEnglish\n", "words.tsv:2: 2 columns"},
		{"no words", "code\tname\tletters\twords\nen\tEnglish\t\t\n", "words.tsv:2: code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{"lang/words.tsv": {Data: []byte(c.words)}, "lang/scripts.tsv": {Data: []byte("script\tcode\tname\n")}}
			if _, err := lang.New(fsys); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("New: %v, want %q", err, c.want)
			}
		})
	}
}

func BenchmarkIdentify(b *testing.B) {
	x := identifier(b)
	text := strings.Repeat(texts[0].text+"\n", 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		x.Identify(text)
	}
}
