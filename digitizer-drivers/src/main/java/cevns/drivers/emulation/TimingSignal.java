package cevns.drivers.emulation;

import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import java.util.Iterator;

/**
 * The timing signal on its way from the machine to the boards: what is lost there, what is added.
 * The same for all boards that the incident concerns.
 */
final class TimingSignal implements Iterator<SeenCycle> {

    private static final int EVERY = 50;

    /** In the second hundred three in a row are missed. */
    private static final int ROW = 120;

    private static final int ROW_LENGTH = 3;
    private static final long AGAIN_NS = 1_000_000;
    private static final double NOISE_FROM_NS = 15_250_000;
    private static final double NOISE_TO_NS = 16_450_000;
    private static final double JITTER_NS = 2_000;

    /** Cut there, so that most residuals stay below what is matched. */
    private static final double MOST_SIGMA = 2.2;

    private static final int FLOOD = 15;

    private final Iterator<EmulatedCycle> cycles;
    private final IncidentScript script;
    private final SeededRandom random;

    TimingSignal(Iterator<EmulatedCycle> cycles, IncidentScript script, long seed) {
        this.cycles = cycles;
        this.script = script;
        random = new SeededRandom(seed, Streams.INCIDENTS);
    }

    @Override
    public boolean hasNext() {
        return cycles.hasNext();
    }

    @Override
    public SeenCycle next() {
        EmulatedCycle cycle = cycles.next();
        if (script.isEmpty()) {
            return SeenCycle.of(cycle);
        }
        double noise = random.uniform(NOISE_FROM_NS, NOISE_TO_NS);
        double jitter = random.gaussian();
        long timeNs = cycle.timeNs();
        long markNs = timeNs;
        if (script.is(IncidentKind.MARK_JITTER, timeNs)) {
            markNs += Math.round(JITTER_NS * Math.max(-MOST_SIGMA, Math.min(MOST_SIGMA, jitter)));
        }
        return new SeenCycle(cycle, isLost(cycle) ? SeenCycle.MISSED : markNs, extra(cycle, noise));
    }

    private boolean isLost(EmulatedCycle cycle) {
        long timeNs = cycle.timeNs();
        boolean silent =
                script.is(IncidentKind.NO_MARKS, timeNs)
                        || script.is(IncidentKind.ROLLOVER, timeNs)
                        || script.is(IncidentKind.WRONG_SIGNAL, timeNs) && !cycle.hasBeam();
        return silent || script.is(IncidentKind.MISSED_MARKS, timeNs) && isMissed(timeNs);
    }

    private boolean isMissed(long timeNs) {
        long number = number(IncidentKind.MISSED_MARKS, timeNs);
        return number % EVERY == 0 || number >= ROW && number < ROW + ROW_LENGTH;
    }

    /** How many cycles the incident has lasted. */
    private long number(IncidentKind kind, long timeNs) {
        return (long) (script.sinceS(kind, timeNs) * LineClock.NOMINAL_HZ);
    }

    private long[] extra(EmulatedCycle cycle, double noiseNs) {
        long timeNs = cycle.timeNs();
        if (script.is(IncidentKind.FLOOD, timeNs)) {
            long[] times = new long[FLOOD];
            for (int i = 0; i < FLOOD; i++) {
                times[i] = timeNs + (i + 1) * AGAIN_NS;
            }
            return times;
        }
        if (is(IncidentKind.DOUBLE_MARKS, timeNs)) {
            return new long[] {timeNs + AGAIN_NS};
        }
        return is(IncidentKind.NOISE_MARKS, timeNs)
                ? new long[] {timeNs + Math.round(noiseNs)}
                : new long[0];
    }

    private boolean is(IncidentKind kind, long timeNs) {
        return script.is(kind, timeNs) && number(kind, timeNs) % EVERY == EVERY / 2;
    }
}
