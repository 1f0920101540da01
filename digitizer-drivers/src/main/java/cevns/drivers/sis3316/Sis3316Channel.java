package cevns.drivers.sis3316;

/** What a decoder must know of one channel, and what it remembers of it. */
public final class Sis3316Channel {

    private static final int COUNTER_SHIFT = Long.SIZE - Sis3316Frame.COUNTER_BITS;

    final int number;
    final int samplePs;
    final int preTrigger;
    final int averagingFactor;
    final int averagedPreTrigger;

    /** Bit mask of what triggers; 0 for what the decoder is told. */
    private final int kinds;

    /** Channels that have a hit of the same trigger, with the same time; 1 for a self trigger. */
    final int channelsInTrigger;

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
        this(number, samplePs, preTrigger, averagingFactor, averagedPreTrigger, 0, 1);
    }

    /**
     * A channel that has a trigger of its own, or shares one with others.
     *
     * @param kinds bit mask of what triggers; 0 for what the decoder is told
     * @param channelsInTrigger channels that have a hit of the same trigger, with the same time
     */
    Sis3316Channel(
            int number,
            int samplePs,
            int preTrigger,
            int averagingFactor,
            int averagedPreTrigger,
            int kinds,
            int channelsInTrigger) {
        this.kinds = kinds;
        this.channelsInTrigger = channelsInTrigger;
        this.number = number;
        this.samplePs = samplePs;
        this.preTrigger = preTrigger;
        this.averagingFactor = averagingFactor;
        this.averagedPreTrigger = averagedPreTrigger;
    }

    /** Bit mask of what triggers. */
    int kinds(int otherwise) {
        return kinds != 0 ? kinds : otherwise;
    }

    /**
     * Number of the trigger of a hit. A board does not number them: of a channel with a trigger of
     * its own hits are counted, from 0; of a common one its time is the number.
     */
    long trigger(long ticks) {
        long hit = hits++;
        return channelsInTrigger > 1 ? ticks : hit;
    }

    /** A 48-bit time stamp as the counter value nearest to the one before, rollover extended. */
    long extend(long timestamp) {
        ticks = hits == 0 ? timestamp : nearest(timestamp, ticks);
        return ticks;
    }

    /** A 48-bit time stamp as the counter value nearest to another. */
    static long nearest(long timestamp, long ticks) {
        return ticks + ((timestamp - ticks) << COUNTER_SHIFT >> COUNTER_SHIFT);
    }
}
