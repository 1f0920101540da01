package cevns.analysis.event;

/**
 * What a count is divided by. The run keeps three: delivered by the accelerator, recorded with the
 * detector live, and good (sns-beam-timing.md §5).
 *
 * @param marks marks, or pulses for the delivered one
 * @param liveNs live time of the coincidence window [ns]
 * @param anticoincidenceNs live time of the anticoincidence window [ns]
 * @param chargeCounts sum of the known charges [10 pC]
 * @param energyJ sum of charge times proton energy [J]; NaN while no energy is known
 * @param unknownMarks marks in it whose charge is not known: never counted as 0
 */
public record Exposure(
        long marks,
        long liveNs,
        long anticoincidenceNs,
        long chargeCounts,
        double energyJ,
        long unknownMarks) {

    /** The known charge as protons on target. */
    public double protons() {
        return BeamEnergy.protons(chargeCounts);
    }

    /** Adds up one account; charge in whole counts, converted last. */
    public static final class Sum {

        private long marks;
        private long liveNs;
        private long anticoincidenceNs;
        private long counts;
        private long countsWithEnergy;
        private double joules;
        private long unknown;

        /**
         * Adds a mark or pulse.
         *
         * @param chargeCounts its charge [10 pC]; negative when not known
         * @param kineticEv energy of its protons [eV]; 0 when not known
         */
        public void add(long chargeCounts, double kineticEv) {
            marks++;
            if (chargeCounts < 0) {
                unknown++;
                return;
            }
            counts += chargeCounts;
            if (kineticEv > 0) {
                countsWithEnergy += chargeCounts;
                joules += BeamEnergy.joules(chargeCounts, kineticEv);
            }
        }

        /** Adds live time of the two windows [ns]. */
        public void live(long coincidenceNs, long anticoincidenceNs) {
            liveNs += coincidenceNs;
            this.anticoincidenceNs += anticoincidenceNs;
        }

        /** The account as it stands; charge without an energy is given the mean one. */
        public Exposure exposure() {
            double energyJ =
                    countsWithEnergy > 0
                            ? joules * ((double) counts / countsWithEnergy)
                            : counts > 0 ? Double.NaN : 0;
            return new Exposure(marks, liveNs, anticoincidenceNs, counts, energyJ, unknown);
        }
    }
}
