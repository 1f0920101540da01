// The pages there are. A page is a module with title and open(root) that returns
// {state(json), snapshot(json), close()}; a further one is a module and a line here.

import { h, svg } from './dom.js';

export const pages = [
  {
    path: 'overview',
    key: 'o',
    title: 'Overview',
    icon: 'M3 4h8v7H3zM13 4h8v4h-8zM13 10h8v10h-8zM3 13h8v7H3z',
    load: () => import('./pages/overview.js'),
  },
  {
    path: 'result',
    key: 'r',
    title: 'Result',
    icon: 'M3 20h18M5 17v-4M10 17V8M15 17v-7M20 17V4',
    load: () => import('./pages/result.js'),
  },
];

/** The page that the address names; the first where it names none. */
export function current() {
  const last = location.pathname.split('/').at(-1);
  return pages.find((page) => page.path === last) ?? pages[0];
}

/** Opens a page of this list. */
export function go(path) {
  if (current().path !== path) location.assign(path + location.search);
}

/** Fills the bar of pages. */
export function drawRail(rail) {
  rail.replaceChildren(
    ...pages.map((page) =>
      h(
        'a',
        { href: page.path + location.search, 'aria-current': page === current() ? 'page' : null, title: `${page.title}, keys g ${page.key}` },
        svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: page.icon })),
        h('span', {}, page.title),
      ),
    ),
  );
}
