package cevns.drivers.dig2;

import cevns.daq.time.WallClock;
import cevns.drivers.emulation.EmulatedTraces;

/** External triggers at a steady rate, each with one rectangular pulse a channel, no noise. */
final class PulsedTraces implements EmulatedTraces {

    private static final int CHANNELS = 2;
    private static final int REST = 8192;
    private static final int DEPTH = 1000;
    private static final int LENGTH = 100;
    private static final long PERIOD_NS = 4_000_000;

    private long next = WallClock.SYSTEM.nowNs() + PERIOD_NS;

    /** A sample, counted from the trigger. */
    static char sample(int channel, int sinceTrigger) {
        int at = sinceTrigger - 20 - 8 * channel;
        return (char) (at >= 0 && at < LENGTH ? REST - DEPTH : REST);
    }

    @Override
    public int channels() {
        return CHANNELS;
    }

    @Override
    public long nextTriggerNs() {
        return next;
    }

    @Override
    public void fill(int channel, char[] samples, int n, int preTrigger, double sampleNs) {
        for (int i = 0; i < n; i++) {
            samples[i] = sample(channel, i - preTrigger);
        }
    }

    @Override
    public void advance() {
        next += PERIOD_NS;
    }
}
