// A blind run: its snapshots have no quantity of the coincidence window. What is drawn in the place
// of one says so; what is expected is shown.

/** True when the snapshot leaves quantities out. */
export const isBlind = (snapshot) => snapshot.blinding?.state === 'blinded';

/** What is blinded until when, who opens it, by which rule. */
export function words({ until, by, rule }) {
  return `BLINDED until ${until} · by ${by} · rule ${rule}`;
}

/** How a result came to be open that was blinded; empty where it was not. */
export function opened({ state, openedBy }) {
  if (!openedBy?.length) return '';
  const lineage = state === 'unblindedReplay' ? 'UNBLINDED REPLAY, not what the run has shown: opened' : 'unblinded';
  return `${lineage} by ${openedBy.join(' and ')}`;
}

/** What may be told of the comparison, in the shape of one; null where there is nothing to tell. */
export function told(snapshot) {
  if (snapshot.comparison) return snapshot.comparison;
  const e = snapshot.expectation;
  if (!e) return null;
  const [signal] = e.components;
  return {
    ...e,
    cells: { unit: e.unit, sizes: e.sizes, times: e.times },
    spectrum: signal.spectrum,
    timeProfile: signal.timeProfile,
    stability: {
      anticoincidencePerMark: e.anticoincidencePerMark,
      anticoincidenceChi2: e.anticoincidenceChi2,
      excessGrowth: { probability: null },
    },
    sideBands: [],
  };
}
