package cevns.drivers.sis3316;

import cevns.daq.time.WallClock;
import cevns.drivers.device.SentListener;
import java.util.Arrays;

/**
 * Tells when hits of an emulated board have been sent: each is stored in a bank, and goes out with
 * the packet that holds its last word. A packet sent again is not told of again. Does nothing while
 * nobody listens.
 */
final class SentHits {

    private static final int BANKS = 2;

    private final Bank[][] banks = new Bank[Registers.CHANNELS][BANKS];
    private SentListener listener;
    private WallClock clock;

    /** Hits of one channel in one bank, in the order of their words. */
    private static final class Bank {

        private int[] ends = new int[64];
        private long[] ticks = new long[64];
        private long[] timesNs = new long[64];
        private int count;
        private int told;

        void clear() {
            count = 0;
            told = 0;
        }

        void add(int end, long tick, long timeNs) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
                ticks = Arrays.copyOf(ticks, 2 * count);
                timesNs = Arrays.copyOf(timesNs, 2 * count);
            }
            ends[count] = end;
            ticks[count] = tick;
            timesNs[count++] = timeNs;
        }

        boolean isSent(int word) {
            return told < count && ends[told] <= word;
        }
    }

    SentHits() {
        for (Bank[] channel : banks) {
            Arrays.setAll(channel, bank -> new Bank());
        }
    }

    /** Has somebody told; before anything is stored. */
    void tell(SentListener to, WallClock wallClock) {
        listener = to;
        clock = wallClock;
    }

    /** A bank is empty. */
    void opened(int bank) {
        for (Bank[] channel : banks) {
            channel[bank].clear();
        }
    }

    /**
     * A hit has been stored.
     *
     * @param end first word behind it
     * @param ticks its time stamp
     * @param timeNs when it happened [host time, ns since the Unix epoch]
     */
    void stored(int channel, int bank, int end, long ticks, long timeNs) {
        if (listener != null) {
            banks[channel][bank].add(end, ticks, timeNs);
        }
    }

    /**
     * The system has taken a packet.
     *
     * @param word first one of the bank behind those of the packet
     */
    void sent(int channel, int bank, int word) {
        Bank hits = banks[channel][bank];
        if (!hits.isSent(word)) {
            return;
        }
        long nanoTime = System.nanoTime();
        long nowNs = clock.nowNs();
        while (hits.isSent(word)) {
            int hit = hits.told++;
            listener.sent(channel, hits.ticks[hit], nowNs - hits.timesNs[hit], nanoTime);
        }
    }
}
