// A histogram of the snapshot: C with error bars over AC as dashed steps, or all events as steps.

import { h } from '../dom.js';
import { Plot } from './plot.js';
import { colour } from './library.js';
import { grid, roundUp, xAxis, yAxis } from './axis.js';
import { drawn, predictedSteps } from './shapes.js';
import { isBlind, told, words } from '../blinding.js';
import * as clock from '../clock.js';
import * as f from '../format.js';
import * as view from '../view.js';

const TITLES = {
  time: 'Time since beam',
  charge: 'Charge',
  energy: 'Energy',
  f90: 'Prompt fraction F90',
  spe: 'Single photoelectron',
  baseline: 'Baseline',
  multiplicity: 'Multiplicity',
};

/** Where nothing has been selected. */
const ALL_TITLES = {
  charge: 'Charge of every hit',
  energy: 'Energy of every hit',
};

const QUANTITIES = {
  time: 'time since beam',
  charge: 'charge',
  energy: 'energy',
  spe: 'charge of single photoelectrons',
  baseline: 'baseline',
  multiplicity: 'hits in the event',
  f90: 'F90',
};

const MOST_BINS = { errors: 160, steps: 1200 };

/**
 * The plots that a snapshot has spectra for, by key: time, charge, charge-all, energy-all …
 *
 * @return map of {title, quantity, coincidence, anticoincidence, all}, the last three names of spectra
 */
export function groups(spectra) {
  const found = new Map();
  for (const name of Object.keys(spectra)) {
    const [, base, window] = name.match(/^([a-z0-9]+?)_?(?:(coincidence|anticoincidence)_?)?(?:_?(?:pe|us|kev|adc))?$/) ?? [null, name, undefined];
    const key = window ? base : `${base}-all`;
    const title = window ? TITLES[base] ?? base : ALL_TITLES[base] ?? TITLES[base] ?? base;
    const group = found.get(key) ?? { title, quantity: QUANTITIES[base] ?? base };
    group[window ?? 'all'] = name;
    found.set(key, group);
  }
  return found;
}

export class SpectrumPlot {
  #snapshot = null;
  #group = null;
  #key = null;
  #layers = [];

