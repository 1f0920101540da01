package cevns.analysis.monitor;

/**
 * The energy of the pulses beside the facility's own counter (beam-trigger-modes.md §7). A
 * time-lapse is not in it: both are what the facility says.
 *
 * @param meanRingPeriodPs time of a turn, weighted with the energy of the pulses [ps]; NaN without
 *     any
 * @param counterBeginNs time of the counter's first reading [ns since the Unix epoch]; 0 for none
 * @param counterBeginKwh what it showed then [kWh]; NaN for none
 * @param counterEndNs time of its last reading [ns since the Unix epoch]; 0 for none
 * @param counterEndKwh what it showed then [kWh]; NaN for none
 * @param stretches stretches from reading to reading in which every pulse is known
 * @param leftOut those in which one is missing, or its charge
 * @param pulsesKwh energy of the pulses in the former [kWh]
 * @param countedKwh what the counter went on by in these [kWh]
 */
public record EnergyBalance(
        double meanRingPeriodPs,
        long counterBeginNs,
        double counterBeginKwh,
        long counterEndNs,
        double counterEndKwh,
        int stretches,
        int leftOut,
        double pulsesKwh,
        double countedKwh) {

    /** Both may differ by so much. */
    public static final double TOLERANCE = 0.02;

    /** No pulses, no counter. */
    public static final EnergyBalance NONE =
            new EnergyBalance(Double.NaN, 0, Double.NaN, 0, Double.NaN, 0, 0, 0, 0);

    /** Energy of the pulses over that of the counter; NaN where nothing can be compared. */
    public double ratio() {
        return countedKwh > 0 ? pulsesKwh / countedKwh : Double.NaN;
    }

    /** True when both agree; where nothing can be compared nothing speaks against it. */
    public boolean closes() {
        return Double.isNaN(ratio()) || Math.abs(ratio() - 1) <= TOLERANCE;
    }
}
