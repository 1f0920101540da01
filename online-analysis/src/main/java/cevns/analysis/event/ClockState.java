package cevns.analysis.event;

/**
 * How the clock of a source stands against that of the metronome; of the metronome's own, against
 * the accelerator's time.
 *
 * @param segment stretches without a jump or a change of rate before this one
 * @param aligned false while nothing says which cycle is which
 * @param suspect true until three seconds are stable after a change of rate
 * @param fasterPpm how much faster it runs [ppm]; NaN before the first fit
 * @param residualNs newest pair: distance from the line [ns]; NaN before the first pair
 * @param rmsNs scatter of the pairs about the line [ns]; NaN before the first fit
 */
public record ClockState(
        int sourceId,
        int segment,
        boolean aligned,
        boolean suspect,
        double fasterPpm,
        double residualNs,
        double rmsNs) {}
