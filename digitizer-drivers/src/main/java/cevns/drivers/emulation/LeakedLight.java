package cevns.drivers.emulation;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import java.util.function.Consumer;

/**
 * Light that the timing signal makes in the detector, beam or not: C and AC are not equivalent any
 * more. An LED driver left at the timing gate does so.
 */
final class LeakedLight implements PulseSource {

    private static final int EVERY = 5;
    private static final double AT_NS = 300;

    /** As large as what the selections of the shipped detectors take. */
    private static final double SIZE = 20;

    private final PulseSource pulses;
    private final IncidentScript script;

    LeakedLight(PulseSource pulses, IncidentScript script) {
        this.pulses = pulses;
        this.script = script;
    }

    @Override
    public void pulses(
            long cycle, double protons, double fromNs, double toNs, Consumer<TruePulse> into) {
        pulses.pulses(cycle, protons, fromNs, toNs, into);
        long timeNs = script.startNs() + Math.round(cycle * (1e9 / LineClock.NOMINAL_HZ));
        if (cycle >= 0
                && cycle % EVERY == 0
                && AT_NS < toNs
                && script.is(IncidentKind.WINDOWS_UNEQUAL, timeNs)) {
            into.accept(new TruePulse(TruePulse.Kind.STEADY_STATE, AT_NS, SIZE));
        }
    }
}
