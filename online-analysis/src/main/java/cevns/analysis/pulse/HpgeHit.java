package cevns.analysis.pulse;

/**
 * A pulse of a germanium detector (selection.md §3).
 *
 * @param sourceId the device
 * @param channel channel of the source
 * @param triggerId trigger that read the waveform out
 * @param sequence sequence of the waveform's record
 * @param timeNs time of the onset [ns since the Unix epoch]
 * @param picoseconds what the time has below one ns, 0…999 ps
 * @param onsetNs time of 10 % of the height [ns from the first sample]
 * @param energyKev energy from the height of the trapezoid [keV]
 * @param riseTimeNs time from 10 % to 90 % of the height [ns]; NaN when it cannot be had
 * @param baselineAdc baseline of the waveform [ADC counts]
 * @param rmsAdc its RMS [ADC counts]
 * @param saturated a sample of the waveform is at the ADC's limit
 * @param badBaseline the baseline is not to be trusted
 */
public record HpgeHit(
        int sourceId,
        int channel,
        long triggerId,
        long sequence,
        long timeNs,
        int picoseconds,
        double onsetNs,
        double energyKev,
        double riseTimeNs,
        double baselineAdc,
        double rmsAdc,
        boolean saturated,
        boolean badBaseline)
        implements Hit {

    public HpgeHit {
        HitTime.check(picoseconds, onsetNs);
        if (!(energyKev > 0) || Double.isInfinite(energyKev)) {
            throw new IllegalArgumentException("energyKev " + energyKev);
        }
        if (riseTimeNs < 0) {
            throw new IllegalArgumentException("riseTimeNs " + riseTimeNs + " < 0");
        }
    }
}
