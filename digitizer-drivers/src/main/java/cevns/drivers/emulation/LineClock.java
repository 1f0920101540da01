package cevns.drivers.emulation;

/**
 * Times of event 39: locked to the AC line, whose frequency wanders within 60 ± 0.03 Hz by at most
 * 0.01 Hz/s, with 0.1 µs RMS of jitter on each (sns-beam-timing.md §7).
 */
final class LineClock {

    static final double NOMINAL_HZ = 60;
    static final double MAX_OFF_HZ = 0.03;
    static final double MAX_SLEW_HZ_PER_S = 0.01;
    static final double JITTER_RMS_NS = 100;

    /** Jitter is cut there, so that no interval leaves what a clock fit may expect. */
    static final double MAX_JITTER_NS = 500;

    /** The slew is drawn anew after so many cycles, so that seconds of cycles have a shape. */
    private static final int SHORTEST_SLEW = 60;

    private static final int LONGEST_SLEW = 300;

    private final SeededRandom random;
    private long wholeNs;
    private double restNs;
    private double offHz;
    private double slewHzPerS;
    private int slewLeft;

    LineClock(long seed, long startNs) {
        random = new SeededRandom(seed, Streams.LINE);
        wholeNs = startNs;
        offHz = random.uniform(-MAX_OFF_HZ, MAX_OFF_HZ);
    }

    /** The next time [host time, ns since the Unix epoch]. */
    long next() {
        double jitter = JITTER_RMS_NS * random.gaussian();
        jitter = StrictMath.max(-MAX_JITTER_NS, StrictMath.min(MAX_JITTER_NS, jitter));
        long timeNs = wholeNs + StrictMath.round(restNs + jitter);
        advance();
        return timeNs;
    }

    private void advance() {
        if (slewLeft-- == 0) {
            slewLeft = SHORTEST_SLEW + random.below(LONGEST_SLEW - SHORTEST_SLEW);
            slewHzPerS = random.uniform(-MAX_SLEW_HZ_PER_S, MAX_SLEW_HZ_PER_S);
        }
        double periodS = 1 / (NOMINAL_HZ + offHz);
        restNs += periodS * 1e9;
        long whole = (long) restNs;
        wholeNs += whole;
        restNs -= whole;
        double off = offHz + slewHzPerS * periodS;
        if (off > MAX_OFF_HZ || off < -MAX_OFF_HZ) {
            slewHzPerS = -slewHzPerS;
            off = offHz + slewHzPerS * periodS;
        }
        offHz = off;
    }
}
