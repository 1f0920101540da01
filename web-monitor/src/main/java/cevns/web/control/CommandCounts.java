package cevns.web.control;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** How many commands came, by action and result. Counted on one thread, read from any. */
public final class CommandCounts {

    private final LongAdder[][] counts =
            new LongAdder[Command.Action.values().length][Outcome.Result.values().length];

    CommandCounts() {
        for (LongAdder[] row : counts) {
            Arrays.setAll(row, i -> new LongAdder());
        }
    }

    void add(Command.Action action, Outcome.Result result) {
        counts[action.ordinal()][result.ordinal()].increment();
    }

    /** How many commands of this action ended so. */
    public long of(Command.Action action, Outcome.Result result) {
        return counts[action.ordinal()][result.ordinal()].sum();
    }
}
