// One event stream for the whole tab. Reconnects with growing pauses; says when it is lost.

import * as clock from './clock.js';

const PAUSES_S = [1, 2, 4, 8, 15];
const SILENCE_MS = 3000;
const FIRST_MS = 5000;

export class Stream {
  #on;
  #source = null;
  #heard = 0;
  #opened = 0;
  #last = null;
  #tries = 0;
  #retryAt = 0;
  #broken = false;

  /** @param on handlers: state(json), snapshot(json), unreadable(topic) */
  constructor(on) {
    this.#on = on;
    this.connect();
    setInterval(() => this.#watch(), 250);
  }

  /** 'waiting' for the first message, 'crowded' when it does not come, 'live', or 'lost'. */
  get status() {
    if (this.#broken) return 'lost';
    if (this.#heard) return performance.now() - this.#heard > SILENCE_MS ? 'lost' : 'live';
    return performance.now() - this.#opened > FIRST_MS ? 'crowded' : 'waiting';
  }

  /** Seconds since the last message. */
  get silentS() {
    return this.#heard ? (performance.now() - this.#heard) / 1000 : 0;
  }

  /** Seconds to the next try; 0 while one is under way. */
  get retryS() {
    return this.#retryAt ? Math.max(0, (this.#retryAt - performance.now()) / 1000) : 0;
  }

  /** Tries now. */
  connect() {
    this.#source?.close();
    this.#retryAt = 0;
    this.#opened = performance.now();
    const last = this.#last ? `&last=${encodeURIComponent(this.#last)}` : '';
    const source = new EventSource(`api/stream?topics=state,snapshot,heartbeat${last}`);
    this.#source = source;
    source.addEventListener('heartbeat', (e) => this.#take('heartbeat', e, (m) => clock.heard(m.serverTimeMs)));
    source.addEventListener('state', (e) => this.#take('state', e, this.#on.state));
    source.addEventListener('snapshot', (e) => {
      this.#last = e.lastEventId;
      this.#take('snapshot', e, this.#on.snapshot);
    });
    source.addEventListener('error', () => this.#later());
  }

  #take(topic, event, use) {
    this.#heard = performance.now();
    this.#tries = 0;
    this.#broken = false;
    let message;
    try {
      message = JSON.parse(event.data);
    } catch {
      this.#on.unreadable(topic);
      return;
    }
    use(message);
  }

  #watch() {
    const begun = Math.max(this.#heard, this.#opened);
    if (!this.#retryAt && this.#heard && performance.now() - begun > SILENCE_MS) this.#later();
    if (this.#retryAt && performance.now() >= this.#retryAt) this.connect();
  }

  #later() {
    this.#source.close();
    this.#broken = true;
    const pause = PAUSES_S[Math.min(this.#tries, PAUSES_S.length - 1)];
    this.#tries += 1;
    this.#retryAt = performance.now() + pause * 1000;
  }
}
