// The frame of a plot: title, controls, legend, the drawing or the reason why there is none, and
// what it covers.

import { h, text, attribute } from '../dom.js';
import { stateOf, ageOf } from '../values.js';
import { showTable } from '../table.js';
import { saveTable } from '../csv.js';
import { Cursor } from './cursor.js';
import { savePicture } from './picture.js';
import * as f from '../format.js';

export class Plot {
  #echarts = null;
  #chart = null;
  #option = null;
  #shape = '';
  #holder = h('div', { class: 'chart', 'aria-hidden': 'true' });

  /**
   * @param name for data-chart and files; title; kind of ageing
   * @param describe gives {columns: [{name, unit, about, write}], rows, at(row)} for table, file and
   *     cursor; at is where on the x axis a row lies
   */
  constructor({ name, title, kind = 'tally', describe, classes = '' }) {
    this.title = h('h2', {}, title);
    this.keys = h('div', { class: 'keys' });
    this.controls = h('div', { class: 'controls' });
    this.empty = h('div', { class: 'empty' }, 'no data yet');
    this.note = h('span', {});
    this.covers = h('span', { class: 'covers' });
    const files = h('span', { class: 'files' },
      button('as table', 'The numbers of this plot', () => showTable(name, this.#table(describe))),
      button('⤓\u2009CSV', 'Save the numbers of this plot with all their digits', () => saveTable(name, this.#table(describe))),
      button('⤓\u2009PNG', 'Save this plot as a picture', () => this.#save(name)),
    );
    this.figure = h(
      'figure',
      { class: `panel plot ${classes}`, 'data-chart': name, 'data-kind': kind, 'data-state': 'nodata', tabindex: '0' },
      h('header', {}, this.title, this.keys, h('span', { class: 'spacer' }), this.controls),
      h('div', { class: 'canvas' }, this.#holder, this.empty),
      h('figcaption', {}, this.note, this.covers, files),
    );
    this.figure.unknown = 'nodata';
    this.cursor = new Cursor(this.figure, this.#holder, describe, (x) => this.#pixelOf(x));
    this.#holder.after(...this.cursor.parts);
    new ResizeObserver(() => this.#chart?.resize()).observe(this.#holder);
    this.ageing = setInterval(() => this.#drawCovers(), 500);
  }

  /** Gives it the library; what was to be drawn is drawn now. */
  use(echarts) {
    this.#echarts = echarts;
    if (this.#option) this.draw(this.#option, this.#shape);
  }

  /**
   * Draws, or changes what is drawn.
   *
   * @param option of ECharts, merged by id
   * @param shape of the option: another one begins the plot anew
   */
  draw(option, shape = '') {
    this.#option = option;
    this.empty.hidden = true;
    if (this.#echarts) {
      this.#chart ??= this.#echarts.init(this.#holder, null, { renderer: 'canvas' });
      const anew = this.#shape !== shape;
      this.#chart.setOption({ animation: false, aria: { enabled: false }, ...option }, { notMerge: anew, lazyUpdate: !anew });
    }
    this.#shape = shape;
    this.cursor.follow();
  }

  /** Says in the frame why nothing is drawn. @param state 'nodata', or 'blinded' where it may not be shown */
  blank(reason, state = 'nodata') {
    this.#option = null;
    this.#chart?.clear();
    this.#shape = '';
    this.empty.hidden = false;
    text(this.empty, reason);
    this.cursor.hide();
    this.legend([]);
    text(this.note, '');
    this.figure.unknown = state;
    text(this.covers, '');
    attribute(this.figure, 'data-state', state);
  }

  /** Time of the newest data in the plot [ms], and a sentence for those who do not see it. */
  upTo(timeMs, arrivedMs, sentence) {
    this.figure.timeMs = timeMs;
    this.figure.arrivedMs = arrivedMs;
    this.figure.unknown = false;
    attribute(this.figure, 'data-covers-to', f.iso(timeMs));
    attribute(this.figure, 'data-state', stateOf(this.figure));
    attribute(this.figure, 'aria-label', `${this.title.textContent}. ${sentence}`);
    this.#drawCovers();
  }

  /** Legend. @param keys [[series, dash, words]] */
  legend(keys) {
    const words = keys.map((k) => k.join()).join('|');
    if (this.keys.dataset.words === words) return;
    this.keys.dataset.words = words;
    this.keys.replaceChildren(
      ...keys.map(([series, dash, name]) =>
        h('span', { class: 'key' }, h('i', { 'data-series': series, 'data-dash': dash }), name)),
    );
  }

  /** Width of the drawing [px]. */
  get width() {
    return this.#holder.clientWidth;
  }

  close() {
    clearInterval(this.ageing);
    this.#chart?.dispose();
  }

  #table(describe) {
    return { title: this.title.textContent, ...describe() };
  }

  #save(name) {
    if (!this.#chart || !this.#option) return;
    savePicture(this.#chart, {
      name,
      title: this.title.textContent,
      keys: [...this.keys.children].map((key) => key.textContent),
      note: this.note.textContent,
    });
  }

  #pixelOf(x) {
    return this.#chart && this.#option ? this.#chart.convertToPixel({ xAxisIndex: 0 }, x) : null;
  }

  #drawCovers() {
    const figure = this.figure;
    if (figure.unknown) return;
    const state = stateOf(figure);
    const age = ageOf(figure);
    const late = state === 'stale' ? ` · STALE ${f.age(age)}` : state === 'ageing' ? ` · age ${f.age(age)}` : '';
    text(this.covers, `to ${f.utc(figure.timeMs, 1)}${late}`);
  }
}

function button(words, title, act) {
  const made = h('button', { type: 'button', title }, words);
  made.addEventListener('click', act);
  return made;
}
