package cevns.analysis.statistics;

/** What a {@link JointFit} takes the steady state to do in time, the same for every size. */
public enum SteadyTime {
    /** It falls exponentially (statistics.md §3). */
    EXPONENTIAL,
    /**
     * It falls exponentially, but for the first bin, which has a free factor: pulses that were
     * under way when the region began are all found at its beginning. With fewer than three bins a
     * first one cannot be told from a slope, and there is no factor.
     */
    EXPONENTIAL_AFTER_FIRST_BIN
}
