package cevns.drivers.fcio;

/**
 * Dead time from the dead windows that events carry. A window stands in every event until the next
 * one and may lie in the future, so it is counted once, with the first event behind its stop. A
 * window that begins at the reset of the counters is the start of data taking, not dead time. Where
 * a window concerns some of the traces only it counts by their share: the sum is the dead time of
 * the mean trace.
 */
final class DeadWindows {

    /** Stop of the last window counted, by the first trace that it concerned [ns of the FPGA]. */
    private long[] lastStop = {};

    private int traces;

    void restart(int tracesNow) {
        traces = tracesNow;
        lastStop = new long[traces];
    }

    /** Dead time that is new with an event [ns]. */
    long added(FcioEvent event) {
        int[] dead = event.deadRegion;
        int first = dead[5];
        long start = FcioClock.fpgaNs(dead[0], dead[1]);
        long stop = FcioClock.fpgaNs(dead[2], dead[3]);
        long now = FcioClock.fpgaNs(event.timeStamp[1], event.timeStamp[2]);
        if (first < 0 || first >= traces || stop <= lastStop[first] || stop > now) {
            return 0;
        }
        long from = Math.max(start, lastStop[first]);
        lastStop[first] = stop;
        if (start <= 0) {
            return 0;
        }
        int concerned = Math.max(0, Math.min(dead[6], traces - first));
        long span = stop - Math.min(from, stop);
        return span / traces * concerned + span % traces * concerned / traces;
    }
}
