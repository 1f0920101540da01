// Keyboard: ? for the list, g and a letter for a page, w for the wall scale.

import { h } from './dom.js';
import * as view from './view.js';

/** Listens to keys. @param pages [{path, key, title}] @param go opens a page by its path */
export function listen(pages, go) {
  let goes = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest('input, textarea, select, dialog')) return;
    const page = pages.find((p) => p.key === event.key);
    if (performance.now() - goes < 1500 && page) {
      goes = 0;
      go(page.path);
    } else if (event.key === 'g') {
      goes = performance.now();
    } else if (event.key === '?') {
      help(pages);
    } else if (event.key === 'w') {
      view.set('wall', view.get('wall') === '1' ? null : '1');
      location.reload();
    }
  });
}

/** The list of keys. */
export function help(pages) {
  const rows = [
    ...pages.map((p) => [['g', p.key], `page ${p.title}`]),
    [['←', '→'], 'in a plot that has the focus: its cursor, point by point; Home, End, Esc'],
    [['w'], 'wall scale on and off'],
    [['?'], 'this list'],
    [['Esc'], 'close'],
  ];
  const close = h('button', { type: 'button' }, 'Close');
  const dialog = h(
    'dialog',
    { 'aria-label': 'Keys' },
    h('h2', {}, 'Keys'),
    h('table', {}, h('tbody', {}, ...rows.map(([keys, what]) =>
      h('tr', {}, h('th', { scope: 'row' }, ...keys.flatMap((k) => [h('kbd', {}, k), ' '])), h('td', {}, what))))),
    h('p', { class: 'reason' }, 'A value in grey with a hatch is stale. A dash is a value that is not known; its title says why.'),
    h('p', { class: 'closing' }, close),
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
