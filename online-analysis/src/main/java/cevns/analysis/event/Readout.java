package cevns.analysis.event;

import cevns.analysis.pulse.Hit;
import cevns.daq.config.WindowConfig;
import java.util.List;

/**
 * What one waveform brings into the event builder.
 *
 * @param sourceId the device
 * @param channel channel of the source
 * @param sequence sequence of the waveform's record
 * @param triggerId trigger that read it out
 * @param timeNs time of the trigger on the reference clock [ns since the Unix epoch]
 * @param kinds bit mask of {@link cevns.daq.record.TriggerKind}
 * @param channels channels that the source reads out for this trigger
 * @param found its hits
 * @param flags bits below, of the whole trace
 */
public record Readout(
        int sourceId,
        int channel,
        long sequence,
        long triggerId,
        long timeNs,
        int kinds,
        int channels,
        List<Found> found,
        int flags) {

    /** Flag: a sample is at the ADC's limit. */
    public static final int SATURATED = 1;

    /** Flag: the linear gate was closed. */
    public static final int GATED = 1 << 1;

    /** Flag: it is a muon veto, and it fired. */
    public static final int VETOED = 1 << 2;

    /** Flag: the baseline is not to be trusted. */
    public static final int BAD_BASELINE = 1 << 3;

    public Readout {
        found = List.copyOf(found);
    }

    /**
     * A hit, and the region it was found in.
     *
     * @param window class of the region; null where the trace was judged as a whole
     * @param sinceNs onset minus begin of the region of interest [ns]; NaN without a region
     * @param timeNs time of the hit on the reference clock [ns since the Unix epoch]
     * @param hit the hit
     */
    public record Found(WindowConfig.Kind window, double sinceNs, long timeNs, Hit hit) {}

    /** The same waveform with one of its hits only. */
    Readout only(Found one) {
        return new Readout(
                sourceId,
                channel,
                sequence,
                triggerId,
                timeNs,
                kinds,
                channels,
                List.of(one),
                flags);
    }
}
