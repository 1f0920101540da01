package cevns.analysis.pulse;

/**
 * The light seen by one photomultiplier in one region of a trace: the peaks of the integration
 * window, which begins with the first peak of the region of interest (selection.md §1).
 *
 * @param sourceId the device
 * @param channel channel of the source
 * @param triggerId trigger that read the waveform out
 * @param sequence sequence of the waveform's record
 * @param timeNs time of the onset [ns since the Unix epoch]
 * @param picoseconds what the time has below one ns, 0…999 ps
 * @param start first sample of the first peak [sample, inclusive]
 * @param stop first sample past the last peak of the window [sample, exclusive]
 * @param onsetNs time of the onset [ns from the first sample]
 * @param chargePe charge of the peaks in the integration window [PE]
 * @param f90 fraction of the window's charge in its prompt part; NaN if the charge is not positive
 * @param nPre peaks in the pre-trace, 0 or more
 * @param nPeaks peaks in the integration window, 1 or more
 * @param rise050Ns time from the onset to 50 % of the charge [ns]; NaN if the charge is not
 *     positive
 * @param rise1090Ns time from 10 % to 90 % of the charge [ns]; NaN likewise
 * @param saturated a sample of the waveform is at the ADC's limit
 * @param gated the linear gate was closed somewhere in the waveform
 * @param badBaseline the baseline is not to be trusted
 */
public record PmtHit(
        int sourceId,
        int channel,
        long triggerId,
        long sequence,
        long timeNs,
        int picoseconds,
        int start,
        int stop,
        double onsetNs,
        double chargePe,
        double f90,
        int nPre,
        int nPeaks,
        double rise050Ns,
        double rise1090Ns,
        boolean saturated,
        boolean gated,
        boolean badBaseline)
        implements Hit {

    public PmtHit {
        HitTime.check(picoseconds, onsetNs);
        if (start < 0 || stop <= start) {
            throw new IllegalArgumentException("samples [" + start + ", " + stop + ")");
        }
        if (nPre < 0 || nPeaks < 1) {
            throw new IllegalArgumentException("nPre " + nPre + ", nPeaks " + nPeaks);
        }
        if (!Double.isFinite(chargePe)) {
            throw new IllegalArgumentException("chargePe " + chargePe);
        }
        if (rise1090Ns < 0) {
            throw new IllegalArgumentException("rise1090Ns " + rise1090Ns + " < 0");
        }
    }
}
