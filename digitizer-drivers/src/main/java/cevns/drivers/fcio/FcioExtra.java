package cevns.drivers.fcio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What FlashCam says of a trace besides its samples, as it lies in a waveform record: all raw
 * fields, little-endian whatever the writer's order. A field that was not sent is 0.
 *
 * <pre>
 *   0          2        4      8            48          88           128      132
 *  +----------+--------+------+------------+-----------+------------+--------+
 *  | baseline | energy | type | timeOffset | timeStamp | deadRegion | pulser |
 *  | u16      | u16    | i32  | i32 × 10   | i32 × 10  | i32 × 10   | f32    |
 *  +----------+--------+------+------------+-----------+------------+--------+
 * </pre>
 *
 * Baseline [ADC counts] = baseline / blPrecision. Energy: the peak of the shaped pulse with 16-bit
 * firmware, sumLength / blPrecision × (energy − baseline) with 12-bit firmware; old 16-bit files
 * have an integrator close to the baseline there. The elements are named at {@link FcioEvent}.
 */
public final class FcioExtra {

    public static final int BASELINE = 0;
    public static final int ENERGY = 2;
    public static final int TYPE = 4;
    public static final int TIME_OFFSET = 8;
    public static final int TIME_STAMP = 48;
    public static final int DEAD_REGION = 88;
    public static final int PULSER = 128;

    /** Bytes of it. */
    public static final int LENGTH = 132;

    private final ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);

    /** Takes the fields that all traces of an event share. */
    void event(FcioEvent event) {
        bytes.putInt(TYPE, event.type).putFloat(PULSER, event.pulser);
        for (int i = 0; i < FcioEvent.FIELDS; i++) {
            bytes.putInt(TIME_OFFSET + 4 * i, event.timeOffset[i]);
            bytes.putInt(TIME_STAMP + 4 * i, event.timeStamp[i]);
            bytes.putInt(DEAD_REGION + 4 * i, event.deadRegion[i]);
        }
    }

    /** The whole for one trace of the event; valid until the next call. */
    ByteBuffer trace(int baseline, int energy) {
        bytes.putShort(BASELINE, (short) baseline).putShort(ENERGY, (short) energy);
        return bytes;
    }
}
