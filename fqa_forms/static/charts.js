// Draws each chart of macros/charts.html from its own JSON. Without scripts the table beneath stands alone.
const COLOURS = ["#0b5d5e", "#b7592a", "#54319f", "#1d70b8", "#982828", "#484949", "#0f7a52", "#98285d"];
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];
const LINES = ["solid", "dashed", "dotted"];
const TEXT = { fontFamily: "arial, Helvetica, sans-serif", fontSize: 14, lineHeight: 17, color: "#0b0c0c" };
const NARROW = 560;
const PLOT_HEIGHT = 320;
const LEGEND_ROW = 34;

function toSeries(figure, series, index) {
  const colour = COLOURS[index % COLOURS.length];
  return {
    name: series.name,
    type: figure.kind,
    data: series.values,
    stack: figure.stacked ? "all" : undefined,
    symbol: SYMBOLS[index % SYMBOLS.length],
    symbolSize: 9,
    itemStyle: { color: colour, borderColor: figure.kind === "bar" ? "#ffffff" : colour },
    lineStyle: { color: colour, width: 2, type: LINES[Math.floor(index / 2) % LINES.length] },
  };
}

function toValueAxis(y, narrow) {
  const words = y.labels;
  return {
    type: "value",
    name: narrow ? undefined : y.name,
    nameTextStyle: { ...TEXT, align: "left" },
    min: y.min,
    max: y.max,
    interval: words ? 1 : undefined,
    axisLabel: {
      ...TEXT,
      width: words ? 90 : undefined,
      overflow: "break",
      formatter: words ? (value) => words[value - (y.min || 0)] || "" : undefined,
    },
    splitLine: { lineStyle: { color: "#cecece" } },
  };
}

// The legend stands in a column: at the right of a wide chart, under a narrow one.
function toOption(figure, narrow, caption) {
  const rows = figure.series.length > 1 ? figure.series.length : 0;
  const legend = narrow
    ? { left: 0, bottom: 0, orient: "vertical" }
    : { right: 0, top: 40, orient: "vertical", width: 200 };
  return {
    animation: false,
    textStyle: TEXT,
    aria: { enabled: true, label: { description: `Chart: ${caption}. The same figures are in the table below it.` } },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, textStyle: TEXT },
    legend: { ...legend, show: rows > 0, itemGap: 12, textStyle: { ...TEXT, width: 160, overflow: "break" } },
    grid: {
      left: 8,
      right: !narrow && rows ? 230 : 24,
      top: 40,
      bottom: narrow && rows ? 16 + rows * LEGEND_ROW : 8,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: {
      type: "category",
      data: figure.x,
      axisLabel: { ...TEXT, hideOverlap: true, rotate: narrow ? 45 : 0 },
      axisLine: { lineStyle: { color: "#0b0c0c" } },
    },
    yAxis: toValueAxis(figure.y || {}, narrow),
    series: figure.series.map((series, index) => toSeries(figure, series, index)),
  };
}

function draw(box) {
  const figure = JSON.parse(document.getElementById(box.dataset.fqaChart).textContent);
  box.hidden = false;
  box.setAttribute("role", "img");
  let chart = null;
  const redraw = () => {
    const narrow = box.clientWidth < NARROW;
    box.style.height = `${PLOT_HEIGHT + (narrow ? figure.series.length * LEGEND_ROW : 0)}px`;
    chart = chart || window.echarts.init(box, null, { renderer: "svg" });
    chart.resize();
    chart.setOption(toOption(figure, narrow, box.dataset.fqaCaption), true);
  };
  redraw();
  window.addEventListener("resize", redraw);
  window.addEventListener("beforeprint", () => chart.resize({ width: 640 }));
  window.addEventListener("afterprint", () => chart.resize({ width: "auto" }));
}

if (window.echarts) {
  document.querySelectorAll("[data-fqa-chart]").forEach(draw);
}
