package cevns.drivers.bridge;

import cevns.daq.record.TickTime;
import cevns.drivers.device.RolloverCounter;
import java.util.function.LongConsumer;

/**
 * The time of a board whose counter may go round unseen, while nobody reads it. After such a hole
 * the host's clock says in which round it must be; within the stream only the counter counts.
 */
final class BoardTime {

    private final long tickFs;
    private final LongConsumer announce;
    private final RolloverCounter counter;
    private long originNs = BridgeIdentity.UNKNOWN;
    private final long quarterNs;
    private boolean astray = true;
    private long lastTicks;
    private long lastHostNs;

    /**
     * @param bits width of the counter
     * @param announce told of the origin as soon as it is known, before the first time is used
     */
    BoardTime(int bits, long tickFs, LongConsumer announce) {
        this.tickFs = tickFs;
        this.announce = announce;
        counter = new RolloverCounter(bits);
        quarterNs = TickTime.ns(1L << bits - 2, tickFs);
    }

    /** The counter began at zero at this host time, or at one that is not known. */
    void begins(long startNs) {
        counter.reset();
        originNs = startNs;
        astray = true;
        if (startNs != BridgeIdentity.UNKNOWN) {
            announce.accept(startNs);
        }
    }

    /** The counter may have gone round. */
    void hole() {
        astray = true;
    }

    /**
     * Something comes again. After more than a quarter round without, the counter is where the time
     * passed on the host's clock puts it; how far the two clocks have drifted apart before does not
     * matter.
     *
     * @param hostNs host time not long after
     */
    void goesOn(long hostNs) {
        if (!astray && hostNs - lastHostNs > quarterNs) {
            counter.anchor(lastTicks + (long) ((hostNs - lastHostNs) * (1e6 / tickFs)));
        }
    }

    /** Host time at counter zero [ns since the Unix epoch]. */
    long originNs() {
        return originNs;
    }

    /**
     * The extended counter.
     *
     * @param raw as in the data
     * @param hostNs host time not long after
     */
    long ticks(long raw, long hostNs) {
        if (originNs == BridgeIdentity.UNKNOWN) {
            originNs = hostNs - TickTime.ns(raw, tickFs);
            announce.accept(originNs);
        }
        if (astray) {
            astray = false;
            double ticks = (hostNs - originNs) * (1e6 / tickFs);
            counter.anchor((long) Math.max(0, ticks));
        }
        lastTicks = counter.extend(raw);
        lastHostNs = hostNs;
        return lastTicks;
    }
}
