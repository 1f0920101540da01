package cevns.analysis.monitor;

import cevns.analysis.pulse.TracePulses;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.record.WaveformView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The last trace of each channel for the oscilloscope. It copies every so-many-th waveform of a
 * channel only, counted by the data, so that what it costs does not depend on the rate. Written by
 * the pipeline's thread, read by any.
 */
public final class WaveformTap {

    private static final int EVERY = 16;
    private static final int MOST_PEAKS = 1_000;

    private final AtomicReference<List<Trace>> latest = new AtomicReference<>(List.of());
    private Trace[] traces = new Trace[0];
    private int[] seen = new int[0];

    /** The last traces, one for each channel that has shown one, in the order of the channels. */
    public List<Trace> latest() {
        return latest.get();
    }

    /**
     * Looks at a waveform.
     *
     * @param index place of the channel in the configuration
     * @param pulses what was found in it
     * @param shown samples that may be shown, from the first; with 0 the trace before stays
     */
    public void on(
            int index,
            ChannelConfig channel,
            WaveformView waveform,
            TracePulses pulses,
            int shown) {
        if (index >= traces.length) {
            traces = Arrays.copyOf(traces, index + 1);
            seen = Arrays.copyOf(seen, index + 1);
        }
        if (seen[index]++ % EVERY != 0 || shown == 0 && waveform.sampleCount() > 0) {
            return;
        }
        traces[index] = copy(channel, waveform, pulses, shown);
        List<Trace> all = new ArrayList<>(traces.length);
        for (Trace trace : traces) {
            if (trace != null) {
                all.add(trace);
            }
        }
        latest.set(List.copyOf(all));
    }

    private static Trace copy(
            ChannelConfig channel, WaveformView waveform, TracePulses pulses, int shown) {
        char[] samples = new char[waveform.sampleCount()];
        waveform.copySamples(samples);
        if (shown < samples.length) {
            samples = Arrays.copyOf(samples, shown);
        }
        int count = Math.min(pulses.count(), MOST_PEAKS);
        List<Trace.Peak> peaks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (pulses.stop(i) <= samples.length) {
                double size = size(channel.pulses(), pulses, i);
                peaks.add(new Trace.Peak(pulses.start(i), pulses.stop(i), size));
            }
        }
        return new Trace(
                channel.name(),
                channel.source(),
                waveform.channel(),
                waveform.triggerId(),
                waveform.kinds(),
                waveform.timeNs(),
                waveform.sampleWidthPs(),
                waveform.preTrigger(),
                pulses.baselineAdc(),
                samples,
                List.copyOf(peaks));
    }

    private static double size(PulseConfig config, TracePulses pulses, int i) {
        if (config instanceof PulseConfig.Pmt pmt) {
            return pulses.charge(i) / pmt.speChargeAdc();
        }
        if (config instanceof PulseConfig.Hpge germanium) {
            return pulses.energyAdc(i) * germanium.kevPerAdc();
        }
        return Double.NaN;
    }
}
