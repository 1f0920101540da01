// Run control: four buttons at one place. What is not possible now is disabled, its reason under it.

import { h, text } from './dom.js';
import * as f from './format.js';

const WHO = 'sevens-who';

/** What each button does and when it may; the reason it may not, or null. */
const ACTS = {
  start: {
    title: 'Start',
    effect: () => 'Take data: a new run begins.',
    refused: (s) => (s.goal === 'idle' ? null : s.goal === 'paused' ? 'paused: resume' : 'data are being taken'),
  },
  pause: {
    title: 'Pause',
    effect: (s, run) => `Pause ${run}? Its digitizers stop, the run stays open; protons of that time are delivered, not recorded.`,
    refused: (s) => (s.goal === 'running' && s.runState === 'running' ? null : 'nothing is running'),
  },
  resume: {
    title: 'Resume',
    effect: (s, run) => `Go on with ${run}: its digitizers start again.`,
    refused: (s) => (s.goal === 'paused' ? null : 'nothing is paused'),
  },
  subrun: {
    title: 'Subrun',
    effect: (s, run) => `Begin the next subrun of ${run}.`,
    refused: (s) => (['running', 'paused'].includes(s.runState) ? null : 'nothing is running'),
  },
  stop: {
    title: 'Stop',
    effect: (s, run) => `Stop ${run}? It is drained, closed and analysed to its end.`,
    refused: (s) => (s.goal === 'idle' ? 'nothing is running' : null),
  },
};

/** The panel of run control; hidden until the server says that it takes runs. */
export class Control {
  #state = {};
  #run = 'the run';
  #buttons = {};

  constructor(place) {
    this.panel = h('div', { class: 'control', id: 'run', role: 'group', 'aria-label': 'Run control', hidden: '' });
    for (const name of ['start', 'pause', 'subrun', 'stop']) {
      const button = h('button', { type: 'button', 'data-act': name });
      const reason = h('small', {});
      button.addEventListener('click', () => this.#ask(button.dataset.act));
      this.#buttons[name] = { button, reason };
      this.panel.append(h('div', {}, button, reason));
    }
    place.append(this.panel);
  }

  state(state) {
    this.#state = state;
    this.panel.hidden = !state.control;
    for (const [place, { button, reason }] of Object.entries(this.#buttons)) {
      const name = place === 'pause' && state.goal === 'paused' ? 'resume' : place;
      const refused = ACTS[name].refused(state);
      button.dataset.act = name;
      text(button, ACTS[name].title);
      button.disabled = refused !== null;
      text(reason, refused ?? '');
    }
  }

  snapshot(snapshot) {
    const since = (snapshot.timeNs - snapshot.startNs) / 1e9;
    this.#run = since > 0 && since < 1e9 ? `run ${snapshot.run} after ${f.duration(since)}` : `run ${snapshot.run}`;
  }

  #ask(name) {
    const act = ACTS[name];
    const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const who = h('input', { name: 'who', required: '', maxlength: '60', autocomplete: 'username', value: localStorage.getItem(WHO) ?? '' });
    const comment = h('input', { name: 'comment', maxlength: '300' });
    const cancel = h('button', { type: 'button', autofocus: '' }, 'Cancel');
    const confirm = h('button', { type: 'button', class: 'act' }, act.title);
    const answer = h('p', { class: 'reason', role: 'status' });
    const dialog = h(
      'dialog',
      { 'aria-label': `${act.title} the run`, class: 'command' },
      h('h2', {}, act.title),
      h('p', {}, act.effect(this.#state, this.#run)),
      h('label', {}, 'your name ', who),
      h('label', {}, 'comment ', comment),
      answer,
      h('p', { class: 'closing' }, cancel, ' ', confirm),
    );
    cancel.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => dialog.remove());
    confirm.addEventListener('click', async () => {
      if (!who.value.trim()) {
        text(answer, 'Your name is needed for the record.');
        who.focus();
        return;
      }
      localStorage.setItem(WHO, who.value.trim());
      confirm.disabled = true;
      text(answer, 'asked …');
      const [done, words] = await send({ action: name, who: who.value.trim(), comment: comment.value, id });
      if (done) {
        dialog.close();
      } else {
        text(answer, words);
        confirm.disabled = false;
      }
    });
    document.body.append(dialog);
    dialog.showModal();
    cancel.focus();
  }
}

/** Sends a command; gives whether it was taken, and the answer in words. */
async function send(command) {
  try {
    const response = await fetch('api/control', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
    const answer = await response.json();
    return [response.ok, answer.text];
  } catch (e) {
    return [false, `No answer from the server (${e.message}). Asked again, nothing is done twice.`];
  }
}
