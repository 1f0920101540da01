// ECharts, loaded once and after the first values are on the page; and our own shapes in it.

let loading = null;

/** The library, with our shapes. @param version as the server names it */
export function load(version) {
  loading ??= import(`../../lib/echarts/${version}/dist/echarts.esm.min.js`).then((echarts) => {
    register(echarts);
    return echarts;
  });
  return loading;
}

/** Colours of the theme, by name: colour('series-1'). */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The text size of axes [px]: as the page's small text. */
export function textSize() {
  return parseInt(colour('small-size'), 10);
}

function register({ graphic }) {
  // points are pixels, x and y in turn, in a Float64Array
  const shape = (type, buildPath) =>
    graphic.registerShape(type, graphic.extendShape({ type, shape: { points: null, base: 0 }, buildPath }));

  // a histogram: x of the left edge and y of each bin, at the end the right edge
  shape('sevensSteps', (ctx, { points, base, closed }) => {
    if (!points?.length) return;
    ctx.moveTo(points[0], closed ? base : points[1]);
    for (let i = 0; i + 3 < points.length; i += 2) {
      ctx.lineTo(points[i], points[i + 1]);
      ctx.lineTo(points[i + 2], points[i + 1]);
    }
    if (closed) ctx.lineTo(points[points.length - 2], base);
  });

  // points with error bars: x, y, y of the upper end, y of the lower end
  shape('sevensErrors', (ctx, { points, half }) => {
    if (!points?.length) return;
    for (let i = 0; i + 3 < points.length; i += 4) {
      const x = points[i];
      ctx.moveTo(x, points[i + 2]);
      ctx.lineTo(x, points[i + 3]);
      ctx.moveTo(x - half, points[i + 1]);
      ctx.lineTo(x + half, points[i + 1]);
    }
  });

  // the band between the least and the greatest sample of each column: x, y of the greatest, y of the least
  shape('sevensBand', (ctx, { points }) => {
    if (!points?.length) return;
    ctx.moveTo(points[0], points[1]);
    for (let i = 3; i < points.length; i += 3) ctx.lineTo(points[i], points[i + 1]);
    for (let i = points.length - 3; i >= 0; i -= 3) ctx.lineTo(points[i], points[i + 2]);
    ctx.closePath();
  });

  // a polyline: x, y
  shape('sevensLine', (ctx, { points }) => {
    if (!points?.length) return;
    ctx.moveTo(points[0], points[1]);
    for (let i = 2; i < points.length; i += 2) ctx.lineTo(points[i], points[i + 1]);
  });
}
