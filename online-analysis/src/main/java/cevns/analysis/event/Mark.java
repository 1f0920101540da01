package cevns.analysis.event;

/** One mark of the metronome until it settles: what is known of it so far. */
final class Mark {

    final long number;
    final long timeNs;
    final boolean inserted;

    /** Its beam pulse; null while none is matched. */
    BeamPulse pulse;

    /** Confidence of the match, 0…3. */
    int confidence;

    /** True when the rate of a clock had just changed. */
    boolean clockSuspect;

    /** Mark minus pulse id after the offset [ns]; NaN without a match. */
    double residualNs = Double.NaN;

    Mark(long number, long timeNs, boolean inserted) {
        this.number = number;
        this.timeNs = timeNs;
        this.inserted = inserted;
    }

    SettledMark settled() {
        return pulse == null
                ? new SettledMark(number, timeNs, inserted, BeamState.UNKNOWN, 0, -1, 0, 0)
                : new SettledMark(
                        number,
                        timeNs,
                        inserted,
                        pulse.state(),
                        confidence,
                        pulse.chargeCounts(),
                        pulse.kineticEv(),
                        pulse.quality() | (clockSuspect ? SettledMark.CLOCK_SUSPECT : 0));
    }
}
