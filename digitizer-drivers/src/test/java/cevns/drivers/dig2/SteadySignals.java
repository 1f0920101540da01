package cevns.drivers.dig2;

import cevns.daq.time.WallClock;
import cevns.drivers.emulation.EmulatedSignals;

/**
 * Rectangular pulses at a steady rate, at one input after the other: 1000 counts downwards from
 * 8192 for 200 ns, without noise.
 */
public final class SteadySignals implements EmulatedSignals {

    public static final int BASELINE = 8192;
    public static final int DEPTH = 1000;
    static final double LENGTH_NS = 200;

    private final int[] inputs;
    private final long periodNs;
    private long next;
    private int turn;

    public SteadySignals(long periodNs, int... inputs) {
        this.inputs = inputs;
        this.periodNs = periodNs;
        next = WallClock.SYSTEM.nowNs() + periodNs;
    }

    @Override
    public long nextNs() {
        return next;
    }

    @Override
    public int nextInput() {
        return inputs[turn];
    }

    @Override
    public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
        for (int i = 0; i < n; i++) {
            double at = fromNs + i * sampleNs;
            boolean inPulse = channel == inputs[turn] && at >= 0 && at < LENGTH_NS;
            samples[i] = (char) (inPulse ? BASELINE - DEPTH : BASELINE);
        }
    }

    @Override
    public void advance() {
        next += periodNs;
        turn = (turn + 1) % inputs.length;
    }
}
