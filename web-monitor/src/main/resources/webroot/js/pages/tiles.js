// The tiles at the head of the overview: beam, exposure, counts, data.

import { h, text, attribute } from '../dom.js';
import { value, show, blind } from '../values.js';
import { isBlind, told as toldOf, words } from '../blinding.js';
import { showExcess, sigma } from './numbers.js';
import * as f from '../format.js';

const JOULES_PER_WATT_HOUR = 3600;
const NO_BEAM = 'This configuration has no beam timing.';
const NO_CHARGE = 'no charge has come from the accelerator yet';

/** A panel with a title, and a badge for its state. */
class Tile {
  hasBeam = true;

  constructor(title, ...content) {
    this.badge = h('span', {});
    this.content = h('div', {}, ...content);
    this.panel = h('section', { class: 'panel tile', 'aria-label': title },
      h('header', {}, h('h2', {}, title), h('span', { class: 'spacer' }), this.badge), this.content);
  }

  state(state) {
    this.hasBeam = state.hasBeam;
  }

  /** Says why this tile has nothing to show. */
  explain(reason) {
    if (this.reason === reason) return;
    this.reason = reason;
    this.content.replaceChildren(h('p', { class: 'reason' }, reason));
  }
}

export class BeamTile extends Tile {
  constructor() {
    super('Beam',
      h('div', { class: 'number' }, value('beam.power_watts', 'pulse')),
      h('div', { class: 'line' },
        value('beam.mark_rate_hertz'),
        h('span', {}, 'last ', value('beam.pulse_charge_coulombs', 'pulse')),
        h('span', { class: 'detail' }, 'match ', value('beam.match_confidence'))),
      h('div', { class: 'line detail' },
        h('span', {}, 'marks ', value('beam.marks')),
        h('span', {}, 'inserted ', value('beam.marks_inserted')),
        h('span', {}, 'pulses ', value('beam.pulse_classes'))));
    this.shape = h('span', { class: 'shape', 'aria-hidden': 'true' });
    this.badge.append(this.shape, ' ', value('beam.state', 'pulse'));
  }

  snapshot(snapshot) {
    const b = snapshot.beam;
    if (!this.hasBeam && b.marks === 0) {
      this.explain(NO_BEAM);
      return;
    }
    const at = snapshot.timeNs / 1e6;
    const pulseAt = b.lastPulseNs ? b.lastPulseNs / 1e6 : at;
    show('beam.power_watts', b.powerW, f.si(b.powerW, 'W'), pulseAt, NO_CHARGE);
    show('beam.mark_rate_hertz', b.rateHz, `${f.fixed(b.rateHz, 2)}${f.THIN}Hz`, at, 'no beam mark yet');
    show('beam.pulse_charge_coulombs', b.lastPulseNs ? b.lastChargeC : null, f.si(b.lastChargeC, 'C'), pulseAt, NO_CHARGE);
    show('beam.match_confidence', b.lastPulseNs ? b.confidence : null, `${b.confidence} of 3`, at, NO_CHARGE);
    show('beam.marks', b.marks, f.fixed(b.marks), at);
    show('beam.marks_inserted', b.inserted, f.fixed(b.inserted), at);
    const classes = Object.entries(b.pulses).filter(([, n]) => n > 0);
    show('beam.pulse_classes', classes.length ? classes.length : null,
      classes.map(([k, n]) => `${k} ${f.fixed(n)}`).join(', '), at, 'no pulse has settled yet');
    const [shape, level, word] = beamWord(b);
    show('beam.state', word, word, pulseAt);
    text(this.shape, shape);
    attribute(this.shape, 'data-level', level);
  }
}

function beamWord(b) {
  if (b.powerW === null) return ['?', 'silent', b.marks ? 'unknown' : 'no marks yet'];
  return b.powerW > 0 ? ['●', 'ok', 'on'] : ['○', 'quiet', 'off'];
}

export class ExposureTile extends Tile {
  constructor() {
    const row = (name) => h('tr', {}, h('th', { scope: 'row' }, name),
      h('td', {}, value(`beam.${name}_protons`)),
      h('td', {}, value(`beam.${name}_energy_watt_hours`)),
      h('td', {}, value(`beam.${name}_ratio`)));
    super('Exposure',
      h('table', { class: 'accounts' },
        h('thead', {}, h('tr', {}, ...['', 'POT', 'energy', 'share'].map((c) => h('th', { scope: 'col' }, c)))),
        h('tbody', {}, row('delivered'), row('recorded'), row('good'))),
      h('div', { class: 'line detail' },
        h('span', {}, 'pending marks ', value('beam.pending_marks')),
        h('span', {}, 'charge unknown ', value('beam.unknown_marks'))));
  }

