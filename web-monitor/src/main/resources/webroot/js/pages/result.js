// The result: counts beside the prediction, while they come.

import { h, text, attribute } from '../dom.js';
import { value, show } from '../values.js';
import { load } from '../plots/library.js';
import { ExcessPlot } from '../plots/excess.js';
import { AccumulationPlot } from '../plots/accumulation.js';
import { Curve } from '../plots/curve.js';
import { SignificancePlot } from '../plots/significance.js';
import { Checks } from './checks.js';
import { ResultTiles } from './numbers.js';
import { Provenance } from './provenance.js';
import { CutFlow, SystematicsTable } from './tables.js';
import { accounts } from '../origin.js';
import { isBlind, opened, told as toldOf, words } from '../blinding.js';
import * as f from '../format.js';

const WAITING = 'No snapshot yet: the first comes about a second after the first data.';

const REASONS = {
  noPrediction: ['No prediction', 'The file of this detector has no block "prediction": sevens predict lists those that have one.'],
  invalidPrediction: ['No prediction', 'The block "prediction" in the configuration of this run cannot be read: sevens predict says why.'],
  noBeam: ['No comparison', 'The prediction of this detector is for a reactor; this page compares by protons on target.'],
  noCharge: ['No comparison', 'This run has no source of the proton charge, so nobody knows how many protons there were.'],
  mixed: ['No comparison', 'A simulated source came into this run when it had begun to count as a real one; the run adds up with no other.'],
  noWindows: ['No comparison', 'This run has not both a coincidence and an anticoincidence window.'],
};

/** Opens the page in root. */
export function open(root) {
  return new Result(root);
}

class Result {
  #loaded = false;
  #version = null;
  #curve = new Curve();

  constructor(root) {
    this.tiles = new ResultTiles();
    this.checks = new Checks();
    this.tables = [new CutFlow(), new SystematicsTable()];
    this.provenance = new Provenance();
    this.time = new ExcessPlot('time');
    this.size = new ExcessPlot('size');
    this.accumulation = new AccumulationPlot();
    this.significance = new SignificancePlot();
    this.plots = [this.time, this.size, this.accumulation, this.significance].map((p) => p.plot);
    this.plots.forEach((plot) => plot.blank(WAITING));
    this.exposure = h('section', { class: 'panel exposure', 'aria-label': 'Exposure' },
      h('h2', {}, 'Exposure'),
      h('span', {}, value('beam.good_protons'), ' good POT'),
      h('span', {}, value('beam.good_energy_watt_hours')),
      h('span', {}, 'good of delivered ', value('beam.good_ratio')),
      h('span', {}, 'window live ', value('live.good_seconds')),
      h('span', {}, value('detector.mass_kg')),
      h('span', {}, 'pending marks ', value('beam.pending_marks')));
    this.open = [
      this.tiles.panel,
      h('div', { class: 'row shapes' }, this.time.plot.figure, this.size.plot.figure),
      h('div', { class: 'row' }, this.accumulation.plot.figure, this.significance.plot.figure),
      h('div', { class: 'checks' }, ...this.checks.panels, ...this.tables.map((t) => t.panel)),
      this.provenance.panel,
    ];
    this.word = h('strong', {});
    this.why = h('span', {});
    this.closed = h('section', { class: 'panel closed', role: 'status', 'data-state': 'nodata', hidden: '' }, this.word, this.why);
    this.blinding = h('p', { class: 'blinding', role: 'status', hidden: '' });
    root.replaceChildren(h('div', { class: 'result' }, this.blinding, this.exposure, ...this.open, this.closed));
  }

  state(state) {
    this.#version = state.echarts;
    this.provenance.state(state);
    const mass = state.massKg > 0 ? state.massKg : null;
    show('detector.mass_kg', mass, `${f.significant(mass, 3)}${f.THIN}kg`, state.serverTimeMs, 'the detector file names no mass');
  }

  async snapshot(snapshot) {
    this.#showExposure(snapshot);
    const told = toldOf(snapshot);
    this.open.forEach((part) => {
      part.hidden = !told;
    });
    this.#sayBlinding(snapshot);
    this.closed.hidden = Boolean(told);
    if (!told) {
      const [word, why] = REASONS[snapshot.noComparison] ?? ['No comparison', f.words(snapshot.noComparison ?? 'unknown')];
      text(this.word, word);
      text(this.why, why);
      return;
    }
    if (isBlind(snapshot)) {
      this.#showBlind(snapshot, told);
      return;
    }
    [this.tiles, this.checks, ...this.tables, this.provenance].forEach((part) => part.show(snapshot));
    this.time.show(snapshot);
    this.size.show(snapshot);
    // the library is large: it comes after the first numbers have been painted
    if (!this.#loaded && this.#version) {
      this.#loaded = true;
      requestAnimationFrame(() => setTimeout(() => this.#load()));
    }
    await this.#curve.add(snapshot);
    this.accumulation.show(snapshot, this.#curve.points);
    this.significance.show(snapshot, this.#curve.points);
  }

  /** Every box of the coincidence says so; AC, prediction and exposure are shown. */
  #showBlind(snapshot, told) {
    this.tiles.blind(snapshot, told);
    this.checks.blind(snapshot, told);
    [...this.tables, this.provenance].forEach((part) => part.show({ ...snapshot, comparison: told }));
    this.plots.forEach((plot) => plot.blank(`◪ ${words(snapshot.blinding)}`, 'blinded'));
  }

  /** A line on top: blinded, or opened by whom. */
  #sayBlinding(snapshot) {
    const said = isBlind(snapshot) ? `◪ ${words(snapshot.blinding)}` : opened(snapshot.blinding);
    this.blinding.hidden = !said;
    text(this.blinding, said);
    attribute(this.blinding, 'data-state', isBlind(snapshot) ? 'blinded' : 'open');
  }

  close() {
    this.plots.forEach((plot) => plot.close());
  }

  #showExposure(snapshot) {
    const at = snapshot.timeNs / 1e6;
    const { delivered, good } = accounts(snapshot).exposure;
    const none = 'no charge has come from the accelerator yet';
    const some = delivered.marks > 0;
    show('beam.good_protons', some ? good.protons : null, f.power10(good.protons, 4), at, none);
    const wattHours = good.energyJ === null ? null : good.energyJ / 3600;
    show('beam.good_energy_watt_hours', some ? wattHours : null, f.si(wattHours, 'Wh', 3), at, none);
    const ratio = some && delivered.protons > 0 ? good.protons / delivered.protons : null;
    show('beam.good_ratio', ratio, f.percent(ratio), at, none);
    show('live.good_seconds', good.liveNs / 1e9, f.si(good.liveNs / 1e9, 's', 3), at);
    show('beam.pending_marks', snapshot.beam.pending, f.fixed(snapshot.beam.pending), at);
  }

  async #load() {
    try {
      const echarts = await load(this.#version);
      this.plots.forEach((plot) => plot.use(echarts));
    } catch {
      this.plots.forEach((plot) => plot.blank('The plotting library could not be loaded; the numbers go on.'));
    }
  }
}
