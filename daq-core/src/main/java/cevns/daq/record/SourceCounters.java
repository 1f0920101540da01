package cevns.daq.record;

/**
 * What a source has counted since the start of the run: the body of a status record. Plain fields
 * with one writer, the source's thread; others may read them and see a value a moment old.
 *
 * <p>The ledger's rule that a driver keeps: {@code read = written + Σ lost}.
 */
public final class SourceCounters {

    /** The state; written through the driver's one transition method. */
    public volatile SourceState state = SourceState.DISCONNECTED;

    /** Units decoded from the wire plus units known to be missing. */
    public long unitsRead;

    /** Unit records that the queue took. */
    public long recordsWritten;

    /** Bytes read from the wire. */
    public long bytes;

    /** Datagrams that these came in; 0 of a stream. Not in the record. */
    public long datagrams;

    /** Holes whose size cannot be known. */
    public int unknownLosses;

    /** Units lost, by {@link LossCause#ordinal()}. */
    public final long[] lost = new long[LossCause.COUNT];

    /** Frames refused, by {@link FrameFault#ordinal()}. */
    public final long[] refused = new long[FrameFault.COUNT];

    /** Dead time [ns], by {@link DeadCause#ordinal()}. */
    public final long[] deadNs = new long[DeadCause.COUNT];

    /** A unit was read and became a record. */
    public void write() {
        unitsRead++;
        recordsWritten++;
    }

    /**
     * Units that never become records: they count as read and lost.
     *
     * @param units how many, or {@link LossView#UNKNOWN_UNITS}: then it is one more unknown loss
     */
    public void lose(LossCause cause, long units) {
        if (units == LossView.UNKNOWN_UNITS) {
            unknownLosses++;
        } else {
            unitsRead += units;
            lost[cause.ordinal()] += units;
        }
    }

    /** Adds one refused frame. */
    public void refuse(FrameFault fault) {
        refused[fault.ordinal()]++;
    }

    /** Frames refused for any fault. */
    public long refused() {
        return sum(refused);
    }

    /** Units lost for any cause. */
    public long lost() {
        return sum(lost);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
