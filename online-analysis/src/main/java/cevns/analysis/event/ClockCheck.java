package cevns.analysis.event;

import cevns.daq.record.RunMode;
import java.util.Arrays;

/**
 * Refuses times that no clock of the run can have shown: further than an hour from the run's own
 * ticks. One such time is refused; a second one of the source that agrees with it is believed, for
 * then the source's clock is simply another one. Imported files are not judged: their times are
 * what they are.
 */
public final class ClockCheck {

    private static final long FAR_NS = 3_600_000_000_000L;
    private static final long NONE = Long.MIN_VALUE;

    private final boolean judges;
    private long[] lastBySource = new long[0];
    private long runNs;

    public ClockCheck(RunMode mode, long startNs) {
        judges = mode != RunMode.IMPORT;
        runNs = startNs;
    }

    public void onTick(long timeNs) {
        runNs = timeNs;
    }

    /** False for a time that its source cannot have meant. */
    public boolean accepts(int sourceId, long timeNs) {
        if (!judges) {
            return true;
        }
        if (sourceId >= lastBySource.length) {
            int old = lastBySource.length;
            lastBySource = Arrays.copyOf(lastBySource, sourceId + 1);
            Arrays.fill(lastBySource, old, lastBySource.length, NONE);
        }
        boolean near = isNear(timeNs, runNs);
        boolean agrees = lastBySource[sourceId] != NONE && isNear(timeNs, lastBySource[sourceId]);
        lastBySource[sourceId] = timeNs;
        return near || agrees;
    }

    private static boolean isNear(long a, long b) {
        long distance = a - b;
        return distance > -FAR_NS && distance < FAR_NS;
    }
}
