package cevns.drivers.sis3316;

import cevns.drivers.emulation.EmulatedSignals;

/** A step of a known height at each of some channels in turn, and at the trigger input. */
final class SteadySignals implements EmulatedSignals {

    static final int BASELINE = 1000;
    static final int HEIGHT = 500;

    private final int channels;
    private final long periodNs;
    private long nextNs;
    private int input = TRIGGER_INPUT;

    /**
     * @param channels with a step, from 0
     * @param periodNs from a step to the next of the same channel
     */
    SteadySignals(int channels, long periodNs) {
        this.channels = channels;
        this.periodNs = periodNs;
        nextNs = System.currentTimeMillis() * 1_000_000;
    }

    @Override
    public long nextNs() {
        return nextNs;
    }

    @Override
    public int nextInput() {
        return input;
    }

    @Override
    public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
        boolean isStep = channel == input || input == TRIGGER_INPUT;
        for (int i = 0; i < n; i++) {
            boolean above = isStep && channel < channels && fromNs + i * sampleNs >= 0;
            samples[i] = (char) (BASELINE + channel + (above ? HEIGHT : 0));
        }
    }

    @Override
    public void advance() {
        input++;
        if (input == channels) {
            input = TRIGGER_INPUT;
            nextNs += periodNs;
        }
    }
}
