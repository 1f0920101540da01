// Slow control: the latest value of each channel, in one line; hidden when there is none.

import { h } from '../dom.js';
import { value, show } from '../values.js';
import * as f from '../format.js';

/** A vacuum is a small number, and bits of a status are whole ones. */
function written({ value: x, unit }) {
  if (Number.isInteger(x) && !unit) return f.fixed(x);
  return x && Math.abs(x) < 1e-3 ? f.exponential(x) : f.significant(x, 5);
}

export class Readings {
  #names = '';

  constructor() {
    this.panel = h('section', { class: 'panel readings', 'aria-label': 'Slow control', hidden: '' });
  }

  snapshot({ readings }) {
    const names = readings.map((r) => `${r.source}/${r.name}`);
    if (this.#names !== names.join()) {
      this.#names = names.join();
      this.panel.hidden = !names.length;
      this.panel.replaceChildren(h('h2', {}, 'Slow control'),
        ...readings.map((r) => h('span', { class: 'line' }, `${r.name} `, value(`reading:${r.source}/${r.name}`, 'slow'))));
    }
    for (const r of readings) {
      const flag = r.quality === 'good' ? '' : ` ▲ ${r.quality}`;
      show(`reading:${r.source}/${r.name}`, r.value, `${written(r)}${f.THIN}${f.unit(r.unit)}${flag}`, r.timeNs / 1e6, r.quality);
    }
  }
}
