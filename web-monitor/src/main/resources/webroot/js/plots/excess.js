// The excess C − α·AC by time or by size over what is predicted for the same protons, or the counts
// themselves over α·AC; below them how far they are from the prediction.

import { h } from '../dom.js';
import { Plot } from './plot.js';
import { gridWithStrip, roundAboutZero, roundUp, stripAxis, xAxis, yAxis } from './axis.js';
import { band, drawn, errorBars, line, points, stack, steps } from './shapes.js';
import * as clock from '../clock.js';
import * as f from '../format.js';
import * as view from '../view.js';

const UNITS = { pe: 'PE', kevee: 'keVee' };
const NAMES = { signal: 'CEvNS', brn: 'BRN', nin: 'NIN' };
const FILLS = ['2', '4', '1', '6', '5', '3'];
const LEAST_RESIDUAL = 3;

export class ExcessPlot {
  #by;
  #rows = [];
  #parts = [];
  #unit = '';
  #snapshot = null;

  /** @param by 'time' or 'size' */
  constructor(by) {
    this.#by = by;
    this.plot = new Plot({ name: `excess-${by}`, title: '', describe: () => this.#describe() });
    this.choice = h('select', { 'aria-label': 'What is drawn' },
      h('option', { value: 'excess' }, 'excess'), h('option', { value: 'counts' }, 'C and α·AC'));
    this.choice.value = view.get(`${by}-shows`) === 'counts' ? 'counts' : 'excess';
    this.choice.addEventListener('change', () => {
      view.set(`${by}-shows`, this.#counts ? 'counts' : null);
      if (this.#snapshot) this.show(this.#snapshot);
    });
    this.plot.controls.prepend(this.choice);
    this.#entitle();
  }

  get #counts() {
    return this.choice.value === 'counts';
  }

  #entitle() {
    const axis = this.#by === 'time' ? 'time' : 'size';
    this.plot.title.textContent = `${this.#counts ? 'Counts' : 'Excess'} by ${axis}`;
  }

  /** Shows a snapshot that has a comparison. */
  show(snapshot) {
    this.#snapshot = snapshot;
    const { cells, components } = snapshot.comparison;
    this.#entitle();
    if (!cells?.coincidence) {
      this.#rows = [];
      this.plot.blank('◪ BLINDED', 'blinded');
      return;
    }
    const byTime = this.#by === 'time';
    this.#unit = byTime ? 'µs' : UNITS[cells.unit] ?? cells.unit;
    this.#parts = components.map((c) => ({
      name: NAMES[c.name] ?? c.name, events: c.events, error: c.error, values: byTime ? c.timeProfile : c.spectrum,
    }));
    this.#rows = this.#binned(snapshot.comparison);
    this.#draw(byTime ? cells.times : cells.sizes, snapshot.comparison);
    this.#caption(snapshot);
  }

  /** What lies in each bin, and how far it is from the prediction. */
  #binned({ cells, alpha, expected }) {
    const edges = this.#by === 'time' ? cells.times : cells.sizes;
    const inCoincidence = this.#sums(cells.coincidence, cells);
    const inAnticoincidence = this.#sums(cells.anticoincidence, cells);
    const relative = expected.excess > 0 ? expected.error / expected.excess : 0;
    return inCoincidence.map((on, i) => {
      const off = inAnticoincidence[i];
      const excess = on - alpha * off;
      const error = Math.sqrt(on + alpha * alpha * off);
      const predicted = this.#parts.reduce((sum, part) => sum + part.values[i], 0);
      return {
        low: edges[i], high: edges[i + 1], on, off, steady: alpha * off, excess, error, predicted,
        uncertainty: relative * predicted, residual: error > 0 ? (excess - predicted) / error : NaN,
      };
    });
  }

  #draw(edges, { expected }) {
    const rows = this.#rows;
    const counts = this.#counts;
    const base = rows.map((r) => (counts ? r.steady : 0));
    const total = rows.map((r, i) => base[i] + r.predicted);
    const seen = rows
      .filter((r) => r.on + r.off > 0)
      .map((r) => [(r.low + r.high) / 2, counts ? r.on : r.excess, counts ? Math.sqrt(r.on) : r.error]);
    const [bottom, top] = roundAboutZero(
      Math.min(0, ...seen.map(([, y, error]) => y - error)),
      Math.max(...total.map((t, i) => t + rows[i].uncertainty), ...seen.map(([, y, error]) => y + error)),
    );
    const residuals = rows.filter((r) => Number.isFinite(r.residual)).map((r) => [(r.low + r.high) / 2, r.residual]);
    const most = roundUp(Math.max(LEAST_RESIDUAL, ...residuals.map(([, r]) => Math.abs(r) * 1.05)));
    const ends = [edges[0], edges.at(-1)];
    const level = (id, y, name, dash) => ({ ...drawn(id, (api) => line(api, ends.map((x) => [x, y]), name, dash)), ...LOWER });
    const bands = rows.flatMap((r, i) => [r.low, r.high].map((x) => [x, total[i] + r.uncertainty, total[i] - r.uncertainty]));
    const axis = { min: edges[0], max: edges.at(-1) };
    this.plot.draw({
      grid: gridWithStrip(),
      xAxis: [
        xAxis('', { ...axis, axisLabel: { show: false } }),
        xAxis(`${this.#by === 'time' ? 'time since beam' : 'size'} [${this.#unit}]`, { ...axis, gridIndex: 1 }),
      ],
      yAxis: [
        yAxis(`${counts ? 'counts' : 'excess'} / ${this.#width(edges)}`, { min: bottom, max: top, axisLabel: { showMinLabel: bottom === 0 } }),
        stripAxis(most),
      ],
      series: [
        ...this.#parts.map((part, k) => drawn(`part-${k}`, (api) => stack(api, edges, below(base, this.#parts, k), part.values, `series-${FILLS[k % 6]}`))),
        drawn('band', (api) => band(api, expected.excess > 0 ? bands : [], 0.3)),
        drawn('prediction', (api) => steps(api, edges, total, 'series-2')),
        drawn('steady', (api) => steps(api, edges, counts ? base : [], 'series-1', [5, 4])),
        drawn('zero', (api) => line(api, ends.map((x) => [x, 0]), 'muted')),
        drawn('data', (api) => errorBars(api, seen)),
        level('none', 0, 'series-2'),
        ...[-2, -1, 1, 2].map((sigma) => level(`level${sigma}`, sigma, 'muted', Math.abs(sigma) === 1 ? [4, 4] : [1, 4])),
        { ...drawn('residuals', (api) => points(api, residuals)), ...LOWER },
      ],
    }, `${this.#parts.length}`);
  }

  #caption(snapshot) {
    const c = snapshot.comparison;
    const counts = this.#counts;
    const value = counts ? `C ${f.fixed(c.coincidence)}` : `C − α·AC ${f.measured(c.excess, c.excessError)}`;
    const predicted = `predicted ${f.measured(c.expected.excess, c.expected.error)}`;
    this.plot.legend([
      ['data', 'cross', value],
      ...(counts ? [['1', '1', `α·AC ${f.fixed(c.alpha * c.anticoincidence, 1)}`]] : []),
      ['2', '0', counts ? `α·AC + ${predicted}` : predicted],
      ...this.#parts.map((part, k) => [FILLS[k % 6], 'fill', `${part.name} ${f.measured(part.events, part.error)}`]),
    ]);
    const bars = counts ? 'bars √C' : 'bars √(C + α²·AC)';
    this.plot.note.textContent = `${c.coincidence + c.anticoincidence > 0 ? bars : 'no selected event yet'}; band: prediction ±1σ; below: (data − prediction)/σ`;
    this.plot.upTo(snapshot.timeNs / 1e6, clock.now(), `${value}, ${predicted} events.`);
  }

  /** Counts of the cells, bin of size by bin of size, summed over the other axis. */
  #sums(counts, cells) {
    const times = cells.times.length - 1;
    const sums = new Array(this.#by === 'time' ? times : cells.sizes.length - 1).fill(0);
    counts.forEach((n, i) => {
      sums[this.#by === 'time' ? i % times : Math.floor(i / times)] += n;
    });
    return sums;
  }

  #width(edges) {
    const widths = edges.slice(1).map((edge, i) => edge - edges[i]);
    const equal = widths.every((w) => Math.abs(w - widths[0]) < 1e-6 * widths[0]);
    return equal ? `${f.trimmed(widths[0], 3)}${f.THIN}${this.#unit}` : 'bin';
  }

  #describe() {
    const events = (name, about, write = f.events) => ({ name, unit: 'events', about, write });
    const edge = (name, about) => ({ name, unit: this.#unit, about, write: (x) => f.trimmed(x, 5) });
    return {
      columns: [
        edge('from', 'lower edge of the bin'),
        edge('to', 'upper edge'),
        events('C', 'selected in the coincidence window', f.fixed),
        events('AC', 'selected in the anticoincidence window', f.fixed),
        events('excess', 'C - alpha AC'),
        events('error', 'square root of C + alpha^2 AC'),
        events('predicted', 'all that the beam brings'),
        events('uncertainty', 'of the prediction, one standard deviation'),
        { name: 'residual', unit: 'σ', about: '(excess - predicted) / error', write: (x) => f.fixed(x, 2) },
        ...this.#parts.map((part) => events(part.name, 'predicted')),
      ],
      rows: this.#rows.map((r, i) => [
        r.low, r.high, r.on, r.off, r.excess, r.error, r.predicted, r.uncertainty, r.residual, ...this.#parts.map((part) => part.values[i]),
      ]),
      at: ([from, to]) => (from + to) / 2,
    };
  }
}

/** Of a series in the strip of residuals. */
const LOWER = { xAxisIndex: 1, yAxisIndex: 1 };

/** Where a part of the stack begins in each bin: the backgrounds lie below the signal. */
function below(base, parts, k) {
  return base.map((b, i) => parts.slice(k + 1).reduce((sum, part) => sum + part.values[i], b));
}
