// How the significance has grown with the good protons, by several methods, each beside what it is
// expected to give where the prediction holds.

import { Plot } from './plot.js';
import { grid, protonAxis, roundAboutZero, roundUp, yAxis } from './axis.js';
import { NO_PROTONS } from './accumulation.js';
import { known, protonsOf } from './curve.js';
import { band, drawn, line } from './shapes.js';
import * as clock from '../clock.js';
import * as f from '../format.js';

const LI_MA = 'comparison.liMaSigma';
const EXPECTED_LI_MA = 'comparison.expectedLiMaSigma';
const SPREAD_LI_MA = 'comparison.trajectory.liMaSpread';
const ANYTIME = 'comparison.anytimeSigma';
const EXPECTED_ANYTIME = 'comparison.trajectory.anytime.sigma';
const LOW_ANYTIME = 'comparison.trajectory.anytime.low';
const HIGH_ANYTIME = 'comparison.trajectory.anytime.high';
const MODEL = 'comparison.model.sigma';

const NOT_CORRECTED = 'not corrected for looking often';

const COLUMNS = [
  ['protons', '', 'good protons on target', 'protons'],
  ['Li & Ma', 'σ', `of the counts; ${NOT_CORRECTED}`, LI_MA],
  ['Li & Ma expected', 'σ', 'the same at the expected counts', EXPECTED_LI_MA],
  ['Li & Ma spread', 'σ', 'standard deviation of the expected one, by counting alone', SPREAD_LI_MA],
  ['anytime-valid', 'σ', 'of the counts', ANYTIME],
  ['anytime-valid expected', 'σ', 'the same at the expected counts', EXPECTED_ANYTIME],
  ['expected low', 'σ', 'anytime-valid, one standard deviation of the counts below', LOW_ANYTIME],
  ['expected high', 'σ', 'one above', HIGH_ANYTIME],
  ['anytime-valid, full model', 'σ', 'with size, time and neutrons', MODEL],
];

export class SignificancePlot {
  #points = [];

  constructor() {
    this.plot = new Plot({ name: 'significance-protons', title: 'Significance', describe: () => this.#describe() });
  }

  show(snapshot, points) {
    this.#points = points;
    const last = points.at(-1);
    if (!(protonsOf(last) > 0)) {
      this.plot.blank(NO_PROTONS);
      return;
    }
    const all = points.flatMap((p) => [p[LI_MA], p[ANYTIME], p[MODEL], p[EXPECTED_LI_MA] + p[SPREAD_LI_MA]]).filter(Number.isFinite);
    const [bottom] = roundAboutZero(Math.min(0, ...all), 1);
    const top = Math.max(6, roundUp(Math.max(...all) * 1.05));
    const threshold = (sigma) => drawn(`at-${sigma}`, (api) => line(api, [[0, sigma], [roundUp(protonsOf(last)), sigma]], 'muted', [2, 5]));
    const liMaBand = points
      .map((p) => [protonsOf(p), p[EXPECTED_LI_MA] + p[SPREAD_LI_MA], p[EXPECTED_LI_MA] - p[SPREAD_LI_MA]])
      .filter((row) => row.every(Number.isFinite));
    const anytimeBand = points.map((p) => [protonsOf(p), p[HIGH_ANYTIME], p[LOW_ANYTIME]]).filter((row) => row.every(Number.isFinite));
    this.plot.draw({
      grid: grid(),
      xAxis: protonAxis(protonsOf(last)),
      yAxis: yAxis('σ', { min: bottom, max: top }),
      series: [
        threshold(3),
        threshold(5),
        drawn('li-ma-band', (api) => band(api, liMaBand, 0.2, 'series-1')),
        drawn('anytime-band', (api) => band(api, anytimeBand, 0.16, 'series-3')),
        drawn('li-ma-expected', (api) => line(api, known(points, EXPECTED_LI_MA), 'series-1', [2, 3])),
        drawn('anytime-expected', (api) => line(api, known(points, EXPECTED_ANYTIME), 'series-3', [2, 3])),
        drawn('li-ma', (api) => line(api, known(points, LI_MA), 'series-1', [7, 4])),
        drawn('model', (api) => line(api, known(points, MODEL), 'series-4', [10, 3, 2, 3])),
        drawn('anytime', (api) => line(api, known(points, ANYTIME), 'series-3')),
      ],
    });
    this.#caption(snapshot, last);
  }

  #caption(snapshot, last) {
    const sigma = (place) => `${f.fixed(last[place], 2)}${f.THIN}σ`;
    const model = Number.isFinite(last[MODEL]);
    this.plot.legend([
      ['3', '0', `anytime-valid ${sigma(ANYTIME)}`],
      ...(model ? [['4', '1', `with the full model ${sigma(MODEL)}`]] : []),
      ['1', '1', `Li & Ma ${sigma(LI_MA)}, ${NOT_CORRECTED}`],
      ['3', '2', `expected ${sigma(EXPECTED_ANYTIME)}`],
      ['1', '2', `expected ${sigma(EXPECTED_LI_MA)}`],
    ]);
    this.plot.note.textContent = 'grey: 3σ, 5σ; bands: expected ±1σ of counting, each by its method';
    this.plot.upTo(snapshot.timeNs / 1e6, clock.now(),
      `Anytime-valid significance ${f.fixed(last[ANYTIME], 2)}, expected ${f.fixed(last[EXPECTED_ANYTIME], 2)}; Li and Ma ${f.fixed(last[LI_MA], 2)}, expected ${f.fixed(last[EXPECTED_LI_MA], 2)} standard deviations.`);
  }

  #describe() {
    return {
      columns: COLUMNS.map(([name, unit, about], i) => ({ name, unit, about, write: (x) => (i ? f.fixed(x, 2) : f.power10(x, 4)) })),
      rows: this.#points.map((p) => COLUMNS.map(([, , , place]) => p[place])),
      at: ([protons]) => protons,
    };
  }
}
