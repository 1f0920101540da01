package cevns.daq.record;

import static cevns.daq.record.RecordLayout.LOSS_CAUSE;
import static cevns.daq.record.RecordLayout.LOSS_FIRST;
import static cevns.daq.record.RecordLayout.LOSS_LAST;
import static cevns.daq.record.RecordLayout.LOSS_UNITS;

import java.nio.ByteBuffer;

/**
 * A hole in a source's data, written when it was noticed. A flyweight.
 *
 * <pre>
 *   32      40      48      56     64
 *  +-------+-------+-------+------+
 *  | cause | units | first | last |
 *  | u8, 0 | i64   | ns    | ns   |
 *  +-------+-------+-------+------+
 * </pre>
 */
public final class LossView extends RecordView {

    /** What {@link #units()} gives when the size of the hole cannot be known. */
    public static final long UNKNOWN_UNITS = -1;

    @Override
    public LossView wrap(ByteBuffer buffer, int offset) {
        super.wrap(buffer, offset);
        return this;
    }

    /** Why; null if a newer program wrote a cause this program does not know. */
    public LossCause cause() {
        return LossCause.ofCode(buffer.get(offset + LOSS_CAUSE) & 0xFF);
    }

    /** Units lost, or {@link #UNKNOWN_UNITS}. */
    public long units() {
        return buffer.getLong(offset + LOSS_UNITS);
    }

    /** First time of the hole [ns since the Unix epoch]. */
    public long firstNs() {
        return buffer.getLong(offset + LOSS_FIRST);
    }

    /** Last time of the hole [ns since the Unix epoch]. */
    public long lastNs() {
        return buffer.getLong(offset + LOSS_LAST);
    }
}
