// How the comparison has grown with the good protons. The server keeps the curve of the run or
// campaign, so that it is whole however late the page was opened.

import { accounts } from '../origin.js';

const MOST = 1200;
const PROTONS = 'protons';

/** The points of what is shown: objects of numbers by their place in a snapshot. */
export class Curve {
  #of = null;
  #columns = null;
  points = [];

  /** Adds a snapshot; with the first one of a run comes what the server has kept of it. */
  async add(snapshot) {
    const { protons } = accounts(snapshot).exposure.good;
    const of = snapshot.campaign?.hash ?? snapshot.run;
    if (of !== this.#of || protons < protonsOf(this.points.at(-1))) {
      this.#of = of;
      this.#columns = null;
      this.points = [];
    }
    if (!this.#columns) await this.#fetch();
    if (!this.#columns || protons < protonsOf(this.points.at(-1))) return;
    if (protons === protonsOf(this.points.at(-1))) this.points.pop();
    this.points.push(Object.fromEntries(this.#columns.map((place) => [place, place === PROTONS ? protons : numberAt(snapshot, place)])));
    if (this.points.length > MOST) this.points = this.points.filter((p, i) => i % 2 === 0 || i === this.points.length - 1);
  }

  /** What the server has; while it does not answer there is no curve, and the next snapshot asks again. */
  async #fetch() {
    try {
      const answer = await fetch('api/history', { cache: 'no-store' });
      const { columns, points } = await answer.json();
      this.points = points.map((values) => Object.fromEntries(columns.map((place, i) => [place, values[i] ?? NaN])));
      this.#columns = columns;
    } catch {
      this.#columns = null;
    }
  }
}

/** Good protons of a point; less than any where there is none. */
export const protonsOf = (point) => point?.[PROTONS] ?? -1;

/** A number of a snapshot by its place, comparison.excess; NaN where it is not known. */
function numberAt(snapshot, place) {
  const value = place.split('.').reduce((part, key) => part?.[key], snapshot);
  return typeof value === 'number' ? value : NaN;
}

/** The points of a curve where it is known. @return [[protons, value]] */
export function known(points, place) {
  return points.map((p) => [protonsOf(p), p[place]]).filter(([, value]) => Number.isFinite(value));
}
