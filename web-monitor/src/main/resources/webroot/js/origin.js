// Where the numbers on the page come from: the newest messages of the server, the mode of the run,
// and what a file says that is saved from the page.

import * as f from './format.js';

/** Modes that a page, a picture and a file must not hide: word, and what it means. */
export const STRIPES = {
  simulated: ['SIMULATED', 'emulated detector, not data'],
  replay: ['REPLAY', 'a recorded run, not live'],
  both: ['SIMULATED REPLAY', 'a recorded run of an emulated detector'],
  unknown: ['MODE UNKNOWN', 'the run has not said where its data come from'],
};

let state = null;
let snapshot = null;

/** Takes what the server says of the program. */
export function heardState(message) {
  state = message;
}

/** Takes a snapshot. */
export function heardSnapshot(message) {
  snapshot = message;
}

/** What the comparison speaks of: exposure and counts of the campaign, of the run where there is none. */
export const accounts = (message) => message.campaign ?? message;

/** The runs of the comparison: run 1234, or runs 1180–1234, 2 excluded (why). */
export function runs(message) {
  const { campaign } = message;
  if (!campaign) return `run ${message.run}`;
  const stretches = campaign.ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
  const why = [...new Set(campaign.leftOut.map((left) => left.reason))].join('; ');
  const excluded = campaign.excluded ? `, ${campaign.excluded} excluded (${why})` : '';
  return `campaign ${campaign.name}: ${campaign.runs === 1 ? 'run' : 'runs'} ${stretches}${excluded}`;
}

/** True when the run is not taken now. */
export function replayed() {
  return Boolean(state?.replay) || snapshot?.mode === 'import';
}

/** 'live', a key of STRIPES, or 'waiting' before the first message. */
export function mode() {
  if (!state && !snapshot) return 'waiting';
  if (snapshot?.mode === 'simulated') return replayed() ? 'both' : 'simulated';
  if (snapshot?.mode === 'import') return 'replay';
  if (snapshot?.mode === 'live') return replayed() ? 'replay' : 'live';
  return 'unknown';
}

/** The mode in one word, as it stands over the page. */
export function modeWord() {
  return STRIPES[mode()]?.[0] ?? 'LIVE';
}

/** Detector, run and time range in one line. */
export function title() {
  if (!snapshot) return 'no run yet';
  return `${snapshot.detector} · run ${snapshot.run} · ${range()}`;
}

/** Version and revision of the program. */
export function code() {
  return state ? `Sevens ${state.version} ${state.revision}` : 'Sevens';
}

/** A name for a file: run-1234-excess-time. */
export function fileName(name) {
  return `run-${snapshot?.run ?? 'none'}-${name}`;
}

/** What a file says of itself, [[key, words]]; the mode comes first. */
export function lines() {
  const stripe = STRIPES[mode()];
  const all = [['mode', stripe ? `${stripe[0]}: ${stripe[1]}` : 'LIVE']];
  if (!snapshot) return all;
  const { delivered, good } = accounts(snapshot).exposure;
  const mass = state?.massKg > 0 ? `, ${state.massKg} kg` : '';
  if (snapshot.campaign) all.push(['campaign', runs(snapshot)]);
  all.push(
    ['run', `${snapshot.run} subrun ${snapshot.subrun}, ${f.words(snapshot.type)}${snapshot.end ? `, ended: ${f.words(snapshot.end)}` : ''}`],
    ['detector', `${snapshot.detector} (${snapshot.detectorKind}${mass})`],
    ['range', range()],
    ['exposure', `${good.protons} good protons on target, ${good.energyJ} J, ${good.liveNs / 1e9} s of window live; delivered ${delivered.protons} protons`],
  );
  if (snapshot.timeLapse !== 1) all.push(['time-lapse', `one pulse stands for ${snapshot.timeLapse}`]);
  all.push(
    ['cuts', state?.cuts?.join('; ') || 'none'],
    ['prediction', state?.prediction ?? 'none'],
    ['configuration', snapshot.configHash],
    ['code', code()],
  );
  return all;
}

function range() {
  return `${f.iso(snapshot.startNs / 1e6)} to ${f.iso(snapshot.timeNs / 1e6)}`;
}
