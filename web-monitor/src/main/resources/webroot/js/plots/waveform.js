// The last waveform of one channel: samples, or the least and greatest sample of each pixel column.

import { h } from '../dom.js';
import { Plot } from './plot.js';
import { colour } from './library.js';
import { grid, roundRange, xAxis, yAxis } from './axis.js';
import { isBlind, words } from '../blinding.js';
import * as clock from '../clock.js';
import * as f from '../format.js';
import * as view from '../view.js';

const PAUSE_MS = 500;
const NAMED_PEAKS = 8;
const NAME_WIDTH = 66;
const WINDOWS = { coincidence: ['C', 'series-2'], anticoincidence: ['AC', 'series-1'], prompt: ['prompt', 'series-4'] };

export class WaveformPlot {
  #seq = -1;
  #trace = null;
  #arrived = 0;
  #windows = [];
  #timer = 0;
  #closed = false;
  #chosen = false;
  #sizeUnit = 'PE';
  #blinded = '';
  #scale = 1;

  constructor(classes) {
    this.plot = new Plot({ name: 'waveform', title: 'Last waveform', kind: 'waveform', classes, describe: () => this.#describe() });
    this.select = h('select', { 'aria-label': 'Channel' });
    this.select.addEventListener('change', () => {
      view.set('channel', this.select.value);
      this.#chosen = true;
      this.#choose(this.select.value);
    });
    this.plot.controls.prepend(this.select);
    this.plot.blank('No waveform yet: the first trigger brings one.');
    this.#again(0);
  }

  state(state) {
    this.#windows = state.windows ?? [];
    this.#sizeUnit = state.detectorKind === 'ge' ? 'keV' : 'PE';
  }

  /** The channels of the snapshot are those one can choose. */
  show(snapshot) {
    this.#blinded = isBlind(snapshot) ? ` · ◪ what may lie in the coincidence window is ${words(snapshot.blinding)}` : '';
    const names = snapshot.channels.map((c) => c.name);
    if (this.select.dataset.names !== names.join()) {
      this.select.dataset.names = names.join();
      this.select.replaceChildren(...names.map((n) => h('option', { value: n }, n)));
      this.#chosen = names.includes(view.get('channel'));
      this.select.value = this.#chosen ? view.get('channel') : names[0];
    }
    // until somebody chooses, the first channel that is seen to have the most pulses
    if (!this.#chosen && snapshot.channels.some((c) => c.hits > 0)) {
      this.#chosen = true;
      this.#choose(snapshot.channels.reduce((a, b) => (b.hits > a.hits ? b : a)).name);
    }
  }

  #choose(channel) {
    this.select.value = channel;
    if (this.#trace?.name === channel) return;
    this.#seq = -1;
    this.plot.blank('Waiting for the next waveform of this channel.');
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.plot.close();
  }

  #again(pause) {
    if (!this.#closed) this.#timer = setTimeout(() => this.#ask(), pause);
  }

  /** Asks for the next one only after the last is drawn, so a slow browser builds no backlog. */
  async #ask() {
    const channel = this.select.value;
    if (channel && !document.hidden && this.plot.width > 0) {
      try {
        const columns = Math.min(4096, Math.max(200, Math.round(this.plot.width)));
        const query = `channels=${encodeURIComponent(channel)}&columns=${columns}&after=${this.#seq}`;
        const answer = await fetch(`api/waveforms?${query}`, { cache: 'no-store' });
        if (answer.status === 200) this.#take(await answer.arrayBuffer());
      } catch {
        // no connection: the stream says so on the page, and this asks again
      }
    }
    this.#again(PAUSE_MS);
  }

  #take(buffer) {
    const length = new DataView(buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    this.#seq = header.seq;
    const trace = header.traces[0];
    if (!trace) return;
    if (this.#trace?.triggerId === trace.triggerId && this.#trace?.name === trace.name && !this.plot.figure.unknown) return;
    trace.data = new Uint16Array(buffer, 4 + length, trace.values);
    this.#trace = trace;
    this.#arrived = clock.now();
    this.#draw();
  }

  #draw() {
    const t = this.#trace;
    if (t.values === 0) {
      this.plot.blank('This channel sends hits without samples.');
      return;
    }
    const widthNs = t.sampleWidthPs / 1000;
    const fromNs = -t.preTrigger * widthNs;
    const toNs = (t.samples - t.preTrigger) * widthNs;
    const [scale, unit] = toNs - fromNs >= 5000 ? [1000, 'µs'] : [1, 'ns'];
    let low = Infinity;
    let high = -Infinity;
    for (const sample of t.data) {
      low = Math.min(low, sample);
      high = Math.max(high, sample);
    }
    const [bottom, top, step] = roundRange(low, high);
    const at = (sample) => ((sample - t.preTrigger) * widthNs) / scale;
    const span = { bottom, top, scale, at };
    this.#scale = scale;
    this.plot.draw(
      {
        grid: grid({ top: 30 }),
        xAxis: xAxis(`time from trigger [${unit}]`, { min: fromNs / scale, max: toNs / scale, axisLabel: { showMinLabel: false, showMaxLabel: false } }),
        yAxis: yAxis('ADC counts', { min: bottom, max: top, interval: step }),
        series: [
          item('windows', (api) => this.#drawWindows(api, span)),
          item('samples', (api) => samples(t, api, span)),
          item('peaks', (api) => this.#drawPeaks(api, span)),
        ],
      },
      unit,
    );
    const kinds = t.kinds.join(' ') || 'no';
    this.plot.legend([['1', '0', `${t.name} · ${kinds} trigger`], ...(t.peakCount ? [['2', '0', `${t.peakCount} ${t.peakCount === 1 ? 'pulse' : 'pulses'} found`]] : [])]);
    const samplesAre = t.columns
      ? `${f.fixed(t.samples)} samples as least and greatest of each column`
      : `${f.fixed(t.samples)} samples of ${f.significant(widthNs, 4)}${f.THIN}ns`;
    this.plot.note.textContent = samplesAre + this.#blinded;
    this.plot.upTo(t.timeNs / 1e6, this.#arrived, `Channel ${t.name}, ${t.samples} samples, from ${low} to ${high} ADC counts, ${t.peakCount} pulses found.`);
  }

  /** Windows are known from the beam, so they are drawn over traces that the beam has triggered. */
  #drawWindows(api, { bottom, top, scale }) {
    const children = [];
    if (this.#trace.kinds.includes('beam')) {
      for (const window of this.#windows) {
        const [name, series] = WINDOWS[window.kind];
        const [x0, y0] = api.coord([window.startNs / scale, top]);
        const [x1, y1] = api.coord([window.stopNs / scale, bottom]);
        const offset = window.kind === 'anticoincidence' ? 14 : 0;
        children.push({ type: 'rect', shape: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }, style: { fill: colour(series), opacity: 0.1 } });
        children.push({ type: 'text', style: { text: name, x: x0 + 4, y: y0 + 3 + offset, fill: colour(series), fontSize: 12, fontWeight: 'bold' } });
      }
    }
    return { type: 'group', children };
  }

  #drawPeaks(api, { bottom, top, at }) {
    const stroke = colour('series-2');
    const peaks = this.#trace.peaks;
    const children = [];
    const named = [];
    // the largest first: they get their size written where there is room
    for (const peak of [...peaks].sort((a, b) => (b.size ?? 0) - (a.size ?? 0))) {
      const [x0, y0] = api.coord([at(peak.start), bottom]);
      const [x1] = api.coord([at(peak.stop), top]);
      children.push({ type: 'rect', shape: { x: x0, y: y0 - 5, width: Math.max(2, x1 - x0), height: 5 }, style: { fill: stroke } });
      const middle = (x0 + x1) / 2;
      if (peak.size !== null && named.length < NAMED_PEAKS && named.every((x) => Math.abs(x - middle) > NAME_WIDTH)) {
        named.push(middle);
        const words = `${f.significant(peak.size, 3)} ${this.#sizeUnit}`;
        children.push({ type: 'text', style: { text: words, x: middle, y: y0 - 8, fill: stroke, fontSize: 12, align: 'center', verticalAlign: 'bottom' } });
      }
    }
    return { type: 'group', children };
  }

  #describe() {
    const t = this.#trace;
    const columns = [
      { name: 'begin', unit: 'ns', about: 'of the pulse, from the trigger' },
      { name: 'end', unit: 'ns' },
      { name: 'size', unit: this.#sizeUnit },
    ];
    if (!t) return { columns, rows: [] };
    const at = (sample) => ((sample - t.preTrigger) * t.sampleWidthPs) / 1000;
    return {
      columns,
      rows: t.peaks.map((p) => [at(p.start), at(p.stop), p.size]),
      at: ([begin, end]) => (begin + end) / 2 / this.#scale,
    };
  }
}

function item(id, render) {
  return { id, type: 'custom', silent: true, clip: true, data: [0], renderItem: (params, api) => render(api) };
}

function samples(t, api, { at }) {
  const stroke = colour('series-1');
  if (t.columns === 0) {
    const points = new Float64Array(2 * t.samples);
    for (let i = 0; i < t.samples; i += 1) points.set(api.coord([at(i), t.data[i]]), 2 * i);
    return { type: 'sevensLine', shape: { points }, style: { stroke, lineWidth: 1.3, fill: null } };
  }
  const points = new Float64Array(3 * t.columns);
  for (let i = 0; i < t.columns; i += 1) {
    const centre = at(((i + 0.5) * t.samples) / t.columns);
    const [x, upper] = api.coord([centre, t.data[2 * i + 1]]);
    points[3 * i] = x;
    points[3 * i + 1] = upper;
    points[3 * i + 2] = api.coord([centre, t.data[2 * i]])[1];
  }
  return { type: 'sevensBand', shape: { points }, style: { stroke, lineWidth: 1, fill: stroke, opacity: 0.95 } };
}
