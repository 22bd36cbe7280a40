package when_test

import (
	"context"
	"strings"
	"testing"
)

// TestGrid goes through the classes of TIMEX3 by grain and by what the
// expression is counted from; values as the guidelines of ISO-TimeML give them.
func TestGrid(t *testing.T) {
	s := newStage(t)
	for _, tt := range []struct{ published, text, want string }{
		// Weeks.
		{"2022-01-19", "It began earlier this week.", "earlier this week=2022-W03"},
		{"2022-01-19", "It began late last week.", "late last week=2022-W02"},
		{"2022-01-19", "It ended the week before last.", "the week before last=2022-W01"},
		{"2022-01-19", "It starts the week after next.", "the week after next=2022-W05"},
		{"2022-01-19", "It met in the week of January 10.", "the week of January 10=2022-W02"},
		{"2022-01-19", "It met in the week ending January 9, 2022.", "the week ending January 9, 2022=2022-W01"},
		{"2022-01-19", "It met at the end of last week.", "the end of last week=2022-W02"},
		{"2022-01-19", "It starts early next week.", "early next week=2022-W04"},
		{"2022-01-19", "It met last weekend.", "last weekend=2022-W02-WE"},
		{"2022-01-19", "It meets next weekend.", "next weekend=2022-W04-WE"},
		{"2022-01-19", "It began two weeks ago.", "two weeks ago=2022-01-05"},
		{"2022-01-19", "It began a fortnight ago.", "a fortnight ago=2022-01-05"},
		{"2022-01-19", "It ends this coming week.", "this coming week=2022-W04"},
		{"2022-01-19", "It ends in the coming week.", "the coming week=2022-W04"},
		// Months.
		{"2022-01-19", "It began late last month.", "late last month=2021-12"},
		{"2022-01-19", "It began earlier this month.", "earlier this month=2022-01"},
		{"2022-01-19", "It ends at the end of next month.", "the end of next month=2022-02"},
		{"2022-01-19", "It ends by the middle of February 2022.", "the middle of February 2022=2022-02"},
		{"2022-01-19", "It ends by the beginning of March 2022.", "the beginning of March 2022=2022-03"},
		{"2022-01-19", "It began in early-to-mid December 2021.", "early-to-mid December 2021=2021-12"},
		{"2022-01-19", "It began in mid December 2021.", "mid December 2021=2021-12"},
		{"2022-01-19", "It ended in the first half of December 2021.", "the first half of December 2021=2021-12"},
		{"2022-01-19", "It ended in September this year.", "September this year=2022-09"},
		{"2022-01-19", "It ended in March last year.", "March last year=2021-03"},
		{"2022-01-19", "It ends in May next year.", "May next year=2023-05"},
		{"2022-01-19", "It ended in March of the previous year.", "March of the previous year=2021-03"},
		{"2022-01-19", "It fell on 12 of this month.", "12 of this month=2022-01-12"},
		{"2022-01-19", "It fell on the 12 of this month.", "the 12 of this month=2022-01-12"},
		{"2022-01-19", "It fell on the 28th of last month.", "the 28th of last month=2021-12-28"},
		{"2022-01-19", "It falls on the 3rd of next month.", "the 3rd of next month=2022-02-03"},
		{"2022-01-19", "It falls on 3 February this year.", "3 February this year=2022-02-03"},
		{"2022-01-19", "It fell on 3 February last year.", "3 February last year=2021-02-03"},
		{"2022-01-19", "It fell on May 7 of last year.", "May 7 of last year=2021-05-07"},
		{"2022-01-19", "It fell on the 10th. January this year.", "the 10th. January this year=2022-01-10"},
		{"2022-01-19", "It fell in the month of December 2021.", "the month of December 2021=2021-12"},
		{"2022-01-19", "It fell in 12/2021.", "12/2021=2021-12"},
		{"2022-01-19", "It ended the month before last.", "the month before last=2021-11"},
		// Quarters and halves.
		{"2009-02-18", "It fell in 2008's fourth quarter.", "2008's fourth quarter=2008-Q4"},
		{"2009-02-18", "It fell in the fourth quarter.", "the fourth quarter=2008-Q4"},
		{"2009-02-18", "It fell in the third quarter.", "the third quarter=2008-Q3"},
		{"2009-02-18", "It fell in the third-quarter.", "the third-quarter=2008-Q3"},
		{"2009-02-18", "It fell last quarter.", "last quarter=2008-Q4"},
		{"2009-02-18", "It falls this quarter.", "this quarter=2009-Q1"},
		{"2009-02-18", "It falls next quarter.", "next quarter=2009-Q2"},
		{"2009-02-18", "It fell in the previous quarter.", "the previous quarter=2008-Q4"},
		{"2009-02-18", "It fell in the first quarter of this year.", "the first quarter of this year=2009-Q1"},
		{"2009-02-18", "It fell in the final quarter of last year.", "the final quarter of last year=2008-Q4"},
		{"2009-02-18", "It fell in the final three months of 2008.", "the final three months of 2008=2008-Q4"},
		{"2009-02-18", "It fell in the first three months of 2008.", "the first three months of 2008=2008-Q1"},
		{"2009-02-18", "It fell in the first six months of 2008.", "the first six months of 2008=2008-H1"},
		{"2009-02-18", "It fell in the second half of last year.", "the second half of last year=2008-H2"},
		{"2009-02-18", "It fell in the first half of the year.", "the first half of the year=2009-H1"},
		{"2009-02-18", "It fell in the second half.", ""},
		{"2009-02-18", "It fell in 2008 Q3.", "2008 Q3=2008-Q3"},
		{"2009-02-18", "It fell in Q4.", "Q4=2008-Q4"},
		{"2009-02-18", "It fell in H1 2008.", "H1 2008=2008-H1"},
		// Years, seasons, decades.
		{"2022-01-19", "It began earlier this year.", "earlier this year=2022"},
		{"2022-01-19", "It ended late last year.", "late last year=2021"},
		{"2022-01-19", "It began early in 2021.", "early in 2021=2021"},
		{"2022-01-19", "It ended the year before last.", "the year before last=2020"},
		{"2022-01-19", "It ended last summer.", "last summer=2021-SU"},
		{"2022-01-19", "It ended in the summer of last year.", "the summer of last year=2021-SU"},
		{"2022-01-19", "It starts next spring.", "next spring=2022-SP"},
		{"2022-01-19", "It ended in late summer 2021.", "late summer 2021=2021-SU"},
		{"2022-01-19", "It falls in the year 2030.", "the year 2030=2030"},
		{"2022-01-19", "It began in the early 1990s.", "the early 1990s=199"},
		{"2022-01-19", "It began in the late nineties.", "the late nineties=199"},
		{"2022-01-19", "It began in the last decade.", "the last decade=201"},
		{"2022-01-19", "It began in the mid-2000s.", "the mid-2000s=200"},
		{"2022-01-19", "It began at the turn of the century.", "the turn of the century=20"},
		{"2022-01-19", "It began in the early 20th century.", "the early 20th century=19"},
		{"2022-01-19", "It ran between 2014 and 2016.", "2014 and 2016=2014/2016"},
		{"2022-01-19", "It ran from 2014 until 2016.", "2014 until 2016=2014/2016"},
		{"2022-01-19", "It ran between January and March 2021.", "January and March 2021=2021-01/2021-03"},
		// Days.
		{"2022-01-19", "It began the previous day.", "the previous day=2022-01-18"},
		{"2022-01-19", "It began three days ago.", "three days ago=2022-01-16"},
		{"2022-01-19", "It ends the day after tomorrow.", "the day after tomorrow=2022-01-21"},
		{"2022-01-19", "It began yesterday morning.", "yesterday morning=2022-01-18TMO"},
		{"2022-01-19", "It began early on Tuesday morning.", "early on Tuesday morning=2022-01-18TMO"},
		{"2022-01-19", "It began late Tuesday.", "late Tuesday=2022-01-18"},
		{"2022-01-19", "It began on Tuesday night.", "Tuesday night=2022-01-18TNI"},
		{"2022-01-19", "It began on the evening of 12 January.", "the evening of 12 January=2022-01-12TEV"},
		{"2022-01-19", "It began on Monday last week.", "Monday last week=2022-01-10"},
		{"2022-01-19", "It began on Monday of last week.", "Monday of last week=2022-01-10"},
		{"2022-01-19", "It began on Wednesday, 12 January.", "Wednesday, 12 January=2022-01-12"},
		{"2022-01-19", "It began on Wednesday, 12th January 2022.", "Wednesday, 12th January 2022=2022-01-12"},
		{"2022-01-19", "It began on Wednesday (12 January).", "Wednesday (12 January=2022-01-12"},
		{"2022-01-19", "It began on 12. January 2022.", "12. January 2022=2022-01-12"},
		{"2022-01-19", "It began on 12-01-2022.", "12-01-2022=2022-01-12"},
		{"2022-01-19", "It began on 2022/01/12.", "2022/01/12=2022-01-12"},
		{"2022-01-19", "It began on 2022.01.12.", "2022.01.12=2022-01-12"},
		{"2022-01-19", "It began on 12 Jan 2022.", "12 Jan 2022=2022-01-12"},
		{"2022-01-19", "It began on the twelfth of January.", "the twelfth of January=2022-01-12"},
		{"2022-01-19", "It began on January the 12th.", "January the 12th=2022-01-12"},
		{"2022-01-19", "It ran from 10 to 12 January 2022.", "10 to 12 January 2022=2022-01-10/2022-01-12"},
		{"2022-01-19", "It ran from January 10 through 12, 2022.", "January 10 through 12, 2022=2022-01-10/2022-01-12"},
		{"2022-01-19", "It began on New Year's Eve.", "New Year's Eve=2021-12-31"},
		{"2022-01-19", "It began on Christmas Day.", "Christmas Day=2021-12-25"},
		// Durations.
		{"2022-01-19", "It rained for the past three weeks.", "the past three weeks=P3W"},
		{"2022-01-19", "It rained over the last few days.", "the last few days=PXD"},
		{"2022-01-19", "It will rain for the next ten days.", "the next ten days=P10D"},
		{"2022-01-19", "It rained for almost a decade.", "almost a decade=P10Y"},
		{"2022-01-19", "It rained for decades.", "decades=PXE"},
		{"2022-01-19", "It rained for a century.", "a century=P100Y"},
		{"2022-01-19", "It rained for a month and a half.", "a month and a half=P1.5M"},
		{"2022-01-19", "It rained for a quarter of an hour.", "a quarter of an hour=PT15M"},
		{"2022-01-19", "It rained for three quarters of an hour.", "three quarters of an hour=PT45M"},
		{"2022-01-19", "It rained for a day and a half.", "a day and a half=P1.5D"},
		{"2022-01-19", "It rained for six-and-a-half hours.", "six-and-a-half hours=PT6.5H"},
		{"2022-01-19", "It rained for 72 hours.", "72 hours=PT72H"},
		{"2022-01-19", "It rained for two years and three months.", "two years and three months=P2Y3M"},
		{"2022-01-19", "It rained for a couple of days.", "a couple of days=P2D"},
		// Sets.
		{"2022-01-19", "It rains every day.", "every day=P1D"},
		{"2022-01-19", "It rains each year.", "each year=P1Y"},
		{"2022-01-19", "It rains three times a month.", "three times a month=P1M"},
		{"2022-01-19", "It rains every other week.", "every other week=P2W"},
		{"2022-01-19", "It rains on weekends.", "weekends=XXXX-WXX-WE"},
		{"2022-01-19", "It rains annually.", "annually=P1Y"},
		{"2022-01-19", "It rains every January.", "every January=XXXX-01"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			d := plain(tt.text, tt.published)
			if err := s.Run(context.Background(), d); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(times(d), ";"); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}
