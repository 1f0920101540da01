package cevns.drivers.adara;

import java.nio.ByteBuffer;

/**
 * How packets lie on the wire (adara.md §2, §5, §6). All integers are little-endian, every payload
 * is a multiple of four bytes long. Offsets count from the first byte of the packet.
 *
 * <pre>
 *  Every packet
 *   0         4                   8          12            16
 *  +---------+-------------------+----------+-------------+---------
 *  | payload | type 24 | version | seconds  | nanoseconds | payload
 *  | bytes   |         |       8 | s. 1990  |             |
 *  +---------+-------------------+----------+-------------+---------
 *
 *  RTDL: the accelerator's record of one cycle, 120 bytes of payload
 *   16                       20                                    24          28
 *  +-------+--------+-------+-----+-----+---------+-------+-------+-----------+-------+------
 *  | flags | flavor | charge| bad | bad | timing  | veto  | cycle | intra-    | corr. | TOF
 *  | 31…27 | 26…24  | 23…0  | veto| cyc.| 29…22   | 21…10 | 9…0   | pulse     | 31    | 30…0
 *  +-------+--------+-------+-----+-----+---------+-------+-------+-----------+-------+------
 *   32                    36                          136
 *  +-----+---------------+---------------------------+
 *  | 4   | ring period   | 25 raw frames,            |
 *  |31…24| [ps] 23…0     | number 31…24, data 23…0   |
 *  +-----+---------------+---------------------------+
 *
 *  Banked events, beam monitor events: the same four words first
 *   16        20           24        28                32
 *  +---------+------------+---------+-----------------+-----------
 *  | charge  | energy     | cycle   | veto    | flags | sections
 *  | [10 pC] | [eV]       |         | 31…20   | 19…0  |
 *  +---------+------------+---------+-----------------+-----------
 *
 *  One section of beam monitor events
 *   0                  4        8                12
 *  +---------+--------+--------+-------+--------+--------------------------------------
 *  | monitor | events | source | corr. | TOF    | each event: edge 31, cycle 30…21, TOF 20…0
 *  | 31…22   | 21…0   |        | 31    | 30…0   |
 *  +---------+--------+--------+-------+--------+--------------------------------------
 * </pre>
 */
final class AdaraFrame {

    static final int LENGTH = 0;
    static final int FORMAT = 4;
    static final int SECONDS = 8;
    static final int NANOSECONDS = 12;
    static final int HEADER_BYTES = 16;

    /** No payload is longer; a length above it is a stream that has lost its place. */
    static final long MAX_PAYLOAD = 1L << 30;

    static final int RTDL_CHARGE = 16;
    static final int RTDL_CYCLE = 20;
    static final int RTDL_INTRA_PULSE = 24;
    static final int RTDL_TOF = 28;
    static final int RTDL_RING = 32;
    static final int RTDL_FRAMES = 36;
    static final int RTDL_FRAME_COUNT = 25;

    /** Number of the frame that holds the ring period. */
    static final int RING_PERIOD_FRAME = 4;

    static final int PULSE_CHARGE = 16;
    static final int PULSE_ENERGY = 20;
    static final int PULSE_CYCLE = 24;
    static final int PULSE_FLAGS = 28;
    static final int PULSE_BYTES = 16;
    static final int PULSE_SECTIONS = HEADER_BYTES + PULSE_BYTES;
    static final int SECTION_BYTES = 12;

    /** Flags of a pulse: vetoed for this target station. */
    static final int PULSE_VETOED = 0x004;

    /** Flags of a pulse: there is no RTDL packet for it. */
    static final int NO_RTDL = 0x008;

    /** Flags of a pulse: the charge is still that of the pulse before. */
    static final int CHARGE_NOT_CORRECTED = 0x040;

    /** Flags of a pulse: the veto word is still that of the pulse before. */
    static final int VETO_NOT_CORRECTED = 0x080;

    /** Largest charge, 167.77215 µC [10 pC]. */
    static final int MAX_CHARGE = 0xFFFFFF;

    /** First eight bytes of a synchronisation packet's payload: SNSADARA. */
    static final long SYNC_SIGNATURE_1 = 0x4152_4144_4153_4E53L;

    /** The next eight: ORNL, and the tail of a not-a-number. */
    static final long SYNC_SIGNATURE_2 = 0x7FF0_0000_4C4E_524FL;

    /** Bytes from a synchronisation packet's header to the end of its fixed part. */
    static final int MARK_BYTES = HEADER_BYTES + 28;

    private AdaraFrame() {}

    /** True when a synchronisation packet begins here; {@link #MARK_BYTES} are there. */
    static boolean isMark(ByteBuffer b, int at) {
        return b.getLong(at + HEADER_BYTES) == SYNC_SIGNATURE_1
                && b.getLong(at + HEADER_BYTES + 8) == SYNC_SIGNATURE_2
                && AdaraType.ofFormat(b.getInt(at + FORMAT)) == AdaraType.SYNC;
    }

    /** The length, rounded up to whole words. */
    static int padded(int bytes) {
        return (bytes + 3) & ~3;
    }
}
