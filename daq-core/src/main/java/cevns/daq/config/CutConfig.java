package cevns.daq.config;

import java.util.List;

/**
 * One cut of the selection: the quantity must lie in [min, max). A flag is 0 or 1.
 *
 * @param name name for the cut flow
 * @param quantity what is looked at
 * @param min smallest value that passes
 * @param max smallest value above it that does not; infinite for none
 */
public record CutConfig(String name, Quantity quantity, double min, double max) {

    /** What a cut can look at. */
    public enum Quantity {
        /** 1 when a sample is at the ADC's limit. */
        SATURATED,
        /** 1 when the linear gate was closed. */
        GATED,
        /** 1 when the muon veto fired. */
        VETOED,
        /** 1 when the baseline could not be had. */
        BAD_BASELINE,
        /** Peaks in the pre-trace. */
        PRE_PEAKS,
        /** Peaks in the integration window. */
        PEAKS,
        /** Time from the onset to 50 % of the charge [ns]. */
        RISE_0_50_NS,
        /** Time from 10 % to 90 % of the charge [ns]. */
        RISE_10_90_NS,
        /** Charge in the integration window [PE]. */
        CHARGE_PE,
        /** Energy [keV]. */
        ENERGY_KEV,
        /** Fraction of the charge in the first 90 ns. */
        F90,
        /** Time since the beam reference; for AC shifted by the distance of the regions [ns]. */
        TIME_NS,
        /** Hits in the event. */
        MULTIPLICITY;

        /**
         * True for what the event of interest itself is like. A cut on it, and every later one, is
         * part of a blinded result; the state of the trace and what came before the event is not.
         */
        public boolean isOfTheEvent() {
            return switch (this) {
                case SATURATED, GATED, VETOED, BAD_BASELINE, PRE_PEAKS -> false;
                default -> true;
            };
        }
    }

    /** The cuts before the first one on the event itself: a blind run tells what these reject. */
    public static List<CutConfig> beforeBlinded(List<CutConfig> cuts) {
        int open = 0;
        while (open < cuts.size() && !cuts.get(open).quantity().isOfTheEvent()) {
            open++;
        }
        return cuts.subList(0, open);
    }

    /** Reads the list {@code cuts}; none when it is absent. */
    static List<CutConfig> read(ConfigTree tree) {
        return tree.list("cuts").stream()
                .map(
                        cut ->
                                new CutConfig(
                                        cut.string("name"),
                                        cut.choice("quantity", Quantity.class),
                                        cut.number(
                                                "min",
                                                Double.NEGATIVE_INFINITY,
                                                Double.POSITIVE_INFINITY,
                                                Double.NEGATIVE_INFINITY),
                                        cut.number(
                                                "max",
                                                Double.NEGATIVE_INFINITY,
                                                Double.POSITIVE_INFINITY,
                                                Double.POSITIVE_INFINITY)))
                .toList();
    }
}
