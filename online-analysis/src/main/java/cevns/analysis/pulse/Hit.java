package cevns.analysis.pulse;

/**
 * A pulse found in one waveform. Hits are ordered by (time, source, channel, sequence).
 *
 * <p>The time is that of the onset, on the source's own clock.
 */
public sealed interface Hit permits PmtHit, HpgeHit {

    /** The device, as the run numbers it. */
    int sourceId();

    /** Channel of the source. */
    int channel();

    /** Trigger that read the waveform out. */
    long triggerId();

    /** Sequence of the waveform's record on its source. */
    long sequence();

    /** Time of the onset [ns since the Unix epoch]. */
    long timeNs();

    /** What the time has below one ns, 0…999 ps. */
    int picoseconds();

    /** Time of the onset in the waveform [ns from the first sample]. */
    double onsetNs();

    /** True when a sample of the waveform is at the ADC's limit. */
    boolean saturated();

    /** True when the waveform's baseline is not to be trusted. */
    boolean badBaseline();
}
