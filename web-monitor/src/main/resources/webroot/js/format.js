// Numbers and times as they are written on every page. Unknown is null and is written as a dash.

export const THIN = '\u2009';
export const MINUS = '\u2212';
export const UNKNOWN = '\u2014';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const PREFIXES = [
  [1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k'], [1, ''], [1e-3, 'm'], [1e-6, 'µ'], [1e-9, 'n'], [1e-12, 'p'],
];

const known = (x) => typeof x === 'number' && Number.isFinite(x);

/** A number with so many digits after the point, a thin space every three digits before it. */
export function fixed(x, digits = 0) {
  if (!known(x)) return UNKNOWN;
  const [whole, part] = Math.abs(x).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
  const text = part === undefined ? grouped : `${grouped}.${part}`;
  return x < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** A number with so many significant digits. */
export function significant(x, digits = 4) {
  if (!known(x)) return UNKNOWN;
  if (x === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(Number(x.toPrecision(digits)))));
  return fixed(Number(x.toPrecision(digits)), Math.max(0, digits - 1 - exponent));
}

/** The same without zeros at the end. */
export function trimmed(x, digits = 4) {
  const text = significant(x, digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** 1402000, 'W' is 1.402 MW. */
export function si(x, unit, digits = 4) {
  if (!known(x)) return UNKNOWN;
  const rounded = Math.abs(Number(x.toPrecision(digits)));
  if (rounded === 0) return `0${THIN}${unit}`;
  const [factor, prefix] = PREFIXES.find(([f]) => rounded >= f * 0.999999999) ?? PREFIXES.at(-1);
  return `${significant(x / factor, digits)}${THIN}${prefix}${unit}`;
}

/** 7.01e19 is 7.01 × 10¹⁹; plain below a million. */
export function power10(x, digits = 3) {
  if (!known(x)) return UNKNOWN;
  return Math.abs(x) < 1e6 ? significant(x, digits) : exponential(x, digits);
}

/** 1.234e-6 is 1.234 × 10⁻⁶. */
export function exponential(x, digits = 4) {
  if (!known(x)) return UNKNOWN;
  const [mantissa, exponent] = x.toExponential(digits - 1).split('e');
  const raised = [...String(Number(exponent))].map((d) => (d === '-' ? '⁻' : SUPERSCRIPTS[d])).join('');
  return `${mantissa.replace('-', MINUS)} × 10${raised}`;
}

/** A number of events that may be far below one: 173.4, or 1.2 × 10⁻⁴. */
export function events(x, digits = 4) {
  if (!known(x) || x === 0 || Math.abs(x) >= 1e-3) return known(x) && Math.abs(x) >= 1e6 ? power10(x, digits) : trimmed(x, digits);
  return exponential(x, Math.min(digits, 2));
}

/** A value and its uncertainty, rounded to two digits of the uncertainty: 142 ± 31. */
export function measured(x, error) {
  if (!known(x)) return UNKNOWN;
  if (!known(error) || error <= 0) return `${events(x)} ± ${known(error) ? '0' : UNKNOWN}`;
  if (error < 1e-3) return `${events(x, 2)} ± ${events(error, 2)}`;
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Number(error.toPrecision(2)))));
  return `${fixed(x, digits)} ± ${fixed(error, digits)}`;
}

/** A rate with one digit more than is needed to see one percent. */
export const rate = (x) => significant(x, 4);

/** 0.9891 is 98.91 %. */
export function percent(x, digits = 2) {
  if (!known(x)) return UNKNOWN;
  if (x === 1) return `100${THIN}%`;
  // never 100.00 % of something that is not all of it
  const scale = 10 ** (digits + 2);
  const shown = x < 1 && Math.round(x * scale) === scale ? (scale - 1) / scale : x;
  return `${fixed(shown * 100, digits)}${THIN}%`;
}

/** Units as people write them. */
export function unit(name) {
  return { degC: '°C', degc: '°C', uA: 'µA' }[name] ?? name;
}

/** A word of a snapshot as people write it: channelOff is channel off. */
export const words = (word) => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

export function bytes(x) {
  return known(x) ? si(x, 'B', 3) : UNKNOWN;
}

/** 8024 s is 02:13:44, from a day on 3 d 04 h. */
export function duration(seconds) {
  if (!known(seconds)) return UNKNOWN;
  const s = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, '0');
  if (s >= 86400) return `${Math.floor(s / 86400)}${THIN}d ${two(Math.floor(s / 3600) % 24)}${THIN}h`;
  return `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

/** An age or lag: 0.4 s, 14 s, 00:02:05. */
export function age(seconds) {
  if (!known(seconds)) return UNKNOWN;
  const s = Math.max(0, seconds);
  if (s < 9.95) return `${fixed(s, 1)}${THIN}s`;
  return s < 100 ? `${fixed(s)}${THIN}s` : duration(s);
}

/** True for a time since the Unix epoch, false for one since a device's zero. */
export const isUnix = (ms) => known(ms) && ms > 1e11;

/** 12:04:31 UTC, with so many digits of the second. */
export function utc(ms, digits = 0) {
  if (!known(ms)) return UNKNOWN;
  if (!isUnix(ms)) return `${fixed(ms / 1000, 3)}${THIN}s`;
  const text = new Date(ms).toISOString();
  return digits ? text.slice(11, 20 + digits) : text.slice(11, 19);
}

/** 2026-11-20. */
export const date = (ms) => (isUnix(ms) ? new Date(ms).toISOString().slice(0, 10) : '');

/** For the attributes of values and plots. */
export const iso = (ms) => (isUnix(ms) ? new Date(ms).toISOString() : known(ms) ? `${ms / 1000} s` : '');
