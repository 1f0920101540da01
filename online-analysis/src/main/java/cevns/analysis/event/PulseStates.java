package cevns.analysis.event;

import cevns.daq.record.BeamPulseView;

/**
 * Says of each pulse whether it had beam (sns-beam-timing.md §6). A charge of zero is no test: an
 * empty cycle with one count has been seen, so the limit follows the usual charge.
 */
final class PulseStates {

    /** 0.1 µC in counts of 10 pC. */
    static final long SMALLEST_BEAM = 10_000;

    private static final int EMPTY_VETO = 1;
    private static final int HISTORY = 600;

    private final int vetoMask;
    private final RunningMedian charges = new RunningMedian(HISTORY);
    private double kineticEv;
    private boolean empty;

    PulseStates(int vetoMask) {
        this.vetoMask = vetoMask;
    }

    BeamPulse of(BeamPulseView pulse) {
        double energy = BeamEnergy.kineticEv(pulse.ringPeriodPs());
        if (energy > 0) {
            kineticEv = energy;
        }
        long charge = Math.max(pulse.charge(), BeamPulseView.UNKNOWN_CHARGE);
        empty = isEmpty(charge, pulse.veto());
        BeamState state = state(charge, pulse.veto(), pulse.flavor());
        if (charge >= SMALLEST_BEAM) {
            charges.add(charge);
        }
        return new BeamPulse(pulse.timeNs(), charge, kineticEv, pulse.quality(), state);
    }

    private BeamState state(long charge, int veto, int flavor) {
        if (charge < 0) {
            return BeamState.UNKNOWN;
        }
        if (flavor == 0 || isEmpty(charge, veto)) {
            return BeamState.EMPTY;
        }
        return (veto & vetoMask) == 0 ? BeamState.BEAM : BeamState.ABNORMAL;
    }

    private boolean isEmpty(long charge, int veto) {
        long least = Math.max(SMALLEST_BEAM, charges.median() / 100);
        return (veto & EMPTY_VETO) != 0 || charge < least;
    }

    /** True when charge and veto of the last pulse say that it had no beam, whatever was meant. */
    boolean isEmpty() {
        return empty;
    }
}
