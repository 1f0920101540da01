package cevns.drivers.dig2;

import cevns.drivers.device.RolloverCounter;

/** Follows the counter of aggregates, 24 bits, over its rollover. */
final class AggregateOrder {

    private final RolloverCounter counter = new RolloverCounter(HitFrame.COUNTER_BITS);
    private boolean first;
    private long last;

    /** A run begins; its first aggregate may have any number. */
    void reset() {
        counter.reset();
        first = true;
    }

    /**
     * Takes the next aggregate.
     *
     * @return how many are missing before it; negative when its number goes back
     */
    long missing(int number) {
        long extended = counter.extend(number);
        long missing = first ? 0 : extended - last - 1;
        first = false;
        last = extended;
        return missing;
    }
}
