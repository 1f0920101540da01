package cevns.daq.record;

/**
 * What a driver says of a waveform besides its bytes. One object per driver, filled anew for each
 * waveform; nothing keeps it.
 */
public final class WaveformHeader {

    /** Time on the source's own clock [ns since the Unix epoch]. */
    public long timeNs;

    /** What the time has below one ns, 0…999 ps. */
    public int picoseconds;

    /** Record flags; {@link RecordLayout#FLAG_CLOCK_SUSPECT}. */
    public int flags;

    /** Channel of the source, 0…65535. */
    public int channel;

    /** Bit mask of {@link TriggerKind}. */
    public int kinds;

    /** Channels that the source reads out for this trigger. */
    public int channelsInTrigger;

    /** What the samples are. */
    public TraceKind trace = TraceKind.RAW;

    /** Number of the trigger on its source, rollover extended. */
    public long triggerId;

    /** Device counter at the trigger, rollover extended [ticks]. */
    public long ticks;

    /** Time from sample to sample [ps]. */
    public int sampleWidthPs;

    /** Samples before the trigger. */
    public int preTrigger;

    /** Sets {@link #ticks} and the time that it stands for. */
    public WaveformHeader at(long ticks, long originNs, long tickFs) {
        this.ticks = ticks;
        timeNs = originNs + TickTime.ns(ticks, tickFs);
        picoseconds = TickTime.ps(ticks, tickFs);
        return this;
    }
}
