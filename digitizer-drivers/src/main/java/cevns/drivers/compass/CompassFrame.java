package cevns.drivers.compass;

import java.nio.ByteBuffer;

/**
 * Which parts a record of a CoMPASS file has, and where. Little-endian, no padding.
 *
 * <pre>
 *   0       2         4              12
 *  +-------+---------+--------------+--------+------------+-------+-------+------+-----+---------+
 *  | board | channel | time [ps]    | energy | energy     | short | flags | code | N   | samples |
 *  | u16   | u16     | u64          | u16    | keV, f64   | u16   | u32   | u8   | u32 | N × u16 |
 *  +-------+---------+--------------+--------+------------+-------+-------+------+-----+---------+
 *                                     bit 0    bit 1        bit 2           bit 3
 * </pre>
 *
 * The bits are those of the file header, u16 {@code 0xCAE0 | bits}, of version 2. Version 1 has no
 * file header and no code; its oldest records have u16 flags. A file that CoMPASS went on with
 * after a size limit may lack the header, too.
 *
 * @param energy ADC channels are there
 * @param calibrated calibrated energy is there
 * @param shortEnergy energy of the short gate is there
 * @param flagBytes 4, or 2 in the oldest files
 * @param code waveform code is there
 * @param waveform sample count and samples are there
 */
record CompassFrame(
        boolean energy,
        boolean calibrated,
        boolean shortEnergy,
        int flagBytes,
        boolean code,
        boolean waveform) {

    static final int FILE_HEADER = 2;
    static final int MAGIC = 0xCAE0;
    static final int BITS = 0xF;

    static final int BOARD = 0;
    static final int CHANNEL = 2;
    static final int TIME = 4;
    static final int ENERGY = 12;

    /** Boards and channels above these are not believed. */
    static final int LAST_BOARD = 31;

    static final int LAST_CHANNEL = 63;

    /** Probe types above this are not believed; 1 is the input. */
    static final int LAST_CODE = 31;

    /** Most samples that are believed: longer than any board's record. */
    static final int MOST_SAMPLES = 1 << 24;

    /** Flag bits that say triggers were lost before this one, in unknown number. */
    static final int TRIGGERS_LOST = 0x60;

    /** What the file header says. */
    static CompassFrame of(int fileHeader) {
        boolean waveform = (fileHeader & 8) != 0;
        return new CompassFrame(
                (fileHeader & 1) != 0,
                (fileHeader & 2) != 0,
                (fileHeader & 4) != 0,
                4,
                waveform,
                waveform);
    }

    /** The same with code and count even where the header says that there are no samples. */
    CompassFrame withEmptyWaveforms() {
        return new CompassFrame(energy, calibrated, shortEnergy, flagBytes, true, true);
    }

    /** Length of a record without its samples [bytes]. */
    int header() {
        return countAt() + (waveform ? 4 : 0);
    }

    /** Length of a whole record [bytes]; negative for a count that no memory holds. */
    long length(ByteBuffer buffer, int at) {
        return header() + 2L * samples(buffer, at);
    }

    /** Number of samples; negative for one beyond any int. */
    int samples(ByteBuffer buffer, int at) {
        return waveform ? buffer.getInt(at + countAt()) : 0;
    }

    int flags(ByteBuffer buffer, int at) {
        int flagsAt = at + flagsAt();
        return flagBytes == 4 ? buffer.getInt(flagsAt) : buffer.getChar(flagsAt);
    }

    static int board(ByteBuffer buffer, int at) {
        return buffer.getChar(at + BOARD);
    }

    static int channel(ByteBuffer buffer, int at) {
        return buffer.getChar(at + CHANNEL);
    }

    static long timePs(ByteBuffer buffer, int at) {
        return buffer.getLong(at + TIME);
    }

    /** True when every field has a value that a record can have. */
    boolean plausible(ByteBuffer buffer, int at) {
        int samples = samples(buffer, at);
        return board(buffer, at) <= LAST_BOARD
                && channel(buffer, at) <= LAST_CHANNEL
                && timePs(buffer, at) >= 0
                && samples >= 0
                && samples <= MOST_SAMPLES
                && (!code || (buffer.get(at + codeAt()) & 0xFF) <= LAST_CODE);
    }

    private int flagsAt() {
        return ENERGY + (energy ? 2 : 0) + (calibrated ? 8 : 0) + (shortEnergy ? 2 : 0);
    }

    private int codeAt() {
        return flagsAt() + flagBytes;
    }

    private int countAt() {
        return codeAt() + (code ? 1 : 0);
    }
}
