package cevns.daq.record;

import static cevns.daq.record.RecordLayout.STATUS_BYTES;
import static cevns.daq.record.RecordLayout.STATUS_DEAD_COUNT;
import static cevns.daq.record.RecordLayout.STATUS_FAULT_COUNT;
import static cevns.daq.record.RecordLayout.STATUS_LISTS;
import static cevns.daq.record.RecordLayout.STATUS_LOST_COUNT;
import static cevns.daq.record.RecordLayout.STATUS_READ;
import static cevns.daq.record.RecordLayout.STATUS_STATE;
import static cevns.daq.record.RecordLayout.STATUS_UNKNOWN_LOSSES;
import static cevns.daq.record.RecordLayout.STATUS_WRITTEN;

import java.nio.ByteBuffer;

/**
 * A source's state and its counters, all cumulative since the start of the run. A flyweight.
 *
 * <pre>
 *   32      33      34       35      36        40     48        56      64
 *  +-------+-------+--------+-------+---------+------+---------+-------+----------------------
 *  | state | lost  | faults | dead  | unknown | read | written | bytes | lost[], faults[], dead[]
 *  | u8    | count | count  | count | i32     | i64  | i64     | i64   | i64 each
 *  +-------+-------+--------+-------+---------+------+---------+-------+----------------------
 * </pre>
 */
public final class StatusView extends RecordView {

    @Override
    public StatusView wrap(ByteBuffer buffer, int offset) {
        super.wrap(buffer, offset);
        return this;
    }

    /** The state; null if a newer program wrote one this program does not know. */
    public SourceState state() {
        return SourceState.ofCode(buffer.get(offset + STATUS_STATE) & 0xFF);
    }

    /** Units decoded from the wire plus units known to be missing. */
    public long unitsRead() {
        return buffer.getLong(offset + STATUS_READ);
    }

    /** Unit records appended to the queue. */
    public long recordsWritten() {
        return buffer.getLong(offset + STATUS_WRITTEN);
    }

    /** Bytes read from the wire. */
    public long bytes() {
        return buffer.getLong(offset + STATUS_BYTES);
    }

    /** Holes whose size cannot be known. */
    public int unknownLosses() {
        return buffer.getInt(offset + STATUS_UNKNOWN_LOSSES);
    }

    /** Units lost for this cause. */
    public long lost(LossCause cause) {
        return listed(STATUS_LISTS, cause.ordinal(), lostCount());
    }

    /** Units lost for any cause. */
    public long lost() {
        long sum = 0;
        for (int i = 0; i < lostCount(); i++) {
            sum += buffer.getLong(offset + STATUS_LISTS + 8 * i);
        }
        return sum;
    }

    /** Frames refused for this fault. */
    public long refused(FrameFault fault) {
        return listed(STATUS_LISTS + 8 * lostCount(), fault.ordinal(), faultCount());
    }

    /** Dead time of this cause [ns]. */
    public long deadNs(DeadCause cause) {
        int count = buffer.get(offset + STATUS_DEAD_COUNT) & 0xFF;
        int at = STATUS_LISTS + 8 * (lostCount() + faultCount());
        return listed(at, cause.ordinal(), count);
    }

    private int lostCount() {
        return buffer.get(offset + STATUS_LOST_COUNT) & 0xFF;
    }

    private int faultCount() {
        return buffer.get(offset + STATUS_FAULT_COUNT) & 0xFF;
    }

    private long listed(int at, int index, int count) {
        return index < count ? buffer.getLong(offset + at + 8 * index) : 0;
    }
}
