// "As table": the numbers of a plot for those who do not see it, at most 200 rows.

import { h } from './dom.js';

const MOST_ROWS = 200;

/** Shows a dialog. @param table {title, columns: [text], rows: [[text]]} */
export function showTable({ title, columns, rows }) {
  const step = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  const kept = rows.filter((row, i) => i % step === 0);
  const note = step > 1 ? `Every ${step}th of ${rows.length} rows.` : `${rows.length} rows.`;
  const close = h('button', { type: 'button' }, 'Close');
  const dialog = h(
    'dialog',
    { 'aria-label': title },
    h('h2', {}, title),
    h('p', { class: 'reason' }, note),
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...columns.map((c) => h('th', { scope: 'col' }, c)))),
      h('tbody', {}, ...kept.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell))))),
    ),
    h('p', { class: 'closing' }, close),
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
