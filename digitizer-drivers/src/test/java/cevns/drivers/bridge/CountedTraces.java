package cevns.drivers.bridge;

import cevns.daq.time.WallClock;
import cevns.drivers.emulation.EmulatedTraces;

/** Triggers at a steady pace, beam and strobe in turn; each sample tells its channel and place. */
final class CountedTraces implements EmulatedTraces {

    static final int BEAM = 1;
    static final int STROBE = 2;

    private final int channels;
    private final long periodNs;
    private long next;
    private int trigger;

    CountedTraces(int channels, long periodNs) {
        this(channels, WallClock.SYSTEM.nowNs(), periodNs);
    }

    CountedTraces(int channels, long startNs, long periodNs) {
        this.channels = channels;
        this.periodNs = periodNs;
        next = startNs;
    }

    /** A 12-bit sample. */
    static int sample(int channel, int i) {
        return (100 * channel + 7 * i) & 0xFFF;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public long nextTriggerNs() {
        return next;
    }

    @Override
    public int pattern() {
        return trigger % 2 == 0 ? BEAM : STROBE;
    }

    @Override
    public void fill(int channel, char[] samples, int n, int preTrigger, double sampleNs) {
        for (int i = 0; i < n; i++) {
            samples[i] = (char) sample(channel, i);
        }
    }

    @Override
    public void advance() {
        trigger++;
        next += periodNs;
    }
}
