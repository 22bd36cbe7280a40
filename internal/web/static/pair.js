// The timeline of a pair as a chart over which dates can be dragged. Without this
// script the drawing that the server made stands in its place.
(() => {
  "use strict";
  const figure = document.getElementById("timeline");
  if (!figure || typeof uPlot === "undefined") return;
  const weeks = JSON.parse(figure.dataset.weeks);
  if (weeks.week.length < 2) return;
  const drawn = figure.querySelector("svg");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const day = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

  const dated = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC", ...(weeks.week.at(-1) - weeks.week[0] > 250 * 86400 ? { day: undefined, year: "numeric" } : {}) });

  // Conflict goes down from the line.
  const data = [weeks.week, weeks.cooperation, weeks.conflict.map((n) => -n), weeks.mean];
  const most = Math.max(1, ...weeks.cooperation, ...weeks.conflict);

  const room = () => {
    const box = getComputedStyle(figure);
    return figure.clientWidth - parseFloat(box.paddingLeft) - parseFloat(box.paddingRight);
  };

  function options() {
    const ink = colour("--muted");
    const axis = { stroke: ink, grid: { stroke: colour("--rule"), width: 1 }, ticks: { stroke: colour("--rule"), width: 1 }, font: "12px system-ui, sans-serif" };
    const bars = uPlot.paths.bars({ size: [0.76, 40], align: 1 });
    return {
      width: room(),
      height: 280,
      tzDate: (ts) => uPlot.tzDate(new Date(ts * 1e3), "UTC"),
      legend: { live: true },
      cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false } },
      scales: {
        x: { time: true, range: (u, lo, hi) => [lo - 3 * 86400, hi + 9 * 86400] },
        n: { range: [-most * 1.1, most * 1.1] },
        mean: { range: [-10.5, 10.5] },
      },
      axes: [
        { ...axis, values: (u, list) => list.map((v) => dated.format(new Date(v * 1000))) },
        { ...axis, scale: "n", values: (u, list) => list.map((v) => (Number.isInteger(v) ? String(Math.abs(v)) : "")), label: "happenings", labelFont: "12px system-ui, sans-serif", labelSize: 18, size: 36 },
        { ...axis, scale: "mean", side: 1, grid: { show: false }, label: "mean score", labelFont: "12px system-ui, sans-serif", labelSize: 18, size: 36 },
      ],
      series: [
        { label: "week of", value: (u, v) => (v == null ? "–" : day(v)) },
        { label: "▲ cooperation", scale: "n", fill: colour("--up"), stroke: colour("--up"), width: 0, paths: bars, points: { show: false }, value: (u, v) => (v == null ? "–" : String(v)) },
        { label: "▼ conflict", scale: "n", fill: colour("--down"), stroke: colour("--down"), width: 0, paths: bars, points: { show: false }, value: (u, v) => (v == null ? "–" : String(-v)) },
        { label: "● mean score", scale: "mean", stroke: colour("--ink"), width: 1.5, points: { size: 6, fill: colour("--ink") }, value: (u, v) => (v == null ? "–" : v.toFixed(1)) },
      ],
      hooks: {
        setSelect: [
          (u) => {
            if (u.select.width < 4) return;
            const from = day(u.posToVal(u.select.left, "x"));
            const to = day(u.posToVal(u.select.left + u.select.width, "x"));
            location.href = figure.dataset.self + "?" + new URLSearchParams({ from, to });
          },
        ],
      },
    };
  }

  let plot = null;
  function draw() {
    if (plot) plot.destroy();
    drawn.setAttribute("hidden", "");
    plot = new uPlot(options(), data, (u, done) => { figure.prepend(u.root); done(); });
    plot.root.setAttribute("aria-hidden", "true");
  }
  draw();
  let wait = 0;
  addEventListener("resize", () => { clearTimeout(wait); wait = setTimeout(draw, 150); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("beforeprint", () => { plot.root.hidden = true; drawn.removeAttribute("hidden"); });
  addEventListener("afterprint", () => { plot.root.hidden = false; drawn.setAttribute("hidden", ""); });
  figure.classList.add("live");
  const hint = figure.querySelector(".drag");
  if (hint) hint.hidden = false;
})();
