// The ledger: for each source read = built + rejected + lost + pending, and what is missing.

import { h, text, attribute } from '../dom.js';
import { value, show } from '../values.js';
import * as f from '../format.js';

const SHAPES = {
  running: ['●', 'ok'],
  ready: ['○', 'quiet'],
  connecting: ['◔', 'info'],
  stalled: ['▲', 'minor'],
  disconnected: ['✕', 'silent'],
  error: ['◆', 'major'],
};
const COLUMNS = ['source', 'state', 'rate [1/s]', 'read', 'built', 'rejected', 'lost', 'pending', 'unknown', 'residual'];
const SHOWN_GAPS = 3;

export class LedgerPanel {
  #names = null;

  constructor() {
    this.body = h('tbody', {});
    this.gaps = h('ul', { class: 'gaps', 'aria-label': 'Newest holes in the data' });
    this.panel = h('section', { class: 'panel ledger-panel', 'aria-label': 'Ledger' },
      h('header', {}, h('h2', {}, 'Ledger'), h('span', { class: 'spacer' }), h('span', { class: 'reason' }, 'read = built + rejected + lost + pending, in units')),
      h('div', { class: 'scroll', tabindex: '0' },
        h('table', { class: 'ledger' },
          h('thead', {}, h('tr', {}, ...COLUMNS.map((c) => h('th', { scope: 'col' }, c)))), this.body)),
      this.gaps);
  }

  snapshot(snapshot) {
    const names = snapshot.sources.map((s) => s.name);
    if (this.#names !== names.join()) {
      this.#names = names.join();
      this.body.replaceChildren(...names.flatMap((name) => this.#rows(name)));
    }
    snapshot.sources.forEach((source, i) => this.#show(source, i, snapshot.timeNs / 1e6, snapshot.end !== null));
    this.#drawGaps(snapshot.gaps);
  }

  #rows(name) {
    const cell = (q) => h('td', {}, value(`${q}:${name}`));
    const about = h('small', {});
    const state = h('td', {}, h('span', { class: 'shape', 'aria-hidden': 'true' }), ' ', value(`source.state:${name}`));
    return [
      h('tr', {}, h('th', { scope: 'row' }, name, about), state,
        ...['source.rate', 'ledger.read', 'ledger.built', 'ledger.rejected', 'ledger.lost', 'ledger.pending', 'ledger.unknown', 'ledger.residual'].map(cell)),
      h('tr', { class: 'causes', hidden: '' }, h('td', { colspan: String(COLUMNS.length) })),
    ];
  }

  #show(source, index, at, ended) {
    const row = this.body.children[2 * index];
    const name = source.name;
    const rejected = total(source.rejected);
    const lost = total(source.lost);
    const residual = source.read - source.built - rejected - lost - source.pending;
    const about = row.querySelector('small');
    text(about, source.model || source.family);
    attribute(about, 'title', `${source.family} ${source.model}`);
    const shape = row.querySelector('.shape');
    const [symbol, level] = SHAPES[source.state] ?? ['?', 'silent'];
    text(shape, symbol);
    shape.dataset.level = ended ? 'quiet' : level;
    show(`source.state:${name}`, source.state, source.state, at);
    show(`source.rate:${name}`, source.ratePerS, f.rate(source.ratePerS), at, 'no interval yet');
    for (const [q, n] of Object.entries({ read: source.read, built: source.built, rejected, lost, pending: source.pending })) {
      show(`ledger.${q}:${name}`, n, f.fixed(n), at);
    }
    const holes = source.unknownLosses;
    show(`ledger.unknown:${name}`, holes, holes ? `${holes} · ${f.age(source.unknownLossNs / 1e9)}` : '0', at);
    show(`ledger.residual:${name}`, residual, residual === 0 ? '0 ✓' : `${f.fixed(residual)} ◆`, at);
    row.children[5].className = rejected ? 'deviates' : '';
    row.children[6].className = lost ? 'deviates' : '';
    row.children[8].className = holes ? 'deviates' : '';
    row.children[9].className = residual ? 'bad' : '';
    this.#drawCauses(this.body.children[2 * index + 1], source);
  }

  #drawCauses(row, source) {
    const words = [['rejected', source.rejected], ['lost', source.lost], ['frames refused', source.refused]]
      .map(([what, causes]) => [what, Object.entries(causes).filter(([, n]) => n > 0)])
      .filter(([, causes]) => causes.length)
      .map(([what, causes]) => `${what}: ${causes.map(([c, n]) => `${f.words(c)} ${f.fixed(n)}`).join(', ')}`);
    row.hidden = !words.length;
    text(row.firstChild, `▲ ${words.join(' · ')}`);
  }

  #drawGaps(gaps) {
    const newest = gaps.slice(-SHOWN_GAPS).reverse();
    const key = newest.map((g) => `${g.source}${g.firstNs}${g.units}`).join();
    if (this.gaps.dataset.key === key) return;
    this.gaps.dataset.key = key;
    this.gaps.replaceChildren(...newest.map((g) => {
      const size = g.units < 0 ? 'unknown number of units' : `${f.fixed(g.units)} ${g.units === 1 ? 'unit' : 'units'}`;
      const length = f.significant((g.lastNs - g.firstNs) / 1e6, 3);
      return h('li', {}, h('span', { class: 'shape', 'aria-hidden': 'true' }, '▲'),
        `${f.utc(g.firstNs / 1e6, 1)} ${g.source}: ${f.words(g.cause)}, ${size}, ${length}${f.THIN}ms`);
    }));
  }
}

function total(causes) {
  return Object.values(causes).reduce((a, b) => a + b, 0);
}
