// The page begins here: frame, stream, the page that the address names.

import * as view from './view.js';
import * as values from './values.js';
import * as router from './router.js';
import * as keys from './keys.js';
import * as origin from './origin.js';
import { Frame } from './frame.js';
import { Stream } from './stream.js';

const AGEING_MS = 250;

view.apply();
const frame = new Frame();
router.drawRail(document.getElementById('rail'));
keys.listen(router.pages, router.go);

let page = null;
const missed = {};
const stream = new Stream({
  state(state) {
    missed.state = state;
    origin.heardState(state);
    frame.state(state);
    page?.state(state);
  },
  snapshot(snapshot) {
    missed.snapshot = snapshot;
    origin.heardSnapshot(snapshot);
    frame.snapshot(snapshot);
    if (page) snapshotDrawn(snapshot);
  },
  unreadable(topic) {
    frame.unreadable(topic);
  },
});

setInterval(() => {
  frame.tick(stream);
  values.reckon(frame.reckoning, stream.status !== 'lost');
  values.ageAll();
}, AGEING_MS);

const module = await router.current().load();
page = module.open(document.getElementById('page'));
if (missed.state) page.state(missed.state);
if (missed.snapshot) snapshotDrawn(missed.snapshot);

/** Draws a snapshot; the first one is marked, to see how long a browser waits for it. */
function snapshotDrawn(snapshot) {
  page.snapshot(snapshot);
  if (!performance.getEntriesByName('first-values').length) performance.mark('first-values');
}