  snapshot(snapshot) {
    if (!this.hasBeam && snapshot.beam.marks === 0) {
      this.explain(`${NO_BEAM} Rates are per second of data.`);
      return;
    }
    const at = snapshot.timeNs / 1e6;
    const { delivered } = snapshot.exposure;
    const some = delivered.marks > 0;
    for (const [name, account] of Object.entries(snapshot.exposure)) {
      show(`beam.${name}_protons`, some ? account.protons : null, f.power10(account.protons, 4), at, NO_CHARGE);
      show(`beam.${name}_energy_watt_hours`, some ? account.energyJ / JOULES_PER_WATT_HOUR : null,
        f.si(account.energyJ / JOULES_PER_WATT_HOUR, 'Wh', 3), at, NO_CHARGE);
      const ratio = some && delivered.protons > 0 ? account.protons / delivered.protons : null;
      show(`beam.${name}_ratio`, ratio, f.percent(ratio), at, NO_CHARGE);
    }
    show('beam.pending_marks', snapshot.beam.pending, f.fixed(snapshot.beam.pending), at);
    const unknown = delivered.unknownMarks;
    show('beam.unknown_marks', unknown, f.fixed(unknown), at);
  }
}

export class CountsTile extends Tile {
  constructor() {
    super('Counts',
      h('div', { class: 'pair number' },
        h('span', {}, h('span', { class: 'label' }, 'C'), value('counts.coincidence')),
        h('span', {}, h('span', { class: 'label' }, 'AC'), value('counts.anticoincidence'))),
      h('div', { class: 'line' },
        h('span', {}, 'α ', value('counts.alpha')),
        h('span', {}, 'beam off C ', value('counts.beam_off_coincidence'), ' AC ', value('counts.beam_off_anticoincidence'))),
      h('div', { class: 'line result-line', hidden: '' },
        h('span', {}, 'excess ', value('excess_events')),
        h('span', {}, 'predicted ', value('result.expected_excess')),
        h('span', {}, value('significance_sigma:anytime'), ' anytime-valid')),
      h('div', { class: 'line detail' },
        h('span', {}, 'pending events ', value('counts.pending')),
        h('span', {}, 'built ', value('pipeline.events')),
        h('span', {}, 'selected ', value('pipeline.selected'))));
    this.badge.textContent = 'of good, settled marks';
    this.badge.className = 'reason';
  }

  snapshot(snapshot) {
    const at = snapshot.timeNs / 1e6;
    const built = sum(snapshot.cutFlow, 'events');
    const selected = sum(snapshot.cutFlow, 'selected');
    if (!this.hasBeam && snapshot.beam.marks === 0) this.#withoutBeam();
    const c = snapshot.counts;
    if (isBlind(snapshot)) blind('counts.coincidence', at, words(snapshot.blinding));
    else show('counts.coincidence', c.coincidence, f.fixed(c.coincidence), at);
    show('counts.anticoincidence', c.anticoincidence, f.fixed(c.anticoincidence), at);
    show('counts.alpha', c.alpha, f.fixed(c.alpha, 3), at, 'no live time in the anticoincidence window yet');
    show('counts.beam_off_coincidence', c.beamOffCoincidence, f.fixed(c.beamOffCoincidence), at);
    show('counts.beam_off_anticoincidence', c.beamOffAnticoincidence, f.fixed(c.beamOffAnticoincidence), at);
    show('counts.pending', c.pendingEvents, f.fixed(c.pendingEvents), at);
    if (isBlind(snapshot)) {
      ['pipeline.events', 'pipeline.selected'].forEach((q) => blind(q, at, words(snapshot.blinding)));
    } else {
      show('pipeline.events', built, f.fixed(built), at);
      show('pipeline.selected', selected, f.fixed(selected), at);
    }
    this.#showResult(snapshot, at);
    const hits = sum(snapshot.channels, 'hits');
    show('pipeline.hits', hits, f.fixed(hits), at);
    const waveforms = sum(snapshot.channels, 'waveforms');
    show('pipeline.waveforms', waveforms, f.fixed(waveforms), at);
  }

