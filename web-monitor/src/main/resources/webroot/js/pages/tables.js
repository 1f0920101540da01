// Tables of the result page that open on a click: the cut flow and the systematics.

import { h, text } from '../dom.js';
import { value, show, blind } from '../values.js';
import { isBlind, words } from '../blinding.js';
import { saveTable } from '../csv.js';
import { heading, written } from '../table.js';
import * as f from '../format.js';

/** A panel with a line, and a table below it that opens. */
class Expandable {
  #keys = '';
  #table = { title: '', columns: [], rows: [] };

  constructor(title, name, ...line) {
    this.title = title;
    this.body = h('tbody', {});
    this.head = h('tr', {});
    const saved = h('button', { type: 'button', title: 'Save with all digits' }, '⤓\u2009CSV');
    saved.addEventListener('click', () => saveTable(name, this.#table));
    this.panel = h('details', { class: 'panel check', 'data-table': name },
      h('summary', {}, h('h2', {}, title), h('div', { class: 'line' }, ...line)),
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title },
        h('table', { class: 'ledger' }, h('thead', {}, this.head), this.body)),
      h('div', { class: 'closing' }, saved));
    this.panel.addEventListener('toggle', () => {
      if (this.panel.open) this.panel.scrollIntoView({ block: 'nearest' });
    });
  }

  /**
   * Fills the table.
   *
   * @param columns [{name, unit, about, write}], the first for the name of the row
   * @param rows [[name, value]]
   * @param q name of the value in a row and a column
   */
  fill(columns, rows, q, at) {
    this.#table = { title: this.title, columns, rows };
    const keys = [...columns.map((c) => c.name), ...rows.map(([name]) => name)].join();
    if (this.#keys !== keys) {
      this.#keys = keys;
      this.head.replaceChildren(...columns.map((c) => h('th', { scope: 'col', title: c.about }, heading(c))));
      this.body.replaceChildren(...rows.map(([name]) => h('tr', {},
        h('th', { scope: 'row' }, name), ...columns.slice(1).map((c) => h('td', {}, value(q(name, c.name)))))));
    }
    for (const [name, ...values] of rows) {
      columns.slice(1).forEach((c, i) => show(q(name, c.name), values[i], written(c, values[i]), at));
    }
  }
}

const WINDOWS = [['coincidence', 'C'], ['anticoincidence', 'AC']];

export class CutFlow extends Expandable {
  constructor() {
    super('Cut flow', 'cut-flow', ...WINDOWS.map(([window, short]) =>
      h('span', {}, `${short} `, value(`cutflow.events:${window}`), ' → ', value(`cutflow.selected:${window}`))));
  }

  show(snapshot) {
    const at = snapshot.timeNs / 1e6;
    const flows = WINDOWS
      .map(([window, short]) => ({ short, ...snapshot.cutFlow.find((flow) => flow.window === window) }))
      .filter((flow) => flow.rejected);
    const columns = [
      { name: 'cut', about: 'an event counts at the first cut that it fails' },
      ...flows.flatMap(({ short, window }) => [
        { name: `${short} rejected`, unit: 'events', about: `of the ${window} window, settled or not`, write: f.fixed },
        { name: `${short} left`, unit: 'events', about: 'after this cut', write: f.fixed },
      ]),
    ];
    const left = flows.map((flow) => flow.events);
    const rows = [['all events', ...flows.flatMap((flow) => [null, flow.events])]];
    for (const cut of new Set(flows.flatMap((flow) => Object.keys(flow.rejected)))) {
      rows.push([cut, ...flows.flatMap((flow, i) => {
        if (left[i] !== null) left[i] -= flow.rejected[cut];
        return [flow.rejected[cut] ?? null, left[i]];
      })]);
    }
    for (const flow of flows) {
      show(`cutflow.events:${flow.window}`, flow.events, f.fixed(flow.events), at);
      show(`cutflow.selected:${flow.window}`, flow.selected, f.fixed(flow.selected), at);
    }
    const name = (cut, column) => `cutflow.${column.replace(' ', '_').toLowerCase()}:${cut}`;
    this.fill(columns, rows, name, at);
    if (!isBlind(snapshot)) return;
    const reason = words(snapshot.blinding);
    for (const { window, short, rejected } of flows.filter((flow) => flow.events === null)) {
      [`cutflow.events:${window}`, `cutflow.selected:${window}`].forEach((q) => blind(q, at, reason));
      for (const [cut] of rows) {
        blind(name(cut, `${short} left`), at, reason);
        if (cut !== 'all events' && !(cut in rejected)) blind(name(cut, `${short} rejected`), at, reason);
      }
    }
  }
}

export class SystematicsTable extends Expandable {
  constructor() {
    const largest = h('span', {});
    super('Systematics', 'systematics', h('span', {}, 'together ', value('expected_signal_uncertainty_events')), largest);
    this.largest = largest;
  }

  show(snapshot) {
    const { uncertainties, predicted, uncertainty, components } = snapshot.comparison;
    const at = snapshot.timeNs / 1e6;
    const share = (part, of) => (of > 0 ? part / of : null);
    const percent = (x) => `${f.trimmed(x * 100, 3)}${f.THIN}%`;
    const columns = [
      { name: 'source', about: 'taken as independent' },
      { name: 'uncertainty', unit: 'events', about: 'one standard deviation', write: (x) => f.events(x, 3) },
      { name: 'share', about: 'of the events it belongs to', write: percent },
    ];
    const sources = Object.entries(uncertainties).map(([source, events]) => [`CEvNS: ${source.replaceAll('_', ' ')}`, events, share(events, predicted)]);
    const rows = [
      ...sources,
      ['CEvNS: together', uncertainty, share(uncertainty, predicted)],
      ...components.slice(1).map((c) => [`${c.name} (beam background)`, c.error, share(c.error, c.events)]),
    ];
    const together = share(uncertainty, predicted);
    show('expected_signal_uncertainty_events', uncertainty, `${f.events(uncertainty, 2)}${together === null ? '' : ` (${percent(together)})`}`, at);
    const most = sources.reduce((a, b) => (b[1] > a[1] ? b : a), ['', -1]);
    text(this.largest, most[1] > 0 ? `most: ${most[0].slice(7)}` : '');
    const key = (source) => source.replace('CEvNS: ', '').replaceAll(' ', '_');
    this.fill(columns, rows, (source, column) => `result.${column}:${key(source)}`, at);
  }
}
