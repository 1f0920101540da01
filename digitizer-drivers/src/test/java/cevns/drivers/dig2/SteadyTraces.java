package cevns.drivers.dig2;

import cevns.daq.time.WallClock;
import cevns.drivers.emulation.EmulatedTraces;

/**
 * External triggers at a steady rate, with samples that say which trigger and channel they are of.
 */
public final class SteadyTraces implements EmulatedTraces {

    private final int channels;
    private final long periodNs;
    private long next;
    private volatile int trigger;

    public SteadyTraces(int channels, long periodNs) {
        this(channels, periodNs, WallClock.SYSTEM.nowNs() + periodNs);
    }

    /** The same from a given time on [host time, ns since the Unix epoch]. */
    public SteadyTraces(int channels, long periodNs, long firstNs) {
        this.channels = channels;
        this.periodNs = periodNs;
        next = firstNs;
    }

    /** What sample {@code i} of a channel is in the trace of the trigger that began with it. */
    public static char sample(int first, int channel, int i) {
        return (char) (first + 31 * i + 1009 * channel);
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
    public void fill(int channel, char[] samples, int n, int preTrigger, double sampleNs) {
        for (int i = 0; i < n; i++) {
            samples[i] = sample(trigger, channel, i);
        }
    }

    @Override
    public void advance() {
        trigger += 7;
        next += periodNs;
    }
}
