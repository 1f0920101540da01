package cevns.analysis.event;

/**
 * What a count is divided by. The run keeps three: delivered by the accelerator, recorded with the
 * detector live, and good (sns-beam-timing.md §5).
 *
 * @param marks marks, or pulses for the delivered one
 * @param liveNs live time of the coincidence window [ns]
 * @param anticoincidenceNs live time of the anticoincidence window [ns]
 * @param chargeCounts sum of the known charges [10 pC]
 * @param countsWithEnergy those of them whose proton energy is known [10 pC]
 * @param knownEnergyJ sum of these charges times their proton energy [J]
 * @param unknownMarks marks in it whose charge is not known: never counted as 0
 */
public record Exposure(
        long marks,
        long liveNs,
        long anticoincidenceNs,
        long chargeCounts,
        long countsWithEnergy,
        double knownEnergyJ,
        long unknownMarks) {

    /** Nothing. */
    public static final Exposure NONE = new Exposure(0, 0, 0, 0, 0, 0, 0);

    /** The known charge as protons on target. */
    public double protons() {
        return BeamEnergy.protons(chargeCounts);
    }

    /** Energy on target [J]; charge without an energy is given the mean one, NaN without any. */
    public double energyJ() {
        if (countsWithEnergy > 0) {
            return knownEnergyJ * ((double) chargeCounts / countsWithEnergy);
        }
        return chargeCounts > 0 ? Double.NaN : 0;
    }

    /** Live window time of C over that of AC; NaN while AC has none. */
    public double alpha() {
        return anticoincidenceNs > 0 ? (double) liveNs / anticoincidenceNs : Double.NaN;
    }

    /** Both together. */
    public Exposure plus(Exposure more) {
        return new Exposure(
                marks + more.marks,
                liveNs + more.liveNs,
                anticoincidenceNs + more.anticoincidenceNs,
                chargeCounts + more.chargeCounts,
                countsWithEnergy + more.countsWithEnergy,
                knownEnergyJ + more.knownEnergyJ,
                unknownMarks + more.unknownMarks);
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

        /** The account as it stands. */
        public Exposure exposure() {
            return new Exposure(
                    marks, liveNs, anticoincidenceNs, counts, countsWithEnergy, joules, unknown);
        }
    }
}
