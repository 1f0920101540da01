package cevns.daq.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Lays records out in one reused direct buffer, all but source, sequence and checksum, which {@link
 * #seal} adds. Confined to one thread; allocates only when a record is longer than any before it.
 */
public final class RecordEncoder {

    private static final int FIRST_CAPACITY = 256 * 1024;

    private final RecordCrc crc = new RecordCrc();
    private ByteBuffer record = allocate(FIRST_CAPACITY);

    /** The record laid out last, from 0 to its length. */
    public ByteBuffer buffer() {
        return record;
    }

    /** Length of a waveform record with so much in it [bytes]; may exceed an int. */
    public static long waveformLength(int extraBytes, int sampleBytes) {
        return (long) RecordLayout.samplesAt(extraBytes) + sampleBytes;
    }

    public int waveform(WaveformHeader h, ByteBuffer extra, ByteBuffer samples) {
        int extraBytes = extra.remaining();
        int sampleBytes = samples.remaining();
        int samplesAt = RecordLayout.samplesAt(extraBytes);
        ByteBuffer r = begin(RecordType.WAVEFORM, samplesAt + sampleBytes, h.timeNs);
        r.putShort(RecordLayout.PICOSECONDS, (short) h.picoseconds);
        r.putShort(RecordLayout.FLAGS, (short) h.flags);
        r.putShort(RecordLayout.WAVEFORM_CHANNEL, (short) h.channel);
        r.putShort(RecordLayout.WAVEFORM_KINDS, (short) h.kinds);
        r.putShort(RecordLayout.WAVEFORM_CHANNELS, (short) h.channelsInTrigger);
        r.put(RecordLayout.WAVEFORM_TRACE, (byte) h.trace.ordinal());
        r.put(RecordLayout.WAVEFORM_TRACE + 1, (byte) 0);
        r.putLong(RecordLayout.WAVEFORM_TRIGGER, h.triggerId);
        r.putLong(RecordLayout.WAVEFORM_TICKS, h.ticks);
        r.putInt(RecordLayout.WAVEFORM_SAMPLE_PS, h.sampleWidthPs);
        r.putInt(RecordLayout.WAVEFORM_PRE_TRIGGER, h.preTrigger);
        r.putInt(RecordLayout.WAVEFORM_EXTRA_LENGTH, extraBytes);
        r.putInt(RecordLayout.WAVEFORM_SAMPLES, sampleBytes / 2);
        if (extraBytes > 0) {
            // The last eight bytes of the padded extra, before the extra itself covers most of
            // them.
            r.putLong(samplesAt - 8, 0);
            r.put(RecordLayout.WAVEFORM_EXTRA, extra, extra.position(), extraBytes);
        }
        r.put(samplesAt, samples, samples.position(), sampleBytes);
        return samplesAt + sampleBytes;
    }

    public int beamMark(
            BeamSignal signal,
            long timeNs,
            int picoseconds,
            long ticks,
            float subTick,
            float amplitude,
            int markFlags) {
        ByteBuffer r = begin(RecordType.BEAM_MARK, RecordLayout.MARK_LENGTH, timeNs);
        r.putShort(RecordLayout.PICOSECONDS, (short) picoseconds);
        r.putShort(RecordLayout.MARK_SIGNAL, (short) signal.code);
        r.putShort(RecordLayout.MARK_FLAGS, (short) markFlags);
        r.putFloat(RecordLayout.MARK_SUB_TICK, subTick);
        r.putLong(RecordLayout.MARK_TICKS, ticks);
        r.putFloat(RecordLayout.MARK_AMPLITUDE, amplitude);
        return RecordLayout.MARK_LENGTH;
    }

    public int beamPulse(
            long timeNs,
            long seconds,
            long nanoseconds,
            int cycle,
            int flavor,
            int chargeCounts,
            int ringPeriodPs,
            int veto,
            int quality) {
        ByteBuffer r = begin(RecordType.BEAM_PULSE, RecordLayout.PULSE_LENGTH, timeNs);
        r.putInt(RecordLayout.PULSE_SECONDS, (int) seconds);
        r.putInt(RecordLayout.PULSE_NANOSECONDS, (int) nanoseconds);
        r.putShort(RecordLayout.PULSE_CYCLE, (short) cycle);
        r.putShort(RecordLayout.PULSE_FLAVOR, (short) flavor);
        r.putInt(RecordLayout.PULSE_CHARGE, chargeCounts);
        r.putInt(RecordLayout.PULSE_RING_PERIOD, ringPeriodPs);
        r.putShort(RecordLayout.PULSE_VETO, (short) veto);
        r.putShort(RecordLayout.PULSE_QUALITY, (short) quality);
        return RecordLayout.PULSE_LENGTH;
    }

    public int loss(LossCause cause, long units, long firstNs, long lastNs) {
        ByteBuffer r = begin(RecordType.LOSS, RecordLayout.LOSS_LENGTH, lastNs);
        r.putLong(RecordLayout.LOSS_CAUSE, cause.ordinal());
        r.putLong(RecordLayout.LOSS_UNITS, units);
        r.putLong(RecordLayout.LOSS_FIRST, firstNs);
        r.putLong(RecordLayout.LOSS_LAST, lastNs);
        return RecordLayout.LOSS_LENGTH;
    }

    public int reading(int channel, double value, Quality quality, long timeNs) {
        ByteBuffer r = begin(RecordType.READING, RecordLayout.READING_LENGTH, timeNs);
        r.putShort(RecordLayout.READING_CHANNEL, (short) channel);
        r.putShort(RecordLayout.READING_QUALITY, (short) quality.ordinal());
        r.putInt(RecordLayout.READING_QUALITY + 2, 0);
        r.putDouble(RecordLayout.READING_VALUE, value);
        return RecordLayout.READING_LENGTH;
    }

    public int tick(long timeNs) {
        begin(RecordType.TICK, RecordLayout.HEADER, timeNs);
        return RecordLayout.HEADER;
    }

    public int status(SourceCounters c, long timeNs) {
        int lists = c.lost.length + c.refused.length + c.deadNs.length;
        int length = RecordLayout.STATUS_LISTS + 8 * lists;
        ByteBuffer r = begin(RecordType.STATUS, length, timeNs);
        r.put(RecordLayout.STATUS_STATE, (byte) c.state.ordinal());
        r.put(RecordLayout.STATUS_LOST_COUNT, (byte) c.lost.length);
        r.put(RecordLayout.STATUS_FAULT_COUNT, (byte) c.refused.length);
        r.put(RecordLayout.STATUS_DEAD_COUNT, (byte) c.deadNs.length);
        r.putInt(RecordLayout.STATUS_UNKNOWN_LOSSES, c.unknownLosses);
        r.putLong(RecordLayout.STATUS_READ, c.unitsRead);
        r.putLong(RecordLayout.STATUS_WRITTEN, c.recordsWritten);
        r.putLong(RecordLayout.STATUS_BYTES, c.bytes);
        int at = list(r, RecordLayout.STATUS_LISTS, c.lost);
        at = list(r, at, c.refused);
        list(r, at, c.deadNs);
        return length;
    }

    /** A record whose body is a JSON text; see {@link RecordText}. */
    public int text(RecordType type, long timeNs, String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        int length = RecordLayout.TEXT + utf8.length;
        ByteBuffer r = begin(type, length, timeNs);
        r.putInt(RecordLayout.TEXT_LENGTH, utf8.length);
        r.put(RecordLayout.TEXT, utf8);
        return length;
    }

    /** Adds what only the writer knows, and the checksum over all. */
    public void seal(int length, int sourceId, long sequence) {
        record.putShort(RecordLayout.SOURCE, (short) sourceId);
        record.putLong(RecordLayout.SEQUENCE, sequence);
        record.putInt(RecordLayout.CRC, crc.of(record, length));
    }

    private ByteBuffer begin(RecordType type, int length, long timeNs) {
        if (length > record.capacity()) {
            record = allocate(Math.max(length, (int) Math.min(1 << 30, 2L * record.capacity())));
        }
        record.put(RecordLayout.TYPE, (byte) type.code);
        record.put(RecordLayout.RECORD_VERSION, (byte) RecordLayout.VERSION);
        record.putInt(RecordLayout.LENGTH, length);
        record.putLong(RecordLayout.TIME, timeNs);
        record.putInt(RecordLayout.CRC, 0);
        record.putInt(RecordLayout.PICOSECONDS, 0);
        return record;
    }

    private static int list(ByteBuffer record, int at, long[] values) {
        for (int i = 0; i < values.length; i++) {
            record.putLong(at + 8 * i, values[i]);
        }
        return at + 8 * values.length;
    }

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
