package cevns.analysis.pulse;

import cevns.daq.config.PulseConfig.BaselineWindow;
import cevns.daq.record.WaveformView;

/**
 * What every finder does first with a waveform: look at its samples, clear the result, and take the
 * baseline over the configured window.
 */
final class TraceBaseline {

    private final BaselineWindow window;
    private final Baseline baseline;

    TraceBaseline(BaselineWindow window, int full) {
        this.window = window;
        baseline = new Baseline(full);
    }

    /**
     * Takes a waveform. The part of the window that lies in the trace is used; a trace that ends
     * before it is marked.
     *
     * @return false where there is no baseline and so no pulse can be found
     */
    boolean take(WaveformView waveform, TracePulses into) {
        into.begin(waveform);
        Samples samples = into.samples;
        if (into.sampleWidthPs <= 0) {
            into.badBaseline = true;
            return false;
        }
        int from = into.sampleAt(window.fromNs());
        int to = into.sampleAt(window.toNs());
        baseline.estimate(samples, from, to, window.method());
        into.turnedBaseline = baseline.value();
        into.baselineAdc = samples.turned(baseline.value());
        into.rmsAdc = baseline.rms();
        boolean whole = window.toNs() * 1000 <= (double) samples.count() * into.sampleWidthPs;
        into.badBaseline = !(whole && baseline.rms() <= window.maxRmsAdc());
        return from < to;
    }
}
