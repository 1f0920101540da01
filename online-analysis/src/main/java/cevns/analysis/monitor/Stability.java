package cevns.analysis.monitor;

import cevns.analysis.statistics.GoodnessOfFit;

/**
 * Counts by blocks of good marks, oldest first: AC must come evenly with live triggers, the excess
 * with protons. Blocks are joined two by two when there are too many of them; the last may be
 * shorter.
 *
 * @param marksPerBlock good marks of a complete block
 * @param marks good marks of each block
 * @param protons of each block, times the time-lapse factor
 * @param coincidence counts C of each block
 * @param anticoincidence counts AC of each block
 * @param anticoincidencePerMark AC per good mark
 * @param anticoincidenceChi2 χ² of AC against a constant rate per good mark
 * @param anticoincidenceGrowth largest distance of the accumulated AC from a straight line against
 *     good marks (Kolmogorov)
 * @param excessChi2 χ² of C − α·AC against a constant number per proton
 * @param excessGrowth largest distance of the accumulated excess from a straight line against
 *     protons, in standard deviations of the whole excess
 */
public record Stability(
        long marksPerBlock,
        long[] marks,
        double[] protons,
        long[] coincidence,
        long[] anticoincidence,
        double anticoincidencePerMark,
        GoodnessOfFit.Result anticoincidenceChi2,
        GoodnessOfFit.Result anticoincidenceGrowth,
        GoodnessOfFit.Result excessChi2,
        GoodnessOfFit.Result excessGrowth) {}
