package cevns.drivers.sis3316;

/**
 * What an SIS3316 and its client send each other, one UDP datagram each, little-endian.
 *
 * <pre>
 *  request                     0    1      2        …
 *   read link register        | 10 | (id) | address u32                        |
 *   write link register       | 11 | address u32 | data u32                    |  no id, no reply
 *   read N registers          | 20 | (id) | N−1 u16 | address u32 × N          |  N ≤ 64
 *   write N registers         | 21 | (id) | N−1 u16 | (address, data) u32 × N  |  N ≤ 64
 *   read N words of a FIFO    | 30 | (id) | N−1 u16 | address u32              |  N ≤ 65536
 *   write N words to a FIFO   | 31 | (id) | N−1 u16 | address u32 | data × N   |  N ≤ 256
 *   repeat the last packet    | EE | (id) |
 *   reset logic and counters  | FF | (id) |                                       no reply
 *  reply
 *   to 10                     | 10 | (id) | address u32 | data u32 |
 *   to 20                     | 20 | (id) | status u8 | data u32 × N |
 *   to 21, 31                 | op | (id) | status u8 |
 *   to 30, one or more        | 30 | (id) | status u8 | data u32 × k |
 * </pre>
 *
 * Firmware V3316-2008 and newer has the identifier, older has not; only {@code 11} never has one.
 */
final class PacketFrame {

    /** Where the public tools send to unless told otherwise. */
    static final int PORT = 0xE000;

    static final int READ_LINK = 0x10;
    static final int WRITE_LINK = 0x11;
    static final int READ = 0x20;
    static final int WRITE = 0x21;
    static final int READ_FIFO = 0x30;
    static final int WRITE_FIFO = 0x31;
    static final int REPEAT = 0xEE;
    static final int RESET = 0xFF;

    /** Most registers in a request. */
    static final int MOST_REGISTERS = 64;

    /** Most words in a request to read a FIFO. */
    static final int MOST_READ_WORDS = 65536;

    /** Most words in a request to write a FIFO. */
    static final int MOST_WRITE_WORDS = 256;

    /** Words in a full packet of a FIFO reply. */
    static final int NORMAL_WORDS = 360;

    static final int JUMBO_WORDS = 2048;

    /** Bits of the status byte. The highest toggles with every request. */
    static final int STATUS_TOGGLE = 0x80;

    static final int STATUS_MALFORMED = 0x40;
    static final int STATUS_TIMEOUT = 0x20;
    static final int STATUS_NO_GRANT = 0x10;

    /** Those that say that something is wrong. */
    static final int STATUS_ERRORS = STATUS_MALFORMED | STATUS_TIMEOUT | STATUS_NO_GRANT;

    /** Counts the packets of one FIFO reply. */
    static final int STATUS_COUNTER = 0x0F;

    /** Values that the counter has. */
    static final int COUNTERS = 16;

    private PacketFrame() {}

    /** Bytes in front of address or status. */
    static int head(boolean ids) {
        return ids ? 2 : 1;
    }
}
