// Every value on a page: <data data-q="beam.power_watts" value="1402000" data-time="…Z"
// data-state="fresh">1.402 MW</data>. Ageing needs no message: a timer looks at the clock.

import { h, text, attribute } from './dom.js';
import { UNKNOWN, iso } from './format.js';
import * as clock from './clock.js';

/** After so many seconds a value is ageing, then stale. */
const LIMITS = {
  pulse: [1.5, 3],
  tally: [2, 5],
  waveform: [1, 3],
  slow: [10, 25],
};

/** How old a value counts: live by the data time, in a replay by its arrival, of an ended run never. */
let reckoning = 'live';

let connected = true;

/** Sets it for the whole page: 'live', 'replay' or 'ended', and whether the server is heard. */
export function reckon(how, heard) {
  reckoning = how;
  connected = heard;
}

/** An element for a value; empty until show() fills it. */
export function value(q, kind = 'tally') {
  return h('data', { 'data-q': q, 'data-kind': kind, 'data-state': 'nodata', value: '' }, UNKNOWN);
}

/**
 * Writes a value everywhere it stands.
 *
 * @param raw in base units; null when not known
 * @param written the text
 * @param timeMs time of the newest data inside it
 * @param reason why it is not known
 */
export function show(q, raw, written, timeMs, reason = 'not known') {
  const unknown = raw === null || raw === undefined;
  for (const element of document.querySelectorAll(`data[data-q="${CSS.escape(q)}"]`)) {
    text(element, unknown ? UNKNOWN : written);
    attribute(element, 'value', unknown ? '' : String(raw));
    attribute(element, 'data-time', iso(timeMs));
    element.timeMs = timeMs;
    element.arrivedMs = clock.now();
    element.unknown = unknown;
    attribute(element, 'title', unknown ? reason : `${q} · data of ${iso(timeMs)}`);
    attribute(element, 'data-state', stateOf(element));
  }
}

/** Says everywhere a value stands that it may not be shown. @param reason until when, by whom, by which rule */
export function blind(q, timeMs, reason) {
  for (const element of document.querySelectorAll(`data[data-q="${CSS.escape(q)}"]`)) {
    text(element, 'blinded');
    attribute(element, 'value', '');
    attribute(element, 'data-time', iso(timeMs));
    element.timeMs = timeMs;
    element.unknown = 'blinded';
    attribute(element, 'title', reason);
    attribute(element, 'data-state', 'blinded');
  }
}

/** State of anything with timeMs, arrivedMs and a kind; what may not be shown is 'blinded'. */
export function stateOf(element) {
  if (element.unknown === 'blinded') return 'blinded';
  if (element.unknown || element.timeMs === undefined) return 'nodata';
  if (!connected) return 'stale';
  if (reckoning === 'ended') return 'fresh';
  const [ageing, stale] = LIMITS[element.dataset.kind] ?? LIMITS.tally;
  const age = ageOf(element);
  return age > stale ? 'stale' : age > ageing ? 'ageing' : 'fresh';
}

/** Age in seconds. */
export function ageOf(element) {
  const since = reckoning === 'live' ? element.timeMs : element.arrivedMs;
  return (clock.now() - since) / 1000;
}

/** Ages all values and plots; called by a timer. */
export function ageAll() {
  for (const element of document.querySelectorAll('data[data-q], figure[data-chart]')) {
    attribute(element, 'data-state', stateOf(element));
  }
}
