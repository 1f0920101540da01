package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.daq.record.RecordSink;
import cevns.drivers.device.RolloverCounter;
import cevns.drivers.dig2.wire.HitFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the aggregates of a board: their counter, 24 bits, over its rollover, whether the board
 * says that something in it has failed, and what in them made no sense.
 */
final class AggregateOrder {

    private static final Logger LOG = LoggerFactory.getLogger(AggregateOrder.class);

    private final String board;
    private final RecordSink sink;
    private final RolloverCounter counter = new RolloverCounter(HitFrame.COUNTER_BITS);
    private boolean first;
    private long last;
    private long boardFails;

    /**
     * @param board its name in the log
     */
    AggregateOrder(String board, RecordSink sink) {
        this.board = board;
        this.sink = sink;
    }

    /** A run begins; its first aggregate may have any number. */
    void runBegins() {
        counter.reset();
        first = true;
        boardFails = 0;
    }

    /**
     * Takes the next aggregate; a number that goes back is a frame refused.
     *
     * @return true when some are missing before it
     */
    boolean skips(int number, boolean boardFail) {
        boardFails += boardFail ? 1 : 0;
        long extended = counter.extend(number);
        long missing = first ? 0 : extended - last - 1;
        first = false;
        last = extended;
        if (missing < 0) {
            sink.counters().refuse(FrameFault.SEQUENCE);
        }
        return missing > 0;
    }

    /** Counts what made no sense; the log is told of the first of a kind. */
    void refuse(FrameFault fault, String what) {
        if (sink.counters().refused[fault.ordinal()]++ == 0) {
            LOG.warn("{}: {}", board, what);
        }
    }

    /** Aggregates of this run in which the board said that something in it failed. */
    long boardFails() {
        return boardFails;
    }
}
