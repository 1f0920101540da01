// "As table": the numbers of a plot for those who do not see it, at most 200 rows.

import { h } from './dom.js';
import { saveTable } from './csv.js';
import { UNKNOWN, significant } from './format.js';

const MOST_ROWS = 200;
const DIGITS = 5;

/** A value of a table as it is read. @param column {write} */
export function written(column, value) {
  if (value === null || value === undefined || Number.isNaN(value)) return UNKNOWN;
  if (column.write) return column.write(value);
  return typeof value === 'number' ? significant(value, DIGITS) : value;
}

/** Name of a column with its unit. */
export function heading({ name, unit }) {
  return unit ? `${name} [${unit}]` : name;
}

/**
 * Shows a table in a dialog.
 *
 * @param name of the file that is saved from it
 * @param table {title, columns: [{name, unit, about, write}], rows: [[value]]}
 */
export function showTable(name, table) {
  const { title, columns, rows } = table;
  const step = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  const kept = rows.filter((row, i) => i % step === 0 || i === rows.length - 1);
  const note = step > 1 ? `Every ${step}th of ${rows.length} rows; the file has all.` : `${rows.length} rows.`;
  const saved = h('button', { type: 'button', title: 'Save with all digits' }, '⤓\u2009CSV');
  const close = h('button', { type: 'button' }, 'Close');
  const dialog = h(
    'dialog',
    { 'aria-label': title },
    h('h2', {}, title),
    h('p', { class: 'reason' }, note),
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...columns.map((c) => h('th', { scope: 'col', title: c.about }, heading(c))))),
      h('tbody', {}, ...kept.map((row) => h('tr', {}, ...row.map((cell, i) => h('td', {}, written(columns[i], cell)))))),
    ),
    h('p', { class: 'closing' }, saved, ' ', close),
  );
  saved.addEventListener('click', () => saveTable(name, table));
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
