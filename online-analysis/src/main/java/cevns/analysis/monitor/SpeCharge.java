package cevns.analysis.monitor;

import cevns.analysis.pulse.TracePulses;
import cevns.analysis.statistics.Histogram;

/**
 * Charge of a single photoelectron over time: a monitor of the gain, which the charge of hits does
 * not depend on (that is the configured one).
 *
 * <p>In the pre-trace light comes one photoelectron at a time. The charges of its isolated peaks
 * are counted for a block of data time, five minutes. They are a bell, the single photoelectrons,
 * on the falling flank of noise, and few pairs above (selection.md §1.5).
 *
 * <p>Estimator: the mean μ of the charges in {@code [0.5 μ, 1.756 μ)}, found by repeating from the
 * configured charge; the window leaves out most of noise and pairs. The bell is not symmetric but
 * gamma-distributed (Pólya), f(x) ∝ (x/μ)^(k−1) e^(−k x/μ). For it ∫ₐᵇ (x − μ) f dx = (μ/k) (a f(a)
 * − b f(b)), so that the mean within the window is that of the whole bell, whatever its width, when
 * ln u − u is the same at both borders u = x/μ: 1.756 belongs to 0.5. (A Gaussian of 26 % RMS reads
 * 2 % high; between symmetric borders a Pólya of 40 % would read 11 % low.) It takes a bell whose
 * charge is between about half of the configured one and the double of it. The resolution is a
 * hundredth of the configured charge; with n peaks of 40 % the statistical error is about 50 %/√n.
 */
public final class SpeCharge {

    /** Length of a block of data time [ns]. */
    static final long BLOCK_NS = 300_000_000_000L;

    /** A peak is isolated when no other is nearer than this [ns]. */
    private static final double ISOLATION_NS = 500;

    /** Borders of the window over its mean. */
    private static final double LOW = 0.5;

    private static final double HIGH = 1.756_431;

    private static final int BINS_PER_CHARGE = 100;
    private static final int MIN_PEAKS = 100;
    private static final int MAX_STEPS = 50;

    private final double configuredAdc;
    private final Histogram charges;
    private long block = Long.MIN_VALUE;
    private double lastBlockAdc = Double.NaN;

    /**
     * A monitor of one channel.
     *
     * @param configuredAdc charge of one photoelectron as configured [ADC counts × samples]
     */
    public SpeCharge(double configuredAdc) {
        if (!(configuredAdc > 0)) {
            throw new IllegalArgumentException("configuredAdc " + configuredAdc + " not above 0");
        }
        this.configuredAdc = configuredAdc;
        charges = new Histogram(4 * BINS_PER_CHARGE, 0, 4 * configuredAdc);
    }

    /**
     * Counts the isolated peaks of a pre-trace. Saturated and gated traces, and such without a good
     * baseline, do not count.
     *
     * @param timeNs time of the waveform [ns since the Unix epoch]
     * @param start first sample of the pre-trace
     * @param stop first sample behind it
     */
    public void add(long timeNs, TracePulses pulses, int start, int stop) {
        long now = Math.floorDiv(timeNs, BLOCK_NS);
        if (now != block) {
            if (block != Long.MIN_VALUE) {
                lastBlockAdc = estimate();
                charges.clear();
            }
            block = now;
        }
        if (pulses.saturated() || pulses.gated() || pulses.badBaseline()) {
            return;
        }
        int apart = pulses.sampleAt(ISOLATION_NS);
        for (int i = 0; i < pulses.count(); i++) {
            if (pulses.crossing(i) >= start
                    && pulses.crossing(i) < stop
                    && isolated(pulses, i, apart)) {
                charges.fill(pulses.charge(i));
            }
        }
    }

    private static boolean isolated(TracePulses pulses, int i, int apart) {
        boolean before = i == 0 || pulses.start(i) - pulses.stop(i - 1) >= apart;
        boolean behind = i == pulses.count() - 1 || pulses.start(i + 1) - pulses.stop(i) >= apart;
        return before && behind;
    }

    /**
     * Mean charge of a single photoelectron in the last whole block, or, while there is none, in
     * this one so far.
     *
     * @return charge [ADC counts × samples]; NaN with fewer than 100 peaks in the bell
     */
    public double meanAdc() {
        return Double.isNaN(lastBlockAdc) ? estimate() : lastBlockAdc;
    }

    private double estimate() {
        double mean = configuredAdc;
        for (int step = 0; step < MAX_STEPS; step++) {
            double before = mean;
            mean = meanBetween(LOW * before, HIGH * before);
            // Equal, or NaN: the next steps would change nothing.
            if (!(Math.abs(mean - before) > 0)) {
                break;
            }
        }
        return mean;
    }

    private double meanBetween(double low, double high) {
        long peaks = 0;
        double sum = 0;
        for (int i = 0; i < charges.bins(); i++) {
            double charge = charges.centre(i);
            if (charge >= low && charge < high) {
                peaks += charges.count(i);
                sum += charges.count(i) * charge;
            }
        }
        return peaks < MIN_PEAKS ? Double.NaN : sum / peaks;
    }
}
