package cevns.daq.record;

import static cevns.daq.record.RecordLayout.MARK_AMPLITUDE;
import static cevns.daq.record.RecordLayout.MARK_FLAGS;
import static cevns.daq.record.RecordLayout.MARK_SIGNAL;
import static cevns.daq.record.RecordLayout.MARK_SUB_TICK;
import static cevns.daq.record.RecordLayout.MARK_TICKS;

import java.nio.ByteBuffer;

/**
 * One timing pulse as one board of ours saw it. A flyweight.
 *
 * <pre>
 *   32       34      36        40      48          52
 *  +--------+-------+---------+-------+-----------+
 *  | signal | flags | subTick | ticks | amplitude |
 *  | u8, 0  | u16   | f32     | i64   | f32       |
 *  +--------+-------+---------+-------+-----------+
 * </pre>
 */
public final class BeamMarkView extends RecordView {

    @Override
    public BeamMarkView wrap(ByteBuffer buffer, int offset) {
        super.wrap(buffer, offset);
        return this;
    }

    /** Which timing signal; see {@link BeamSignal#ofCode}. */
    public int signal() {
        return buffer.get(offset + MARK_SIGNAL) & 0xFF;
    }

    /** Flags of the receiver, as it gave them. */
    public int markFlags() {
        return buffer.getShort(offset + MARK_FLAGS) & 0xFFFF;
    }

    /** The device counter at the pulse, rollover extended [ticks]. */
    public long ticks() {
        return buffer.getLong(offset + MARK_TICKS);
    }

    /** Fraction of a tick after {@link #ticks()}, from interpolation, [0, 1). */
    public float subTick() {
        return buffer.getFloat(offset + MARK_SUB_TICK);
    }

    /** Height of the pulse [ADC counts]; NaN where the receiver gives none. */
    public float amplitude() {
        return buffer.getFloat(offset + MARK_AMPLITUDE);
    }
}
