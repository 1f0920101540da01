package cevns.drivers.fcio;

import cevns.daq.record.TickTime;

/**
 * The time of FlashCam events. Two conventions are in use ({@link TimeRule}); the one of older
 * decoders puts the first event of the LEGEND commissioning file {@code
 * L200-comm-20211130-phy-spms.fcio} at 1638368781.537819184 s, the one of the present programs at
 * 1638368782.192355184 s, 0.654536 s later.
 *
 * <p>The file itself decides for the second. Its Config says {@code gps} 0: no external PPS, so
 * that the FPGA's seconds begin anywhere in a second of Unix time and a whole number cannot lead
 * from one to the other. Its Status record holds a pair of clocks read at once: FPGA 1.686743 s,
 * server 1638368783.341278 s, so the FPGA was at zero at 1638368781.654535 s; {@code timeOffset[0]}
 * and {@code [1]} of the events say 1638368781.654536, {@code timeOffset[2]} says 1638368781. With
 * {@code gps} not 0 the seconds begin together and both conventions have the same zero.
 *
 * <p>The counter of the records has ticks of 4 ns from {@link #originNs}, the FPGA's zero as the
 * first event gives it. The master measures its offset again every second, it wanders by
 * microseconds; a later event with another offset gets that many ticks of 4 ns more or less, so
 * that origin and ticks alone give the time, exactly. The raw fields are in {@link FcioExtra}.
 */
public final class FcioClock {

    /** One tick of the counter [fs]. */
    public static final long TICK_FS = 4_000_000;

    private static final long S = 1_000_000_000L;
    private static final long TICK_NS = TICK_FS / 1_000_000;

    private final boolean offset2;
    private int gps;
    private long originNs;
    private boolean begun;

    FcioClock(TimeRule rule) {
        offset2 = rule == TimeRule.OFFSET2;
    }

    /** A new configuration holds: the next event gives a new origin. */
    void restart(int newGps) {
        gps = newGps;
        begun = false;
    }

    /** Takes the origin from an event if it is the first one. */
    void begin(FcioEvent first) {
        if (!begun) {
            originNs = offsetNs(first);
            begun = true;
        }
    }

    /** True when there is an origin. */
    boolean begun() {
        return begun;
    }

    /** Unix time at counter zero [ns]; 0 before the first event. */
    public long originNs() {
        return begun ? originNs : 0;
    }

    /**
     * How far the origin may be off [ns]: what the external PPS may deviate, else the microsecond
     * in which the master's offset is given, or the second where that offset is left out; −1 before
     * the first event.
     */
    public long uncertaintyNs() {
        if (!begun) {
            return -1;
        }
        return gps != 0 ? 1000L * Math.abs((long) gps) : offset2 ? S : 1000;
    }

    /** Counter of an event [4 ns]. */
    long ticks(FcioEvent event) {
        return Math.floorDiv(elapsedNs(event) + offsetNs(event) - originNs, TICK_NS);
    }

    /** Time of an event [ns since the Unix epoch]. */
    long timeNs(FcioEvent event) {
        return originNs + TickTime.ns(ticks(event), TICK_FS);
    }

    /** FPGA time of an event [ns]. */
    private long elapsedNs(FcioEvent event) {
        long ticks = event.timeStamp[2];
        long perSecond = event.timeStamp[3] + 1L;
        long rest = offset2 && perSecond > 1 ? ticks * S / perSecond : ticks * TICK_NS;
        return S * event.timeStamp[1] + rest;
    }

    private long offsetNs(FcioEvent event) {
        return offset2 || gps != 0
                ? S * unixS(event.timeOffset[2])
                : S * unixS(event.timeOffset[0]) + 1000L * event.timeOffset[1];
    }

    /** Unix seconds in 32 bits, whose sign changes in 2038: they go on to 2106. */
    static long unixS(int seconds) {
        return seconds & 0xFFFF_FFFFL;
    }

    /** FPGA time of a PPS count and ticks [ns]. */
    static long fpgaNs(int pps, int ticks) {
        return S * pps + TICK_NS * ticks;
    }
}
