package cevns.drivers.wavedump;

import java.nio.ByteBuffer;

/** Writes WaveDump records; layout: {@link WaveDumpFrame}. */
final class WaveDumpEncoder {

    private WaveDumpEncoder() {}

    /** Puts one record as CAEN's program writes it; {@code out} is little-endian. */
    static void put(
            ByteBuffer out,
            int board,
            int pattern,
            int channel,
            int counter,
            int tag,
            char[] samples) {
        out.putInt(WaveDumpFrame.HEADER + 2 * samples.length).putInt(board).putInt(pattern);
        out.putInt(channel).putInt(counter).putInt(tag);
        for (char sample : samples) {
            out.putChar(sample);
        }
    }

    /** Puts one record of a changed WaveDump, with the whole time tag instead of the pattern. */
    static void putExtended(
            ByteBuffer out, int board, int channel, int counter, long tag, char[] samples) {
        put(out, board, channel, counter, (int) (tag >>> 32), (int) tag, samples);
    }

    /** Puts one record of an x742, whose samples are floats. */
    static void putFloats(
            ByteBuffer out, int board, int channel, int counter, int tag, float[] samples) {
        out.putInt(WaveDumpFrame.HEADER + 4 * samples.length).putInt(board).putInt(0);
        out.putInt(channel).putInt(counter).putInt(tag);
        for (float sample : samples) {
            out.putFloat(sample);
        }
    }
}
