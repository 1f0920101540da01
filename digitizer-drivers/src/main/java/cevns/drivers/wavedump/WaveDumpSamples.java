package cevns.drivers.wavedump;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How the samples of a file are written. */
public enum WaveDumpSamples {
    /** Found by looking at the first record. */
    AUTO,
    /** Two bytes each. */
    INTEGER,
    /** IEEE floats of four bytes, as of the x742 family after its corrections. */
    FLOAT;

    /** No board that writes integers has more bits; the upper half of a word stays below 2^14. */
    private static final float SMALLEST_TELLING = 4;

    private static final float LARGEST = 65535;

    /**
     * What the samples of a record are. As a float, two samples of up to 14 bits are below 2; a
     * pulse of a 12-bit board lies nearly everywhere above 4.
     */
    static WaveDumpSamples of(ByteBuffer record, int at, int bytes) {
        int telling = 0;
        int words = bytes / 4;
        for (int i = 0; i < words; i++) {
            float value = record.getFloat(at + 4 * i);
            telling += value >= SMALLEST_TELLING && value <= LARGEST ? 1 : 0;
        }
        return bytes % 4 == 0 && telling > words / 2 ? FLOAT : INTEGER;
    }

    /** Floats to the nearest ADC count, 0…65535, as u16; {@code out} is filled from 0 and read. */
    static ByteBuffer rounded(ByteBuffer record, int at, int bytes, ByteBuffer out) {
        int samples = bytes / 4;
        ByteBuffer large =
                out.capacity() >= 2 * samples
                        ? out
                        : ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        large.clear();
        for (int i = 0; i < samples; i++) {
            float value = record.getFloat(at + 4 * i);
            large.putChar((char) Math.max(0, Math.min(65535, Math.round(value))));
        }
        return large.flip();
    }
}
