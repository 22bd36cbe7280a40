package when_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/data"
	"chancery/internal/when"
)

// plain is an article with the tokens and sentences of a simple cut: words,
// figures and single marks, a sentence a line. It has no trees.
func plain(body, published string) *chancery.Doc {
	d := &chancery.Doc{Article: chancery.Article{Text: body, Language: "en"}, Have: chancery.Toks}
	if published != "" {
		day, _ := time.Parse("2006-01-02", published)
		d.Published = chancery.Stamp{Time: day, DayOnly: true}
	}
	at := 0
	for line := range strings.SplitAfterSeq(body, "\n") {
		lo := len(d.Toks)
		for i := 0; i < len(line); {
			n := wordLen(line[i:])
			if n == 0 {
				_, n = utf8.DecodeRuneInString(line[i:])
				i += n
				continue
			}
			glued := i+n < len(line) && line[i+n] != ' ' && line[i+n] != '\n'
			d.Toks = append(d.Toks, chancery.Tok{Span: chancery.Span{Start: at + i, End: at + i + n}, Form: line[i : i+n], Head: -1, Glued: glued})
			i += n
		}
		if hi := len(d.Toks); hi > lo {
			d.Sentences = append(d.Sentences, chancery.Sentence{Span: d.Toks[lo].Cover(d.Toks[hi-1].Span), Lo: lo, Hi: hi})
		}
		at += len(line)
	}
	return d
}

func wordLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if unicode.IsSpace(r) {
		return 0
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return n
	}
	for n < len(s) {
		r, k := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		n += k
	}
	return n
}

