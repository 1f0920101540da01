// How the excess, or the counts C and α·AC, have grown with the good protons.

import { h } from '../dom.js';
import { Plot } from './plot.js';
import { grid, protonAxis, roundAboutZero, yAxis } from './axis.js';
import { protonsOf } from './curve.js';
import { band, drawn, errorBars, line } from './shapes.js';
import * as clock from '../clock.js';
import * as f from '../format.js';
import * as view from '../view.js';

const BARS = 16;

/** Why there is no curve. */
export const NO_PROTONS = 'No good protons yet: they count when their pulses have been matched.';

const COLUMNS = [
  ['protons', '', 'good protons on target', 'protons', (x) => f.power10(x, 4)],
  ['C', 'events', 'selected in the coincidence window', 'comparison.coincidence', f.fixed],
  ['AC', 'events', 'selected in the anticoincidence window', 'comparison.anticoincidence', f.fixed],
  ['alpha', '', 'live window time of C over that of AC', 'comparison.alpha'],
  ['excess', 'events', 'C - alpha AC', 'comparison.excess'],
  ['error', 'events', 'square root of C + alpha^2 AC', 'comparison.excessError'],
  ['predicted', 'events', 'signal and neutrons of the beam', 'comparison.expected.excess'],
  ['uncertainty', 'events', 'of the prediction, one standard deviation', 'comparison.expected.error'],
];

export class AccumulationPlot {
  #points = [];
  #snapshot = null;

  constructor() {
    this.plot = new Plot({ name: 'excess-protons', title: 'Excess against good protons', describe: () => this.#describe() });
    this.choice = h('select', { 'aria-label': 'What is accumulated' },
      h('option', { value: 'excess' }, 'excess'), h('option', { value: 'counts' }, 'C and α·AC'));
    this.choice.value = view.get('accumulated') === 'counts' ? 'counts' : 'excess';
    this.choice.addEventListener('change', () => {
      view.set('accumulated', this.choice.value === 'counts' ? 'counts' : null);
      if (this.#snapshot) this.show(this.#snapshot, this.#points);
    });
    this.plot.controls.prepend(this.choice);
  }

  show(snapshot, points) {
    this.#snapshot = snapshot;
    this.#points = points;
    const counts = this.choice.value === 'counts';
    this.plot.title.textContent = counts ? 'Counts against good protons' : 'Excess against good protons';
    if (!(protonsOf(points.at(-1)) > 0)) {
      this.plot.blank(NO_PROTONS);
      return;
    }
    const curves = points.map((p) => new Counted(p, counts));
    const last = curves.at(-1);
    const seen = curves.some((c) => c.error > 0);
    const [bottom, top] = roundAboutZero(
      Math.min(0, ...curves.map((c) => Math.min(c.value - c.error, c.predicted - 2 * c.uncertainty))),
      Math.max(...curves.map((c) => Math.max(c.value + c.error, c.predicted + 2 * c.uncertainty))),
    );
    const within = (n) => curves.map((c) => [c.protons, c.predicted + n * c.uncertainty, c.predicted - n * c.uncertainty]);
    this.plot.draw({
      grid: grid(),
      xAxis: protonAxis(last.protons),
      yAxis: yAxis('events', { min: bottom, max: top }),
      series: [
        drawn('two', (api) => band(api, within(2), 0.16)),
        drawn('one', (api) => band(api, within(1), 0.26)),
        drawn('predicted', (api) => line(api, curves.map((c) => [c.protons, c.predicted]), 'series-2')),
        drawn('zero', (api) => line(api, [[0, 0], [last.protons, 0]], 'muted')),
        drawn('steady', (api) => line(api, counts ? curves.map((c) => [c.protons, c.steady]) : [], 'series-1', [5, 4])),
        drawn('value', (api) => line(api, seen ? curves.map((c) => [c.protons, c.value]) : [], 'data')),
        drawn('errors', (api) => errorBars(api, seen ? spaced(curves).map((c) => [c.protons, c.value, c.error]) : [], 3)),
      ],
    });
    this.#caption(snapshot, last, counts, seen);
  }

  #caption(snapshot, last, counts, seen) {
    const value = counts ? `C ${f.fixed(last.value)}` : `excess ${f.measured(last.value, last.error)}`;
    const predicted = `${counts ? 'α·AC + predicted' : 'predicted'} ${f.measured(last.predicted, last.uncertainty)}`;
    this.plot.legend([
      ['data', 'cross', value],
      ...(counts ? [['1', '1', `α·AC ${f.fixed(last.steady, 1)}`]] : []),
      ['2', '0', `${predicted}, ±1σ ±2σ`],
    ]);
    this.plot.note.textContent = seen ? '' : 'no selected event yet';
    this.plot.upTo(snapshot.timeNs / 1e6, clock.now(), `At ${f.power10(last.protons)} good protons: ${value}, ${predicted}.`);
  }

  #describe() {
    return {
      columns: COLUMNS.map(([name, unit, about, , write]) => ({ name, unit, about, write: write ?? f.events })),
      rows: this.#points.map((p) => COLUMNS.map(([, , , place]) => p[place])),
      at: ([protons]) => protons,
    };
  }
}

/** A point as it is drawn: the excess, or C over α·AC. */
class Counted {
  constructor(point, counts) {
    const on = point['comparison.coincidence'];
    this.steady = point['comparison.alpha'] * point['comparison.anticoincidence'];
    this.protons = protonsOf(point);
    this.value = counts ? on : point['comparison.excess'];
    this.error = counts ? Math.sqrt(on) : point['comparison.excessError'];
    this.predicted = point['comparison.expected.excess'] + (counts ? this.steady : 0);
    this.uncertainty = point['comparison.expected.error'];
  }
}

/** The newest point and some before it, evenly in protons. */
function spaced(curves) {
  const last = curves.at(-1).protons;
  const chosen = [];
  for (const point of curves.toReversed()) {
    if (!chosen.length || chosen.at(-1).protons - point.protons >= last / BARS) chosen.push(point);
  }
  return chosen;
}