  /** The result in a line, where there is one; the page of the result has the rest. */
  #showResult(snapshot, at) {
    const { comparison } = snapshot;
    const told = toldOf(snapshot);
    this.content.querySelectorAll('.result-line').forEach((line) => {
      line.hidden = !told;
    });
    if (!told) return;
    if (!comparison) {
      ['excess_events', 'significance_sigma:anytime'].forEach((q) => blind(q, at, words(snapshot.blinding)));
      show('result.expected_excess', told.excess, f.measured(told.excess, told.excessError), at);
      return;
    }
    showExcess(comparison, at);
    show('significance_sigma:anytime', comparison.anytimeSigma, sigma(comparison.anytimeSigma), at);
  }

  /** Without beam timing there are no windows: events are what there is to count. */
  #withoutBeam() {
    if (this.plain) return;
    this.plain = true;
    this.badge.textContent = '';
    this.content.replaceChildren(
      h('div', { class: 'pair number' }, h('span', {}, h('span', { class: 'label' }, 'events'), value('pipeline.events'))),
      h('div', { class: 'line' },
        h('span', {}, 'selected ', value('pipeline.selected')),
        h('span', {}, 'hits ', value('pipeline.hits')),
        h('span', {}, 'waveforms ', value('pipeline.waveforms'))),
      h('div', { class: 'line detail' }, 'No windows: this configuration has no beam timing.'));
  }
}

export class DataTile extends Tile {
  constructor() {
    super('Data',
      h('div', { class: 'number' }, value('source.rate_total'), h('span', { class: 'label' }, ' all sources')),
      h('div', { class: 'line' },
        h('span', {}, 'lag ', value('queue.lag_records'), ' records'),
        h('span', {}, 'taken ', value('queue.bytes'))),
      h('div', { class: 'line detail' },
        h('span', {}, 'disk free ', value('storage.free_bytes')),
        h('span', {}, 'lost ', value('ledger.lost')),
        h('span', {}, 'residual ', value('ledger.residual_units'))));
    this.shape = h('span', { class: 'shape', 'aria-hidden': 'true' });
    this.badge.append(this.shape, ' ', value('source.states'));
  }

  state(state) {
    super.state(state);
    const now = state.serverTimeMs;
    show('queue.lag_records', state.lagRecords, f.fixed(state.lagRecords), now);
    show('queue.bytes', state.queueBytes, f.bytes(state.queueBytes), now);
    const share = state.diskBytes ? ` (${f.percent(state.freeDiskBytes / state.diskBytes, 0)})` : '';
    show('storage.free_bytes', state.freeDiskBytes, f.bytes(state.freeDiskBytes) + share, now);
  }

  snapshot(snapshot) {
    const at = snapshot.timeNs / 1e6;
    const rates = snapshot.sources.map((s) => s.ratePerS).filter((r) => r !== null);
    const total = rates.length ? rates.reduce((a, b) => a + b, 0) : null;
    show('source.rate_total', total, `${f.rate(total)}${f.THIN}/s`, at, 'no interval yet');
    const lost = snapshot.sources.reduce((s, x) => s + Object.values(x.lost).reduce((a, b) => a + b, 0), 0);
    const unknown = sum(snapshot.sources, 'unknownLosses');
    show('ledger.lost', lost, `${f.fixed(lost)}${unknown ? ` + ${unknown} unknown` : ''}`, at);
    show('ledger.residual_units', snapshot.residual, `${f.fixed(snapshot.residual)}${snapshot.residual === 0 ? ' ✓' : ' ◆'}`, at);
    const running = snapshot.sources.filter((s) => s.state === 'running').length;
    const well = running === snapshot.sources.length || snapshot.end !== null;
    text(this.shape, well ? '●' : '▲');
    attribute(this.shape, 'data-level', well ? 'ok' : 'minor');
    const all = snapshot.sources.length;
    show('source.states', running, snapshot.end ? `${all} ${all === 1 ? 'source' : 'sources'}` : `${running} of ${all} sources running`, at);
  }
}

function sum(list, key) {
  return list.reduce((total, item) => total + item[key], 0);
}
