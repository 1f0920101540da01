// What the result is of, at the foot of its page: runs, prediction, configuration, program; and all
// its numbers as a file.

import { h, text } from '../dom.js';
import { saveTable } from '../csv.js';
import * as origin from '../origin.js';

export class Provenance {
  #snapshot = null;

  constructor() {
    this.runs = h('span', { 'data-of': 'runs' });
    this.prediction = h('span', { 'data-of': 'prediction' });
    this.rest = h('span', { 'data-of': 'code' });
    const saved = h('button', { type: 'button', title: 'Save every number of the result with all its digits' }, '⤓\u2009CSV');
    saved.addEventListener('click', () => {
      if (this.#snapshot) saveTable('result', numbers(this.#snapshot));
    });
    this.panel = h('section', { class: 'panel provenance', 'aria-label': 'Where the result comes from' },
      this.runs, this.prediction, this.rest, h('span', { class: 'spacer' }), saved);
  }

  state(state) {
    text(this.prediction, `prediction ${state.prediction ?? 'none'}`);
  }

  /** Shows a snapshot that has a comparison. */
  show(snapshot) {
    this.#snapshot = snapshot;
    text(this.runs, origin.runs(snapshot));
    text(this.rest, `config ${snapshot.configHash.slice(0, 12)} · code ${origin.code()}`);
  }
}

/** Every number of the comparison but its arrays and the state of its tests, by its place in a snapshot. */
function numbers(snapshot) {
  const rows = [];
  const walk = (place, value) => {
    if (Array.isArray(value)) {
      if (value.some((part) => typeof part === 'object')) value.forEach((part, i) => walk(`${place}.${part?.name ?? i}`, part));
    } else if (value !== null && typeof value === 'object') {
      Object.entries(value)
        .filter(([key]) => key !== 'state')
        .forEach(([key, part]) => walk(place ? `${place}.${key}` : key, part));
    } else if (typeof value !== 'string') {
      rows.push([place, value]);
    }
  };
  walk('exposure', origin.accounts(snapshot).exposure);
  walk('', snapshot.comparison);
  return {
    title: 'Result',
    columns: [{ name: 'quantity', about: 'as the snapshot names it' }, { name: 'value', about: 'events, standard deviations or shares; protons, J and ns in the exposure' }],
    rows,
  };
}
