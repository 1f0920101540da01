// The numbers of the result page: tiles above the plots, null test and systematics below them.

import { h, text, attribute } from '../dom.js';
import { value, show } from '../values.js';
import * as f from '../format.js';

const NO_EVENT = 'no event in the coincidence window yet';

const tile = (title, ...content) =>
  h('section', { class: 'panel tile', 'aria-label': title }, h('header', {}, h('h2', {}, title)), ...content);

const labelled = (label, q) => h('span', {}, h('span', { class: 'label' }, label), ' ', value(q));

export class ResultNumbers {
  #sources = '';

  constructor() {
    this.tiles = h('div', { class: 'tiles' },
      tile('Counts',
        h('div', { class: 'pair number' }, labelled('C', 'result.coincidence'), labelled('α·AC', 'result.scaled_anticoincidence')),
        h('div', { class: 'line detail' },
          h('span', {}, 'AC ', value('result.anticoincidence')),
          h('span', {}, 'α ', value('result.alpha')))),
      tile('Excess and prediction',
        h('div', { class: 'number' }, value('excess_events')),
        h('div', { class: 'line' },
          h('span', {}, 'predicted ', value('expected_signal_events')),
          h('span', {}, 'pull ', value('result.pull')))),
      tile('Signal strength',
        h('div', { class: 'number' }, value('signal_strength_ratio')),
        h('div', { class: 'line' },
          h('span', {}, value('result.strength_interval'), ' (stat)'),
          h('span', {}, '± ', value('result.strength_systematic'), ' (syst)'),
          h('span', { class: 'detail' }, 'fit of size and time: ', value('result.fitted_events'), ' events'))),
      tile('Significance',
        h('div', { class: 'pair number' },
          h('span', {}, value('significance_sigma:anytime'), h('span', { class: 'label' }, ' anytime-valid')),
          h('span', {}, value('significance_sigma:li_ma'), h('span', { class: 'label' }, ' Li & Ma'))),
        h('div', { class: 'line' },
          h('span', {}, 'Li & Ma: not corrected for looking often'),
          h('span', {}, 'expected ', value('result.expected_li_ma')))));
    this.shape = h('span', { class: 'shape', 'aria-hidden': 'true' });
    this.systematics = h('div', { class: 'line' });
    this.tests = h('div', { class: 'tests' },
      h('section', { class: 'panel', 'aria-label': 'Null test' },
        h('header', {}, h('h2', {}, 'Null test, beam off')),
        h('div', { class: 'line' },
          h('span', {}, 'C − α·AC ', value('result.null_excess')),
          h('span', {}, this.shape, ' ', value('result.null_state')))),
      h('section', { class: 'panel', 'aria-label': 'Systematics' },
        h('header', {}, h('h2', {}, 'Systematics of the prediction')),
        this.systematics));
  }

  /** Shows a snapshot that has a comparison. */
  show(snapshot) {
    const c = snapshot.comparison;
    const at = snapshot.timeNs / 1e6;
    const sigma = (x) => `${f.fixed(x, 2)}${f.THIN}σ`;
    show('result.coincidence', c.coincidence, f.fixed(c.coincidence), at);
    show('result.anticoincidence', c.anticoincidence, f.fixed(c.anticoincidence), at);
    show('result.alpha', c.alpha, f.fixed(c.alpha, 3), at);
    show('result.scaled_anticoincidence', c.alpha * c.anticoincidence, f.fixed(c.alpha * c.anticoincidence, 1), at);
    show('excess_events', c.excess, f.measured(c.excess, c.excessError), at);
    show('expected_signal_events', c.predicted, f.measured(c.predicted, c.uncertainty), at);
    show('result.pull', c.pull, sigma(c.pull), at, 'neither counts nor protons yet');
    this.#showStrength(c, at);
    show('significance_sigma:anytime', c.anytimeSigma, sigma(c.anytimeSigma), at);
    show('significance_sigma:li_ma', c.liMaSigma, sigma(c.liMaSigma), at);
    show('result.expected_li_ma', c.expectedLiMaSigma, sigma(c.expectedLiMaSigma), at);
    this.#showNullTest(c.nullTest, at);
    this.#showSystematics(c, at);
  }

  #showStrength(c, at) {
    const s = c.strength;
    const none = c.coincidence > 0 ? 'no good protons yet' : NO_EVENT;
    const digits = s.value === null ? 0 : Math.max(0, 1 - Math.floor(Math.log10(Math.max(s.high - s.low, 1e-3))));
    const number = (x) => (Math.abs(x) >= 1e5 ? f.power10(x, 2) : f.fixed(x, Math.min(digits, 3)));
    show('signal_strength_ratio', s.value, number(s.value), at, none);
    show('result.strength_interval', s.value === null ? null : s.high - s.low,
      `${f.MINUS}${number(s.value - s.low)} +${number(s.high - s.value)}`, at, none);
    show('result.strength_systematic', s.systematic, number(s.systematic), at, none);
    show('result.fitted_events', s.events, f.events(s.events, 3), at, none);
  }

  #showNullTest({ excess, error }, at) {
    const some = error > 0;
    const sigmas = some ? Math.abs(excess) / error : null;
    show('result.null_excess', some ? excess : null, f.measured(excess, error), at, 'no selected event without beam yet');
    const well = !some || sigmas < 3;
    text(this.shape, some ? (well ? '●' : '▲') : '○');
    attribute(this.shape, 'data-level', some ? (well ? 'ok' : 'minor') : 'quiet');
    show('result.null_state', sigmas, well ? 'compatible with 0' : `${f.fixed(sigmas, 1)}${f.THIN}σ from 0`, at, 'no selected event without beam yet');
  }

  #showSystematics({ uncertainties, predicted, uncertainty }, at) {
    const sources = Object.keys(uncertainties);
    if (this.#sources !== sources.join()) {
      this.#sources = sources.join();
      this.systematics.replaceChildren(
        ...sources.map((s) => h('span', {}, `${s.replaceAll('_', ' ')} `, value(`result.uncertainty:${s}`))),
        h('span', {}, 'together ', value('expected_signal_uncertainty_events')));
    }
    const share = (x) => (predicted > 0 ? `${f.events(x, 2)} (${f.trimmed((x / predicted) * 100, 3)}${f.THIN}%)` : f.events(x, 2));
    for (const source of sources) show(`result.uncertainty:${source}`, uncertainties[source], share(uncertainties[source]), at);
    show('expected_signal_uncertainty_events', uncertainty, share(uncertainty), at);
  }
}
