package cevns.web.control;

import cevns.daq.config.SourceConfig;
import cevns.daq.record.SourceState;

/**
 * Watches one source of a run: how long it has delivered nothing, and what the configuration says
 * is to be done about it. Confined to the control thread.
 */
final class SourceWatch {

    /** What is to be done. */
    enum Act {
        /** Nothing: it delivers, or it is given more time. */
        NONE,
        /** Its driver is to be started anew. */
        RESTART,
        /** The run goes on without it: to be said, once. */
        GO_ON,
        /** The run is to end. */
        END
    }

    private final SourceConfig.WhenLost rule;
    private long lostSinceNanos;
    private boolean lost;
    private boolean said;
    private int restarts;

    SourceWatch(SourceConfig.WhenLost rule) {
        this.rule = rule;
    }

    /**
     * Looks at the source.
     *
     * @param state of its driver now
     * @param nanos {@link System#nanoTime}
     */
    Act look(SourceState state, long nanos) {
        if (state == SourceState.RUNNING) {
            lost = false;
            said = false;
            return Act.NONE;
        }
        if (!lost) {
            lost = true;
            lostSinceNanos = nanos;
        }
        if (nanos - lostSinceNanos < rule.afterS() * 1e9) {
            return Act.NONE;
        }
        switch (rule.act()) {
            case RESTART:
                lostSinceNanos = nanos; // it is given the same time again
                restarts++;
                return Act.RESTART;
            case END:
                return Act.END;
            default:
                boolean first = !said;
                said = true;
                return first ? Act.GO_ON : Act.NONE;
        }
    }

    /** How long it has delivered nothing, since the last restart [s]. */
    double lostS(long nanos) {
        return lost ? (nanos - lostSinceNanos) * 1e-9 : 0;
    }

    /** How often its driver was started anew. */
    int restarts() {
        return restarts;
    }

    /** A pause is no loss: the time counts anew from its end. */
    void forget() {
        lost = false;
        said = false;
    }
}
