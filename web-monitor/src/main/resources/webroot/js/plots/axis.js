// Axes as all plots have them.

import { colour, textSize } from './library.js';
import * as f from '../format.js';

const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The least round number that is not below x, so that an axis seldom moves. */
export function roundUp(x) {
  if (!(x > 0)) return 1;
  const decade = 10 ** Math.floor(Math.log10(x));
  return STEPS.find((s) => s * decade >= x * 0.999999) * decade;
}

/** Round ends for a range, a little wider than it, and the step of its ticks. */
export function roundRange(low, high) {
  const least = Math.max(high - low, 1) / 6;
  const decade = 10 ** Math.floor(Math.log10(least));
  const step = Math.max(1, [1, 2, 5, 10].find((s) => s * decade >= least * 0.999999) * decade);
  return [Math.floor((low - step / 4) / step) * step, Math.ceil((high + step / 4) / step) * step, step];
}

/** Round ends that hold a range and zero. */
export function roundAboutZero(low, high) {
  const top = high > 0 ? roundUp(high * 1.05) : 0;
  const bottom = low < 0 ? -roundUp(-low * 1.05) : 0;
  return top > bottom ? [bottom, top] : [0, 1];
}

/** An axis of ECharts in our colours. */
export function axis(name, more = {}) {
  const size = textSize();
  return {
    type: 'value',
    name,
    nameTextStyle: { color: colour('muted'), fontSize: size },
    axisLine: { show: true, onZero: false, lineStyle: { color: colour('line') } },
    axisTick: { show: true, lineStyle: { color: colour('line') } },
    splitLine: { show: false },
    ...more,
    axisLabel: { color: colour('muted'), fontSize: size, hideOverlap: true, formatter: label, ...more.axisLabel },
  };
}

/** The x axis: its name below the middle. */
export function xAxis(name, more = {}) {
  return axis(name, { nameLocation: 'middle', nameGap: textSize() * 1.9, ...more });
}

/** The y axis: its name over it, faint lines across the plot. */
export function yAxis(name, more = {}) {
  return axis(name, {
    nameLocation: 'end',
    nameGap: textSize() * 0.7,
    splitNumber: textSize() > 20 ? 3 : 5,
    splitLine: { show: true, lineStyle: { color: colour('line'), opacity: 0.55 } },
    ...more,
    nameTextStyle: { color: colour('muted'), fontSize: textSize(), align: 'left', padding: [0, 0, 0, -40] },
  });
}

/** Room round the plot, in lines of its text. */
export function grid(more = {}) {
  const size = textSize();
  return { left: size * 4, right: size * 1.5, top: size * 2.2, bottom: size * 3.1, ...more };
}

/** A plot and the strip of its residuals below it, on the same x axis. */
export function gridWithStrip() {
  const exact = { outerBoundsMode: 'none' };
  return [grid({ bottom: '43%', ...exact }), grid({ top: '63%', ...exact })];
}

/** The y axis of that strip, symmetric about zero. */
export function stripAxis(most) {
  const name = { name: 'res. / σ', nameLocation: 'middle', nameGap: textSize() * 2.2 };
  return { ...yAxis('', { min: -most, max: most, interval: most, gridIndex: 1, splitLine: { show: false } }), ...name, nameTextStyle: { color: colour('muted'), fontSize: textSize() } };
}

/** The x axis of a curve that grows with the good protons. */
export function protonAxis(protons) {
  return xAxis('good protons on target', { min: 0, max: roundUp(protons), splitNumber: 4, axisLabel: { alignMaxLabel: 'right' } });
}

function label(x) {
  if (x === 0) return '0';
  return Math.abs(x) >= 1e6 || Math.abs(x) < 1e-3 ? f.events(x, 2) : f.fixed(x, decimals(x));
}

function decimals(x) {
  const digits = String(Number(Math.abs(x).toPrecision(6))).split('.')[1] ?? '';
  return Math.min(digits.length, 4);
}
