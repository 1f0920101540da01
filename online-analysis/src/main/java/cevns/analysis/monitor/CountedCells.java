package cevns.analysis.monitor;

/**
 * Counts by size and time.
 *
 * @param unit of the sizes, pe or kevee
 * @param sizes edges of the bins of size
 * @param times edges of the bins of time since the beam reference [µs]
 * @param coincidence counts C, bin of size by bin of size
 * @param anticoincidence counts AC, in the same order
 */
public record CountedCells(
        String unit, double[] sizes, double[] times, long[] coincidence, long[] anticoincidence) {}
