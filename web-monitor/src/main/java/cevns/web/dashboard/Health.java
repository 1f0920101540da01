package cevns.web.dashboard;

import cevns.web.control.Goal;
import cevns.web.control.RunState;

/**
 * How the program feels, as opposed to what it measures. Depends on the machine, so it is in no
 * snapshot.
 *
 * @param state what it is doing
 * @param goal what the operators want; IDLE in a replay
 * @param reason why, in words for the page; empty when the state says it all
 * @param lagRecords records that the reader is behind the writer; −1 when not known
 * @param queueRecords records in the queue of the run
 * @param queueBytes their size [bytes]
 * @param freeDiskBytes free space where the runs lie [bytes]; −1 when not known
 * @param diskBytes size of that volume [bytes]; −1 when not known
 * @param heapUsedBytes heap in use [bytes]
 * @param heapMaxBytes heap that may be used [bytes]
 */
public record Health(
        RunState state,
        Goal goal,
        String reason,
        long lagRecords,
        long queueRecords,
        long queueBytes,
        long freeDiskBytes,
        long diskBytes,
        long heapUsedBytes,
        long heapMaxBytes) {}