func newStage(t testing.TB) *when.Stage {
	t.Helper()
	s, err := when.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// times are the mentions of time as "words=value".
func times(d *chancery.Doc) []string {
	var out []string
	for _, m := range d.Mentions {
		if m.Kind == chancery.TimeMention {
			out = append(out, d.Text[m.Span.Start:m.Span.End]+"="+m.Value)
		}
	}
	return out
}

// TestForms reads forms that no verb decides, without trees.
func TestForms(t *testing.T) {
	s := newStage(t)
	for _, tt := range []struct{ name, published, text, want string }{
		{"full date", "2022-01-04", "Signed on January 10, 2022.", "January 10, 2022=2022-01-10"},
		{"day first", "2022-01-04", "Signed on 10 January 2022.", "10 January 2022=2022-01-10"},
		{"ordinal", "2022-01-04", "Signed on the 10th of January 2022.", "the 10th of January 2022=2022-01-10"},
		{"ordinal with a point", "2022-01-04", "Signed on the 10th. January.", "the 10th. January=2022-01-10"},
		{"day with a point", "2022-01-04", "Signed on the 30. December.", "the 30. December=2021-12-30"},
		{"abbreviated", "2022-01-04", "Signed on Jan. 10, 2022.", "Jan. 10, 2022=2022-01-10"},
		{"ordinal in words", "2022-01-04", "Signed on the first of March 2021.", "the first of March 2021=2021-03-01"},
		{"ordinal of two words", "2022-01-04", "Signed on March twenty-first, 2021.", "March twenty-first, 2021=2021-03-21"},
		{"ISO", "2022-01-04", "Dated 2022-01-10.", "2022-01-10=2022-01-10"},
		{"ISO with a clock", "2022-01-04", "Sent 2022-01-10T18:05Z today.", "2022-01-10T18:05Z=2022-01-10T18:05Z;today=2022-01-04"},
		{"dotted", "2022-01-04", "Signed on 10.01.2022.", "10.01.2022=2022-01-10"},
		{"dotted without a year", "2022-01-04", "Fixed for 13.01. in Vienna.", "13.01.=2022-01-13"},
		{"decimal", "2022-01-04", "Shares rose by 3.10 percent.", ""},
		{"slashes", "2020-01-08", "Dated 25/12/2019.", "25/12/2019=2019-12-25"},
		{"short month", "2022-01-04", "Dated 31-Oct-74.", "31-Oct-74=1974-10-31"},
		{"month and year", "2022-01-04", "Adopted in July 2015.", "July 2015=2015-07"},
		{"month of last year", "2022-01-04", "Adopted in July of last year.", "July of last year=2021-07"},
		{"year", "2022-01-04", "Annexed in 2014.", "2014=2014"},
		{"number that is no year", "2022-01-04", "Some 2000 soldiers came. Resolution 1973 was cited. It cost $2015.", ""},
		{"late in a year", "2022-01-04", "Begun in late 2014.", "late 2014=2014"},
		{"quarter", "2022-01-04", "Due in the first quarter of 2022.", "the first quarter of 2022=2022-Q1"},
		{"last quarter of a year", "2022-01-04", "In the last quarter of 2007 it fell.", "the last quarter of 2007=2007-Q4"},
		{"short quarter", "2022-01-04", "Due in Q3 2022.", "Q3 2022=2022-Q3"},
		{"half", "2022-01-04", "Due in the second half of 2022.", "the second half of 2022=2022-H2"},
		{"season", "2022-01-04", "Due in spring 2022.", "spring 2022=2022-SP"},
		{"season of", "2022-01-04", "Due in the winter of 2022.", "the winter of 2022=2022-WI"},
		{"fall of a man", "2022-01-04", "It came weeks after the fall of the old regime.", ""},
		{"decade", "2022-01-04", "Born in the 1990s.", "the 1990s=199"},
		{"short decade", "2022-01-04", "Born in the '90s.", "the '90s=199"},
		{"century", "2022-01-04", "Built in the 19th century.", "the 19th century=18"},
		{"week of a month", "2026-11-24", "Due in the first week of December 2026.", "the first week of December 2026=2026-W49"},
		{"weekday of a month", "2014-03-03", "Held on the last Sunday of March 2014.", "the last Sunday of March 2014=2014-03-30"},
		{"yesterday", "2022-01-04", "It began yesterday.", "yesterday=2022-01-03"},
		{"day before yesterday", "2022-01-04", "It began the day before yesterday.", "the day before yesterday=2022-01-02"},
		{"last night", "2022-01-04", "It began last night.", "last night=2022-01-03TNI"},
		{"this afternoon", "2022-01-04", "They meet this afternoon.", "this afternoon=2022-01-04TAF"},
		{"night of", "2014-03-03", "He fled on the night of February 21, 2014.", "the night of February 21, 2014=2014-02-21TNI"},
		{"last week", "2022-01-04", "It began last week.", "last week=2021-W52"},
		{"next month", "2022-01-04", "It ends next month.", "next month=2022-02"},
		{"this year", "2022-01-04", "It ends later this year.", "later this year=2022"},
		{"last Friday", "2025-08-11", "It ran out last Friday.", "last Friday=2025-08-08"},
		{"next Monday", "2024-02-29", "It begins next Monday.", "next Monday=2024-03-04"},
		{"coming Friday", "2019-01-31", "It begins this coming Friday.", "this coming Friday=2019-02-01"},
		{"weekday of a week", "2022-01-04", "It begins on Wednesday of next week.", "Wednesday of next week=2022-01-12"},
		{"last September", "2009-10-12", "It was last seen last September.", "last September=2009-09"},
		{"end of last year", "2009-02-18", "It had more at the end of last year.", "the end of last year=2008"},
		{"end of a month", "2022-01-04", "Prolonged until the end of July 2022.", "the end of July 2022=2022-07"},
		{"mid-month", "2026-11-24", "Due in mid-December 2026.", "mid-December 2026=2026-12"},
		{"ago", "2011-03-18", "It hit the country a week ago.", "a week ago=2011-03-11"},
		{"years ago", "2011-03-18", "It began two years ago.", "two years ago=2009"},
		{"months ago", "2011-03-18", "It began three months ago.", "three months ago=2010-12"},
		{"from now", "2011-03-18", "It ends ten days from now.", "ten days from now=2011-03-28"},
		{"weeks' time", "2011-03-18", "It ends in two weeks' time.", "two weeks' time=2011-04-01"},
		{"after a feast", "2024-01-01", "They meet two days after Christmas 2023.", "two days after Christmas 2023=2023-12-27"},
		{"Easter", "2024-01-01", "They meet at Easter 2024.", "Easter 2024=2024-03-31"},
		{"Orthodox Easter", "2024-01-01", "A truce at Orthodox Easter 2024.", "Orthodox Easter 2024=2024-05-05"},
		{"duration", "2022-01-04", "They spoke for 50 minutes.", "50 minutes=PT50M"},
		{"hyphens", "2022-01-04", "A 50-minute call and a two-and-a-half-year war.", "50-minute=PT50M;two-and-a-half-year=P2.5Y"},
		{"halves", "2022-01-04", "It lasted two and a half years.", "two and a half years=P2.5Y"},
		{"hour and a half", "2022-01-04", "It lasted for an hour and a half.", "an hour and a half=PT1.5H"},
		{"half an hour", "2022-01-04", "It lasted half an hour.", "half an hour=PT30M"},
		{"two amounts", "2022-01-04", "It lasted two hours and 20 minutes.", "two hours and 20 minutes=PT2H20M"},
		{"approximate", "2022-01-04", "It took more than three years.", "more than three years=P3Y"},
		{"open", "2022-01-04", "It took several weeks.", "several weeks=PXW"},
		{"age", "2022-01-04", "The 41-year-old was 12 years old then.", ""},
		{"past weeks", "2022-01-04", "It rained for the past two weeks.", "the past two weeks=P2W"},
		{"every Monday", "2022-01-04", "They meet every Monday.", "every Monday=XXXX-WXX-1"},
		{"Mondays", "2022-01-04", "They meet on Mondays.", "Mondays=XXXX-WXX-1"},
		{"every two weeks", "2022-01-04", "They meet every two weeks.", "every two weeks=P2W"},
		{"twice a week", "2022-01-04", "They meet twice a week.", "twice a week=P1W"},
		{"weekly", "2022-01-04", "At its weekly session it voted.", "weekly=P1W"},
		{"clock with a zone", "2022-01-04", "It begins at 18:00 GMT.", "18:00 GMT=2022-01-04T18:00Z"},
		{"clock with an offset", "2022-01-04", "It begins at 18:00 CET.", "18:00 CET=2022-01-04T18:00+01:00"},
		{"clock of twelve hours", "2022-01-04", "It begins at 3:30 p.m. today.", "3:30 p.m. today=2022-01-04T15:30"},
		{"glued clock", "2022-01-04", "It begins at 3pm.", "3pm=2022-01-04T15:00"},
		{"four figures", "2022-01-04", "It begins at 0300 GMT.", "0300 GMT=2022-01-04T03:00Z"},
		{"day and clock", "2022-01-04", "It begins on January 12, 2022 at 18:00.", "January 12, 2022 at 18:00=2022-01-12T18:00"},
		{"score", "2022-01-04", "They won 3:2.", ""},
		{"days of a month", "2022-01-04", "Talks on January 12 and 13, 2022.", "January 12 and 13, 2022=2022-01-12/2022-01-13"},
		{"dash between days", "2022-01-04", "Talks on 10–12 January 2022.", "10–12 January 2022=2022-01-10/2022-01-12"},
		{"days apart", "2022-01-04", "Talks on 10 and 15 January 2022.", "10=2022-01-10;15 January 2022=2022-01-15"},
		{"years with a dash", "2022-01-04", "The years 2014-2018 were calm.", "2014-2018=2014/2018"},
		{"years cut short", "2022-01-04", "The 2014-15 season.", "2014-15=2014/2015"},
		{"from month to month", "2022-01-04", "It ran from March 2014 to May 2015.", "March 2014 to May 2015=2014-03/2015-05"},
		{"across a year", "2022-01-04", "It ran from December 30, 2021 to January 2, 2022.", "December 30, 2021 to January 2, 2022=2021-12-30/2022-01-02"},
		{"a day later", "2022-01-04", "They met on January 12, 2022 in Brussels and a day later in Vienna.", "January 12, 2022=2022-01-12;a day later=2022-01-13"},
		{"the same day", "2022-01-04", "They met on January 12, 2022. On the same day it rained.", "January 12, 2022=2022-01-12;the same day=2022-01-12"},
		{"the following week", "2022-01-04", "They met on January 12, 2022. The following week it rained.", "January 12, 2022=2022-01-12;The following week=2022-W03"},
		{"the 12th", "2022-01-04", "Geneva on January 10, 2022, Brussels on the 12th and Vienna on the 13th.", "January 10, 2022=2022-01-10;the 12th=2022-01-12;the 13th=2022-01-13"},
		{"year of the sentence", "2022-01-04", "In 2014, after a vote on March 16, it left.", "2014=2014;March 16=2014-03-16"},
		{"hours of a day", "2022-01-04", "It runs from 9:30 to 11:00 on January 12, 2022.", "9:30 to 11:00 on January 12, 2022=2022-01-12T09:30/2022-01-12T11:00"},
		{"day after a feast", "2024-01-10", "He died the day after Christmas 2023.", "the day after Christmas 2023=2023-12-26"},
		{"year-end", "2022-01-04", "It is due by year-end.", "year-end=2022"},
		{"attacks by their day", "2022-01-04", "He served after 9/11.", "9/11=2001-09-11"},
		{"24 hours ago", "2022-01-04", "It came 24 hours ago.", "24 hours ago=2022-01-03"},
		{"newspaper", "2008-08-15", "From the Edmonton Sun, August 15, 2008.", "August 15, 2008=2008-08-15"},
		{"week-long", "2022-01-04", "It ended a week-long siege.", "week-long=P1W"},
		{"week of next month", "2022-01-04", "It is due in the first week of next month.", "the first week of next month=2022-W05"},
		{"weekday of next month", "2022-01-04", "It is due on the first Tuesday of next month.", "the first Tuesday of next month=2022-02-01"},
		{"day of last month", "2022-01-04", "It ended on the last day of last month.", "the last day of last month=2021-12-31"},
		{"day of this month", "2022-01-04", "It ends on the 15th of this month.", "the 15th of this month=2022-01-15"},
		{"fortnight's time", "2022-01-04", "It ends in a fortnight's time.", "a fortnight's time=2022-01-18"},
		{"months with a dash", "2022-01-04", "The June-August 1992 campaign failed.", "June-August 1992=1992-06/1992-08"},
		{"vague", "2022-01-04", "It has recently grown and will soon end.", "recently=PAST_REF;soon=FUTURE_REF"},
		{"names", "2022-01-04", "Black Friday came. May said so. March on!", ""},
		{"no publication day", "", "They met on December 30 and on Tuesday.", "December 30=XXXX-12-30;Tuesday=XXXX-WXX-2"},
		{"no day to count from", "", "They met last year, in July and two weeks ago.", "last year=XXXX;July=XXXX-07;two weeks ago=PAST_REF"},
		{"full date as a heading", "", "Tuesday, January 4, 2022\nThey met yesterday.", "Tuesday, January 4, 2022=2022-01-04;yesterday=2022-01-03"},
		{"dateline", "2009-10-31", "MANILA, Oct 30 (Invented Wire) - It rained today.", "Oct 30=2009-10-30;today=2009-10-30"},
		{"stamps of a live blog", "2025-08-15", "20:41 - A plane lands.\n20:12 - No signing today.", "20:41=2025-08-15T20:41;20:12=2025-08-15T20:12;today=2025-08-15"},
		{"broken sentence", "2022-01-04", "Talks on the 10th.\nJanuary in Geneva.", "the 10th.\nJanuary=2022-01-10"},
		{"day that no month has", "2022-01-04", "Signed on June 31, 2021.", "June 31, 2021=2021-06"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := plain(tt.text, tt.published)
			if err := s.Run(context.Background(), d); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(times(d), ";"); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

// TestTense reads times that the verb decides, with trees.
func TestTense(t *testing.T) {
	r := newReader(t)
	tests := []struct{ name, published, text, want string }{
		{"weekday, past", "2022-01-04", "The ministers met on Monday.", "Monday=2022-01-03"},
		{"weekday, past, the day itself", "2022-01-04", "The ministers met on Tuesday.", "Tuesday=2022-01-04"},
		{"weekday, future", "2022-01-04", "The ministers will meet on Monday.", "Monday=2022-01-10"},
		{"weekday, future, the day itself", "2022-01-04", "The ministers will meet on Tuesday.", "Tuesday=2022-01-04"},
		{"weekday, reported future", "2022-01-04", "He said that he would travel to Kyiv on Friday.", "Friday=2022-01-07"},
		{"weekday, scheduled", "2022-01-04", "The vote is scheduled for Friday.", "Friday=2022-01-07"},
		{"weekday, infinitive", "2022-01-04", "They agreed to meet on Friday.", "Friday=2022-01-07"},
		{"weekday, present", "2024-12-30", "The presidency passes to Poland on Wednesday.", "Wednesday=2025-01-01"},
		{"weekday, perfect", "2022-01-04", "The ministers have met since Friday.", "Friday=2021-12-31"},
		{"weekday, past perfect", "2020-01-08", "The ambassadors had met on Monday.", "Monday=2020-01-06"},
		{"weekday, would have", "2022-01-04", "They would have met on Friday.", "Friday=2021-12-31"},
		{"weekday, managed to", "2022-01-04", "They managed to meet on Friday.", "Friday=2021-12-31"},
		{"weekday, was to", "2010-06-09", "The court was to hold a hearing on Sunday.", "Sunday=2010-06-13"},
		{"weekday, was to, the day before", "2010-06-09", "The court was to hold a hearing on Tuesday.", "Tuesday=2010-06-08"},
		{"month in a clause of its own", "2010-06-09", "The company, founded in 1976, sold it in April.", "1976=1976;April=2010-04"},
		{"moved", "2026-11-24", "The talks were postponed from Friday to Saturday.", "Friday=2026-11-27;Saturday=2026-11-28"},
		{"two weekdays", "2023-07-12", "Leaders met on Tuesday and Wednesday in Vilnius.", "Tuesday and Wednesday=2023-07-11/2023-07-12"},
		{"month, past", "2024-12-30", "He resigned in October.", "October=2024-10"},
		{"month, future", "2024-12-30", "The talks will resume in February.", "February=2025-02"},
		{"day, past", "2024-01-04", "He resigned on December 27.", "December 27=2023-12-27"},
		{"day, future", "2024-12-30", "He will resign on January 3.", "January 3=2025-01-03"},
		{"day, planned", "2014-03-03", "The referendum was planned for 25 May.", "25 May=2014-05-25"},
		{"day before a noun", "2009-05-28", "The automaker has a June 1 deadline to finish.", "June 1=2009-06-01"},
		{"day before a plural", "2021-12-31", "The January 10 talks will be held in Geneva.", "January 10=2022-01-10"},
		{"in two weeks, ahead", "2026-11-24", "The summit opens in two weeks.", "two weeks=2026-12-08"},
		{"in two weeks, past", "2026-11-24", "They advanced ten miles in two weeks.", "two weeks=P2W"},
		{"first in two years", "2026-11-24", "It is the first visit in two years.", "two years=P2Y"},
		{"the weekend, past", "2018-03-26", "He approved the measures over the weekend.", "the weekend=2018-W12-WE"},
		{"the weekend, future", "2018-03-26", "They will meet at the weekend.", "the weekend=2018-W13-WE"},
		{"begins", "2022-01-05", "Talks begin on Monday in Geneva.", "Monday=2022-01-10"},
		{"due", "2022-01-05", "The envoy is due in Kyiv on Friday.", "Friday=2022-01-07"},
		{"was due", "2022-01-05", "The envoy was due in Kyiv on Friday.", "Friday=2022-01-07"},
		{"relative clause", "2022-01-05", "The president, who arrived on Sunday, will leave on Thursday.", "Sunday=2022-01-02;Thursday=2022-01-06"},
		{"are meeting", "2022-01-05", "Ministers are meeting on Thursday to discuss the plan.", "Thursday=2022-01-06"},
		{"were meeting", "2022-01-05", "Ministers were meeting on Tuesday when the news broke.", "Tuesday=2022-01-04"},
		{"voted to", "2022-01-05", "The parliament voted on Tuesday to hold elections on March 6.", "Tuesday=2022-01-04;March 6=2022-03-06"},
		{"called on", "2022-01-05", "He called on the rebels to leave the town by Sunday.", "Sunday=2022-01-09"},
		{"threatened to", "2022-01-05", "They threatened to strike on Saturday unless the demand was met.", "Saturday=2022-01-08"},
		{"expires", "2022-01-05", "The deadline expires on Friday.", "Friday=2022-01-07"},
		{"expired", "2022-01-05", "The deadline expired on Friday.", "Friday=2021-12-31"},
		{"said it would", "2022-01-05", "Russia said on Wednesday it would withdraw its troops on Thursday.", "Wednesday=2022-01-05;Thursday=2022-01-06"},
		{"planned and cancelled", "2022-01-05", "The meeting, planned for Thursday, has been cancelled.", "Thursday=2022-01-06"},
		{"possessive, past", "2022-01-05", "Monday's meeting ended without a deal.", "Monday=2022-01-03"},
		{"possessive, future", "2022-01-05", "Monday's meeting will decide the matter.", "Monday=2022-01-10"},
		{"is to be", "2022-01-05", "The accord is to be signed on Thursday.", "Thursday=2022-01-06"},
		{"was scheduled to, just past", "2021-12-31", "Antony Blinken was scheduled to hold talks on Wednesday.", "Wednesday=2021-12-29"},
		{"was scheduled to, just ahead", "2021-12-31", "Antony Blinken was scheduled to arrive in Kyiv on Sunday.", "Sunday=2022-01-02"},
		{"was to, just past", "2020-12-30", "Heiko Maas was to hold talks on Tuesday.", "Tuesday=2020-12-29"},
		{"is, after what was", "2022-01-05", "The president is content after the talks with Oslo on Monday.", "Monday=2022-01-03"},
		{"was to be", "2022-01-05", "The accord was to be signed on Thursday.", "Thursday=2022-01-06"},
		{"set for a month", "2022-01-05", "Elections are set for April.", "April=2022-04"},
		{"held in a month", "2022-01-05", "Elections were held in April.", "April=2021-04"},
		{"postponed until", "2022-01-05", "Elections have been postponed until April.", "April=2022-04"},
		{"noun, future", "2022-01-05", "The summit in June will be the first.", "June=2022-06"},
		{"noun, past", "2022-01-05", "The summit in June was the first.", "June=2021-06"},
		{"agreed to", "2022-01-05", "After talks on Monday, the sides agreed to meet again on Friday.", "Monday=2022-01-03;Friday=2022-01-07"},
		{"had set", "2022-01-05", "The court had set a hearing for Thursday.", "Thursday=2022-01-06"},
		{"should have", "2022-01-05", "They should have met on Friday.", "Friday=2021-12-31"},
		{"were expected", "2022-01-05", "Protests were expected on Saturday.", "Saturday=2022-01-08"},
		{"since", "2022-01-05", "The embassy has been closed since Monday.", "Monday=2022-01-03"},
		{"will remain until", "2022-01-05", "The embassy will remain closed until Monday.", "Monday=2022-01-10"},
		{"ran until", "2022-01-05", "The exercise ran until Sunday.", "Sunday=2022-01-02"},
		{"from", "2022-01-05", "From Monday, travellers need a visa.", "Monday=2022-01-10"},
		{"headline", "2022-01-05", "Blinken to meet Lavrov on Friday.", "Friday=2022-01-07"},
		{"announced and to start", "2022-01-05", "The withdrawal, announced on Sunday, starts on Thursday.", "Sunday=2022-01-02;Thursday=2022-01-06"},
		{"having met", "2022-01-05", "Having met on Monday, they will meet again on Friday.", "Monday=2022-01-03;Friday=2022-01-07"},
		{"warned that", "2022-01-05", "The bloc warned that further sanctions would follow on Monday.", "Monday=2022-01-10"},
		{"past verb, day ahead", "2022-01-05", "They met in Vienna on January 13.", "January 13=2022-01-13"},
		{"chosen month", "2022-01-05", "In November, voters will choose a president.", "November=2022-11"},
		{"extend until", "2022-01-05", "The sides agreed on Monday to extend the truce until January 20.", "Monday=2022-01-03;January 20=2022-01-20"},
		{"days of a series", "2022-03-03", "The ministers will sit down in Geneva on the 10th; NATO and Russia follow on the 12th, the OSCE on the 13th.", "the 10th=2022-03-10;the 12th=2022-03-12;the 13th=2022-03-13"},
		{"until a month", "2022-01-04", "Sanctions were prolonged until July.", "July=2022-07"},
	}
	wrong := 0
	for _, tt := range tests {
		d := r.read(t, tt.text, tt.published)
		if got := strings.Join(times(d), ";"); got != tt.want {
			wrong++
			t.Logf("%s: %s\n got %s\nwant %s", tt.name, tt.text, got, tt.want)
		}
	}
	if wrong*20 > len(tests) { // the trees may be wrong now and then
		t.Errorf("%d of %d are wrong", wrong, len(tests))
	}
}

func TestDates(t *testing.T) {
	s := newStage(t)
	for _, tt := range []struct{ text, from, to string }{
		{"In 2014.", "2014-01-01", "2014-12-31"},
		{"In February 2024.", "2024-02-01", "2024-02-29"},
		{"On 10–12 January 2022.", "2022-01-10", "2022-01-12"},
		{"In the first quarter of 2022.", "2022-01-01", "2022-03-31"},
		{"In the winter of 2022.", "2022-12-01", "2023-02-28"},
		{"In the 1990s.", "1990-01-01", "1999-12-31"},
		{"Last week.", "2021-12-27", "2022-01-02"},
		{"Over the next two weeks.", "2022-01-04", "2022-01-18"},
		{"For two weeks.", "", ""},
	} {
		d := plain(tt.text, "2022-01-04")
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if len(d.Mentions) != 1 {
			t.Errorf("%s: %v", tt.text, times(d))
			continue
		}
		if got := d.Mentions[0].Dates; got != (chancery.DateSpan{From: tt.from, To: tt.to}) {
			t.Errorf("%s: got %v, want %s to %s", tt.text, got, tt.from, tt.to)
		}
	}
}

func TestDefects(t *testing.T) {
	s := newStage(t)
	for _, tt := range []struct{ text, value, note string }{
		{"Signed on Tuesday, January 12, 2022.", "2022-01-12", "the weekday does not fit: 2022-01-12 is a Wednesday"},
		{"Signed on Wednesday, January 12, 2022.", "2022-01-12", ""},
		{"Signed on the 10th. January 2022.", "2022-01-10", "read as 2022-01-10"},
		{"Signed on June 31, 2021.", "2021-06", "no such day"},
	} {
		d := plain(tt.text, "2022-01-04")
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		note := ""
		for _, f := range d.Defects {
			if f.Kind == chancery.GarbledDate {
				note = f.Note
			}
		}
		if len(d.Mentions) != 1 || d.Mentions[0].Value != tt.value || note != tt.note {
			t.Errorf("%s: got %v and %q, want %s and %q", tt.text, times(d), note, tt.value, tt.note)
		}
	}
}

// Month-first dates: by the source, else as the day first with a note.
func TestSlashes(t *testing.T) {
	s := newStage(t)
	for _, tt := range []struct{ url, value string }{
		{"https://www.example.gov/x", "2020-05-01"},
		{"https://www.example.co.uk/x", "2020-01-05"},
		{"", "2020-01-05"},
	} {
		d := plain("Dated 5/1/2020.", "2020-06-08")
		d.URL = tt.url
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if len(d.Mentions) != 1 || d.Mentions[0].Value != tt.value {
			t.Errorf("%q: got %v, want %s", tt.url, times(d), tt.value)
		}
	}
}

// Several goroutines read the same article alike.
func TestConcurrent(t *testing.T) {
	s := newStage(t)
	const body = "They met on January 12 and 13, 2022 in Brussels and a day later in Vienna. The 10th. January is near."
	want := plain(body, "2022-01-04")
	if err := s.Run(context.Background(), want); err != nil {
		t.Fatal(err)
	}
	for range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for range 20 {
				d := plain(body, "2022-01-04")
				if err := s.Run(context.Background(), d); err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(times(d), times(want)) {
					t.Fatalf("got %v, want %v", times(d), times(want))
				}
			}
		})
	}
}

// A date that can be read one way only tells how the others are read.
func TestSlashesByEachOther(t *testing.T) {
	s := newStage(t)
	d := plain("Dated 5/1/2020, sent 5/25/2020.", "2020-06-08")
	if err := s.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(times(d), ";"), "5/1/2020=2020-05-01;5/25/2020=2020-05-25"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Trees without sense, with cycles and heads outside the text, do no harm.
func TestSenselessTrees(t *testing.T) {
	s := newStage(t)
	rels := []chancery.Rel{"case", "obl", "nmod", "compound", "nsubj", "advcl", "mark", "aux", "cop", "xcomp", "nummod", "conj", "obj"}
	tags := []string{"VB", "VBD", "VBZ", "VBN", "VBG", "MD", "NN", "NNS", "TO", "IN", "", "CD", "NNP"}
	n := 1
	for range 300 {
		d := plain("The ministers will meet on Monday and on January 12 soldiers left; by March 2000 men, in two weeks, since Friday, Tuesday's talks.\nOn the 12th they had planned to go last May.", "2022-01-04")
		d.Have |= chancery.Trees | chancery.Names
		for i := range d.Toks {
			n = (n*1103515245 + 12345) & 0x7fffffff
			k := &d.Toks[i]
			k.Head, k.Rel, k.XPOS = n%(len(d.Toks)+4)-2, rels[n/64%len(rels)], tags[n/4096%len(tags)]
			k.Lemma = strings.ToLower(k.Form)
		}
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		for _, m := range d.Mentions {
			if m.Head < m.Lo || m.Head >= m.Hi || m.Value == "" {
				t.Fatalf("mention %+v", m)
			}
		}
	}
}

func FuzzRun(f *testing.F) {
	for _, s := range []string{
		"on the 10th. January and the 30. December, Jan 12 and 13, 10–12 January",
		"MANILA, Oct 30 (Wire) - 18:00 GMT, 3 p.m. on Monday, two weeks ago",
		"the first quarter of 2022, late 2014, the '90s, 2022-01-10T18:00:05+02",
		"a day later the same week every two weeks half an hour 99999999999 years ago",
		"31/2/2020 0/0/0000 99.99. 24:00 twenty-first of the last Sunday of March",
		"\u2013\u2019\xff1990s’s January\u00a05",
	} {
		f.Add(s, "2022-01-04")
		f.Add(s, "")
	}
	s := newStage(f)
	f.Fuzz(func(t *testing.T, body, published string) {
		if len(published) != 10 {
			published = ""
		}
		d, again := plain(body, published), plain(body, published)
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if err := s.Run(context.Background(), again); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(times(d), times(again)) {
			t.Fatalf("two runs differ: %v, %v", times(d), times(again))
		}
		at := 0
		for _, m := range d.Mentions {
			if m.Span.Start < at || m.Span.End <= m.Span.Start || m.Span.End > len(body) {
				t.Fatalf("span %v in %q behind %d", m.Span, body, at)
			}
			at = m.Span.End
			if m.Lo < 0 || m.Hi > len(d.Toks) || m.Head < m.Lo || m.Head >= m.Hi || m.Value == "" || m.Type == "" {
				t.Fatalf("mention %+v", m)
			}
			if m.Dates.From > m.Dates.To && len(m.Dates.From) == len(m.Dates.To) {
				t.Fatalf("days of %q: %v", body[m.Span.Start:m.Span.End], m.Dates)
			}
		}
	})
}
