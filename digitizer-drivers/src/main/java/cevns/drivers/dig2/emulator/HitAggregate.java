package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.HitEncoder;
import java.nio.ByteBuffer;

/** The aggregate that an emulated board gathers hits in until it is large or old enough. */
final class HitAggregate {

    private static final long FLUSH_NS = 50_000_000;

    private int place = -1;
    private long number;
    private long firstNs;

    /**
     * A run begins: none is open.
     *
     * @param counted number of the next one
     */
    void begin(long counted) {
        place = -1;
        number = counted;
    }

    boolean isOpen() {
        return place >= 0;
    }

    /** True when what is in it has waited long enough. */
    boolean isOld(long nowNs) {
        return isOpen() && nowNs - firstNs >= FLUSH_NS;
    }

    /** Begins one at the end of this buffer, for a first hit of this time. */
    void open(ByteBuffer out, long atNs) {
        place = HitEncoder.begin(out);
        firstNs = atNs;
    }

    /**
     * Ends it with the last hit written.
     *
     * @param flush true when it is sent for its age
     */
    void close(ByteBuffer out, boolean flush) {
        HitEncoder.end(out, place, number++, flush, false);
        place = -1;
    }
}
