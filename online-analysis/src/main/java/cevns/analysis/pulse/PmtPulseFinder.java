package cevns.analysis.pulse;

import cevns.daq.config.PulseConfig;
import cevns.daq.record.WaveformView;

/**
 * Finds the peaks of a photomultiplier (selection.md §1, steps 1 to 4). What they mean for a region
 * of the trace is for {@link RegionPulse} to say.
 */
public final class PmtPulseFinder implements PulseFinder {

    private final int gateSamples;
    private final Samples samples;
    private final TraceBaseline baseline;
    private final HitFinder hitFinder;
    private final TracePulses pulses;

    PmtPulseFinder(PulseConfig.Pmt config, int adcBits) {
        gateSamples = config.gateSamples();
        samples = new Samples(config.polarity(), adcBits);
        pulses = new TracePulses(samples);
        baseline = new TraceBaseline(config.baseline(), samples.full);
        hitFinder =
                new HitFinder(
                        config.thresholdAdc(),
                        config.minSamples(),
                        config.widenBefore(),
                        config.widenAfter());
    }

    @Override
    public TracePulses find(WaveformView waveform) {
        if (baseline.take(waveform, pulses)) {
            hitFinder.find(pulses);
        } else {
            hitFinder.findSaturation(pulses);
        }
        pulses.gated = gateSamples > 0 && LinearGate.closed(samples, gateSamples);
        return pulses;
    }

    @Override
    public TracePulses pulses() {
        return pulses;
    }
}
