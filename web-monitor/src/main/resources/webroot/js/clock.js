// The server's clock, learnt from its heartbeats. Ages on the page are by this clock, so that a
// wrong clock of the browser makes nothing look fresh or old.

const KEPT = 30;
const offsets = [];

/** Takes a heartbeat. Of the last ones the one that travelled least is the most right. */
export function heard(serverTimeMs) {
  offsets.push(serverTimeMs - Date.now());
  if (offsets.length > KEPT) offsets.shift();
}

/** Server time now [ms since the Unix epoch]; that of the browser before the first heartbeat. */
export function now() {
  return Date.now() + offset();
}

/** Server clock minus browser clock [ms]. */
export function offset() {
  return offsets.length ? Math.max(...offsets) : 0;
}
