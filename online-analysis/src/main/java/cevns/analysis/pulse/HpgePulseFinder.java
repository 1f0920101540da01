package cevns.analysis.pulse;

import cevns.daq.config.PulseConfig;
import cevns.daq.record.WaveformView;

/**
 * Finds the pulses of a germanium detector behind a charge-sensitive preamplifier: energy from the
 * maximum of the trapezoid, rise time and onset from the edge (selection.md §3).
 *
 * <p>A trace shorter than the trapezoid, twice its rise and its flat top, has no pulses.
 */
public final class HpgePulseFinder implements PulseFinder {

    private final PulseConfig.Hpge config;
    private final Samples samples;
    private final TraceBaseline baseline;
    private final HitFinder hitFinder = new HitFinder(0, 1, 0, 0);
    private final TracePulses pulses;

    // Made for one sample width, when a trace of it is long enough.
    private int widthPs;
    private Trapezoid trapezoid;
    private StepEdge edge;

    private WaveformView waveform;

    HpgePulseFinder(PulseConfig.Hpge config, int adcBits) {
        this.config = config;
        samples = new Samples(config.polarity(), adcBits);
        pulses = new TracePulses(samples);
        baseline = new TraceBaseline(config.baseline(), samples.full);
    }

    @Override
    public TracePulses find(WaveformView waveform) {
        this.waveform = waveform;
        boolean hasBaseline = baseline.take(waveform, pulses);
        hitFinder.findSaturation(pulses);
        if (hasBaseline && shaperFits()) {
            trapezoid.find(config.thresholdAdc(), pulses);
            for (int i = 0; i < pulses.count; i++) {
                measure(i);
            }
        }
        return pulses;
    }

    /** False when the trace is shorter than the trapezoid. */
    private boolean shaperFits() {
        double rise = Math.max(1, Math.rint(samplesIn(config.riseNs())));
        double flat = Math.rint(samplesIn(config.flatNs()));
        if (2 * rise + flat > samples.count()) {
            return false;
        }
        if (widthPs != pulses.sampleWidthPs) {
            widthPs = pulses.sampleWidthPs;
            double decay = samplesIn(config.decayNs());
            trapezoid = new Trapezoid((int) rise, (int) flat, decay);
            edge = new StepEdge((int) rise, (int) flat, decay);
        }
        return true;
    }

    private double samplesIn(double ns) {
        return ns * 1000 / pulses.sampleWidthPs;
    }

    private void measure(int i) {
        int peak = pulses.peak[i];
        edge.measure(samples, pulses.turnedBaseline, peak);
        int gap = Math.max(0, peak - trapezoid.rise() - trapezoid.flat() + 1);
        double onset = Double.isNaN(edge.at10()) ? gap : Math.max(0, edge.at10());
        int crossing = (int) Math.ceil(onset);
        pulses.crossing[i] = crossing;
        pulses.start[i] = crossing;
        pulses.stop[i] = Math.max(peak, crossing) + 1;
        pulses.height[i] = samples.at(peak) - pulses.turnedBaseline;
        pulses.onsetNs[i] = onset * pulses.sampleNs();
        pulses.riseNs[i] = (edge.at90() - edge.at10()) * pulses.sampleNs();
    }

    @Override
    public TracePulses pulses() {
        return pulses;
    }

    /** Energy of pulse {@code i} of the last waveform [keV]. */
    public double energyKev(int i) {
        return pulses.energyAdc(i) * config.kevPerAdc();
    }

    /** Pulse {@code i} of the last waveform as a hit; its view must still be valid. */
    public HpgeHit hit(int i) {
        double onsetNs = pulses.onsetNs(i);
        return new HpgeHit(
                waveform.sourceId(),
                waveform.channel(),
                waveform.triggerId(),
                waveform.sequence(),
                HitTime.ns(waveform, onsetNs),
                HitTime.ps(waveform, onsetNs),
                onsetNs,
                energyKev(i),
                pulses.riseNs(i),
                pulses.baselineAdc(),
                pulses.rmsAdc(),
                pulses.saturated(),
                pulses.badBaseline());
    }
}
