package cevns.daq.record;

import static cevns.daq.record.RecordLayout.WAVEFORM_CHANNEL;
import static cevns.daq.record.RecordLayout.WAVEFORM_CHANNELS;
import static cevns.daq.record.RecordLayout.WAVEFORM_EXTRA;
import static cevns.daq.record.RecordLayout.WAVEFORM_EXTRA_LENGTH;
import static cevns.daq.record.RecordLayout.WAVEFORM_KINDS;
import static cevns.daq.record.RecordLayout.WAVEFORM_PRE_TRIGGER;
import static cevns.daq.record.RecordLayout.WAVEFORM_SAMPLES;
import static cevns.daq.record.RecordLayout.WAVEFORM_SAMPLE_PS;
import static cevns.daq.record.RecordLayout.WAVEFORM_TICKS;
import static cevns.daq.record.RecordLayout.WAVEFORM_TRACE;
import static cevns.daq.record.RecordLayout.WAVEFORM_TRIGGER;

import java.nio.ByteBuffer;

/**
 * One digitizer trace as it lies in the run's queue: contiguous samples of one channel for one
 * trigger. A flyweight: valid until the next {@link #wrap}.
 *
 * <pre>
 *   32        34      36         38      40          48      56         60           64      68
 *  +---------+-------+----------+-------+-----------+-------+----------+------------+-------+---
 *  | channel | kinds | channels | trace | triggerId | ticks | sample   | preTrigger | extra | n
 *  | u16     | u16   | u16      | u8, 0 | i64       | i64   | i32 [ps] | i32        | i32   | i32
 *  +---------+-------+----------+-------+-----------+-------+----------+------------+-------+---
 *   72: extra, zeros to a multiple of 8, then n samples of u16
 * </pre>
 */
public final class WaveformView extends RecordView {

    private int samplesAt;

    @Override
    public WaveformView wrap(ByteBuffer buffer, int offset) {
        super.wrap(buffer, offset);
        samplesAt = offset + RecordLayout.samplesAt(extraLength());
        return this;
    }

    /** Channel of the source. */
    public int channel() {
        return buffer.getShort(offset + WAVEFORM_CHANNEL) & 0xFFFF;
    }

    /** Bit mask of {@link TriggerKind}. */
    public int kinds() {
        return buffer.getShort(offset + WAVEFORM_KINDS) & 0xFFFF;
    }

    /** How many channels the source reads out for this trigger; 1 for a self trigger. */
    public int channelsInTrigger() {
        return buffer.getShort(offset + WAVEFORM_CHANNELS) & 0xFFFF;
    }

    /** What the samples are; {@link TraceKind#ofCode}. */
    public int trace() {
        return buffer.get(offset + WAVEFORM_TRACE) & 0xFF;
    }

    /** True when this record is a unit of the ledger: trace 0, the ADC's own samples. */
    public boolean isRaw() {
        return trace() == TraceKind.RAW.ordinal();
    }

    /** Number of the trigger on its source, rollover extended; the same in all its channels. */
    public long triggerId() {
        return buffer.getLong(offset + WAVEFORM_TRIGGER);
    }

    /** The device counter at the trigger, rollover extended [ticks]. */
    public long ticks() {
        return buffer.getLong(offset + WAVEFORM_TICKS);
    }

    /** Time from sample to sample [ps]. */
    public int sampleWidthPs() {
        return buffer.getInt(offset + WAVEFORM_SAMPLE_PS);
    }

    /** Samples before the trigger; negative when the trace begins after it. */
    public int preTrigger() {
        return buffer.getInt(offset + WAVEFORM_PRE_TRIGGER);
    }

    /** Length of the family's own header [bytes]. */
    public int extraLength() {
        return buffer.getInt(offset + WAVEFORM_EXTRA_LENGTH);
    }

    /** A byte of the family's own header, as on the wire. */
    public int extra(int i) {
        if (i < 0 || i >= extraLength()) {
            throw new IndexOutOfBoundsException("extra " + i + " of " + extraLength());
        }
        return buffer.get(offset + WAVEFORM_EXTRA + i) & 0xFF;
    }

    /** Number of samples; 0 for a hit without a trace. */
    public int sampleCount() {
        return buffer.getInt(offset + WAVEFORM_SAMPLES);
    }

    /** Sample {@code i}, 0…65535 [ADC counts]. */
    public int sample(int i) {
        return buffer.getShort(samplesAt + 2 * i) & 0xFFFF;
    }

    /** The buffer the samples lie in, for kernels that read them in bulk. Little-endian. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Byte offset of sample 0 in {@link #buffer()}. */
    public int samplesOffset() {
        return samplesAt;
    }

    /** Copies all samples, unsigned, into {@code into}; its length must be enough. */
    public void copySamples(char[] into) {
        int n = sampleCount();
        for (int i = 0, at = samplesAt; i < n; i++, at += 2) {
            into[i] = buffer.getChar(at);
        }
    }
}
