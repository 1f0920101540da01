// The excess C − α·AC by time or by size, over what is predicted for the same protons.

import { Plot } from './plot.js';
import { grid, roundAboutZero, xAxis, yAxis } from './axis.js';
import { drawn, errorBars, line, predictedSteps } from './shapes.js';
import * as clock from '../clock.js';
import * as f from '../format.js';

const UNITS = { pe: 'PE', kevee: 'keVee' };

export class ExcessPlot {
  #by;
  #rows = [];
  #unit = '';

  /** @param by 'time' or 'size' */
  constructor(by) {
    this.#by = by;
    const title = by === 'time' ? 'Excess by time since beam' : 'Excess by size';
    this.plot = new Plot({ name: `excess-${by}`, title, describe: () => this.#describe() });
  }

  /** Shows a snapshot that has a comparison. */
  show(snapshot) {
    const { cells, alpha, predicted, uncertainty, spectrum, timeProfile } = snapshot.comparison;
    const byTime = this.#by === 'time';
    const edges = byTime ? cells.times : cells.sizes;
    const expected = byTime ? timeProfile : spectrum;
    const inCoincidence = this.#sums(cells.coincidence, cells);
    const inAnticoincidence = this.#sums(cells.anticoincidence, cells);
    this.#unit = byTime ? 'µs' : UNITS[cells.unit] ?? cells.unit;
    this.#rows = expected.map((value, i) => ({
      low: edges[i],
      high: edges[i + 1],
      on: inCoincidence[i],
      off: inAnticoincidence[i],
      excess: inCoincidence[i] - alpha * inAnticoincidence[i],
      error: Math.sqrt(inCoincidence[i] + alpha * alpha * inAnticoincidence[i]),
      expected: value,
    }));
    const relative = predicted > 0 ? uncertainty / predicted : 0;
    const seen = this.#rows.filter((r) => r.on + r.off > 0);
    const [bottom, top] = roundAboutZero(
      Math.min(0, ...seen.map((r) => r.excess - r.error)),
      Math.max(...this.#rows.map((r) => r.expected * (1 + relative)), ...seen.map((r) => r.excess + r.error)),
    );
    this.plot.draw({
      grid: grid(),
      xAxis: xAxis(`${byTime ? 'time since beam' : 'size'} [${this.#unit}]`, { min: edges[0], max: edges.at(-1) }),
      yAxis: yAxis(`excess / ${this.#width(edges)}`, { min: bottom, max: top }),
      series: [
        drawn('prediction', (api) => predictedSteps(api, edges, expected, relative)),
        drawn('zero', (api) => line(api, [[edges[0], 0], [edges.at(-1), 0]], 'muted')),
        drawn('excess', (api) => errorBars(api, seen.map((r) => [(r.low + r.high) / 2, r.excess, r.error]))),
      ],
    });
    this.plot.legend([
      ['data', 'cross', `C − α·AC ${f.measured(snapshot.comparison.excess, snapshot.comparison.excessError)}`],
      ['2', '0', `predicted ${f.measured(predicted, uncertainty)}`],
    ]);
    this.plot.note.textContent = seen.length ? 'bars √(C + α²·AC), band ±1σ of the prediction' : 'no selected event yet; band ±1σ of the prediction';
    this.plot.upTo(snapshot.timeNs / 1e6, clock.now(),
      `Excess ${f.measured(snapshot.comparison.excess, snapshot.comparison.excessError)}, predicted ${f.measured(predicted, uncertainty)} events.`);
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
    return {
      columns: [`from [${this.#unit}]`, `to [${this.#unit}]`, 'C', 'AC', 'excess', 'error', 'predicted'],
      rows: this.#rows.map((r) => [
        f.trimmed(r.low, 5), f.trimmed(r.high, 5), f.fixed(r.on), f.fixed(r.off), f.events(r.excess), f.events(r.error), f.events(r.expected),
      ]),
    };
  }
}
