// The channels of the detector: how much each sends, and how quiet it is.

import { h } from '../dom.js';
import { value, show } from '../values.js';
import * as f from '../format.js';

const COLUMNS = ['channel', 'source', 'waveforms', 'hits', 'saturated', 'baseline [ADC]', 'noise [ADC]', 'SPE charge [ADC]'];
const NO_TRACE = 'no trace of this channel in the last interval';

export class ChannelsPanel {
  #names = null;

  constructor() {
    this.body = h('tbody', {});
    this.panel = h('section', { class: 'panel channels-panel', 'aria-label': 'Channels' },
      h('header', {}, h('h2', {}, 'Channels')),
      h('div', { class: 'scroll', tabindex: '0' },
        h('table', { class: 'ledger' },
          h('thead', {}, h('tr', {}, ...COLUMNS.map((c) => h('th', { scope: 'col' }, c)))), this.body)));
  }

  snapshot(snapshot) {
    const names = snapshot.channels.map((c) => c.name).join();
    if (this.#names !== names) {
      this.#names = names;
      this.body.replaceChildren(...snapshot.channels.map((c) => row(c)));
    }
    const at = snapshot.timeNs / 1e6;
    snapshot.channels.forEach((c, i) => {
      show(`channel.waveforms:${c.name}`, c.waveforms, f.fixed(c.waveforms), at);
      show(`channel.hits:${c.name}`, c.hits, f.fixed(c.hits), at);
      show(`channel.saturated:${c.name}`, c.saturated, f.fixed(c.saturated), at);
      show(`channel.baseline_adc:${c.name}`, c.baselineAdc, f.fixed(c.baselineAdc, 1), at, NO_TRACE);
      show(`channel.noise_adc:${c.name}`, c.noiseAdc, f.fixed(c.noiseAdc, 2), at, NO_TRACE);
      show(`channel.spe_charge_adc:${c.name}`, c.speChargeAdc, f.fixed(c.speChargeAdc, 1), at, 'no single photoelectrons');
      this.body.children[i].children[4].className = c.saturated ? 'deviates' : '';
    });
  }
}

function row(channel) {
  const cell = (q) => h('td', {}, value(`channel.${q}:${channel.name}`));
  return h('tr', {}, h('th', { scope: 'row' }, channel.name), h('td', {}, `${channel.source}/${channel.channel}`),
    ...['waveforms', 'hits', 'saturated', 'baseline_adc', 'noise_adc', 'spe_charge_adc'].map(cell));
}
