package cevns.analysis.event;

import cevns.daq.record.BeamPulseView;

/** Names what is wrong with the accelerator's pulses by themselves. */
final class PulseWatch {

    private static final int OUT_OF_ORDER =
            BeamPulseView.DUPLICATE_ID | BeamPulseView.TIME_BACKWARDS;

    /** Part by which the ring period may be off the one that T0 was found at. */
    private static final double RING_TOLERANCE = 5e-4;

    private static final int RING_HISTORY = 61;

    private final int sourceId;
    private final TimingProblems problems;
    private final ChargeCycle chargeCycle = new ChargeCycle();
    private final PulseSteps steps = new PulseSteps();
    private final BeamRate rate = new BeamRate();
    private final RunningMedian ringPeriods = new RunningMedian(RING_HISTORY);
    private double calibratedPs;
    private long steppedS;

    /**
     * @param sourceId source of the pulses
     * @param calibratedPs ring period that the time offset was found at [ps]; 0 for the first one
     *     of the run
     */
    PulseWatch(int sourceId, double calibratedPs, TimingProblems problems) {
        this.sourceId = sourceId;
        this.calibratedPs = calibratedPs;
        this.problems = problems;
    }

    /** A pulse was refused for its id. */
    void refused(long idNs) {
        problems.on(TimingProblem.PULSE_ORDER, sourceId, idNs);
    }

    /**
     * Takes the next pulse.
     *
     * @param pulse what it was taken for
     * @param view its record
     * @param isEmpty true when charge and veto say that it had no beam
     * @param periodNs about one cycle [ns]; 0 when not known
     * @return the pulse as it may be used: without a charge while that is the neighbour's
     */
    BeamPulse on(BeamPulse pulse, BeamPulseView view, boolean isEmpty, long periodNs) {
        long idNs = pulse.idNs();
        if ((pulse.quality() & OUT_OF_ORDER) != 0) {
            problems.on(TimingProblem.PULSE_ORDER, sourceId, idNs);
        }
        steppedS = steps.on(idNs, view.cycle(), periodNs);
        if (steppedS != 0) {
            problems.on(TimingProblem.ACCELERATOR_TIME, sourceId, idNs);
        }
        rate.on(pulse.state());
        if (rate.isReduced()) {
            problems.on(TimingProblem.REDUCED_RATE, sourceId, idNs);
        }
        ring(view.ringPeriodPs(), idNs);
        if (pulse.chargeCounts() >= 0) {
            chargeCycle.on(view.cycle(), view.flavor() == 0, isEmpty);
        }
        if (!chargeCycle.isShifted()) {
            return pulse;
        }
        problems.on(TimingProblem.NEIGHBOUR_CHARGE, sourceId, idNs);
        return new BeamPulse(idNs, -1, pulse.kineticEv(), pulse.quality(), BeamState.UNKNOWN);
    }

    private void ring(int periodPs, long idNs) {
        if (periodPs <= 0) {
            return;
        }
        ringPeriods.add(periodPs);
        if (ringPeriods.count() < RING_HISTORY) {
            return;
        }
        long now = ringPeriods.median();
        if (calibratedPs <= 0) {
            calibratedPs = now;
        }
        if (Math.abs(now - calibratedPs) > RING_TOLERANCE * calibratedPs) {
            problems.on(TimingProblem.RING_PERIOD, sourceId, idNs);
        }
    }

    /** Whole seconds that the accelerator's time stepped by with the last pulse; 0 for none. */
    long steppedS() {
        return steppedS;
    }

    /**
     * True while the last pulse is off by whole seconds, and too few are to say that it is a step.
     */
    boolean isDoubtful() {
        return steps.isDoubtful();
    }

    /** True while only a part of the cycles has beam, spread over all of them. */
    boolean isReducedRate() {
        return rate.isReduced();
    }
}
