package cevns.analysis.pulse;

import cevns.daq.config.PulseConfig;
import cevns.daq.record.WaveformView;

/** Finds whether, and when, a muon veto fired: every sample above threshold counts. */
public final class VetoPulseFinder implements PulseFinder {

    private final Samples samples;
    private final TraceBaseline baseline;
    private final HitFinder hitFinder;
    private final TracePulses pulses;

    VetoPulseFinder(PulseConfig.Veto config, int adcBits) {
        samples = new Samples(config.polarity(), adcBits);
        pulses = new TracePulses(samples);
        baseline = new TraceBaseline(config.baseline(), samples.full);
        hitFinder = new HitFinder(config.thresholdAdc(), 1, 0, 0);
    }

    @Override
    public TracePulses find(WaveformView waveform) {
        if (baseline.take(waveform, pulses)) {
            hitFinder.find(pulses);
        } else {
            hitFinder.findSaturation(pulses);
        }
        return pulses;
    }

    @Override
    public TracePulses pulses() {
        return pulses;
    }

    /** True when the veto fired anywhere in the last waveform. */
    public boolean fired() {
        return pulses.count() > 0;
    }
}
