package cevns.analysis.pulse;

import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.record.WaveformView;

/**
 * Judges one region of a photomultiplier's trace: how many peaks its pre-trace has, where the light
 * begins in its region of interest, and what comes in the integration window from there
 * (selection.md §1, steps 6 to 8; F90 §2). The regions C and AC of one trace go through the same
 * code with other sample ranges:
 *
 * <pre>
 *   TracePulses peaks = finder.find(waveform);
 *   if (region.evaluate(waveform, peaks, preStart, preStop, roiStart, roiStop, onsetStop)) {
 *       PmtHit hit = region.hit();
 *   }
 * </pre>
 *
 * <p>A peak is in a range when the sample at which it reaches the threshold is. The onset is the
 * first peak in {@code [roiStart, onsetStop)}; the window ends {@code integration_ns} after it, or
 * with the region of interest or the trace if these end before. Charge and rise times are of the
 * peaks in the window, each whole. F90 is of all samples from the first one of the first peak.
 *
 * <p>Allocates nothing before {@link #hit}.
 */
public final class RegionPulse {

    private final PulseConfig.Pmt config;
    private final ChargeCurve curve = new ChargeCurve();

    private WaveformView waveform;
    private TracePulses pulses;
    private int prePeaks;
    private int first;
    private int end;
    private double charge;
    private double f90;

    /**
     * For one channel.
     *
     * @throws IllegalArgumentException if it is not a photomultiplier
     */
    public RegionPulse(ChannelConfig channel) {
        if (!(channel.pulses() instanceof PulseConfig.Pmt pmt)) {
            throw new IllegalArgumentException("channel " + channel.name() + " is no PMT");
        }
        config = pmt;
    }

    /**
     * Judges a region of a waveform. All ranges are samples, half-open; what lies outside the trace
     * is empty.
     *
     * @param pulses what the channel's finder found in {@code waveform}
     * @param preStart begin of the pre-trace
     * @param preStop end of the pre-trace
     * @param roiStart begin of the region of interest
     * @param roiStop end of the region of interest
     * @param onsetStop first sample that is too late for an onset
     * @return true when there is an onset; only then the numbers of the window can be read
     */
    public boolean evaluate(
            WaveformView waveform,
            TracePulses pulses,
            int preStart,
            int preStop,
            int roiStart,
            int roiStop,
            int onsetStop) {
        this.waveform = waveform;
        this.pulses = pulses;
        prePeaks = Math.max(0, firstFrom(preStop) - firstFrom(preStart));
        first = firstFrom(roiStart);
        end = first;
        if (first == pulses.count || pulses.crossing[first] >= Math.min(onsetStop, roiStop)) {
            return false;
        }
        Samples samples = pulses.samples;
        int integration = pulses.sampleAt(config.integrationNs());
        int prompt = pulses.sampleAt(config.promptNs());
        int limit = Math.min(roiStop, pulses.samples());
        int onset = pulses.crossing[first];
        end = firstFrom(onset + Math.min(integration, limit - onset));
        charge = 0;
        for (int i = first; i < end; i++) {
            charge += pulses.charge[i];
        }
        curve.follow(samples, pulses, first, end, charge);
        int start = pulses.start[first];
        int stop = start + Math.min(integration, limit - start);
        int promptStop = start + Math.min(prompt, stop - start);
        f90 = F90.of(samples, pulses.turnedBaseline, start, promptStop, stop);
        return true;
    }

    /** First peak that reaches the threshold at or after a sample. */
    private int firstFrom(int sample) {
        int i = 0;
        while (i < pulses.count && pulses.crossing[i] < sample) {
            i++;
        }
        return i;
    }

    /** Peaks in the pre-trace, N_pt; to be read whether there is an onset or not. */
    public int prePeaks() {
        return prePeaks;
    }

    /** Peaks in the integration window, N_iw; 0 without an onset. */
    public int peaks() {
        return end - first;
    }

    /** Charge of the peaks in the integration window [PE]. */
    public double chargePe() {
        return charge / config.speChargeAdc();
    }

    /** Fraction of the window's charge in its prompt part; NaN if that charge is not positive. */
    public double f90() {
        return f90;
    }

    /** Time of the onset [ns from the first sample]. */
    public double onsetNs() {
        return pulses.onsetNs[first];
    }

    /** Time from the onset to 50 % of the charge, T₀₋₅₀ [ns]; NaN without charge. */
    public double rise050Ns() {
        return curve.at50() * pulses.sampleNs() - onsetNs();
    }

    /** Time from 10 % to 90 % of the charge, T₁₀₋₉₀ [ns]; NaN without charge. */
    public double rise1090Ns() {
        return (curve.at90() - curve.at10()) * pulses.sampleNs();
    }

    /** The light of the region as a hit, after an {@link #evaluate} that found an onset. */
    public PmtHit hit() {
        if (peaks() == 0) {
            throw new IllegalStateException("no onset in this region");
        }
        return new PmtHit(
                waveform.sourceId(),
                waveform.channel(),
                waveform.triggerId(),
                waveform.sequence(),
                HitTime.ns(waveform, onsetNs()),
                HitTime.ps(waveform, onsetNs()),
                pulses.start[first],
                pulses.stop[end - 1],
                onsetNs(),
                chargePe(),
                f90,
                prePeaks,
                peaks(),
                rise050Ns(),
                rise1090Ns(),
                pulses.saturated,
                pulses.gated,
                pulses.badBaseline);
    }
}
