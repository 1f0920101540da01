package cevns.drivers.emulation;

/**
 * What a board sees that triggers steadily, then for a long time not at all, then steadily again:
 * so its counter of times all but goes round in the silence, and does with a trigger on each side
 * of the wrap. Each trigger is a pulse of 200 ns without noise.
 */
public final class LongSilence implements EmulatedTraces, EmulatedSignals {

    /** Triggers before the silence. */
    public static final int BEFORE = 20;

    /** From trigger to trigger [ns]. */
    public static final long PERIOD_NS = 4_000_000;

    /** Triggers between the silence and the wrap; one falls on it. */
    private static final int TO_WRAP = 10;

    private static final double LENGTH_NS = 200;

    private final long startNs;
    private final long wrapNs;
    private final int rest;
    private final int height;
    private int trigger;

    /**
     * @param startNs when the counter is at zero [ns since the Unix epoch]
     * @param roundNs how long it takes to go round [ns]
     * @param rest baseline [ADC counts]
     * @param height of the pulses [ADC counts], negative for downwards
     */
    public LongSilence(long startNs, long roundNs, int rest, int height) {
        this.startNs = startNs;
        this.rest = rest;
        this.height = height;
        wrapNs = startNs + roundNs;
    }

    /** Time of a trigger, from 0 [ns since the Unix epoch]. */
    public long timeNs(int number) {
        return number < BEFORE
                ? startNs + (number + 1) * PERIOD_NS
                : wrapNs + (number - BEFORE - TO_WRAP) * PERIOD_NS;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public long nextTriggerNs() {
        return timeNs(trigger);
    }

    @Override
    public long nextNs() {
        return timeNs(trigger);
    }

    @Override
    public int nextInput() {
        return 0;
    }

    @Override
    public void fill(int channel, char[] samples, int n, int preTrigger, double sampleNs) {
        fill(channel, samples, n, -preTrigger * sampleNs, sampleNs);
    }

    @Override
    public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
        for (int i = 0; i < n; i++) {
            double at = fromNs + i * sampleNs;
            samples[i] = (char) (at >= 0 && at < LENGTH_NS ? rest + height : rest);
        }
    }

    @Override
    public void advance() {
        trigger++;
    }
}
