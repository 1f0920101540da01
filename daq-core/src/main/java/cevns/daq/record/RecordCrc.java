package cevns.daq.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksum of a record: CRC-32C over all of it with the checksum field zero. Confined to one
 * thread; allocates nothing when the buffer is direct.
 */
public final class RecordCrc {

    private final CRC32C crc = new CRC32C();

    /**
     * The checksum that the record ought to have. The field is zeroed on the way and put back.
     *
     * @param record little-endian, the record from 0 to {@code length}
     */
    public int of(ByteBuffer record, int length) {
        int written = record.getInt(RecordLayout.CRC);
        int position = record.position();
        int limit = record.limit();
        record.putInt(RecordLayout.CRC, 0);
        record.limit(length).position(0);
        crc.reset();
        crc.update(record);
        record.limit(limit).position(position);
        record.putInt(RecordLayout.CRC, written);
        return (int) crc.getValue();
    }
}
