package cevns.drivers.sis3316;

/** What a decoder must know of one channel, and what it remembers of it. */
public final class Sis3316Channel {

    private static final int COUNTER_SHIFT = Long.SIZE - Sis3316Frame.COUNTER_BITS;

    final int number;
    final int samplePs;
    final int preTrigger;
    final int averagingFactor;
    final int averagedPreTrigger;

    private long hits;
    private long ticks;

    /**
     * @param number in the records
     * @param samplePs time from sample to sample [ps]
     * @param preTrigger raw samples before the trigger; negative for a window that begins behind it
     * @param averagingFactor raw samples in an averaged one
     * @param averagedPreTrigger start of the averaged trace before the trigger [raw samples]
     */
    public Sis3316Channel(
            int number, int samplePs, int preTrigger, int averagingFactor, int averagedPreTrigger) {
        this.number = number;
        this.samplePs = samplePs;
        this.preTrigger = preTrigger;
        this.averagingFactor = averagingFactor;
        this.averagedPreTrigger = averagedPreTrigger;
    }

    /** Counts a hit; the first is 0. */
    long nextHit() {
        return hits++;
    }

    /** A 48-bit time stamp as the counter value nearest to the one before, rollover extended. */
    long extend(long timestamp) {
        long step = (timestamp - ticks) << COUNTER_SHIFT >> COUNTER_SHIFT;
        ticks = hits == 0 ? timestamp : ticks + step;
        return ticks;
    }
}
