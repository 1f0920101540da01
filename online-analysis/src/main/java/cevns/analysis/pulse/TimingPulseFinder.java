package cevns.analysis.pulse;

import cevns.daq.config.PulseConfig;
import cevns.daq.record.WaveformView;

/**
 * Finds timing pulses and their time between the samples: where the leading edge crosses 50 % of
 * the amplitude that these pulses have on average, so that noise on the height of one does not move
 * it (beam-trigger-modes.md §3).
 *
 * <p>The average is over all pulses so far, and after the first 1000 follows them with that length
 * of memory. It depends on the waveforms alone, in their order. A pulse lower than half of it is
 * timed at 50 % of its own height.
 */
public final class TimingPulseFinder implements PulseFinder {

    private static final double FRACTION = 0.5;
    private static final int MEMORY = 1000;

    private final Samples samples;
    private final TraceBaseline baseline;
    private final HitFinder hitFinder;
    private final TracePulses pulses;
    private double amplitude;
    private int averaged;

    TimingPulseFinder(PulseConfig.Timing config, int adcBits) {
        samples = new Samples(config.polarity(), adcBits);
        pulses = new TracePulses(samples);
        baseline = new TraceBaseline(config.baseline(), samples.full);
        hitFinder = new HitFinder(config.thresholdAdc(), 1, 0, 0);
    }

    @Override
    public TracePulses find(WaveformView waveform) {
        if (!baseline.take(waveform, pulses)) {
            hitFinder.findSaturation(pulses);
            return pulses;
        }
        hitFinder.find(pulses);
        for (int i = 0; i < pulses.count; i++) {
            double height = pulses.height[i];
            averaged = Math.min(averaged + 1, MEMORY);
            amplitude += (height - amplitude) / averaged;
            double half = FRACTION * (height < FRACTION * amplitude ? height : amplitude);
            double level = pulses.turnedBaseline + half;
            pulses.onsetNs[i] =
                    pulses.sampleNs()
                            * ConstantFraction.leadingEdge(
                                    samples, level, pulses.crossing[i], pulses.peak[i]);
        }
        return pulses;
    }

    @Override
    public TracePulses pulses() {
        return pulses;
    }

    /** Average height of the timing pulses [ADC counts]; 0 before the first. */
    public double amplitudeAdc() {
        return amplitude;
    }
}
