package cevns.analysis.pulse;

import cevns.daq.record.WaveformView;
import java.util.Arrays;

/**
 * What a {@link PulseFinder} found in one waveform: the state of the trace and its peaks in order
 * of time. The arrays behind it are used again for the next waveform, so it is valid until then.
 *
 * <p>Peaks never share a sample: where two of them, widened, would overlap, the earlier one ends
 * where the later one crosses the threshold.
 *
 * <p>All kinds of channel fill {@link #crossing}, {@link #start}, {@link #stop}, {@link #peak},
 * {@link #height} and {@link #onsetNs}; {@link #charge} is for photomultipliers, {@link #energyAdc}
 * and {@link #riseNs} are for germanium.
 */
public final class TracePulses {

    private static final int ROOM = 64;

    final Samples samples;
    int sampleWidthPs;
    int preTrigger;
    // Of the samples as Samples turns them; the one below is as the ADC has it.
    double turnedBaseline;
    double baselineAdc;
    double rmsAdc;
    boolean saturated;
    boolean gated;
    boolean badBaseline;

    int count;
    int[] crossing = new int[ROOM];
    int[] start = new int[ROOM];
    int[] stop = new int[ROOM];
    int[] peak = new int[ROOM];
    double[] height = new double[ROOM];
    double[] charge = new double[ROOM];
    double[] energyAdc = new double[ROOM];
    double[] riseNs = new double[ROOM];
    double[] onsetNs = new double[ROOM];

    TracePulses(Samples samples) {
        this.samples = samples;
    }

    /** Forgets the last waveform and takes the samples of the next one. */
    void begin(WaveformView waveform) {
        samples.copy(waveform);
        sampleWidthPs = waveform.sampleWidthPs();
        preTrigger = waveform.preTrigger();
        turnedBaseline = Double.NaN;
        baselineAdc = Double.NaN;
        rmsAdc = Double.NaN;
        saturated = false;
        gated = false;
        badBaseline = false;
        count = 0;
    }

    /** Index of a further peak; allocates only when there never were as many. */
    int next() {
        if (count == start.length) {
            int room = 2 * count;
            crossing = Arrays.copyOf(crossing, room);
            start = Arrays.copyOf(start, room);
            stop = Arrays.copyOf(stop, room);
            peak = Arrays.copyOf(peak, room);
            height = Arrays.copyOf(height, room);
            charge = Arrays.copyOf(charge, room);
            energyAdc = Arrays.copyOf(energyAdc, room);
            riseNs = Arrays.copyOf(riseNs, room);
            onsetNs = Arrays.copyOf(onsetNs, room);
        }
        return count++;
    }

    /** Samples of the waveform. */
    public int samples() {
        return samples.count();
    }

    /** Samples before the trigger, within 0…{@link #samples}. */
    public int preTrigger() {
        return Math.max(0, Math.min(samples.count(), preTrigger));
    }

    /** Time from sample to sample [ns]. */
    public double sampleNs() {
        return sampleWidthPs / 1000.0;
    }

    /**
     * First sample that stands at or after a time, so that {@code [sampleAt(a), sampleAt(b))} are
     * those in {@code [a, b)}; within 0…{@link #samples}.
     *
     * @param ns time [ns from the first sample]
     */
    public int sampleAt(double ns) {
        return (int) Math.max(0, Math.min(samples.count(), Math.ceil(ns * 1000 / sampleWidthPs)));
    }

    /** Baseline, as the samples are [ADC counts]; NaN where none could be had. */
    public double baselineAdc() {
        return baselineAdc;
    }

    /** RMS about the baseline, within its window [ADC counts]; NaN where none could be had. */
    public double rmsAdc() {
        return rmsAdc;
    }

    /** True when a sample is at the ADC's limit, 0 or 2^bits − 1. */
    public boolean saturated() {
        return saturated;
    }

    /** True when the linear gate was closed: a stretch of samples within ±1 count. */
    public boolean gated() {
        return gated;
    }

    /**
     * True when the baseline is not to be trusted: its window does not lie inside the trace, or its
     * RMS is above the configured limit. Where there is no baseline at all, there are no peaks.
     */
    public boolean badBaseline() {
        return badBaseline;
    }

    /** Number of peaks. */
    public int count() {
        return count;
    }

    /** Sample at which peak {@code i} reaches the threshold. Decides in which region it is. */
    public int crossing(int i) {
        return crossing[i];
    }

    /** First sample of peak {@code i}, widened [sample, inclusive]. */
    public int start(int i) {
        return start[i];
    }

    /** First sample past peak {@code i}, widened [sample, exclusive]. */
    public int stop(int i) {
        return stop[i];
    }

    /** Highest sample of peak {@code i}; the first of several. */
    public int peak(int i) {
        return peak[i];
    }

    /** Height of peak {@code i} above the baseline, positive for either polarity [ADC counts]. */
    public double height(int i) {
        return height[i];
    }

    /**
     * Sum above the baseline over {@code [start, stop)} of peak {@code i} [ADC counts × samples].
     */
    public double charge(int i) {
        return charge[i];
    }

    /** Height of the trapezoid of pulse {@code i}, germanium only [ADC counts]. */
    public double energyAdc(int i) {
        return energyAdc[i];
    }

    /** Time from 10 % to 90 % of the height of pulse {@code i}, germanium only [ns]; may be NaN. */
    public double riseNs(int i) {
        return riseNs[i];
    }

    /**
     * Time of peak {@code i}, interpolated between samples [ns from the first sample]: where it
     * crosses the threshold (photomultiplier, veto), 10 % of its height (germanium), 50 % of the
     * usual amplitude (timing signal).
     */
    public double onsetNs(int i) {
        return onsetNs[i];
    }
}
