package cevns.drivers.bridge;

/**
 * A frame on the wire, big-endian. The bridge listens and only sends; whoever connects gets a text
 * frame that says what the board is, then blocks as they are read.
 *
 * <pre>
 *   0  u32  magic 0x43455652, "CEVR"
 *   4  u16  version, 1
 *   6  u16  kind: 1 block of a CAEN 17xx board, 2 trace of fixed length, 3 text
 *   8  u32  source id
 *  12  u64  sequence number, +1 each
 *  20  u64  host time at the end of the block transfer [ns since the Unix epoch]
 *  28  u32  payload bytes
 *  32       payload
 *      u32  CRC-32 (zlib) over everything before it
 *
 *  kind 1   words of 32 bits, little-endian, untouched: caen-v17xx.md §1 or §2. With standard
 *           firmware the board is set to count all triggers, those that it loses as well, so that
 *           a jump of its event counter is the number of lost ones.
 *  kind 2   u16 channel, u16 bits, u32 samples, u32 sample period [ps], u64 trigger count,
 *           u64 trigger time [ns], all big-endian; samples of 1 byte up to 8 bits, else 2,
 *           little-endian
 *  kind 3   UTF-8, lines of key = value. Known keys: model (ends in -EMU: an emulator), serial,
 *           firmware, start_ns and start_uncertainty_ns (host time at board counter zero),
 *           trouble (what is wrong with the board, empty when nothing is). Another start_ns says
 *           that the board was started anew.
 * </pre>
 */
final class BridgeFrame {

    static final int MAGIC = 0x43455652;
    static final int VERSION = 1;
    static final int HEADER_BYTES = 32;
    static final int CRC_BYTES = 4;
    static final int BLOCK = 1;
    static final int TRACE = 2;
    static final int TEXT = 3;

    static final int TRACE_HEADER_BYTES = 28;

    private BridgeFrame() {}
}
