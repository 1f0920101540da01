package cevns.analysis.event;

import cevns.analysis.pulse.HpgePulseFinder;
import cevns.analysis.pulse.PulseFinder;
import cevns.analysis.pulse.RegionPulse;
import cevns.analysis.pulse.TracePulses;
import cevns.analysis.pulse.VetoPulseFinder;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.WindowConfig;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformView;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the traces of one channel: finds their pulses, and of a photomultiplier whose detector has
 * regions looks at each region with the same code. A beam trace is judged in all its regions; a
 * strobe trace in the place of the coincidence region, measured from its own trigger, and what it
 * shows is anticoincidence. Traces of other triggers, and those of detectors without regions, are
 * judged as a whole: one integration window, from the first peak on.
 */
public final class TraceJudge {

    private final ChannelConfig channel;
    private final PulseFinder finder;
    private final RegionPulse light;
    private final List<Region> regions = new ArrayList<>();
    private Region signal;

    /**
     * @param channel the channel
     * @param windows regions among them are looked at
     * @param t0OffsetNs beam reference minus mark [ns]
     */
    public TraceJudge(ChannelConfig channel, List<WindowConfig> windows, double t0OffsetNs) {
        this.channel = channel;
        finder = PulseFinder.of(channel);
        light = channel.pulses() instanceof PulseConfig.Pmt ? new RegionPulse(channel) : null;
        for (WindowConfig window : windows) {
            if (window instanceof WindowConfig.Region config) {
                Region region = new Region(config, t0OffsetNs);
                regions.add(region);
                if (region.kind() == WindowConfig.Kind.COINCIDENCE) {
                    signal = region;
                }
            }
        }
    }

    public ChannelConfig channel() {
        return channel;
    }

    /** True when the trace holds all that its trigger asks to be judged. */
    public boolean fits(WaveformView waveform) {
        if (light == null) {
            return true;
        }
        if (TriggerKind.BEAM.in(waveform.kinds())) {
            for (Region region : regions) {
                if (!region.locate(waveform)) {
                    return false;
                }
            }
        } else if (TriggerKind.STROBE.in(waveform.kinds()) && signal != null) {
            return signal.locate(waveform);
        }
        return true;
    }

    /** The peaks of the last waveform judged. */
    public TracePulses pulses() {
        return finder.pulses();
    }

    /**
     * Judges a waveform that {@link #fits}.
     *
     * @param offsetNs what its source's clock is to be moved by to be the reference clock [ns]
     */
    public Readout judge(WaveformView waveform, long offsetNs) {
        TracePulses pulses = finder.find(waveform);
        return new Readout(
                waveform.sourceId(),
                waveform.channel(),
                waveform.sequence(),
                waveform.triggerId(),
                waveform.timeNs() + offsetNs,
                waveform.kinds(),
                waveform.channelsInTrigger(),
                found(waveform, pulses, offsetNs),
                flags(pulses));
    }

    private List<Readout.Found> found(WaveformView waveform, TracePulses pulses, long offsetNs) {
        if (finder instanceof HpgePulseFinder germanium) {
            List<Readout.Found> all = new ArrayList<>(pulses.count());
            for (int i = 0; i < pulses.count(); i++) {
                var hit = germanium.hit(i);
                all.add(new Readout.Found(null, Double.NaN, hit.timeNs() + offsetNs, hit));
            }
            return all;
        }
        if (light == null) {
            return List.of();
        }
        boolean strobe = TriggerKind.STROBE.in(waveform.kinds());
        if (regions.isEmpty() || !(strobe || TriggerKind.BEAM.in(waveform.kinds()))) {
            return whole(waveform, pulses, offsetNs);
        }
        List<Readout.Found> all = new ArrayList<>(2);
        if (TriggerKind.BEAM.in(waveform.kinds())) {
            for (Region region : regions) {
                look(waveform, pulses, region, region.kind(), offsetNs, all);
            }
        } else if (signal != null) {
            look(waveform, pulses, signal, WindowConfig.Kind.ANTICOINCIDENCE, offsetNs, all);
        }
        return all;
    }

    private void look(
            WaveformView waveform,
            TracePulses pulses,
            Region region,
            WindowConfig.Kind window,
            long offsetNs,
            List<Readout.Found> into) {
        if (light.evaluate(
                waveform,
                pulses,
                region.preStart(),
                region.preStop(),
                region.roiStart(),
                region.roiStop(),
                region.onsetStop())) {
            var hit = light.hit();
            double since = hit.onsetNs() - region.roiStartNs();
            into.add(new Readout.Found(window, since, hit.timeNs() + offsetNs, hit));
        }
    }

    private List<Readout.Found> whole(WaveformView waveform, TracePulses pulses, long offsetNs) {
        int n = pulses.samples();
        if (!light.evaluate(waveform, pulses, 0, 0, 0, n, n)) {
            return List.of();
        }
        var hit = light.hit();
        return List.of(new Readout.Found(null, Double.NaN, hit.timeNs() + offsetNs, hit));
    }

    private int flags(TracePulses pulses) {
        boolean veto = finder instanceof VetoPulseFinder v && v.fired();
        boolean judged = !(channel.pulses() instanceof PulseConfig.Timing);
        return (judged && pulses.saturated() ? Readout.SATURATED : 0)
                | (pulses.gated() ? Readout.GATED : 0)
                | (veto ? Readout.VETOED : 0)
                | (judged && pulses.badBaseline() ? Readout.BAD_BASELINE : 0);
    }
}
