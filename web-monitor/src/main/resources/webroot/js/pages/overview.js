// The overview: is it taking data, is there beam, is it good. One screen.

import { h } from '../dom.js';
import * as view from '../view.js';
import { load } from '../plots/library.js';
import { SpectrumPlot, groups } from '../plots/spectrum.js';
import { RatesPlot } from '../plots/rates.js';
import { WaveformPlot } from '../plots/waveform.js';
import { BeamTile, ExposureTile, CountsTile, DataTile } from './tiles.js';
import { LedgerPanel } from './ledger.js';
import { ChannelsPanel } from './channels.js';
import { Readings } from './readings.js';
import { Control } from '../control.js';

const WAITING = 'No snapshot yet: the first comes about a second after the first data.';
const PREFERRED = ['charge', 'energy', 'charge-all', 'energy-all'];

/** Opens the page in root. */
export function open(root) {
  return new Overview(root);
}

class Overview {
  #plots;
  #loaded = false;
  #version = null;
  #windows = true;

  constructor(root) {
    this.tiles = [new BeamTile(), new ExposureTile(), new CountsTile(), new DataTile()];
    this.readings = new Readings();
    this.control = new Control(document.getElementById('top'));
    this.time = new SpectrumPlot('time-since-beam');
    this.spectrum = new SpectrumPlot('spectrum');
    this.rates = new RatesPlot('rates');
    this.waveform = new WaveformPlot('waveform');
    this.ledger = new LedgerPanel();
    this.channels = new ChannelsPanel();
    this.choice = h('select', { 'aria-label': 'Spectrum' });
    this.choice.addEventListener('change', () => view.set('spectrum', this.choice.value));
    this.spectrum.plot.controls.prepend(this.choice);
    this.#plots = [this.time, this.spectrum, this.rates, this.waveform].map((p) => p.plot);
    this.#plots.slice(0, 3).forEach((plot) => plot.blank(WAITING));
    this.time.plot.title.textContent = 'Time since beam';
    this.spectrum.plot.title.textContent = 'Spectrum';
    root.replaceChildren(
      h(
        'div',
        { class: 'overview' },
        h('div', { class: 'tiles' }, ...this.tiles.map((t) => t.panel)),
        this.readings.panel,
        h('div', { class: 'row' }, this.time.plot.figure, this.spectrum.plot.figure, this.rates.plot.figure),
        h('div', { class: 'row' }, this.waveform.plot.figure, h('div', { class: 'tables' }, this.ledger.panel, this.channels.panel)),
      ),
    );
  }

  state(state) {
    this.#version = state.echarts;
    this.#windows = state.windows.length > 0;
    this.waveform.state(state);
    this.control.state(state);
    this.tiles.forEach((tile) => tile.state(state));
  }

  snapshot(snapshot) {
    this.tiles.forEach((tile) => tile.snapshot(snapshot));
    this.readings.snapshot(snapshot);
    this.control.snapshot(snapshot);
    this.ledger.snapshot(snapshot);
    this.channels.snapshot(snapshot);
    this.#drawSpectra(snapshot);
    this.rates.show(snapshot);
    this.waveform.show(snapshot);
    // the library is large: it comes after the first numbers have been painted
    if (!this.#loaded && this.#version) {
      this.#loaded = true;
      requestAnimationFrame(() => setTimeout(() => this.#load()));
    }
  }

  close() {
    this.#plots.forEach((plot) => plot.close());
    this.waveform.close();
  }

  async #load() {
    try {
      const echarts = await load(this.#version);
      this.#plots.forEach((plot) => plot.use(echarts));
    } catch {
      this.#plots.forEach((plot) => plot.blank('The plotting library could not be loaded; the numbers go on.'));
    }
  }

  #drawSpectra(snapshot) {
    const found = groups(snapshot.spectra);
    const time = this.#windows ? found.get('time') : undefined;
    this.time.plot.figure.hidden = !time;
    this.spectrum.plot.figure.classList.toggle('wide', !time);
    if (time) this.time.show(snapshot, 'time', time);

    const all = [...found.keys()].filter((key) => key !== 'time' && (this.#windows || !found.get(key).coincidence));
    const filled = all.filter((key) => entries(snapshot.spectra, found.get(key)) > 0);
    const others = filled.length ? filled : all;
    if (!others.length) {
      this.spectrum.plot.blank('The pipeline of this run fills no spectrum.');
      return;
    }
    if (this.choice.dataset.keys !== others.join()) {
      this.choice.dataset.keys = others.join();
      this.choice.replaceChildren(...others.map((key) => h('option', { value: key }, found.get(key).title)));
    }
    const wanted = view.get('spectrum');
    const key = others.includes(wanted) ? wanted : PREFERRED.find((k) => others.includes(k)) ?? others[0];
    if (document.activeElement !== this.choice) this.choice.value = key;
    this.spectrum.show(snapshot, key, found.get(key));
  }
}

function entries(spectra, { coincidence, anticoincidence, all }) {
  return [coincidence, anticoincidence, all]
    .filter((name) => name !== undefined)
    .reduce((sum, name) => sum + spectra[name].counts.reduce((a, b) => a + b, 0), 0);
}
