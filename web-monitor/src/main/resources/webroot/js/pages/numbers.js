// The tiles at the head of the result page: counts, excess, signal strength, significance.

import { h } from '../dom.js';
import { value, show, blind } from '../values.js';
import { words } from '../blinding.js';
import * as f from '../format.js';

const NO_EVENT = 'no event in the coincidence window yet';
const LEARNING = 'the full model still learns the steady-state background';
const NAMES = { brn: 'BRN', nin: 'NIN' };

/** What tells of the coincidence window. */
const BLINDED = [
  'result.coincidence', 'excess_events', 'result.pull', 'signal_strength_ratio', 'result.strength_interval',
  'result.strength_systematic', 'result.strength_sequence', 'result.fitted_events', 'significance_sigma:anytime',
  'significance_sigma:li_ma', 'significance_sigma:model', 'significance_sigma:fit', 'result.expected_anytime', 'result.expected_fit',
];

const tile = (title, ...content) =>
  h('section', { class: 'panel tile', 'aria-label': title }, h('header', {}, h('h2', {}, title)), ...content);

const labelled = (label, q) => h('span', {}, h('span', { class: 'label' }, label), ' ', value(q));

/** A significance as it is written. */
export const sigma = (x) => `${f.fixed(x, 2)}${f.THIN}σ`;

/** Of the full model, or why there is none yet: told the steady state before, it need not learn it. */
const modelSigma = ({ sigma: found, logE, learning }) =>
  logE !== null ? sigma(found) : learning ? 'not yet: it learns' : 'not yet: no event judged';

/** Why the full model has no interval. */
const noSequence = ({ logE, learning }) =>
  learning ? LEARNING : logE === null ? 'the full model has judged no event yet' : 'the full model excludes every strength';

export class ResultTiles {
  #backgrounds = '';

  constructor() {
    this.neutrons = h('span', { class: 'line' });
    this.panel = h('div', { class: 'tiles' },
      tile('Counts',
        h('div', { class: 'pair number' }, labelled('C', 'result.coincidence'), labelled('α·AC', 'result.scaled_anticoincidence')),
        h('div', { class: 'line detail' },
          h('span', {}, 'AC ', value('result.anticoincidence')),
          h('span', {}, 'α ', value('result.alpha')))),
      tile('Excess and prediction',
        h('div', { class: 'pair number' },
          h('span', {}, value('excess_events')),
          h('span', {}, h('span', { class: 'label' }, 'predicted '), value('result.expected_excess'))),
        h('div', { class: 'line' },
          h('span', {}, 'pull ', value('result.pull')),
          h('span', { class: 'detail' }, 'CEvNS ', value('expected_signal_events')),
          this.neutrons)),
      tile('Signal strength',
        h('div', { class: 'pair number' },
          value('signal_strength_ratio'),
          h('span', { class: 'label' }, 'anytime-valid ', value('result.strength_sequence'))),
        h('div', { class: 'line' },
          h('span', {}, value('result.strength_interval'), ' (stat)'),
          h('span', {}, '± ', value('result.strength_systematic'), ' (syst)'),
          h('span', { class: 'detail' }, 'fit of size and time: ', value('result.fitted_events'), ' events'))),
      tile('Significance',
        h('div', { class: 'pair number' },
          h('span', {}, value('significance_sigma:anytime'), h('span', { class: 'label' }, ' anytime-valid')),
          h('span', {}, value('significance_sigma:li_ma'), h('span', { class: 'label' }, ' Li & Ma'))),
        h('div', { class: 'line' },
          h('span', {}, 'expected ', value('result.expected_anytime'), ' and ', value('result.expected_li_ma')),
          h('span', { class: 'detail' }, 'anytime-valid with the full model ', value('significance_sigma:model'))),
        h('div', { class: 'line' },
          h('span', { class: 'detail' }, 'fit ', value('significance_sigma:fit'), ', expected ', value('result.expected_fit')),
          h('span', {}, 'Li & Ma, fit: not corrected for looking often'))));
  }

