package cevns.analysis.monitor;

import java.util.List;

/**
 * A waveform for the oscilloscope, with what was found in it. Not part of a snapshot.
 *
 * @param name name of the channel in the detector
 * @param source name of the source
 * @param channel channel of the source
 * @param triggerId trigger
 * @param kinds bit mask of {@link cevns.daq.record.TriggerKind}
 * @param timeNs time of the trigger [ns since the Unix epoch]
 * @param sampleWidthPs time from sample to sample [ps]
 * @param preTrigger samples before the trigger
 * @param baselineAdc baseline [ADC counts]; NaN where none could be had
 * @param samples the samples [ADC counts]; owned by this trace, not to be changed
 * @param peaks the pulses found in it
 */
public record Trace(
        String name,
        String source,
        int channel,
        long triggerId,
        int kinds,
        long timeNs,
        int sampleWidthPs,
        int preTrigger,
        double baselineAdc,
        char[] samples,
        List<Peak> peaks) {

    /**
     * A pulse in the trace.
     *
     * @param start first sample, inclusive
     * @param stop last sample, exclusive
     * @param size charge [PE] or energy [keV]
     */
    public record Peak(int start, int stop, double size) {}
}
