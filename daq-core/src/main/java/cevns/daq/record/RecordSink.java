package cevns.daq.record;

import java.nio.ByteBuffer;

/**
 * What a driver may tell a run. One per source, confined to the source's thread. The sink stamps
 * source, sequence and CRC, and keeps the source's ledger: each unit record it takes is counted as
 * read and written, each one it must refuse as read and lost ({@link LossCause#APPEND}); it never
 * throws for a full disk. Buffers are read from position to limit and left as they were; they may
 * be reused when the call returns.
 */
public interface RecordSink {

    /** What the source is; at its start and after each reconnect. Not a unit. */
    void info(SourceInfo info);

    /**
     * One trace. A unit when {@code header.trace} is {@link TraceKind#RAW}.
     *
     * @param extra the family's own header as on the wire; may be empty
     * @param samples u16 little-endian, two bytes each; may be empty
     */
    void waveform(WaveformHeader header, ByteBuffer extra, ByteBuffer samples);

    /**
     * One timing pulse. Not a unit.
     *
     * @param timeNs time on the source's clock [ns since the Unix epoch]
     * @param picoseconds below it, 0…999 ps
     * @param ticks device counter, rollover extended
     * @param subTick fraction of a tick from interpolation, [0, 1)
     * @param amplitude height [ADC counts], NaN where there is none
     */
    void beamMark(
            BeamSignal signal,
            long timeNs,
            int picoseconds,
            long ticks,
            float subTick,
            float amplitude,
            int markFlags);

    /**
     * The accelerator's record of one cycle. A unit.
     *
     * @param timeNs pulse id in UTC [ns since the Unix epoch]
     * @param seconds pulse id as received
     * @param nanoseconds pulse id as received
     * @param cycle 0…599, or {@link BeamPulseView#UNKNOWN_CYCLE}
     * @param chargeCounts [10 pC], or {@link BeamPulseView#UNKNOWN_CHARGE}
     * @param ringPeriodPs [ps], 0 when not known
     * @param quality bits of {@link BeamPulseView}
     */
    void beamPulse(
            long timeNs,
            long seconds,
            long nanoseconds,
            int cycle,
            int flavor,
            int chargeCounts,
            int ringPeriodPs,
            int veto,
            int quality);

    /**
     * A hole. The sink adds the units to the ledger (read and lost), or one unknown loss.
     *
     * @param units units lost, or {@link LossView#UNKNOWN_UNITS}
     * @param firstNs first time of the hole [ns since the Unix epoch]
     * @param lastNs last time of the hole [ns since the Unix epoch]
     */
    void loss(LossCause cause, long units, long firstNs, long lastNs);

    /** A slow-control value. A unit. */
    void reading(int channel, double value, Quality quality, long timeNs);

    /**
     * The state and counters as they stand: once a second, at each change of state, and last before
     * the run ends.
     */
    void status(long timeNs);

    /** The counters of this source; the driver adds bytes, faults, dead time and state. */
    SourceCounters counters();
}
