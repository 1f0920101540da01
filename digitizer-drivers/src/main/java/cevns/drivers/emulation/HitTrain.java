package cevns.drivers.emulation;

/**
 * Pulses at the inputs of a free-running board: at random times in random channels, and the timing
 * signal of each cycle in a channel of its own.
 */
public final class HitTrain {

    private final TriggerTrain timing;
    private final SeededRandom random;
    private final int channels;
    private final int timingChannel;
    private final double meanNs;
    private long pulseNs;
    private int pulseChannel;

    /**
     * @param channels channels that have pulses, from 0
     * @param timingChannel channel of the timing signal; −1 for none
     * @param hitsPerS mean rate of all of them together [1/s]
     * @param seed same seed, same pulses
     */
    public HitTrain(
            EmulatedBeam beam, int channels, int timingChannel, double hitsPerS, long seed) {
        this.channels = channels;
        this.timingChannel = timingChannel;
        timing = new TriggerTrain(beam, 1);
        random = new SeededRandom(seed, Streams.LOAD);
        meanNs = 1e9 / hitsPerS;
        pulseNs = timing.nextNs();
        nextPulse();
    }

    private void nextPulse() {
        pulseNs = hasPulses() ? pulseNs + Math.round(random.exponential(meanNs)) : Long.MAX_VALUE;
        pulseChannel = random.below(channels);
    }

    private boolean hasPulses() {
        return !Double.isInfinite(meanNs);
    }

    private boolean isTiming() {
        return timing.nextNs() <= pulseNs;
    }

    /** Time of the next one [host time, ns since the Unix epoch]. */
    public long nextNs() {
        return isTiming() ? timing.nextNs() : pulseNs;
    }

    /** Its channel; that of the timing signal may be −1. */
    public int channel() {
        return isTiming() ? timingChannel : pulseChannel;
    }

    /** Goes on to the one after it. */
    public void advance() {
        if (isTiming()) {
            timing.advance();
        } else {
            nextPulse();
        }
    }
}
