// What must hold whatever the signal is: nothing without beam, a steady background, nothing beside
// the region of the signal.

import { h, text, attribute } from '../dom.js';
import { value, show, blind } from '../values.js';
import { words } from '../blinding.js';
import { accounts } from '../origin.js';
import * as f from '../format.js';

const WELL_SIGMA = 3;
const WELL_PROBABILITY = 0.0027;
const NO_BEAM_OFF = 'no beam-off data yet';

/** A panel with a word for its state. */
class Check {
  constructor(title, q, ...content) {
    this.q = q;
    this.shape = h('span', { class: 'shape', 'aria-hidden': 'true' }, '○');
    this.panel = h('section', { class: 'panel check', 'aria-label': title },
      h('header', {}, h('h2', {}, title), h('span', { class: 'spacer' }), h('span', {}, this.shape, ' ', value(q))),
      ...content);
  }

  /** @param raw what is judged; null while there is nothing to judge, with the reason */
  judge(raw, well, words, at, reason) {
    const unknown = raw === null;
    text(this.shape, unknown ? '○' : well ? '●' : '▲');
    attribute(this.shape, 'data-level', unknown ? 'quiet' : well ? 'ok' : 'minor');
    show(this.q, raw, words, at, reason);
  }
}

/** Away from zero by how much, in words. */
function judged(sigmas) {
  return sigmas < WELL_SIGMA ? 'compatible with 0' : `${f.fixed(sigmas, 1)}${f.THIN}σ from 0`;
}

class NullTest extends Check {
  constructor() {
    super('Null test, beam off', 'result.null_state');
    this.words = h('div', { class: 'line' });
    this.panel.append(this.words);
    this.none = h('span', {}, NO_BEAM_OFF);
    this.some = [
      h('span', {}, 'C − α·AC ', value('result.null_excess')),
      h('span', {}, 'C ', value('counts.beam_off_coincidence'), ' AC ', value('counts.beam_off_anticoincidence')),
    ];
  }

  show(snapshot, at) {
    const { excess, error } = snapshot.comparison.nullTest;
    const { counts } = accounts(snapshot);
    const some = error > 0;
    if (this.words.dataset.some !== String(some)) {
      this.words.dataset.some = String(some);
      this.words.replaceChildren(...(some ? this.some : [this.none]));
    }
    const sigmas = some ? Math.abs(excess) / error : null;
    show('result.null_excess', some ? excess : null, f.measured(excess, error), at, NO_BEAM_OFF);
    show('counts.beam_off_coincidence', counts.beamOffCoincidence, f.fixed(counts.beamOffCoincidence), at);
    show('counts.beam_off_anticoincidence', counts.beamOffAnticoincidence, f.fixed(counts.beamOffAnticoincidence), at);
    this.judge(sigmas, sigmas < WELL_SIGMA, judged(sigmas), at, NO_BEAM_OFF);
  }
}

class SteadyRate extends Check {
  constructor() {
    super('AC rate', 'result.ac_steady', h('div', { class: 'line' },
      h('span', {}, value('result.ac_per_mark'), ' per good pulse'),
      h('span', {}, 'χ² ', value('result.ac_chi2')),
      h('span', {}, 'growth of the excess ', value('result.excess_growth'))));
  }

  show({ comparison }, at) {
    const { anticoincidencePerMark, anticoincidenceChi2, excessGrowth } = comparison.stability;
    const { statistic, ndf, probability } = anticoincidenceChi2;
    const few = 'too few events to judge yet';
    const p = (x) => `p ${x < 0.001 ? f.events(x, 2) : f.fixed(x, 3)}`;
    show('result.ac_per_mark', anticoincidencePerMark, f.events(anticoincidencePerMark, 3), at, 'no good pulse yet');
    show('result.ac_chi2', probability === null ? null : statistic, `${f.fixed(statistic, 1)}/${ndf}`, at, few);
    show('result.excess_growth', excessGrowth.probability, p(excessGrowth.probability), at, few);
    const well = probability >= WELL_PROBABILITY;
    this.judge(probability, well, `${well ? 'steady' : 'not steady'}, ${p(probability)}`, at, few);
  }
}

class SideBands extends Check {
  #names = '';

  constructor() {
    super('Side bands', 'result.side_bands');
    this.words = h('div', { class: 'line' });
    this.panel.append(this.words);
  }

  show({ comparison, campaign }, at) {
    const bands = comparison.sideBands;
    const names = bands.map((band) => nameOf(band) + (campaign ? ' this run' : ''));
    if (this.#names !== names.join()) {
      this.#names = names.join();
      this.words.replaceChildren(...(names.length
        ? names.map((name, i) => h('span', { title: bands[i].name }, `${name} `, value(`result.side_band:${bands[i].name}`)))
        : [h('span', {}, 'the spectra of this run end with its cuts')]));
    }
    for (const { name, excess, error } of bands) {
      show(`result.side_band:${name}`, error > 0 ? excess : null, f.measured(excess, error), at, 'no event there yet');
    }
    const filled = bands.filter((b) => b.error > 0);
    const worst = filled.length ? Math.max(...filled.map((b) => Math.abs(b.excess) / b.error)) : null;
    this.judge(worst, worst < WELL_SIGMA, judged(worst), at, 'no event there yet');
  }
}

/** 6–12 µs. */
const nameOf = ({ unit, low, high }) => `${f.trimmed(low)}–${f.trimmed(high)}${f.THIN}${unit}`;

export class Checks {
  constructor() {
    this.all = [new NullTest(), new SteadyRate(), new SideBands()];
    this.panels = this.all.map((check) => check.panel);
  }

  /** Shows a snapshot that has a comparison. */
  show(snapshot) {
    this.all.forEach((check) => check.show(snapshot, snapshot.timeNs / 1e6));
  }

  /** Shows a blind snapshot: what needs no coincidence with beam. @param told what it tells of its comparison */
  blind(snapshot, told) {
    this.show({ ...snapshot, comparison: told });
    const at = snapshot.timeNs / 1e6;
    ['result.excess_growth', 'result.side_bands'].forEach((q) => blind(q, at, words(snapshot.blinding)));
  }
}
