package cevns.daq.run;

import cevns.daq.record.EndReason;
import cevns.daq.record.RunMode;

/**
 * What the catalogue says of a run.
 *
 * @param run number
 * @param name name of its configuration
 * @param directory where it lies
 * @param state whether it is being taken, was closed, or died
 * @param mode where its data come from
 * @param startNs host time of its start [ns since the Unix epoch]
 * @param endNs host time of its end; 0 while it has none
 * @param endReason why it ended; null while it has not
 * @param detector name of the detector
 * @param bytes size of its directory [bytes]
 */
public record RunInfo(
        int run,
        String name,
        String directory,
        State state,
        RunMode mode,
        long startNs,
        long endNs,
        EndReason endReason,
        String detector,
        long bytes) {

    /** State of a run. */
    public enum State {
        /** A process is writing it. */
        RUNNING,
        /** It ended, for the reason given. */
        CLOSED,
        /** Its process died and nobody has closed it yet. */
        CRASHED
    }
}
