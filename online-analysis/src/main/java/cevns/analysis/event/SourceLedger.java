package cevns.analysis.event;

import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RejectCause;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.StatusView;
import cevns.daq.record.TriggerKind;

/**
 * The account of one source's units: a waveform of trace 0, a beam pulse, a reading. What the
 * source says (its status and loss records) stands against what the pipeline has counted itself:
 *
 * <pre>
 *   read − built − rejected − lost − pending = 0
 * </pre>
 *
 * <p>A status stands in the queue behind all that its source had written before, so it can be
 * checked at once: {@code read − lost} must be the unit records seen until then. What came after it
 * is added to what it said. A number missing from the source's sequence is a record that is not in
 * the queue any more, which shows as a residual even where the source says nothing.
 */
public final class SourceLedger {

    private final int id;
    private final String name;
    private final String family;
    private String model = "";
    private boolean simulated;
    private SourceState state = SourceState.DISCONNECTED;

    private long nextSequence;
    private long missing;
    private long skipped;
    private long built;
    private final long[] rejected = new long[RejectCause.COUNT];
    private final long[] triggers = new long[TriggerKind.values().length];

    private long claimed;
    private long seenAtStatus;
    private boolean hasStatus;
    private final long[] lostAtStatus = new long[LossCause.COUNT];
    private final long[] lostSince = new long[LossCause.COUNT];
    private final long[] refused = new long[FrameFault.COUNT];
    private final long[] deadNs = new long[DeadCause.COUNT];
    private int unknownAtStatus;
    private int unknownSince;
    private long unknownLossNs;
    private long bytes;

    public SourceLedger(int id, String name, String family) {
        this.id = id;
        this.name = name;
        this.family = family;
    }

    /** A record of this source with its number; those skipped over are missing. */
    public void sequence(long number) {
        if (number > nextSequence) {
            missing += number - nextSequence;
            skipped = Math.max(0, skipped - (number - nextSequence));
        }
        nextSequence = Math.max(nextSequence, number + 1);
    }

    /** A unit went on into the analysis. */
    public void countBuilt() {
        built++;
    }

    /** A unit could not be used. */
    public void countRejected(RejectCause cause) {
        rejected[cause.ordinal()]++;
    }

    /** A trigger, counted under its lowest kind. */
    public void countTrigger(int kinds) {
        TriggerKind kind = TriggerKind.lowest(kinds);
        if (kind != null) {
            triggers[kind.ordinal()]++;
        }
    }

    /** A record that could not be read; it has a number too, which the next one will show. */
    public void onSkipped() {
        skipped++;
    }

    public void onInfo(SourceInfo info) {
        // The reader gives no sequence with it; it is one record of the source all the same.
        nextSequence++;
        model = info.model();
        simulated |= info.simulated();
    }

    public void onStatus(StatusView status) {
        sequence(status.sequence());
        if (status.state() != null) {
            state = status.state();
        }
        hasStatus = true;
        claimed = status.unitsRead() - status.lost();
        seenAtStatus = records();
        for (LossCause cause : LossCause.values()) {
            lostAtStatus[cause.ordinal()] = status.lost(cause);
            lostSince[cause.ordinal()] = 0;
        }
        for (FrameFault fault : FrameFault.values()) {
            refused[fault.ordinal()] = status.refused(fault);
        }
        for (DeadCause cause : DeadCause.values()) {
            deadNs[cause.ordinal()] = status.deadNs(cause);
        }
        unknownAtStatus = status.unknownLosses();
        unknownSince = 0;
        bytes = status.bytes();
    }

    public void onLoss(LossView loss) {
        sequence(loss.sequence());
        LossCause cause = loss.cause();
        if (loss.units() >= 0 && cause != null) {
            lostSince[cause.ordinal()] += loss.units();
        } else {
            unknownSince++;
            unknownLossNs += Math.max(0, loss.lastNs() - loss.firstNs());
        }
    }

    /** Unit records seen in the queue. */
    public long records() {
        return built + rejected();
    }

    /**
     * Units that do not add up; 0 in a sound run. Positive where records are missing from the
     * queue, negative where it holds more than the source has written.
     */
    public long residual() {
        long discrepancy = hasStatus ? claimed - seenAtStatus : 0;
        long absent = missing + skipped;
        return Math.abs(discrepancy) >= absent ? discrepancy : absent;
    }

    /** Units decoded from the wire plus units known to be missing. */
    public long read() {
        return records() + lost() + residual();
    }

    public long built() {
        return built;
    }

    public long rejected(RejectCause cause) {
        return rejected[cause.ordinal()];
    }

    private long rejected() {
        long sum = 0;
        for (long count : rejected) {
            sum += count;
        }
        return sum;
    }

    public long lost(LossCause cause) {
        return lostAtStatus[cause.ordinal()] + lostSince[cause.ordinal()];
    }

    /** Units lost for any cause. */
    public long lost() {
        long sum = 0;
        for (LossCause cause : LossCause.values()) {
            sum += lost(cause);
        }
        return sum;
    }

    /** Frames refused by the decoder, as the newest status says. */
    public long refused(FrameFault fault) {
        return refused[fault.ordinal()];
    }

    /** Dead time [ns], as the newest status says. */
    public long deadNs(DeadCause cause) {
        return deadNs[cause.ordinal()];
    }

    public long triggers(TriggerKind kind) {
        return triggers[kind.ordinal()];
    }

    /** Holes whose size cannot be known. */
    public int unknownLosses() {
        return unknownAtStatus + unknownSince;
    }

    /** Length of those holes together [ns]. */
    public long unknownLossNs() {
        return unknownLossNs;
    }

    /** Bytes from the wire, as the newest status says. */
    public long bytes() {
        return bytes;
    }

    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String family() {
        return family;
    }

    public String model() {
        return model;
    }

    public boolean simulated() {
        return simulated;
    }

    public SourceState state() {
        return state;
    }
}
