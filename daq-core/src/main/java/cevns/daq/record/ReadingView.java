package cevns.daq.record;

import static cevns.daq.record.RecordLayout.READING_CHANNEL;
import static cevns.daq.record.RecordLayout.READING_QUALITY;
import static cevns.daq.record.RecordLayout.READING_VALUE;

import java.nio.ByteBuffer;

/**
 * A slow-control value; its name and unit stand in the source's {@link SourceInfo}. A flyweight.
 *
 * <pre>
 *   32        34        40      48
 *  +---------+---------+-------+
 *  | channel | quality | value |
 *  | u16     | u8, 0…  | f64   |
 *  +---------+---------+-------+
 * </pre>
 */
public final class ReadingView extends RecordView {

    @Override
    public ReadingView wrap(ByteBuffer buffer, int offset) {
        super.wrap(buffer, offset);
        return this;
    }

    /** Channel of the source. */
    public int channel() {
        return buffer.getShort(offset + READING_CHANNEL) & 0xFFFF;
    }

    /** How good the value is. */
    public Quality quality() {
        return Quality.ofCode(buffer.get(offset + READING_QUALITY) & 0xFF);
    }

    /** The value, in the unit of its channel. */
    public double value() {
        return buffer.getDouble(offset + READING_VALUE);
    }
}
