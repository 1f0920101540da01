package cevns.drivers.dig2;

import cevns.daq.record.DeadCause;
import cevns.daq.record.LossCause;
import cevns.daq.record.RecordSink;
import cevns.daq.record.TickTime;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.HitFrame;

/**
 * What the statistics hits of a board say of its losses. Of each channel come, about once a second,
 * the triggers and the hits saved, 24 bits each, since the start. A trigger that was counted but
 * not saved is a unit lost in the device. One that is on its way from the one counter to the other
 * is not, so what two reports in a row agree on counts, and at the end of the run the last one.
 */
final class HitStatistics {

    private final RecordSink sink;
    private final int[] unsaved = new int[Dig2Frame.MAX_CHANNELS];
    private final long[] latest = new long[Dig2Frame.MAX_CHANNELS];
    private final long[] counted = new long[Dig2Frame.MAX_CHANNELS];
    private final long[] sinceNs = new long[Dig2Frame.MAX_CHANNELS];
    private final long[] latestNs = new long[Dig2Frame.MAX_CHANNELS];
    private final long[] deadTicks = new long[Dig2Frame.MAX_CHANNELS];
    private long deadNsOfAll;
    private int channels = 1;
    private long tickFs;

    HitStatistics(RecordSink sink) {
        this.sink = sink;
    }

    /**
     * The board has been started: all its counters are 0.
     *
     * @param enabled channels that it reads out; the source's dead time is the mean of theirs
     */
    void runBegins(int enabled, long tick, long originNs) {
        channels = Math.max(1, enabled);
        tickFs = tick;
        deadNsOfAll = 0;
        for (int c = 0; c < Dig2Frame.MAX_CHANNELS; c++) {
            unsaved[c] = 0;
            latest[c] = 0;
            counted[c] = 0;
            deadTicks[c] = 0;
            sinceNs[c] = originNs;
            latestNs[c] = originNs;
        }
    }

    /** Takes a statistics hit of a channel of the board. */
    void take(DppHit hit, long timeNs) {
        int channel = hit.channel();
        long counts = hit.extra(HitFrame.COUNTS);
        if (counts >= 0) {
            int now = (int) (counts >>> 24) - (int) counts & 0xFF_FFFF;
            // The nearest value of those that these 24 bits can stand for.
            long moved = (now - unsaved[channel]) << 8 >> 8;
            long before = latest[channel];
            unsaved[channel] = now;
            latest[channel] = before + moved;
            lose(channel, Math.min(before, latest[channel]), latestNs[channel]);
            latestNs[channel] = timeNs;
        }
        long dead = hit.extra(HitFrame.DEAD_TIME);
        if (dead >= 0) {
            dead(channel, dead & 0xFFFF_FFFF_FFFFL);
        }
    }

    private void lose(int channel, long units, long untilNs) {
        if (units > counted[channel]) {
            long more = units - counted[channel];
            sink.loss(LossCause.DEVICE, more, sinceNs[channel], untilNs);
            counted[channel] = units;
        }
        sinceNs[channel] = untilNs;
    }

    private void dead(int channel, long ticks) {
        // 48 bits, which go round after days of dead time.
        long more = (ticks - deadTicks[channel]) << 16 >> 16;
        if (more > 0) {
            deadTicks[channel] += more;
            long before = deadNsOfAll / channels;
            deadNsOfAll += TickTime.ns(more, tickFs);
            sink.counters().deadNs[DeadCause.BUSY.ordinal()] += deadNsOfAll / channels - before;
        }
    }

    /** The last reports are final. */
    void runEnds() {
        for (int c = 0; c < Dig2Frame.MAX_CHANNELS; c++) {
            lose(c, latest[c], latestNs[c]);
        }
    }
}
