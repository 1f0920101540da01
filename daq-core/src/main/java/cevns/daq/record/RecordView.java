package cevns.daq.record;

import static cevns.daq.record.RecordLayout.CRC;
import static cevns.daq.record.RecordLayout.FLAGS;
import static cevns.daq.record.RecordLayout.LENGTH;
import static cevns.daq.record.RecordLayout.PICOSECONDS;
import static cevns.daq.record.RecordLayout.RECORD_VERSION;
import static cevns.daq.record.RecordLayout.SEQUENCE;
import static cevns.daq.record.RecordLayout.SOURCE;
import static cevns.daq.record.RecordLayout.TIME;
import static cevns.daq.record.RecordLayout.TYPE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header that all records have. A flyweight over a little-endian buffer: it owns nothing and is
 * valid until the next {@link #wrap}.
 */
public class RecordView {

    /** The wrapped buffer; the record begins at {@link #offset}. */
    protected ByteBuffer buffer;

    /** Where the record begins in {@link #buffer}. */
    protected int offset;

    /** Looks at the record that begins at {@code offset}. */
    public RecordView wrap(ByteBuffer buffer, int offset) {
        if (buffer.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("buffer is " + buffer.order());
        }
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    /** Code of the record type; see {@link RecordType#ofCode}. */
    public final int typeCode() {
        return buffer.get(offset + TYPE) & 0xFF;
    }

    /** Version of the record's layout. */
    public final int version() {
        return buffer.get(offset + RECORD_VERSION) & 0xFF;
    }

    /** The source; 0 is run control. */
    public final int sourceId() {
        return buffer.getShort(offset + SOURCE) & 0xFFFF;
    }

    /** Length, header included [bytes]. */
    public final int length() {
        return buffer.getInt(offset + LENGTH);
    }

    /** Time on the source's own clock [ns since the Unix epoch]. */
    public final long timeNs() {
        return buffer.getLong(offset + TIME);
    }

    /** What the time has below one ns, 0…999 ps. */
    public final int picoseconds() {
        return buffer.getShort(offset + PICOSECONDS) & 0xFFFF;
    }

    /** Number of this record among those of its source, from 0. */
    public final long sequence() {
        return buffer.getLong(offset + SEQUENCE);
    }

    /** CRC-32C as written. */
    public final int crc() {
        return buffer.getInt(offset + CRC);
    }

    /** Bits {@link RecordLayout#FLAG_CANARY}, {@link RecordLayout#FLAG_CLOCK_SUSPECT}. */
    public final int flags() {
        return buffer.getShort(offset + FLAGS) & 0xFFFF;
    }
}
