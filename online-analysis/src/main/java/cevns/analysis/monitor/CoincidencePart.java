package cevns.analysis.monitor;

import cevns.analysis.event.Event;
import cevns.analysis.event.Readout;
import cevns.daq.config.EventConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.WindowConfig;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformView;

/**
 * Which part of what a run measures tells of its coincidence window, and is left out while it is
 * blind. Three ways to read out are told apart:
 *
 * <p><b>By the beam, with regions</b> (CsI, argon): every mark makes a trace, whatever is in it, so
 * the number of records says nothing. In the trace all from the begin of the coincidence region on
 * is left out: its hits, its peaks, its samples, and what comes behind it, where scintillation
 * still shows what was in it. With the coincidence window empty or full the rest is the same. The
 * raw records are not blinded: counts of waveforms and bytes, whether a trace was saturated,
 * checksums over the samples.
 *
 * <p><b>Free-running, with windows</b> (germanium, NaI): an event in the window is a waveform more,
 * so the ledger counts it. What knows no window (waveforms, hits, the spectra of every hit) is
 * complete then, and what would allow to subtract the rest from it, the number of events outside of
 * both windows, is left out. An event in the coincidence window cannot be told from one outside of
 * both.
 *
 * <p><b>By the beam, without regions</b>: which samples lie in the window is not known when the
 * trace comes; of its traces nothing is given out, and of its events only the anticoincidence.
 */
final class CoincidencePart {

    private static final int NOTHING = Integer.MAX_VALUE;

    private final boolean byTrigger;
    private final boolean isThere;
    private final WindowConfig.Region region;
    private final double t0OffsetNs;

    CoincidencePart(RunConfig config) {
        byTrigger = config.events().build() == EventConfig.Build.TRIGGER;
        t0OffsetNs = config.beam().t0OffsetNs();
        WindowConfig.Region found = null;
        boolean any = false;
        for (WindowConfig window : config.windows()) {
            if (window.kind() == WindowConfig.Kind.COINCIDENCE) {
                any = true;
                found = window instanceof WindowConfig.Region r ? r : found;
            }
        }
        isThere = any;
        region = found;
    }

    /** First sample of a trace that is left out; {@link Integer#MAX_VALUE} when all may be told. */
    int firstSample(WaveformView waveform) {
        if (!isThere || !byTrigger || !TriggerKind.BEAM.in(waveform.kinds())) {
            return NOTHING;
        }
        if (region == null || waveform.sampleWidthPs() <= 0) {
            return 0;
        }
        double ns = t0OffsetNs + region.roiStartNs();
        double first = Math.floor(waveform.preTrigger() + ns * 1000 / waveform.sampleWidthPs());
        return (int) Math.max(0, Math.min(NOTHING, first));
    }

    /**
     * Samples of a trace that may be shown, from its first. A strobe shows the anticoincidence; a
     * trace of another trigger may lie in the window and is not shown.
     */
    int shown(WaveformView waveform) {
        if (!isThere || byTrigger && TriggerKind.STROBE.in(waveform.kinds())) {
            return waveform.sampleCount();
        }
        return TriggerKind.BEAM.in(waveform.kinds()) && byTrigger
                ? Math.min(waveform.sampleCount(), firstSample(waveform))
                : 0;
    }

    /** True for a hit of a beam trace that is left out. */
    boolean holds(Readout.Found hit, int firstSample) {
        return firstSample != NOTHING && hit.window() != WindowConfig.Kind.ANTICOINCIDENCE;
    }

    /** True for an event that the spectra of every hit leave out. */
    boolean holds(Event event) {
        if (!isThere || !byTrigger) {
            return false;
        }
        return region != null
                ? event.window() == WindowConfig.Kind.COINCIDENCE
                : event.window() != WindowConfig.Kind.ANTICOINCIDENCE;
    }

    /** True when the number of events outside of both windows would tell of the coincidence. */
    boolean isInTheRest() {
        return isThere && region == null;
    }
}
