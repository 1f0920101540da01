// What stands round every page: stripe, top bar, bars for trouble, footer, title, icon.

import { h, text, attribute } from './dom.js';
import { value, show } from './values.js';
import * as clock from './clock.js';
import * as f from './format.js';
import * as view from './view.js';
import * as origin from './origin.js';
import { help } from './keys.js';
import { pages } from './router.js';

const STALLED_S = 5;
const CLOCK_OFF_MS = 2000;

const STATES = {
  idle: ['○', 'quiet'],
  starting: ['◔', 'info'],
  running: ['●', 'ok'],
  paused: ['❚❚', 'minor'],
  stopping: ['◕', 'info'],
  ended: ['■', 'quiet'],
  error: ['◆', 'major'],
};

const SHORT = { simulated: 'SIM', replay: 'REPLAY', both: 'SIM REPLAY', unknown: 'UNKNOWN', live: 'LIVE' };
const ICONS = { simulated: 'simulated', replay: 'replay', both: 'simulated' };

export class Frame {
  #state = null;
  #snapshot = null;
  #lost = null;
  #bars = {};

  constructor() {
    this.#drawTop(document.getElementById('top'));
    this.#drawFoot(document.getElementById('foot'));
    const bars = document.getElementById('bars');
    for (const name of ['connection', 'data', 'note']) {
      this.#bars[name] = h('div', { class: 'bar', id: `bar-${name}`, role: 'status', hidden: '' }, h('span', {}));
      bars.append(this.#bars[name]);
    }
    this.retry = h('button', { type: 'button' }, 'retry now');
    this.#bars.connection.append(this.retry);
  }

  state(state) {
    if (this.#state && (this.#state.version !== state.version || this.#state.revision !== state.revision)) {
      location.reload();
    }
    this.#state = state;
    this.#draw();
    const now = state.serverTimeMs;
    show('web.version', state.version, state.version, now);
    show('web.clients', state.clients, `${state.clients} ${state.clients === 1 ? 'viewer' : 'viewers'}`, now);
    show('jvm.heap_used_bytes', state.heapUsedBytes, `${f.bytes(state.heapUsedBytes)} of ${f.bytes(state.heapMaxBytes)}`, now);
    show('run.config_hash', state.configHash, state.configHash.slice(0, 12), now);
  }

  snapshot(snapshot) {
    this.#snapshot = snapshot;
    this.#draw();
  }

  unreadable(topic) {
    this.#bar('note', 'minor', `Cannot read a ${topic} message from the server; what stands here is older.`);
  }

  /** How the page counts ages. */
  get reckoning() {
    if (this.#snapshot?.end) return 'ended';
    return origin.replayed() ? 'replay' : 'live';
  }

  /** Once in a quarter of a second. */
  tick(stream) {
    const now = clock.now();
    text(this.clock, `${f.utc(now)} UTC`);
    const off = Math.abs(clock.offset()) > CLOCK_OFF_MS ? ` · ▲ clock of this browser ${f.age(Math.abs(clock.offset()) / 1000)} off` : '';
    text(this.local, `${f.date(now)} · local ${new Date(now).toTimeString().slice(0, 5)}${off}`);
    this.#drawAge(now);
    this.#drawConnection(stream);
    this.#drawStalled(now);
    attribute(document.getElementById('favicon'), 'href', `icons/${this.#lost ? 'lost' : ICONS[origin.mode()] ?? 'live'}.svg`);
    document.title = this.#title();
  }

  #word() {
    if (this.#snapshot?.end && this.#state?.runState !== 'error') return 'ended';
    return this.#state?.runState ?? 'unknown';
  }

  #title() {
    const mode = origin.mode();
    const prefix = mode === 'live' || mode === 'waiting' ? '' : `${origin.STRIPES[mode][0]} · `;
    const run = this.#snapshot ? ` run ${this.#snapshot.run}` : '';
    return `${this.#lost ? '✕ ' : ''}${prefix}${this.#state?.detector ?? 'Sevens'} ${this.#word().toUpperCase()}${run}`;
  }

  #draw() {
    const { runState, reason, detector, speed } = this.#state ?? {};
    const snapshot = this.#snapshot;
    const mode = origin.mode();
    attribute(document.documentElement, 'data-mode', mode);
    this.#drawStripe(mode);

    const word = this.#word();
    const [shape, level] = STATES[word] ?? ['?', 'silent'];
    text(this.detector, snapshot?.detector ?? detector ?? '');
    text(this.shape, shape);
    attribute(this.shape, 'data-level', level);
    show('run.state', word, word.toUpperCase(), this.#state?.serverTimeMs ?? clock.now());
    text(this.reason, snapshot?.end && runState !== 'error' ? f.words(snapshot.end) : reason ?? '');

    const at = snapshot ? snapshot.timeNs / 1e6 : undefined;
    show('run.number', snapshot?.run, String(snapshot?.run), at, 'no run yet');
    const kind = snapshot ? f.words(snapshot.type) : '';
    text(this.type, snapshot ? `${kind} · subrun ${snapshot.subrun}` : 'no snapshot yet');
    const pace = origin.replayed() && speed !== undefined ? ` ${speed === 'max' ? 'max speed' : `×${speed}`}` : '';
    text(this.mode, (SHORT[mode] ?? '') + (mode === 'waiting' ? '' : pace));
  }

  #drawStripe(mode) {
    const stripe = document.getElementById('stripe');
    const entry = origin.STRIPES[mode];
    stripe.hidden = !entry;
    if (!entry) return;
    const factor = this.#snapshot?.timeLapse ?? 1;
    const imported = this.#snapshot?.mode === 'import' ? 'recorded by another program' : entry[1];
    const words = factor === 1 ? imported : `· time-lapse × ${f.fixed(factor)} · ${imported}`;
    if (stripe.dataset.words === entry[0] + words) return;
    stripe.dataset.words = entry[0] + words;
    stripe.setAttribute('aria-label', `${entry[0]}: ${words}`);
    const copies = innerWidth < 700 ? 1 : innerWidth < 1400 || view.get('wall') === '1' ? 2 : 3;
    stripe.replaceChildren(
      ...Array.from({ length: copies }, (_, i) =>
        h('span', { 'aria-hidden': i ? 'true' : null }, h('strong', {}, entry[0]), ` ${words}`)),
    );
  }

