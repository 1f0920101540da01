package cevns.drivers.compass;

import java.nio.ByteBuffer;

/** Writes CoMPASS files; layout: {@link CompassFrame}. */
final class CompassEncoder {

    /**
     * What a record says besides its samples; parts that the frame does not have are not written.
     */
    record Header(
            int board,
            int channel,
            long timePs,
            int energy,
            double calibrated,
            int shortEnergy,
            int flags,
            int code) {}

    private CompassEncoder() {}

    /** Puts the file header of version 2. */
    static void putFileHeader(ByteBuffer out, CompassFrame frame) {
        int bits =
                (frame.energy() ? 1 : 0)
                        | (frame.calibrated() ? 2 : 0)
                        | (frame.shortEnergy() ? 4 : 0)
                        | (frame.waveform() ? 8 : 0);
        out.putChar((char) (CompassFrame.MAGIC | bits));
    }

    /** Puts one record; {@code out} is little-endian. */
    static void put(ByteBuffer out, CompassFrame frame, Header header, char[] samples) {
        out.putChar((char) header.board()).putChar((char) header.channel());
        out.putLong(header.timePs());
        if (frame.energy()) {
            out.putChar((char) header.energy());
        }
        if (frame.calibrated()) {
            out.putDouble(header.calibrated());
        }
        if (frame.shortEnergy()) {
            out.putChar((char) header.shortEnergy());
        }
        if (frame.flagBytes() == 4) {
            out.putInt(header.flags());
        } else {
            out.putChar((char) header.flags());
        }
        if (frame.code()) {
            out.put((byte) header.code());
        }
        if (frame.waveform()) {
            out.putInt(samples.length);
            for (char sample : samples) {
                out.putChar(sample);
            }
        }
    }
}