  /** Shows a snapshot that has a comparison. */
  show(snapshot) {
    const c = snapshot.comparison;
    const at = snapshot.timeNs / 1e6;
    show('result.coincidence', c.coincidence, f.fixed(c.coincidence), at);
    show('result.anticoincidence', c.anticoincidence, f.fixed(c.anticoincidence), at);
    show('result.alpha', c.alpha, f.fixed(c.alpha, 3), at);
    show('result.scaled_anticoincidence', c.alpha * c.anticoincidence, f.fixed(c.alpha * c.anticoincidence, 1), at);
    showExcess(c, at);
    this.#showNeutrons(c.components.slice(1), at);
    showStrength(c, at);
    show('significance_sigma:anytime', c.anytimeSigma, sigma(c.anytimeSigma), at);
    show('significance_sigma:li_ma', c.liMaSigma, sigma(c.liMaSigma), at);
    show('significance_sigma:model', c.model.sigma, modelSigma(c.model), at);
    show('significance_sigma:fit', c.strength.sigma, sigma(c.strength.sigma), at, NO_EVENT);
    show('result.expected_anytime', c.trajectory.anytime.sigma, sigma(c.trajectory.anytime.sigma), at);
    show('result.expected_li_ma', c.expectedLiMaSigma, sigma(c.expectedLiMaSigma), at);
    show('result.expected_fit', c.strength.expectedSigma, sigma(c.strength.expectedSigma), at, NO_EVENT);
  }

  /** Shows a blind snapshot: what is expected beside AC. @param told what it tells of its comparison */
  blind(snapshot, told) {
    const at = snapshot.timeNs / 1e6;
    BLINDED.forEach((q) => blind(q, at, words(snapshot.blinding)));
    const scaled = told.alpha * told.anticoincidence;
    show('result.anticoincidence', told.anticoincidence, f.fixed(told.anticoincidence), at);
    show('result.alpha', told.alpha, f.fixed(told.alpha, 3), at);
    show('result.scaled_anticoincidence', scaled, f.fixed(scaled, 1), at);
    show('result.expected_excess', told.excess, f.measured(told.excess, told.excessError), at);
    show('expected_signal_events', told.predicted, f.measured(told.predicted, told.uncertainty), at);
    show('result.expected_li_ma', told.expectedLiMaSigma, sigma(told.expectedLiMaSigma), at);
    this.#showNeutrons(told.components.slice(1), at);
  }

  #showNeutrons(backgrounds, at) {
    const names = backgrounds.map((b) => b.name);
    if (this.#backgrounds !== names.join()) {
      this.#backgrounds = names.join();
      this.neutrons.replaceChildren(...names.map((name) => h('span', {}, `${NAMES[name] ?? name} `, value(`result.background:${name}`))));
    }
    for (const { name, events, error } of backgrounds) show(`result.background:${name}`, events, f.measured(events, error), at);
  }
}

/** Excess and prediction, on this page and on the overview. */
export function showExcess(c, at) {
  show('excess_events', c.excess, f.measured(c.excess, c.excessError), at);
  show('result.expected_excess', c.expected.excess, f.measured(c.expected.excess, c.expected.error), at);
  show('expected_signal_events', c.predicted, f.measured(c.predicted, c.uncertainty), at);
  show('result.pull', c.pull, sigma(c.pull), at, 'neither counts nor protons yet');
}

function showStrength(c, at) {
  const s = c.strength;
  const none = c.coincidence > 0 ? 'no good protons yet' : NO_EVENT;
  const digits = s.value === null ? 0 : Math.max(0, 1 - Math.floor(Math.log10(Math.max(s.high - s.low, 1e-3))));
  const number = (x) => (Math.abs(x) >= 1e5 ? f.power10(x, 2) : f.fixed(x, Math.min(digits, 3)));
  show('signal_strength_ratio', s.value, number(s.value), at, none);
  show('result.strength_interval', s.value === null ? null : s.high - s.low,
    `${f.MINUS}${number(s.value - s.low)} +${number(s.high - s.value)}`, at, none);
  show('result.strength_systematic', s.systematic, number(s.systematic), at, none);
  const { low, high, level } = c.model;
  show('result.strength_sequence', low === null ? null : high - low, `${number(low)} to ${number(high)} (${f.percent(level, 0)})`, at, noSequence(c.model));
  show('result.fitted_events', s.events, f.events(s.events, 3), at, none);
}
