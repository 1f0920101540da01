package cevns.analysis.event;

import cevns.daq.config.WindowConfig;
import cevns.daq.record.WaveformView;

/**
 * A stretch of a trace that is judged on its own: pre-trace and region of interest
 * (beam-trigger-modes.md §5). Turns the times of the configuration into samples of one trace:
 *
 * <pre>
 *   first sample      preStart    preStop = …      trigger + t0 offset   roiStart   onsetStop  roiStop
 *   |-----------------[ pre-trace )-----------------|---------------------[----------)----------)---|
 * </pre>
 *
 * <p>The trigger of the trace is the beam mark, or, of a strobe, the strobe itself.
 */
public final class Region {

    private final WindowConfig.Region config;
    private final double t0OffsetNs;
    private int widthPs;
    private int preTrigger;
    private int preStart;
    private int preStop;
    private int roiStart;
    private int roiStop;
    private int onsetStop;
    private double roiStartNs;

    Region(WindowConfig.Region config, double t0OffsetNs) {
        this.config = config;
        this.t0OffsetNs = t0OffsetNs;
    }

    /** Finds the samples of this region in a trace; false when they are not all there. */
    boolean locate(WaveformView waveform) {
        if (waveform.sampleWidthPs() <= 0) {
            return false;
        }
        if (widthPs != waveform.sampleWidthPs() || preTrigger != waveform.preTrigger()) {
            widthPs = waveform.sampleWidthPs();
            preTrigger = waveform.preTrigger();
            preStart = sample(config.preStartNs());
            preStop = sample(config.preStopNs());
            roiStart = sample(config.roiStartNs());
            roiStop = sample(config.roiStopNs());
            onsetStop = sample(config.roiStartNs() + config.onsetMaxNs());
            roiStartNs = preTrigger * (widthPs / 1000.0) + t0OffsetNs + config.roiStartNs();
        }
        return preStart >= 0
                && roiStart >= 0
                && preStop <= waveform.sampleCount()
                && roiStop <= waveform.sampleCount();
    }

    /** First sample at or after a time from the beam reference. */
    private int sample(double ns) {
        return (int) Math.ceil(preTrigger + (t0OffsetNs + ns) * 1000 / widthPs);
    }

    WindowConfig.Kind kind() {
        return config.kind();
    }

    int preStart() {
        return preStart;
    }

    int preStop() {
        return preStop;
    }

    int roiStart() {
        return roiStart;
    }

    int roiStop() {
        return roiStop;
    }

    int onsetStop() {
        return onsetStop;
    }

    /** Begin of the region of interest [ns from the first sample]. */
    double roiStartNs() {
        return roiStartNs;
    }
}
