// What several plots draw: the prediction as steps with a band, points with errors, curves.

import { colour } from './library.js';

const BAND = 0.3;

/** A series of ECharts that we draw ourselves. @param render of the chart's api */
export function drawn(id, render) {
  return { id, type: 'custom', silent: true, clip: true, data: [0], renderItem: (params, api) => render(api) };
}

/**
 * The prediction of each bin: a line of steps in a band.
 *
 * @param edges of the bins, one more than values
 * @param relative uncertainty, one standard deviation
 * @param floor lowest value that can be drawn, above 0 on a logarithmic axis
 */
export function predictedSteps(api, edges, values, relative, floor = -Infinity) {
  const at = (x, y) => api.coord([x, Math.max(y, floor)]);
  const line = [];
  const band = [];
  values.forEach((value, i) => {
    for (const x of [edges[i], edges[i + 1]]) {
      const [px, py] = at(x, value);
      line.push(px, py);
      band.push(px, at(x, value * (1 + relative))[1], at(x, value * (1 - relative))[1]);
    }
  });
  return { type: 'group', children: [filled(band, BAND, 'series-2'), curve(line, 'series-2')] };
}

/** Points with error bars. @param points [[x, y, error]] */
export function errorBars(api, points, half = 4) {
  const pixels = points.flatMap(([x, y, error]) => {
    const [px, py] = api.coord([x, y]);
    return [px, py, api.coord([x, y + error])[1], api.coord([x, y - error])[1]];
  });
  return { type: 'sevensErrors', shape: { points: Float64Array.from(pixels), half }, style: { stroke: colour('data'), lineWidth: 1.6, fill: null } };
}

/** The band between two curves. @param points [[x, upper, lower]] */
export function band(api, points, opacity, name = 'series-2') {
  return filled(points.flatMap(([x, upper, lower]) => [...api.coord([x, upper]), api.coord([x, lower])[1]]), opacity, name);
}

/** A histogram as a line of steps. @param edges of the bins, one more than values */
export function steps(api, edges, values, name, dash = null) {
  return curve(values.flatMap((value, i) => [...api.coord([edges[i], value]), ...api.coord([edges[i + 1], value])]), name, dash);
}

/** One part of a stack of histograms: filled between what lies below it and its own top. */
export function stack(api, edges, floor, values, name) {
  const top = values.map((value, i) => floor[i] + value);
  const rows = values.flatMap((value, i) => [edges[i], edges[i + 1]].map((x) => [x, top[i], floor[i]]));
  return { type: 'group', children: [band(api, rows, 0.34, name), steps(api, edges, top, name)] };
}

/** Points with a stem from zero. @param places [[x, y]] */
export function points(api, places) {
  const children = places.flatMap(([x, y]) => {
    const [px, py] = api.coord([x, y]);
    return [
      curve([px, api.coord([x, 0])[1], px, py], 'data'),
      { type: 'circle', shape: { cx: px, cy: py, r: 2.6 }, style: { fill: colour('data') } },
    ];
  });
  return { type: 'group', children };
}

/** A curve. @param points [[x, y]] */
export function line(api, points, name, dash = null) {
  return curve(points.flatMap(([x, y]) => api.coord([x, y])), name, dash);
}

function filled(pixels, opacity, name) {
  return { type: 'sevensBand', shape: { points: Float64Array.from(pixels) }, style: { fill: colour(name), opacity, stroke: null } };
}

function curve(pixels, name, dash = null) {
  return { type: 'sevensLine', shape: { points: Float64Array.from(pixels) }, style: { stroke: colour(name), lineWidth: 1.6, lineDash: dash, fill: null } };
}
