package cevns.analysis.event;

/**
 * The accelerator's record of one cycle, as the matching keeps it.
 *
 * @param idNs pulse id [ns since the Unix epoch, UTC]
 * @param chargeCounts charge [10 pC]; −1 when not known
 * @param kineticEv energy of its protons, of the newest ring period known [eV]; 0 for none
 * @param quality quality bits of {@link cevns.daq.record.BeamPulseView}
 * @param state what the accelerator did
 */
record BeamPulse(long idNs, long chargeCounts, double kineticEv, int quality, BeamState state) {}