  #drawAge(now) {
    const snapshot = this.#snapshot;
    if (!snapshot) return;
    const data = snapshot.timeNs / 1e6;
    const start = snapshot.startNs / 1e6;
    const live = this.reckoning === 'live';
    text(this.ageLabel, live ? 'data age' : 'data time');
    if (live) {
      const age = (now - data) / 1000;
      show('data.age_seconds', age, f.age(age), data);
    } else {
      show('data.age_seconds', data / 1000, f.isUnix(data) ? `${f.date(data)} ${f.utc(data)}` : f.utc(data), data);
    }
    const elapsed = f.isUnix(data) && data >= start ? ((live ? now : data) - start) / 1000 : null;
    show('run.elapsed_seconds', elapsed, f.duration(elapsed), data, 'the start of this run and its data are by different clocks');
  }

  #drawConnection(stream) {
    const status = stream.status;
    const root = document.documentElement;
    attribute(root, 'data-connection', status);
    this.retry.onclick = () => stream.connect();
    if (status === 'lost') {
      this.#lost ??= performance.now() - stream.silentS * 1000;
      const seen = this.#snapshot ? ` · everything below is from ${f.utc(this.#snapshot.timeNs / 1e6)}` : '';
      const next = stream.retryS ? ` · next try in ${Math.ceil(stream.retryS)} s` : ' · trying';
      const since = f.duration((performance.now() - this.#lost) / 1000).slice(3);
      this.#bar('connection', 'major', `✕ NO CONNECTION ${since}${seen}${next}`);
    } else if (status === 'crowded') {
      this.#bar('connection', 'minor', '▲ No answer for 5 s. Too many tabs? A browser opens six connections to a server: close other tabs of this page.');
    } else {
      if (this.#lost) {
        const hole = f.duration((performance.now() - this.#lost) / 1000);
        this.#lost = null;
        this.#bar('note', 'info', `Connected again after ${hole}. The data were recorded meanwhile; curves of this page have a gap.`);
        setTimeout(() => this.#bar('note', 'info', null), 15000);
      }
      this.#bar('connection', 'info', null);
    }
  }

  #drawStalled(now) {
    const snapshot = this.#snapshot;
    const running = this.#word() === 'running' && this.reckoning === 'live' && !this.#lost;
    const age = snapshot ? (now - snapshot.timeNs / 1e6) / 1000 : 0;
    this.#bar('data', 'minor', running && age > STALLED_S
      ? `▲ DATA STALLED ${f.age(age)} · newest data from ${f.utc(snapshot.timeNs / 1e6)} · the connection is good`
      : null);
  }

  #bar(name, level, words) {
    const bar = this.#bars[name];
    bar.hidden = words === null;
    attribute(bar, 'data-level', level);
    if (words !== null) text(bar.firstChild, words);
  }

  #drawTop(top) {
    this.detector = h('span', { class: 'detector' }, 'Sevens');
    this.shape = h('span', { class: 'shape', 'aria-hidden': 'true' }, '○');
    this.reason = h('small', {});
    this.type = h('small', {});
    this.mode = h('span', {});
    this.ageLabel = h('small', {}, 'data age');
    this.clock = h('span', {}, '');
    this.local = h('small', { class: 'wide local' });
    top.append(
      this.detector,
      h('div', { class: 'state', role: 'status' }, this.shape, value('run.state'), ' ', this.reason),
      h('div', { class: 'two' }, h('span', {}, 'run ', value('run.number')), this.type),
      h('div', { class: 'two narrow-off' }, value('run.elapsed_seconds'), h('small', {}, 'elapsed')),
      h('div', { class: 'mode narrow-off' }, this.mode),
      h('div', { class: 'two' }, value('data.age_seconds'), this.ageLabel),
      h('div', { class: 'spacer' }),
      h('div', { class: 'two clock narrow-off' }, this.clock, this.local),
    );
  }

  #drawFoot(foot) {
    const light = document.documentElement.dataset.theme === 'light';
    const theme = h('button', { type: 'button' }, light ? 'dark' : 'light');
    theme.addEventListener('click', () => {
      view.set('theme', light ? null : 'light');
      location.reload();
    });
    const keys = h('button', { type: 'button' }, 'keys ?');
    keys.addEventListener('click', () => help(pages));
    foot.append(
      h('span', {}, 'Sevens ', value('web.version')),
      h('span', {}, 'configuration ', value('run.config_hash')),
      h('span', {}, 'heap ', value('jvm.heap_used_bytes')),
      value('web.clients'),
      h('span', { class: 'spacer' }),
      h('a', { href: 'api/snapshot' }, 'JSON'),
      h('a', { href: 'metrics' }, 'metrics'),
      theme,
      keys,
    );
  }
}
