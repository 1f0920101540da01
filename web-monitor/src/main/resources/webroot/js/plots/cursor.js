// The cursor of a plot: arrow keys, or the mouse, move it from point to point; its values are
// written beside it and spoken.

import { h, text } from '../dom.js';
import { heading, written } from '../table.js';

const LEAP = 10;
const SPOKEN_MS = 350;
const MOST_VALUES = 9;

export class Cursor {
  #describe;
  #pixelOf;
  #figure;
  #index = -1;
  #timer = 0;

  /**
   * @param figure that has the focus
   * @param holder of the drawing, in which the cursor moves
   * @param describe gives {columns, rows, at(row)}: where on the x axis a row lies
   * @param pixelOf pixel of a place on the x axis, null where it cannot be said
   */
  constructor(figure, holder, describe, pixelOf) {
    this.#figure = figure;
    this.#describe = describe;
    this.#pixelOf = pixelOf;
    this.line = h('div', { class: 'cursor-line', 'aria-hidden': 'true' });
    this.words = h('div', { class: 'cursor-words', 'aria-hidden': 'true' });
    this.spoken = h('div', { class: 'spoken', role: 'status' });
    this.parts = [this.line, this.words, this.spoken];
    this.hide();
    figure.addEventListener('keydown', (event) => this.#key(event));
    figure.addEventListener('blur', () => this.hide());
    holder.addEventListener('pointermove', (event) => this.#nearest(event.offsetX));
    holder.addEventListener('pointerleave', () => this.hide());
  }

  hide() {
    this.#index = -1;
    this.line.hidden = true;
    this.words.hidden = true;
    clearTimeout(this.#timer);
    text(this.spoken, '');
  }

  /** Follows the drawing, which has changed below it. */
  follow() {
    if (this.#index >= 0) this.#show(this.#described(), this.#index, false);
  }

  #described() {
    const { at, rows, columns } = this.#describe();
    return at ? { at, rows, columns } : { at, rows: [], columns };
  }

  #key(event) {
    if (event.target !== this.#figure || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') this.hide();
    const table = this.#described();
    const last = table.rows.length - 1;
    const next = {
      ArrowRight: this.#index + 1,
      ArrowLeft: this.#index < 0 ? last : this.#index - 1,
      PageDown: this.#index + LEAP,
      PageUp: this.#index - LEAP,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined || last < 0) return;
    event.preventDefault();
    this.#show(table, Math.min(Math.max(next, 0), last), true);
  }

  #nearest(pixel) {
    const table = this.#described();
    let best = -1;
    let least = Infinity;
    table.rows.forEach((row, i) => {
      const away = Math.abs((this.#pixelOf(table.at(row)) ?? Infinity) - pixel);
      if (away < least) [best, least] = [i, away];
    });
    if (best >= 0) this.#show(table, best, false);
  }

  #show({ columns, rows, at }, index, speak) {
    const row = rows[Math.min(index, rows.length - 1)];
    const x = row && this.#pixelOf(at(row));
    if (typeof x !== 'number' || !Number.isFinite(x)) {
      this.hide();
      return;
    }
    this.#index = Math.min(index, rows.length - 1);
    this.line.hidden = false;
    this.words.hidden = false;
    this.line.style.left = `${x}px`;
    const values = columns.slice(0, MOST_VALUES).map((c, i) => [heading(c), written(c, row[i])]);
    this.words.replaceChildren(...values.map(([name, value]) => h('div', {}, h('span', {}, name), h('b', {}, value))));
    const room = this.line.parentElement.clientWidth;
    this.words.classList.toggle('left', x > room / 2);
    this.words.style.left = x > room / 2 ? '' : `${x + 8}px`;
    this.words.style.right = x > room / 2 ? `${room - x + 8}px` : '';
    clearTimeout(this.#timer);
    if (speak) {
      this.#timer = setTimeout(() => text(this.spoken, values.map((v) => v.join(' ')).join(', ')), SPOKEN_MS);
    }
  }
}
