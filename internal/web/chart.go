package web

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"chancery/internal/store"
)

// A chart is the timeline of a pair as SVG: for each week cooperation above the
// line, conflict below, and the mean score as a mark.
type chart struct {
	Width, Height float64
	Zero          float64 // y of the line
	Bars          []bar
	Ticks         []tick
	Steps         []gridLine
	Data          string // JSON for the script: weeks, cooperation, conflict, mean
}

// A bar is a week.
type bar struct {
	X, Width              float64
	UpY, UpHeight         float64
	DownY, DownHeight     float64
	Cooperation, Conflict int
	MeanX, MeanY          float64
	Week, Label           string
}

type tick struct {
	X     float64
	Label string
}

type gridLine struct {
	Y     float64
	Label string
}

const (
	chartWidth  = 860.0
	chartHeight = 260.0
	chartLeft   = 34.0
	chartFoot   = 22.0
)

// newChart draws weeks, which come in their order; nil where there are none.
func newChart(weeks []store.Week) *chart {
	if len(weeks) == 0 {
		return nil
	}
	first, err1 := time.Parse(time.DateOnly, weeks[0].Monday)
	last, err2 := time.Parse(time.DateOnly, weeks[len(weeks)-1].Monday)
	if err1 != nil || err2 != nil {
		return nil
	}
	n := int(last.Sub(first).Hours()/24/7) + 1
	most := 1
	for _, w := range weeks {
		most = max(most, w.Cooperation, w.Conflict)
	}
	c := &chart{Width: chartWidth, Height: chartHeight}
	plot := chartHeight - chartFoot
	c.Zero = plot / 2
	slot := (chartWidth - chartLeft) / float64(max(n, 8))
	unit := (plot/2 - 10) / float64(most)
	var data struct {
		Week        []int64   `json:"week"` // seconds since 1970
		Cooperation []int     `json:"cooperation"`
		Conflict    []int     `json:"conflict"`
		Mean        []float64 `json:"mean"`
	}
	for _, w := range weeks {
		at, err := time.Parse(time.DateOnly, w.Monday)
		if err != nil {
			continue
		}
		i := at.Sub(first).Hours() / 24 / 7
		b := bar{X: round(chartLeft + i*slot + slot*0.12), Width: round(max(1, slot*0.76)), Cooperation: w.Cooperation, Conflict: w.Conflict, Week: w.Monday}
		b.UpHeight, b.DownHeight = round(float64(w.Cooperation)*unit), round(float64(w.Conflict)*unit)
		b.UpY, b.DownY = round(c.Zero-b.UpHeight), round(c.Zero)
		b.MeanX, b.MeanY = round(b.X+b.Width/2), round(c.Zero-w.Intensity/10*(plot/2-10))
		b.Label = fmt.Sprintf("Week of %s: %d of cooperation, %d of conflict, mean %s", shortDay(w.Monday), w.Cooperation, w.Conflict, score(w.Intensity))
		c.Bars = append(c.Bars, b)
		data.Week, data.Mean = append(data.Week, at.Unix()), append(data.Mean, math.Round(w.Intensity*100)/100)
		data.Cooperation, data.Conflict = append(data.Cooperation, w.Cooperation), append(data.Conflict, w.Conflict)
	}
	c.axes(first, n, slot, most, unit)
	if b, err := json.Marshal(data); err == nil {
		c.Data = string(b)
	}
	return c
}

// axes names months, or years where there are many, and numbers of happenings.
func (c *chart) axes(first time.Time, n int, slot float64, most int, unit float64) {
	every := max(1, int(math.Ceil(float64(n)*slot/90)))
	months := max(1, int(math.Ceil(float64(n)/4.35/float64(max(1, min(9, every))))))
	for m := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC); ; m = m.AddDate(0, months, 0) {
		i := m.Sub(first).Hours() / 24 / 7
		if i > float64(n) {
			break
		}
		if i >= -0.9 {
			c.Ticks = append(c.Ticks, tick{round(chartLeft + max(0, i)*slot), m.Format("Jan 2006")})
		}
	}
	if len(c.Ticks) == 0 {
		c.Ticks = []tick{{chartLeft, first.Format("Jan 2006")}}
	}
	step := max(1, int(math.Ceil(float64(most)/3)))
	for v := step; v <= most; v += step {
		c.Steps = append(c.Steps, gridLine{round(c.Zero - float64(v)*unit), fmt.Sprint(v)}, gridLine{round(c.Zero + float64(v)*unit), fmt.Sprint(v)})
	}
}

func round(x float64) float64 { return math.Round(x*10) / 10 }
