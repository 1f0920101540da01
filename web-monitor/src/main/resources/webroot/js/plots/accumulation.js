// How excess and significance have grown with the good protons. The server keeps the curve of the
// run, so that it is whole however late the page was opened.

import { Plot } from './plot.js';
import { grid, roundAboutZero, roundUp, xAxis, yAxis } from './axis.js';
import { band, drawn, errorBars, line } from './shapes.js';
import * as clock from '../clock.js';
import * as f from '../format.js';

const MOST = 1200;
const BARS = 16;

/** The points of the run that is shown: protons, excess, error, predicted, uncertainty, liMa, anytime. */
export class Curve {
  #run = null;
  points = [];

  /** Adds a snapshot; with the first one of a run comes what the server has kept of it. */
  async add(snapshot) {
    if (snapshot.run !== this.#run || snapshot.exposure.good.protons < (this.points.at(-1)?.protons ?? 0)) {
      this.#run = snapshot.run;
      this.points = [];
      const before = await kept();
      this.points = [...before.filter((p) => p.protons < (this.points[0]?.protons ?? Infinity)), ...this.points];
    }
    const c = snapshot.comparison;
    const { protons } = snapshot.exposure.good;
    const newest = this.points.at(-1);
    if (newest && protons < newest.protons) return;
    const point = { protons, excess: c.excess, error: c.excessError, predicted: c.predicted, uncertainty: c.uncertainty, liMa: c.liMaSigma, anytime: c.anytimeSigma };
    if (newest?.protons === protons) this.points.pop();
    this.points.push(point);
    if (this.points.length > MOST) this.points = this.points.filter((p, i) => i % 2 === 0 || i === this.points.length - 1);
  }
}

/** What the server has; nothing when it does not answer: the curve then begins with this page. */
async function kept() {
  try {
    const answer = await fetch('api/history', { cache: 'no-store' });
    const { points } = await answer.json();
    return points.map(([protons, excess, error, predicted, uncertainty, liMa, anytime]) => ({ protons, excess, error, predicted, uncertainty, liMa, anytime }));
  } catch {
    return [];
  }
}

export class AccumulationPlot {
  #points = [];

  constructor() {
    this.plot = new Plot({ name: 'excess-protons', title: 'Excess against good protons', describe: () => table(this.#points) });
  }

  show(snapshot, points) {
    this.#points = points;
    const last = points.at(-1);
    if (!(last?.protons > 0)) {
      this.plot.blank(NO_PROTONS);
      return;
    }
    const sigmas = (n) => points.map((p) => [p.protons, p.predicted + n * p.uncertainty, p.predicted - n * p.uncertainty]);
    const counted = points.some((p) => p.error > 0);
    const [bottom, top] = roundAboutZero(
      Math.min(0, ...points.map((p) => Math.min(p.excess - p.error, p.predicted - 2 * p.uncertainty))),
      Math.max(...points.map((p) => Math.max(p.excess + p.error, p.predicted + 2 * p.uncertainty))),
    );
    this.plot.draw({
      grid: grid(),
      xAxis: protonAxis(last.protons),
      yAxis: yAxis('events', { min: bottom, max: top }),
      series: [
        drawn('two', (api) => band(api, sigmas(2), 0.16)),
        drawn('one', (api) => band(api, sigmas(1), 0.26)),
        drawn('predicted', (api) => line(api, points.map((p) => [p.protons, p.predicted]), 'series-2')),
        drawn('zero', (api) => line(api, [[0, 0], [last.protons, 0]], 'muted')),
        drawn('excess', (api) => line(api, counted ? points.map((p) => [p.protons, p.excess]) : [], 'data')),
        drawn('errors', (api) => errorBars(api, counted ? spaced(points).map((p) => [p.protons, p.excess, p.error]) : [], 3)),
      ],
    });
    this.plot.legend([
      ['data', 'cross', `excess ${f.measured(last.excess, last.error)}`],
      ['2', '0', `predicted ${f.measured(last.predicted, last.uncertainty)}, ±1σ ±2σ`],
    ]);
    this.plot.note.textContent = counted ? 'this run' : 'this run: no selected event yet';
    this.plot.upTo(snapshot.timeNs / 1e6, clock.now(),
      `At ${f.power10(last.protons)} protons the excess is ${f.measured(last.excess, last.error)}, predicted ${f.measured(last.predicted, last.uncertainty)}.`);
  }
}

export class SignificancePlot {
  #points = [];

  constructor() {
    this.plot = new Plot({ name: 'significance-protons', title: 'Significance against good protons', describe: () => table(this.#points) });
  }

  show(snapshot, points) {
    this.#points = points;
    const last = points.at(-1);
    if (!(last?.protons > 0)) {
      this.plot.blank(NO_PROTONS);
      return;
    }
    const all = points.flatMap((p) => [p.liMa, p.anytime]);
    const [bottom] = roundAboutZero(Math.min(0, ...all), 1);
    const top = Math.max(6, roundUp(Math.max(...all) * 1.05));
    const threshold = (sigma) => drawn(`at-${sigma}`, (api) => line(api, [[0, sigma], [roundUp(last.protons), sigma]], 'muted', [2, 5]));
    this.plot.draw({
      grid: grid(),
      xAxis: protonAxis(last.protons),
      yAxis: yAxis('σ', { min: bottom, max: top }),
      series: [
        threshold(3),
        threshold(5),
        drawn('li-ma', (api) => line(api, points.map((p) => [p.protons, p.liMa]), 'series-1', [5, 4])),
        drawn('anytime', (api) => line(api, points.map((p) => [p.protons, p.anytime]), 'series-3')),
      ],
    });
    this.plot.legend([
      ['3', '0', `anytime-valid ${f.fixed(last.anytime, 2)}${f.THIN}σ`],
      ['1', '1', `Li & Ma ${f.fixed(last.liMa, 2)}${f.THIN}σ, not corrected for looking often`],
    ]);
    this.plot.note.textContent = 'dotted: 3σ and 5σ';
    this.plot.upTo(snapshot.timeNs / 1e6, clock.now(),
      `Anytime-valid significance ${f.fixed(last.anytime, 2)}, Li and Ma ${f.fixed(last.liMa, 2)} standard deviations.`);
  }
}

const NO_PROTONS = 'No good protons yet: they count when their pulses have been matched.';

function protonAxis(protons) {
  return xAxis('good protons on target', { min: 0, max: roundUp(protons), splitNumber: 4 });
}

/** The newest point and some before it, evenly in protons. */
function spaced(points) {
  const last = points.at(-1).protons;
  const chosen = [];
  for (const point of points.toReversed()) {
    if (!chosen.length || chosen.at(-1).protons - point.protons >= last / BARS) chosen.push(point);
  }
  return chosen;
}

function table(points) {
  const step = Math.max(1, Math.ceil(points.length / 200));
  return {
    columns: ['protons', 'excess', 'error', 'predicted', 'uncertainty', 'Li & Ma [σ]', 'anytime-valid [σ]'],
    rows: points.filter((p, i) => i % step === 0 || i === points.length - 1).map((p) => [
      f.power10(p.protons, 4), f.events(p.excess), f.events(p.error), f.events(p.predicted), f.events(p.uncertainty), f.fixed(p.liMa, 2), f.fixed(p.anytime, 2),
    ]),
  };
}
