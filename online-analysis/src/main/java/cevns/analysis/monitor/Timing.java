package cevns.analysis.monitor;

import cevns.daq.record.BeamSignal;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Marks, matches and clocks of a run, and what is wrong with them (beam-trigger-modes.md §6 and
 * §7).
 *
 * @param signal the timing signal that the marks show; null while they show neither
 * @param segment jumps of the marks before the present stretch
 * @param firstMarkNs time of the first mark [ns since the Unix epoch]; 0 before it
 * @param lastMarkNs time of the newest mark [ns since the Unix epoch]; 0 before the first
 * @param t0OffsetNs beam reference less mark [ns]
 * @param t0Validity what names the calibration that the offset is from; empty where nothing does
 * @param periodNs median of the last 600 intervals [ns]; NaN before the second mark
 * @param spreadNs median distance of these from their median [ns]
 * @param stale true while no beam pulses come although marks do
 * @param reducedRate true while only every so many cycles have beam
 * @param matched settled marks by confidence of their match, 0…3
 * @param clocks the metronome's clock against the accelerator's time, then the boards' by source
 * @param energy energy of the pulses beside the facility's counter
 * @param problems how often each problem was seen; those never seen are left out
 * @param intervals when, the newest 50
 */
public record Timing(
        BeamSignal signal,
        int segment,
        long firstMarkNs,
        long lastMarkNs,
        double t0OffsetNs,
        String t0Validity,
        double periodNs,
        double spreadNs,
        boolean stale,
        boolean reducedRate,
        long[] matched,
        List<Clock> clocks,
        EnergyBalance energy,
        Map<String, Long> problems,
        List<Problem> intervals) {

    /** No marks, nothing wrong. */
    public static final Timing NONE =
            new Timing(
                    null,
                    0,
                    0,
                    0,
                    0,
                    "",
                    Double.NaN,
                    Double.NaN,
                    false,
                    false,
                    new long[4],
                    List.of(),
                    EnergyBalance.NONE,
                    Collections.emptyMap(),
                    List.of());

    /**
     * The clock of a source.
     *
     * @param segment jumps and changes of rate before the present stretch
     * @param aligned false while nothing says which cycle is which; its hits are refused then
     * @param suspect true until three seconds are stable after a change of rate
     * @param fasterPpm how much faster it runs [ppm]; NaN before the first fit
     * @param residualNs newest pair: distance from the line [ns]; NaN before the first pair
     * @param rmsNs scatter of the pairs about the line [ns]; NaN before the first fit
     */
    public record Clock(
            String source,
            int segment,
            boolean aligned,
            boolean suspect,
            double fasterPpm,
            double residualNs,
            double rmsNs) {}

    /**
     * An interval with a problem.
     *
     * @param problem which, as a word
     * @param row its row in the catalogue of failures
     * @param source the source it was seen on; empty for the run as a whole
     * @param firstNs first time it was seen [ns since the Unix epoch]
     * @param lastNs last time it was seen [ns since the Unix epoch]
     * @param count how often
     */
    public record Problem(
            String problem, int row, String source, long firstNs, long lastNs, long count) {}
}
