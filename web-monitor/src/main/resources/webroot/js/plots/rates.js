// Rate of each source over time. The curves begin when the page was opened: they are its memory.

import { Plot } from './plot.js';
import { colour } from './library.js';
import { grid, roundUp, xAxis, yAxis } from './axis.js';
import * as clock from '../clock.js';
import * as f from '../format.js';

const KEPT = 3600;
const GAP_MS = 5000;
const LEAST_SPAN_MS = 60000;
const DASHES = ['solid', 'dashed', 'dotted'];

export class RatesPlot {
  #run = null;
  #curves = new Map();
  #lastMs = -Infinity;

  constructor(classes) {
    this.plot = new Plot({ name: 'source-rates', title: 'Rate per source', classes, describe: () => this.#describe() });
  }

  show(snapshot) {
    const atMs = snapshot.timeNs / 1e6;
    if (snapshot.run !== this.#run || atMs < this.#lastMs) {
      this.#run = snapshot.run;
      this.#curves = new Map(snapshot.sources.map((s) => [s.name, []]));
      this.#lastMs = -Infinity;
    }
    if (atMs === this.#lastMs) return;
    const gap = atMs - this.#lastMs > GAP_MS;
    for (const source of snapshot.sources) {
      const curve = this.#curves.get(source.name) ?? [];
      this.#curves.set(source.name, curve);
      if (gap && curve.length) curve.push([this.#lastMs + 1, NaN]);
      curve.push([atMs, source.ratePerS ?? NaN]);
      if (curve.length > KEPT) curve.splice(0, curve.length - KEPT);
    }
    this.#lastMs = atMs;
    this.#draw(atMs);
  }

  #draw(atMs) {
    const names = [...this.#curves.keys()];
    if (!names.length) {
      this.plot.blank('This run has no source.');
      return;
    }
    const first = Math.min(...names.map((n) => this.#curves.get(n)[0]?.[0] ?? atMs));
    const most = Math.max(...names.flatMap((n) => this.#curves.get(n).map((p) => p[1]).filter(Number.isFinite)), 0);
    const unix = f.isUnix(atMs);
    const x = (ms) => (unix ? ms : ms / 1000);
    this.plot.draw(
      {
        useUTC: true,
        grid: grid(),
        xAxis: xAxis(unix ? 'UTC' : 'time since device zero [s]', {
          type: unix ? 'time' : 'value',
          min: x(Math.min(first, atMs - LEAST_SPAN_MS)),
          max: x(atMs),
          splitNumber: 4,
          axisLabel: unix ? { formatter: '{HH}:{mm}:{ss}' } : {},
        }),
        yAxis: yAxis('1/s', { min: 0, max: roundUp(most * 1.08) }),
        series: names.map((name, i) => ({
          id: name,
          type: 'line',
          data: this.#curves.get(name).map(([ms, rate]) => [x(ms), rate]),
          showSymbol: false,
          silent: true,
          sampling: 'minmax',
          emphasis: { disabled: true },
          lineStyle: { width: 1.8, type: DASHES[Math.floor(i / 2) % 3], color: colour(`series-${(i % 6) + 1}`) },
          itemStyle: { color: colour(`series-${(i % 6) + 1}`) },
        })),
      },
      `${unix} ${names}`,
    );
    this.plot.legend(
      names.map((n, i) => [String((i % 6) + 1), String(Math.floor(i / 2) % 3), `${n} ${f.rate(this.#curves.get(n).at(-1)?.[1])}/s`]),
    );
    this.plot.note.textContent = 'since this page was opened';
    this.plot.upTo(atMs, clock.now(), names.map((n) => `${n} ${f.rate(this.#curves.get(n).at(-1)?.[1])} per second`).join(', '));
  }

  #describe() {
    const names = [...this.#curves.keys()];
    const longest = this.#curves.get(names[0]) ?? [];
    const unix = f.isUnix(this.#lastMs);
    return {
      columns: [
        { name: 'time', unit: unix ? '' : 's', about: unix ? 'UTC' : 'since device zero' },
        ...names.map((name) => ({ name, unit: '1/s', about: 'records of this source', write: f.rate })),
      ],
      rows: longest.map(([ms], i) => [unix ? f.iso(ms) : ms / 1000, ...names.map((n) => this.#curves.get(n)[i]?.[1])]),
      at: ([time]) => (unix ? Date.parse(time) : time),
    };
  }
}
