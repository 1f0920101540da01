package cevns.analysis.event;

import cevns.daq.config.BeamConfig;
import cevns.daq.record.BeamSignal;

/** Names what is wrong with the metronome's marks and with what comes beside them. */
final class MarkWatch {

    private static final double NOMINAL_HZ = 60;
    private static final double MOST_OFF_HZ = 0.1;
    private static final int SUPER_CYCLE = 600;
    private static final long STALE_NS = 10_000_000_000L;
    private static final double STROBE_BEFORE_NS = 5e6;
    private static final double STROBE_AFTER_NS = 3e6;

    private final BeamConfig config;
    private final MarkSources sources;
    private final TimingProblems problems;
    private final SignalCheck signals = new SignalCheck();
    private long pulseAtMarkNs;
    private boolean pulseSinceMark;
    private boolean stale;

    MarkWatch(BeamConfig config, MarkSources sources, TimingProblems problems) {
        this.config = config;
        this.sources = sources;
        this.problems = problems;
    }

    /** A mark was refused. */
    void refused(MarkTrain.Refusal why, long timeNs) {
        switch (why) {
            case SIGNAL -> problems.on(TimingProblem.WRONG_SIGNAL, sources.marks(), timeNs);
            case DUPLICATE -> problems.on(TimingProblem.DOUBLE_MARK, sources.marks(), timeNs);
            case NOISE, CLOCK -> problems.on(TimingProblem.NOISE_MARK, sources.marks(), timeNs);
        }
    }

    /** The marks go on at another phase, or after a jump. */
    void jumped(boolean byTurns, long timeNs) {
        problems.on(
                byTurns ? TimingProblem.ROLLOVER : TimingProblem.CLOCK_JUMP,
                sources.marks(),
                timeNs);
    }

    /** The next mark, also those put in; {@code periodNs} is the running median. */
    void on(long number, long timeNs, boolean inserted, long periodNs) {
        signals.on(number, inserted);
        if (inserted && config.markSignal() == BeamSignal.T39) {
            problems.on(TimingProblem.MISSED_MARK, sources.marks(), timeNs);
        }
        if (number > 0 && number % SUPER_CYCLE == 0) {
            double hz = 1e9 / Math.max(1, periodNs);
            if (Math.abs(hz - NOMINAL_HZ) > MOST_OFF_HZ) {
                problems.on(TimingProblem.LINE_FREQUENCY, sources.marks(), timeNs);
            }
            if (signals.seen() != null && signals.seen() != config.markSignal()) {
                problems.on(TimingProblem.WRONG_SIGNAL, sources.marks(), timeNs);
            }
        }
        if (!inserted) {
            stream(timeNs);
        }
    }

    private void stream(long timeNs) {
        // Pulses that came while no marks did are no stall, however long that was.
        if (pulseAtMarkNs == 0 || pulseSinceMark) {
            pulseAtMarkNs = timeNs;
        }
        pulseSinceMark = false;
        if (config.charge() == BeamConfig.Charge.NONE || timeNs - pulseAtMarkNs < STALE_NS) {
            return;
        }
        problems.on(
                TimingProblem.STREAM_STALLED,
                sources.charge(),
                pulseAtMarkNs,
                timeNs,
                stale ? 0 : 1);
        stale = true;
    }

    /** A beam pulse has come; the newest mark then. */
    void pulse(long newestMarkNs) {
        pulseAtMarkNs = newestMarkNs;
        pulseSinceMark = true;
        stale = false;
    }

    /** A mark of a conditional signal was put in although its cycle had beam. */
    void settled(SettledMark mark) {
        boolean hadBeam = mark.state() == BeamState.BEAM || mark.state() == BeamState.ABNORMAL;
        if (mark.inserted() && hadBeam && config.markSignal() == BeamSignal.TB) {
            problems.on(TimingProblem.MISSED_MARK, sources.marks(), mark.timeNs());
        }
    }

    /** A strobe came so long after the last mark [ns]; NaN where there is none. */
    void strobe(int sourceId, long timeNs, double sinceMarkNs, long periodNs) {
        // After a hole the phase would be that of a mark of long ago.
        if (periodNs <= 0 || Double.isNaN(sinceMarkNs) || sinceMarkNs > 2 * periodNs) {
            return;
        }
        double phase = sinceMarkNs - periodNs * Math.floor(sinceMarkNs / periodNs);
        if (phase < STROBE_AFTER_NS || phase > periodNs - STROBE_BEFORE_NS) {
            problems.on(TimingProblem.STROBE_PHASE, sourceId, timeNs);
        }
    }

    /** True while no pulses come although marks do. */
    boolean isStale() {
        return stale;
    }

    /** The signal that the marks show; null while they show neither. */
    BeamSignal seenSignal() {
        return signals.seen();
    }
}