  /** @param name data-chart, also the name of the view's parameter for its logarithmic axis */
  constructor(name, classes = '') {
    this.plot = new Plot({ name, title: '', classes, describe: () => this.#describe() });
    this.logParameter = `log-${name}`;
    this.log = h('button', { type: 'button', title: 'Logarithmic counts' }, 'log');
    this.log.addEventListener('click', () => {
      view.set(this.logParameter, this.#isLog() ? 'n' : 'y');
      this.#draw();
    });
    this.plot.controls.prepend(this.log);
  }

  /** Shows one of groups(). */
  show(snapshot, key, group) {
    this.#snapshot = snapshot;
    this.#group = group;
    this.#key = key;
    this.plot.title.textContent = group.title;
    this.#draw();
  }

  #isLog() {
    const otherwise = /^(energy|baseline|spe)/.test(this.#key) ? 'y' : 'n';
    return view.get(this.logParameter, otherwise) === 'y';
  }

  #draw() {
    const { spectra, counts, timeNs } = this.#snapshot;
    const { coincidence, anticoincidence, all, quantity } = this.#group;
    const alpha = Number.isFinite(counts.alpha) ? counts.alpha : 1;
    this.#layers = [
      layer('AC', spectra[anticoincidence], 'steps', alpha, '1', '1', alpha === 1 ? 'AC' : `α·AC (α ${f.significant(alpha, 3)})`),
      layer('all', spectra[all], 'area', 1, '1', '0', 'entries'),
      layer('C', spectra[coincidence], 'errors', 1, 'data', 'cross', 'C'),
    ].filter((l) => l !== null);
    const first = this.#layers.at(-1);
    const total = this.#layers.reduce((sum, l) => sum + l.entries, 0);
    if (total === 0) {
      this.plot.figure.removeAttribute('data-blinded');
      this.plot.blank(`No entries yet in ${quantity}.`);
      return;
    }
    const log = this.#isLog();
    this.log.setAttribute('aria-pressed', String(log));
    const width = (first.high - first.low) / first.values.length;
    const predicted = prediction(told(this.#snapshot), this.#key, width);
    const binned = `entries / ${f.trimmed(width, 3)}${first.unit ? `${f.THIN}${first.unit}` : ''}`;
    const most = Math.max(...this.#layers.map((l) => l.top), ...(predicted?.values ?? []).map((v) => v * (1 + predicted.relative)));
    const y = log
      ? { type: 'log', min: 0.5, max: Math.max(10, 10 ** Math.ceil(Math.log10(most))), axisLabel: { showMinLabel: false } }
      : { type: 'value', min: 0, max: Math.max(roundUp(most * 1.05), 4) };
    this.plot.draw(
      {
        grid: grid(),
        xAxis: xAxis(`${quantity}${first.unit ? ` [${first.unit}]` : ''}`, { min: first.low, max: first.high }),
        yAxis: yAxis(binned, y),
        series: [
          ...(predicted ? [drawn('prediction', (api) => predictedSteps(api, predicted.edges, predicted.values, predicted.relative, log ? 0.5 : 0))] : []),
          ...this.#layers.map((l) => series(l, log)),
        ],
      },
      `${this.#key} ${log} ${Boolean(predicted)} ${this.#layers.map((l) => l.id)}`,
    );
    this.plot.legend([
      ...this.#layers.toReversed().map((l) => [l.series, l.dash, `${l.label} ${f.fixed(l.entries)}`]),
      ...(predicted ? [['2', '0', `predicted signal ${f.events(predicted.events, 3)}`]] : []),
    ]);
    const outside = this.#layers.map((l) => l.outside).reduce((a, b) => a + b, 0);
    const blinded = isBlind(this.#snapshot) && anticoincidence !== undefined;
    this.plot.figure.toggleAttribute('data-blinded', blinded);
    this.plot.note.textContent = [
      blinded ? `◪ C ${words(this.#snapshot.blinding)}` : '',
      this.#layers.some((l) => l.style === 'errors') ? 'bars ±√n' : '',
      outside ? `${f.fixed(outside)} outside the axis` : '',
    ].filter(Boolean).join(' · ');
    this.plot.upTo(timeNs / 1e6, clock.now(), `${quantity}: ${this.#layers.map((l) => `${l.label} ${l.entries} entries`).join(', ')}.`);
  }

  #describe() {
    const first = this.#layers.at(-1);
    if (!first) return { columns: [], rows: [] };
    const width = (first.high - first.low) / first.values.length;
    return {
      columns: [
        { name: 'from', unit: first.unit, about: 'lower edge of the bin', write: edge },
        { name: 'to', unit: first.unit, about: 'upper edge', write: edge },
        ...this.#layers.flatMap((l) => [
          { name: l.label, about: 'entries in the bin' },
          { name: `error of ${l.label}`, about: 'square root of the counts, scaled with them' },
        ]),
      ],
      rows: Array.from(first.values, (_, i) => [
        first.low + i * width,
        first.low + (i + 1) * width,
        ...this.#layers.flatMap((l) => [l.values[i] ?? null, l.errors[i] ?? null]),
      ]),
      at: ([from, to]) => (from + to) / 2,
    };
  }
}

const edge = (x) => f.trimmed(x, 6);

/** The predicted signal as this plot has it, for as wide a bin; null where there is none. */
function prediction(comparison, key, width) {
  const size = { charge: 'pe', energy: 'kevee' }[key];
  if (!comparison || !(key === 'time' || size === comparison.cells.unit)) return null;
  const edges = key === 'time' ? comparison.cells.times : comparison.cells.sizes;
  const events = key === 'time' ? comparison.timeProfile : comparison.spectrum;
  return {
    edges,
    values: events.map((n, i) => (n * width) / (edges[i + 1] - edges[i])),
    relative: comparison.predicted > 0 ? comparison.uncertainty / comparison.predicted : 0,
    events: comparison.predicted,
  };
}

function layer(id, spectrum, style, factor, series, dash, label) {
  if (!spectrum) return null;
  const most = style === 'errors' ? MOST_BINS.errors : MOST_BINS.steps;
  const by = Math.ceil(spectrum.counts.length / most);
  const bins = Math.floor(spectrum.counts.length / by);
  const values = new Float64Array(bins);
  const errors = new Float64Array(bins);
  let top = 0;
  let entries = 0;
  for (let i = 0; i < bins; i += 1) {
    let n = 0;
    for (let j = i * by; j < (i + 1) * by; j += 1) n += spectrum.counts[j];
    entries += n;
    values[i] = n * factor;
    errors[i] = Math.sqrt(n) * factor;
    top = Math.max(top, values[i] + (style === 'errors' ? errors[i] : 0));
  }
  const high = spectrum.low + ((spectrum.high - spectrum.low) * bins * by) / spectrum.counts.length;
  const outside = spectrum.underflow + spectrum.overflow;
  return { id, style, series, dash, label, values, errors, top, entries, outside, unit: spectrum.unit, low: spectrum.low, high };
}

function series(l, log) {
  return {
    id: l.id,
    type: 'custom',
    silent: true,
    clip: true,
    data: [0],
    renderItem: (params, api) => (l.style === 'errors' ? errorBars(l, api, log) : steps(l, api, log)),
  };
}

function steps(l, api, log) {
  const bins = l.values.length;
  const width = (l.high - l.low) / bins;
  const floor = log ? 0.5 : 0;
  const points = new Float64Array(2 * bins + 2);
  for (let i = 0; i <= bins; i += 1) {
    const [x, y] = api.coord([l.low + i * width, Math.max(l.values[Math.min(i, bins - 1)], floor)]);
    points[2 * i] = x;
    points[2 * i + 1] = y;
  }
  const stroke = colour(`series-${l.series}`);
  const area = l.style === 'area';
  return {
    type: 'sevensSteps',
    shape: { points, base: api.coord([l.low, floor])[1], closed: area },
    style: { stroke, lineWidth: 1.5, lineDash: area ? null : [5, 4], fill: area ? stroke : null, fillOpacity: 0.16 },
  };
}

function errorBars(l, api, log) {
  const bins = l.values.length;
  const width = (l.high - l.low) / bins;
  const floor = log ? 0.5 : 0;
  const points = [];
  for (let i = 0; i < bins; i += 1) {
    const n = l.values[i];
    if (n > 0) {
      const x = l.low + (i + 0.5) * width;
      const [px, py] = api.coord([x, n]);
      points.push(px, py, api.coord([x, n + l.errors[i]])[1], api.coord([x, Math.max(n - l.errors[i], floor)])[1]);
    }
  }
  const half = Math.max(1.5, Math.min(5, (api.size([width, 0])[0] / 2) * 0.7));
  return {
    type: 'sevensErrors',
    shape: { points: Float64Array.from(points), half },
    style: { stroke: colour('data'), lineWidth: 1.6, fill: null },
  };
}
